"""A change before anybody has agreed to it: what it would do, why it is made, and two buttons."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from amends.domain.streams import OFFICE
from amends.services.form_drafts import form_draft_key
from amends.ui.case.forms.draft_note import DraftNote
from amends.ui.settings.proposal_words import calendar_change_words, case_words, heading_words
from amends.ui.settings.proposals import Proposal, Proposals
from amends.ui.text_scale import scaled
from amends.ui.theme import Tone, set_look
from amends.ui.widgets.field import Field
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.sentences import Sentences


class ProposalPanel(QFrame):
    """Hidden unless something is being worked out, or there is something to agree to."""

    left = Signal()
    shown = Signal()

    def __init__(self, proposals: Proposals, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, role="banner", tone=Tone.SOON)
        self._proposals = proposals
        self._proposal: Proposal | None = None
        self._words = plain_label("", "heading")
        self._days, self._doubts, self._cases = Sentences(), Sentences(), Sentences()
        self.looked = QCheckBox(self.tr("I have looked at this, and it is right"))
        self.why = QLineEdit()
        self._why = Field(self.tr("Why"), self.why)
        self._draft: DraftNote | None = None
        self.bar = QProgressBar()
        self.cancel = QPushButton(self.tr("Cancel"))
        self.leave = QPushButton(self.tr("Leave it as it is"))
        self.agree = QPushButton()
        set_look(self.agree, role="primary")
        self._lay_out()
        self._connect()
        self.hide()

    @property
    def text(self) -> str:
        """What would happen, in words."""
        return self._words.text()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches, in its order."""
        return (self.looked, self.why, self.cancel, self.leave, self.agree)

    @Slot(object)
    def show_proposal(self, proposal: Proposal) -> None:
        """Show what a change would do; the button says what is agreed to."""
        self._proposal = proposal
        asked, effect, today = proposal.asked, proposal.effect, self._proposals.today()
        self._words.setText(heading_words(proposal))
        self._say(self._days, calendar_change_words(effect, today))
        self._say(self._doubts, asked.doubts)
        self._say(self._cases, case_words(effect, today))
        self.looked.setChecked(False)
        self.looked.setVisible(bool(asked.doubts))
        self._ask_why(asked.why)
        self._why.show_error("")
        self._why.setVisible(asked.why is not None)
        self.agree.setText(asked.agree)
        self._let_agree()
        self._show_buttons(self.leave, self.agree)
        self.show()
        self.leave.setFocus()
        self.shown.emit()

    @Slot()
    def show_work(self) -> None:
        """Say that it is being worked out; it can be stopped."""
        self._words.setText(self.tr("Working out what would move..."))
        for part in (self._days, self._doubts, self._cases, self.looked, self._why):
            part.hide()
        self.bar.setRange(0, 0)
        self._show_buttons(self.bar, self.cancel)
        self.show()

    @Slot(int, int)
    def _on_progressed(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    @Slot()
    def _on_agreed(self) -> None:
        assert self._proposal is not None
        if self._proposal.asked.why is not None and not self.why.text().strip():
            self._why.show_error(self.tr("Say why in a few words; it stays on record."))
            self.why.setFocus()
            return
        self.hide()
        self._proposals.accept(self._proposal, self.why.text())

    def _ask_why(self, proposed: str | None) -> None:
        """Ask for the reason, and keep it while it is typed, for this change and no other."""
        if self._draft is not None:  # of a change that could not be recorded, such as this one
            self._draft.keep()
            self._draft.deleteLater()
            self._draft = None
        self.why.setText(proposed or "")
        if proposed is not None:
            key = form_draft_key(OFFICE, "why", self._words.text())
            self._draft = DraftNote(self._proposals.session, key)
            self._draft.add(why=self.why)
            self._drafts.addWidget(self._draft)
            self._draft.take_up()

    @Slot()
    def _forget_draft(self) -> None:
        if self._draft is not None:
            self._draft.forget()
            self._draft.deleteLater()
            self._draft = None

    @Slot()
    def _on_recorded(self) -> None:
        self.hide()
        self._forget_draft()

    @Slot()
    def _on_left(self) -> None:
        self.hide()
        self._forget_draft()
        self.left.emit()

    @Slot()
    def _let_agree(self) -> None:
        self.agree.setEnabled(self.looked.isHidden() or self.looked.isChecked())

    def _say(self, sentences: Sentences, said: tuple[str, ...]) -> None:
        sentences.show_sentences(said)
        sentences.setVisible(bool(said))

    def _show_buttons(self, *shown: QWidget) -> None:
        for part in (self.bar, self.cancel, self.leave, self.agree):
            part.setVisible(part in shown)

    def _connect(self) -> None:
        self._proposals.begun.connect(self.show_work)
        self._proposals.progressed.connect(self._on_progressed)
        self._proposals.proposed.connect(self.show_proposal)
        self._proposals.recorded.connect(self._on_recorded)
        self._proposals.stopped.connect(self._on_left)
        self._proposals.failed.connect(self.hide)
        self.looked.toggled.connect(self._let_agree)
        self.why.returnPressed.connect(self._on_agreed)
        self.agree.clicked.connect(self._on_agreed)
        self.leave.clicked.connect(self._on_left)
        self.cancel.clicked.connect(self._proposals.stop)

    def _lay_out(self) -> None:
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How far it is"))
        buttons = QHBoxLayout()
        buttons.setSpacing(scaled(10))
        buttons.addWidget(self.bar, 1)
        buttons.addStretch()
        for button in (self.cancel, self.leave, self.agree):
            buttons.addWidget(button)
        self._drafts = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(16), scaled(12), scaled(14), scaled(12))
        layout.setSpacing(scaled(9))
        for part in (self._words, self._days, self._cases, self._doubts, self.looked):
            layout.addWidget(part)
        layout.addLayout(self._drafts)
        layout.addWidget(self._why)
        layout.addLayout(buttons)
