"""A list of sentences, each with a small mark before it, so that lines and items are told apart."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.label import plain_label


class Sentences(QWidget):
    """Shows sentences below one another, as they are."""

    def __init__(self, role: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(scaled(5))

    def show_sentences(self, sentences: Iterable[str]) -> None:
        """Show sentences in place of those that were there."""
        while (item := self._layout.takeAt(0)) is not None:
            if (before := item.widget()) is not None:
                before.hide()
                before.deleteLater()
        for sentence in sentences:
            self._layout.addWidget(self._line(sentence))

    def _line(self, sentence: str) -> QWidget:
        mark = QLabel("·")
        set_look(mark, role="muted")
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(8))
        layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(plain_label(sentence, self._role), 1)
        return line
