"""Two halves side by side, or where the window is narrow one at a time, with a switch above."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from amends.ui.text_scale import scaled
from amends.ui.widgets.chips import ChipRow

NARROW_PX: Final = 760

_LEFT: Final = "left"
_RIGHT: Final = "right"
_SHARES: Final = (56, 44)


class Halves(QWidget):
    """Shows `left` and `right`; `titles` are the words of the switch."""

    def __init__(
        self,
        left: QWidget,
        right: QWidget,
        titles: tuple[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._left, self._right = left, right
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self.switch = ChipRow(zip((_LEFT, _RIGHT), titles, strict=True))
        self.switch.setContentsMargins(scaled(22), scaled(10), scaled(22), 0)
        for half, share in zip((left, right), _SHARES, strict=True):
            self._splitter.addWidget(half)
            self._splitter.setStretchFactor(self._splitter.count() - 1, share)
        self._splitter.setSizes([10 * share for share in _SHARES])
        self.switch.hide()
        self.switch.chosen.connect(self._show_halves)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.switch)
        layout.addWidget(self._splitter, 1)

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one half only."""
        return self.width() < scaled(NARROW_PX)

    def show_left(self) -> None:
        """Show the left half, if it is not there already."""
        self.switch.choose(_LEFT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_halves()

    @Slot()
    def _show_halves(self) -> None:
        narrow, chosen = self.is_narrow, self.switch.key()
        self.switch.setVisible(narrow)
        self._left.setVisible(not narrow or chosen == _LEFT)
        self._right.setVisible(not narrow or chosen == _RIGHT)
