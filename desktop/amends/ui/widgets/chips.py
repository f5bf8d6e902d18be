"""A row of chips of which one is chosen, such as the ways to sort a list."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QWidget

from amends.ui.text_scale import font, scaled
from amends.ui.theme import set_look

_TEXT_PX = 12.0


class Chip(QPushButton):
    """A button that stays down. It is as wide as its words are when it is chosen, and bold."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        set_look(self, role="chip")

    def sizeHint(self) -> QSize:
        bold = QFontMetrics(font(_TEXT_PX, QFont.Weight.DemiBold))
        width = bold.horizontalAdvance(self.text()) + scaled(26)
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class ChipRow(QWidget):
    """Chips by key, one of them chosen; arrow keys move along them."""

    chosen = Signal(str)

    def __init__(self, chips: Iterable[tuple[str, str]], parent: QWidget | None = None) -> None:
        """Make a chip of each pair of a key and its words, the first of them chosen."""
        super().__init__(parent)
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(6))
        for key, text in chips:
            chip = Chip(text)
            chip.setObjectName(key)
            self._group.addButton(chip)
            layout.addWidget(chip)
        layout.addStretch()
        if self._group.buttons():
            self._group.buttons()[0].setChecked(True)
        self._group.buttonToggled.connect(self._on_toggled)

    def key(self) -> str:
        """Return the key of the chosen chip."""
        chip = self._group.checkedButton()
        return chip.objectName() if chip else ""

    def choose(self, key: str) -> None:
        """Choose a chip; `chosen` follows if it was not chosen before."""
        for chip in self._group.buttons():
            if chip.objectName() == key:
                chip.setChecked(True)

    @Slot(QAbstractButton, bool)
    def _on_toggled(self, chip: QAbstractButton, checked: bool) -> None:
        if checked:
            self.chosen.emit(chip.objectName())
