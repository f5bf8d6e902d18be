"""A word or two that say how something stands, on a ground of that tone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from amends.ui.theme import Tone, set_look


class Pill(QLabel):
    def __init__(
        self, text: str = "", tone: Tone = Tone.NONE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.show_text(text, tone)

    def show_text(self, text: str, tone: Tone = Tone.NONE) -> None:
        self.setText(text)
        set_look(self, role="pill", tone=tone)
