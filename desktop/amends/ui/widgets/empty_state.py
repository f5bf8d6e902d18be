"""What stands where nothing is yet: what will be here, and how to begin."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from amends.ui.text_scale import scaled
from amends.ui.theme import set_look

_CENTRE: Final = Qt.AlignmentFlag.AlignHCenter
_WIDTH_PX: Final = 340


class EmptyState(QWidget):
    """A heading, a sentence, and the one button that helps; no button where nothing can be done."""

    action_requested = Signal()

    def __init__(
        self, heading: str, sentence: str, action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.heading = QLabel()
        self.sentence = QLabel()
        self.action = QPushButton()
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        set_look(self.heading, role="lead")
        set_look(self.sentence, role="muted")
        set_look(self.action, role="primary")
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.heading.setAlignment(_CENTRE)
        self.sentence.setAlignment(_CENTRE)
        self.sentence.setMinimumWidth(scaled(_WIDTH_PX))
        self.action.clicked.connect(self.action_requested)
        self._lay_out()
        self.show_words(heading, sentence, action)

    def show_words(self, heading: str, sentence: str, action: str = "") -> None:
        self.heading.setText(heading)
        self.sentence.setText(sentence)
        self.action.setText(action)
        self.action.setVisible(bool(action))

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(scaled(8))
        column.addStretch(2)
        column.addWidget(self.heading)
        column.addWidget(self.sentence)
        column.addSpacing(scaled(8))
        column.addWidget(self.action, alignment=_CENTRE)
        column.addStretch(3)
        layout = QHBoxLayout(self)
        layout.addStretch()
        layout.addLayout(column)
        layout.addStretch()
