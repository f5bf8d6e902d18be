"""Asks under which policy a complaint comes, where the office works to more than one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from amends.ui.text_scale import scaled
from amends.ui.widgets.inputs import ChoiceBox

_LEAST_PX: Final = 140


class PolicyChoice(QWidget):
    """Hidden where there is nothing to choose."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        label = QLabel(self.tr("It comes under"))
        self.box = ChoiceBox()
        self.box.setAccessibleName(label.text())
        self.box.setMinimumWidth(scaled(_LEAST_PX))  # however long the name of a policy is
        label.setBuddy(self.box)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, scaled(6), 0, 0)
        layout.setSpacing(scaled(10))
        layout.addWidget(label)
        layout.addWidget(self.box)
        layout.addStretch(1)
        self.box.currentIndexChanged.connect(self._on_chosen)

    @property
    def name(self) -> str:
        """The policy that is chosen, "" where there is one alone."""
        return "" if self.isHidden() else str(self.box.currentData() or "")

    def choose(self, name: str) -> None:
        """Choose a policy; the choice stays as it is where that is not on offer."""
        self.box.choose(name)

    def offer(self, policies: Sequence[tuple[str, str]]) -> None:
        """Offer policies, each by its name with its title; what was chosen stays chosen."""
        before = self.name
        self.box.blockSignals(True)
        self.box.clear()
        for name, title in policies:
            self.box.addItem(title, name)
        self.box.choose(before)
        self.box.blockSignals(False)
        self.setVisible(len(policies) > 1)

    @Slot()
    def _on_chosen(self) -> None:
        self.chosen.emit()
