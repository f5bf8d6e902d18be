"""A card in the middle of the window, as long as no office is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.label import plain_label

WIDTH_PX: Final = 440


class FrontCard(QWidget):
    """Put what is asked into `body`; the buttons stand below it, the last at the right."""

    def __init__(
        self, title: str, about: str, buttons: Sequence[QPushButton], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title, self.about = plain_label(title, "title"), plain_label(about, "muted")
        self.body = QVBoxLayout()
        self.body.setSpacing(scaled(10))
        card = QFrame()
        set_look(card, role="card")
        card.setMaximumWidth(scaled(WIDTH_PX))
        inside = QVBoxLayout(card)
        inside.setContentsMargins(scaled(24), scaled(22), scaled(24), scaled(20))
        inside.setSpacing(scaled(10))
        inside.addWidget(self.title)
        inside.addWidget(self.about)
        inside.addLayout(self.body)
        inside.addSpacing(scaled(6))
        row = QHBoxLayout()
        for button in buttons[:-1]:
            row.addWidget(button)
        row.addStretch()
        row.addWidget(buttons[-1])
        inside.addLayout(row)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(0)
        middle.addWidget(card, 1)
        middle.addStretch(0)
        layout.addLayout(middle)
        layout.addStretch(3)
