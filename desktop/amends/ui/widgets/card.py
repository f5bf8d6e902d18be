"""A titled panel, with a link in its corner where something can be done with all of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.quiet_button import QuietButton


class Card(QFrame):
    """Put what belongs together into `body`."""

    action_requested = Signal()

    def __init__(self, title: str, parent: QWidget | None = None, *, action: str = "") -> None:
        super().__init__(parent)
        set_look(self, role="card")
        self.heading = QLabel(title)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        set_look(self.heading, role="heading")
        self.action = QuietButton(action)
        set_look(self.action, role="link")
        self.action.setVisible(bool(action))
        # "Edit" alone says nothing to somebody who hears one control after the other.
        self.action.setAccessibleName(f"{action}: {title}" if action else "")
        self.action.clicked.connect(self.action_requested)
        self.body = QVBoxLayout()
        self.body.setSpacing(scaled(8))
        self._lay_out()

    def set_title(self, title: str) -> None:
        self.heading.setText(title)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, -scaled(4), 0)  # so that the link's words end at the edge
        top.addWidget(self.heading)
        top.addStretch()
        top.addWidget(self.action)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(16), scaled(13), scaled(16), scaled(16))
        layout.setSpacing(scaled(9))
        layout.addLayout(top)
        layout.addLayout(self.body)
