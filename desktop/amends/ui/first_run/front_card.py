"""A card in the middle of the window, as long as no office is open."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.label import plain_label

WIDTH_PX: Final = 440


class FrontCard(QWidget):
    """Put what is asked into `body`, then `end_with` the buttons. `below` stands under the card."""

    def __init__(self, title: str, about: str, *, below: QWidget | None = None) -> None:
        super().__init__()
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
        self._buttons = QHBoxLayout()
        inside.addLayout(self._buttons)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(0)
        middle.addWidget(card, 1)
        middle.addStretch(0)
        layout.addLayout(middle)
        if below is not None:
            layout.addSpacing(scaled(10))
            layout.addWidget(below, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def end_with(self, *buttons: QPushButton) -> None:
        """Add the buttons, the last at the right: after what is asked, as Tab comes to them."""
        for button in buttons[:-1]:
            self._buttons.addWidget(button)
        self._buttons.addStretch()
        self._buttons.addWidget(buttons[-1])
