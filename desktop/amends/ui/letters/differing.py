"""Says in what a finished letter and the record differ by now, and offers to change its text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from amends.ui.text_scale import scaled
from amends.ui.theme import Tone, set_look
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.sentences import Sentences


class DifferingNotice(QFrame):
    """Hidden where the letter says what the record says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, role="banner", tone=Tone.SOON)
        self._title = plain_label(
            self.tr("The record has changed since this letter was finished."), "heading"
        )
        self.sentences = Sentences()
        self._choice = plain_label("", "muted")
        self.change = QPushButton(self.tr("Change the text"))
        self.change.setAccessibleName(self.tr("Change the text of the letter that differs"))
        set_look(self.change, role="primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(14), scaled(11), scaled(14), scaled(11))
        layout.setSpacing(scaled(8))
        for widget in (self._title, self.sentences, self._choice):
            layout.addWidget(widget)
        layout.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_differences(self, differences: Sequence[str], *, may_change: bool) -> None:
        """Show these sentences, if there are any."""
        self.sentences.show_sentences(differences)
        self.change.setVisible(may_change)
        self._choice.setText(
            self.tr(
                "Take the letter back and change its text, or note below that it goes out as it "
                "is. The record then says in what it differed."
            )
            if may_change
            else self.tr("If it goes out as it is, the record says in what it differed.")
        )
        self.setAccessibleDescription(" ".join(differences))
        self.setVisible(bool(differences))
