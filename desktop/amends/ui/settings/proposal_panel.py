"""A change of closures before anybody has agreed to it: which dates it moves, and two buttons."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from amends.ui.settings.presenter import Proposal
from amends.ui.settings.words import move_words, proposal_words
from amends.ui.text_scale import scaled
from amends.ui.theme import Tone, set_look
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.sentences import Sentences

MOVES_SHOWN: Final = 12


class ProposalPanel(QFrame):
    """Hidden unless there is something to agree to."""

    accepted = Signal(object)  # Proposal
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, role="banner", tone=Tone.SOON)
        self._proposal: Proposal | None = None
        self._words = plain_label("", "heading")
        self._moves = Sentences()
        self.leave = QPushButton(self.tr("Leave it as it is"))
        self.agree = QPushButton()
        set_look(self.agree, role="primary")
        self._lay_out()
        self.agree.clicked.connect(self._on_agreed)
        self.leave.clicked.connect(self._on_left)
        self.hide()

    @property
    def text(self) -> str:
        """What would happen, in words."""
        return self._words.text()

    def show_proposal(self, proposal: Proposal, today: date) -> None:
        """Show what a change would move; the button says what it does."""
        self._proposal = proposal
        self._words.setText(proposal_words(proposal, today))
        shown = [move_words(move, today) for move in proposal.moves[:MOVES_SHOWN]]
        if (more := len(proposal.moves) - len(shown)) > 0:
            shown.append(self.tr("and {count} more").format(count=more))
        self._moves.show_sentences(shown)
        self.agree.setText(
            self.tr("Add the closure") if proposal.removed is None else self.tr("Remove it")
        )
        self.show()
        self.leave.setFocus()

    @Slot()
    def _on_agreed(self) -> None:
        self.hide()
        self.accepted.emit(self._proposal)

    @Slot()
    def _on_left(self) -> None:
        self.hide()
        self.left.emit()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(scaled(10))
        buttons.addStretch()
        buttons.addWidget(self.leave)
        buttons.addWidget(self.agree)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(16), scaled(12), scaled(14), scaled(12))
        layout.setSpacing(scaled(9))
        layout.addWidget(self._words)
        layout.addWidget(self._moves)
        layout.addLayout(buttons)
