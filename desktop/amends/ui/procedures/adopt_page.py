"""Before a procedure is put to use: since when, how it is read, and what becomes of open cases."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from amends.domain.comparison import Change
from amends.domain.procedure import Procedure
from amends.services.policy_in_words import open_questions, readings_of
from amends.services.procedure_book import PolicyVersions
from amends.ui.procedures.editor_presenter import EditorPresenter
from amends.ui.procedures.words import difference_words, name_of
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.card import Card
from amends.ui.widgets.day_edit import NO_DAY, DayEdit
from amends.ui.widgets.field import Field
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.page import Page
from amends.ui.widgets.question_list import QuestionList
from amends.ui.widgets.sentences import Sentences

_WIDTH_PX: Final = 760
_CHANGES_SHOWN: Final = 12


class AdoptPage(Page):
    """Asks for what only the office can say, then lets the presenter record it."""

    left = Signal()

    def __init__(self, presenter: EditorPresenter, parent: QWidget | None = None) -> None:
        super().__init__(_WIDTH_PX, parent)
        self._presenter = presenter
        self._procedure: Procedure | None = None
        self._policy: PolicyVersions | None = None
        self.since = DayEdit(presenter.today())
        self._since_field = Field(
            self.tr("It holds for complaints received from this day on"), self.since
        )
        self.questions = QuestionList()
        self.cases = plain_label("")
        self.what = plain_label("", "lead")
        self._beside = plain_label("", "muted")
        self._changes = Sentences()
        self._differs = plain_label("", "heading")
        self.go_back = QPushButton(self.tr("Back to the text"))
        self.use = QPushButton(self.tr("Put it to use"))
        set_look(self.use, role="primary")
        self._open = Card(self.tr("What it leaves open"))
        self._lay_out()
        self.go_back.clicked.connect(self.left)
        self.use.clicked.connect(self._on_use)
        presenter.counted.connect(self._on_counted)
        presenter.failed.connect(self._on_failed)

    def show_procedure(self, procedure: Procedure) -> None:
        """Ask for what is needed before this procedure is put to use."""
        policy = self._presenter.policy()
        self._procedure, self._policy = procedure, policy
        today = self._presenter.today()
        stated = procedure.in_force_from
        self.since.show_day(stated if stated and stated > today else today)
        before = policy.versions[0].readings if policy else {}
        questions = open_questions(procedure)
        self.questions.ask(questions, before)
        self._open.setVisible(bool(questions))
        self._tell(procedure, policy)
        self._tell_changes()
        self.cases.setText("")
        self._presenter.count_cases()
        self.use.setEnabled(True)
        self.since.setFocus()

    def _tell(self, procedure: Procedure, policy: PolicyVersions | None) -> None:
        title = f"{procedure.organisation}: {procedure.title}"
        if policy is not None:
            words = self.tr("A new version of {title}").format(title=title)
            beside = self.tr("The versions before it stay, and can be read.")
        else:
            words = self.tr("Another policy: {title}").format(title=title)
            others = ", ".join(name_of(held) for held in self._presenter.other_policies())
            beside = self.tr(
                "It will stand beside {others}; each new complaint can come under either. Open "
                "the other one afterwards if no new complaint is to come under it."
            ).format(others=others)
        self.what.setText(words)
        self._beside.setText(beside)

    def _tell_changes(self) -> None:
        if self._policy is None or self._procedure is None:
            self._differs.setText("")
            self._changes.show_sentences(())
            return
        held = self._policy.in_force(self._presenter.today())
        readings = readings_of(self._procedure, self.questions.answers())
        comparison = self._presenter.differs(held, self._procedure, readings)
        words = self.tr("Compared with the version in force: {changes}.")
        self._differs.setText(words.format(changes=_small(str(comparison))))
        shown = [_change_words(it) for it in comparison.changes[:_CHANGES_SHOWN]]
        if (more := len(comparison.changes) - len(shown)) > 0:
            shown.append(self.tr("and {count} more").format(count=more))
        self._changes.show_sentences(shown)

    @Slot()
    def _on_use(self) -> None:
        if self.since.day() == NO_DAY:
            words = self.tr("This is no day. Type it like 1 Aug 2026, or 01/08/2026.")
            self._since_field.show_error(words)
            self.since.setFocus()
            self.reveal(self._since_field)
            return
        self._since_field.show_error("")
        self.use.setEnabled(False)
        self._presenter.adopt(self.questions.answers(), self.since.day())

    @Slot(int)
    def _on_counted(self, count: int) -> None:
        if self._policy is None:
            words = self.tr("No case runs under it yet.")
        elif count == 1:
            words = self.tr("1 open case stays under the version under which it came in.")
        elif count:
            words = self.tr(
                "{count} open cases stay under the versions under which they came in."
            ).format(count=count)
        else:
            words = self.tr("No case is open under an earlier version.")
        self.cases.setText(words)

    @Slot()
    def _on_failed(self) -> None:
        self.use.setEnabled(True)

    def _lay_out(self) -> None:
        when = Card(self.tr("Since when"))
        when.body.addWidget(self._since_field)
        when.body.addWidget(self.cases)
        self._open.body.addWidget(self.questions)
        changes = Card(self.tr("What changes"))
        changes.body.addWidget(self._beside)
        changes.body.addWidget(self._differs)
        changes.body.addWidget(self._changes)
        buttons = QHBoxLayout()
        buttons.setSpacing(scaled(10))
        buttons.addStretch()
        buttons.addWidget(self.go_back)
        buttons.addWidget(self.use)
        self.body.addWidget(self.what)
        for card in (when, self._open, changes):
            self.body.addWidget(card)
        self.body.addLayout(buttons)
        self.body.addStretch()


def _change_words(change: Change) -> str:
    """Return a change in a line: what became of which clause, and what it says now."""
    clause, how = change.clause, difference_words(change.difference)[0]
    title = clause.title if clause.title == clause.part else f"{clause.part}, {clause.title}"
    return f"{title} ({how}): {clause.words}"


def _small(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"
