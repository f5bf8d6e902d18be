"""The ten fields of a new complaint, laid out; what stands in them is judged elsewhere."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from amends.domain.events.case_events import Channel
from amends.domain.people import Identity
from amends.domain.procedure import Procedure
from amends.services.complaint_drafts import ComplaintDraft
from amends.ui.complaint.files_card import FilesCard
from amends.ui.complaint.policy_choice import PolicyChoice
from amends.ui.complaint.presenter import RAISED_ON, RECEIVED_AT, RECEIVED_ON, TITLE
from amends.ui.text_scale import scaled
from amends.ui.widgets.card import Card
from amends.ui.widgets.day_edit import NO_DAY, DayEdit
from amends.ui.widgets.field import Field
from amends.ui.widgets.folding import Folding
from amends.ui.widgets.inputs import ChoiceBox, TextBox

_TEXT_LINES = 9
_WANTED_LINES = 3
_SAID_PX = 360  # less would be too little beside the other column


class ComplaintForm(QWidget):
    """Shows a draft, and returns what has become of it."""

    edited = Signal()
    days_edited = Signal()

    def __init__(self, procedure: Procedure, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_filling = False
        self._policy_of_names = procedure.confidentiality.source
        self.policy = PolicyChoice()  # stands in the head of the window
        self._make_complaint()
        self._make_circumstances(today)
        self._make_complainant()
        self.files = FilesCard()
        self._lay_out()
        self._connect()
        self.show_procedure(procedure)

    def draft(self) -> ComplaintDraft:
        """Return what stands in the form."""
        return ComplaintDraft(
            title=self.title.text(),
            complaint=self.complaint.toPlainText(),
            wanted=self.wanted.toPlainText(),
            complainant=self.complainant.text(),
            email=self.email.text(),
            relation=self.relation.currentText(),
            channel=Channel(self.channel.currentData()),
            identity=Identity(self.identity.currentData()),
            received_on=self.received_on.day(),
            received_time=self.received_time,
            raised_on=self.raised_on.day() if self.was_raised.isChecked() else None,
            procedure=self.policy.name,
        )

    def show_draft(self, draft: ComplaintDraft) -> None:
        """Put a draft into the form; a day that it does not name stays as it is."""
        self._is_filling = True
        self.policy.choose(draft.procedure)
        self.title.setText(draft.title)
        self.complaint.setPlainText(draft.complaint)
        self.wanted.setPlainText(draft.wanted)
        self.complainant.setText(draft.complainant)
        self.email.setText(draft.email)
        self.relation.setCurrentText(draft.relation)
        self.channel.choose(draft.channel)
        self.identity.choose(draft.identity)
        if draft.received_on not in {None, NO_DAY}:
            self.received_on.show_day(draft.received_on)
        self.received_at.setText(draft.received_time)
        self.was_raised.setChecked(draft.raised_on is not None)
        if draft.raised_on not in {None, NO_DAY}:
            self.raised_on.show_day(draft.raised_on)
        self._is_filling = False
        self.days_edited.emit()

    def days(self) -> tuple[date, date | None]:
        """Return when the complaint came in, and when it was first raised, if that is said."""
        raised_on = self.raised_on.day() if self.was_raised.isChecked() else None
        return self.received_on.day(), raised_on

    @property
    def received_time(self) -> str:
        """The time of day that was typed, "" where none was, or where the policy asks for none."""
        return "" if self._fields[RECEIVED_AT].isHidden() else self.received_at.text()

    @property
    def typed_time(self) -> str:
        """That time, "" while it is still being typed: half a time is no mistake yet."""
        return "" if self.received_at.hasFocus() else self.received_time

    @property
    def is_reachable(self) -> bool:
        """Whether the complainant can be written to, as far as the form says."""
        is_anonymous = self.identity.currentData() == Identity.ANONYMOUS
        return not is_anonymous or bool(self.email.text().strip())

    def show_problems(self, problems: dict[str, str]) -> Field | None:
        """Say what is wrong by each field that is named, and return the first of them."""
        for key, words in problems.items():
            self._fields[key].show_error(words)
        return next((field for key, field in self._fields.items() if problems.get(key)), None)

    def show_procedure(self, procedure: Procedure) -> None:
        """Offer what the procedure says of who may complain, and of names."""
        typed, chosen = self.relation.currentText(), self.identity.currentData()
        self.relation.clear()
        self.relation.addItems([one_of(each) for each in procedure.scope.who_may_complain])
        self.relation.setCurrentText(typed)
        self.identity.clear()
        words = self._identity_words()
        for choice in procedure.confidentiality.choices:
            self.identity.addItem(words[choice], choice)
        self.identity.choose(chosen or procedure.confidentiality.preferred)
        self._policy_of_names = procedure.confidentiality.source
        self._fields[RECEIVED_AT].setVisible(procedure.counts_hours)
        self._show_reach()

    def _identity_words(self) -> dict[Identity, str]:
        return {
            Identity.OPEN: self.tr("May be named"),
            Identity.WITHHELD: self.tr("Identity withheld: not to be divulged"),
            Identity.ANONYMOUS: self.tr("Anonymous"),
        }

    @Slot()
    def _on_edited(self) -> None:
        if not self._is_filling:
            self.edited.emit()

    @Slot()
    def _on_reach_edited(self) -> None:
        """Whoever cannot be written to is owed no receipt."""
        self._show_reach()
        if not self._is_filling:
            self.days_edited.emit()

    def _show_reach(self) -> None:
        words = self.tr("The policy: “{sentence}”").format(sentence=self._policy_of_names)
        if not self.is_reachable:
            alone = self.tr(
                "Without an e-mail address nobody can be written to: no receipt is due, and the "
                "answer is put on file."
            )
            words = f"{alone}\n{words}"
        self._identity_field.show_help(words)

    @Slot()
    def _on_days_edited(self) -> None:
        if not self._is_filling:
            self.edited.emit()
            self.days_edited.emit()

    @Slot()
    def _on_title_edited(self) -> None:
        self._fields[TITLE].show_error("")

    def _make_complaint(self) -> None:
        self.title = QLineEdit()
        self.title.setPlaceholderText(self.tr("A few words by which you will know it"))
        self.complaint = TextBox(_TEXT_LINES)
        self.wanted = TextBox(_WANTED_LINES)
        self.wanted.setFixedHeight(self.wanted.minimumHeight())
        self.wanted.setPlaceholderText(self.tr("such as an apology, a refund, an explanation"))

    def _make_circumstances(self, today: date) -> None:
        self.received_on = DayEdit(today)
        self.received_at = QLineEdit()
        self.received_at.setPlaceholderText(self.tr("such as 16:30, where you know it"))
        self.channel = ChoiceBox(
            (
                (Channel.EMAIL, self.tr("By e-mail")),
                (Channel.POST, self.tr("By post")),
                (Channel.PHONE, self.tr("By phone")),
                (Channel.IN_PERSON, self.tr("In person")),
                (Channel.HAND, self.tr("By hand")),
                (Channel.OTHER, self.tr("Another way")),
            )
        )
        self.was_raised = QCheckBox(self.tr("Raised before, with the person first dealt with"))
        self.raised_on = DayEdit(today)

    def _make_complainant(self) -> None:
        self.complainant = QLineEdit()
        self.email = QLineEdit()
        self.relation = QComboBox(editable=True)
        self.relation.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.relation.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if (typed := self.relation.lineEdit()) is not None:
            typed.setPlaceholderText(self.tr("such as a learner"))
        self.identity = ChoiceBox()

    def _connect(self) -> None:
        for line in (self.title, self.complainant, self.email):
            line.textChanged.connect(self._on_edited)
        for box in (self.complaint, self.wanted):
            box.textChanged.connect(self._on_edited)
        self.relation.currentTextChanged.connect(self._on_edited)
        for choice in (self.channel, self.identity):
            choice.currentIndexChanged.connect(self._on_edited)
        self.email.textChanged.connect(self._on_reach_edited)
        self.identity.currentIndexChanged.connect(self._on_reach_edited)
        for day in (self.received_on, self.raised_on):
            day.textEdited.connect(self._on_edited)
            day.day_changed.connect(self._on_days_edited)
        self.received_at.textChanged.connect(self._on_days_edited)
        self.received_at.editingFinished.connect(self._on_days_edited)
        self.policy.chosen.connect(self._on_days_edited)
        self.was_raised.toggled.connect(self._fields[RAISED_ON].setVisible)
        self.was_raised.toggled.connect(self._on_days_edited)
        self.title.textChanged.connect(self._on_title_edited)

    def _lay_out(self) -> None:
        self._identity_field = Field(self.tr("May they be named?"), self.identity)
        self._fields = {
            TITLE: Field(self.tr("Title"), self.title),
            RECEIVED_ON: Field(self.tr("Received on"), self.received_on),
            RECEIVED_AT: Field(self.tr("At what time"), self.received_at),
            RAISED_ON: Field(self.tr("First raised on"), self.raised_on),
        }
        self._fields[RAISED_ON].hide()
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(scaled(14))
        left.addWidget(self._complaint_card(), 1)
        left.addWidget(self.files)
        right.addWidget(self._circumstances_card())
        right.addWidget(self._complainant_card())
        right.addStretch()
        sides = QWidget(), QWidget()
        for side, column in zip(sides, (left, right), strict=True):
            column.setContentsMargins(0, 0, 0, 0)
            side.setLayout(column)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(Folding(*sides, shares=(3, 2), first_px=_SAID_PX))

    def _complaint_card(self) -> Card:
        card = Card(self.tr("The complaint"))
        card.body.setSpacing(scaled(10))
        card.body.addWidget(self._fields[TITLE])
        card.body.addWidget(Field(self.tr("What it says"), self.complaint), 1)
        card.body.addWidget(Field(self.tr("What is wanted"), self.wanted))
        return card

    def _circumstances_card(self) -> Card:
        card = Card(self.tr("How it came in"))
        card.body.setSpacing(scaled(10))
        card.body.addWidget(self._fields[RECEIVED_ON])
        card.body.addWidget(self._fields[RECEIVED_AT])
        card.body.addWidget(Field(self.tr("How it reached you"), self.channel))
        card.body.addWidget(self.was_raised)
        card.body.addWidget(self._fields[RAISED_ON])
        return card

    def _complainant_card(self) -> Card:
        card = Card(self.tr("Who complains"))
        card.body.setSpacing(scaled(10))
        card.body.addWidget(Field(self.tr("Name"), self.complainant))
        card.body.addWidget(Field(self.tr("E-mail"), self.email))
        card.body.addWidget(Field(self.tr("Who they are"), self.relation))
        card.body.addWidget(self._identity_field)
        return card


def one_of(many: str) -> str:
    """Return one of those whom a policy names: "member of the public" for "members of ..."."""
    head, of, rest = many.partition(" of ")
    return f"{head.removesuffix('s')}{of}{rest}"
