"""Says in a form, before anything is saved, what it would change: a heading and a line each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.label import plain_label


class Effect(QFrame):
    """Shows sentences below a heading; one label holds them, so that the form fits at once."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, role="banner")
        self._words = plain_label("")
        self._words.setAccessibleName(heading)
        self.sentences: tuple[str, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(14), scaled(10), scaled(14), scaled(10))
        layout.setSpacing(scaled(6))
        layout.addWidget(plain_label(heading, "heading"))
        layout.addWidget(self._words)

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show what would change, in place of what stood here."""
        self.sentences = tuple(sentences)
        self._words.setText("\n".join(sentences))
        self.updateGeometry()  # at once, as the form is about to make room
