"""The second step of a set-up: the policy, what it leaves open, and the passphrase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from amends.domain.gaps import GapKind, gaps
from amends.domain.procedure import Procedure
from amends.services.list_calendars import Place
from amends.services.policy_in_words import open_questions, promises, silences
from amends.services.set_up_office import SHORTEST_PASSPHRASE
from amends.ui.first_run.office_step import WIDTH_PX
from amends.ui.first_run.set_up_presenter import AGAIN, PASSPHRASE, SetUpPresenter
from amends.ui.text_scale import scaled
from amends.ui.widgets.card import Card
from amends.ui.widgets.field import Field, show_problems
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.page import Page
from amends.ui.widgets.place_picker import PlacePicker
from amends.ui.widgets.question_list import QuestionList
from amends.ui.widgets.sentences import Sentences
from amends.ui.widgets.strength_words import strength_words


class PolicyStep(Page):
    """Shows a shipped policy, asks what it leaves open, and for a passphrase twice."""

    submitted = Signal()

    def __init__(self, presenter: SetUpPresenter, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH_PX, parent)
        self._presenter = presenter
        self.policies = QComboBox()
        self._offer(presenter.policies)
        if presenter.others:
            self._head(self.tr("Other procedures"))
            self._offer(presenter.others)
        self.known: tuple[str, ...] = ()  # what others would try first as a passphrase
        self._promised = Card("")
        self._sentences = Sentences()
        self._open = Card(self.tr("What your policy does not say"))
        self._questions = QuestionList()
        self._silences = Sentences()
        self.others = QPushButton(self.tr("Choose other holidays"))
        self.picker = PlacePicker()
        self.passphrase = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.again = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.show_typed = QCheckBox(self.tr("Show what I type"))
        self._passphrase_field = Field(self.tr("Passphrase"), self.passphrase)
        self._again_field = Field(self.tr("The same once more"), self.again)
        self._lay_out()
        self._show_policy()
        self.policies.currentIndexChanged.connect(self._show_policy)
        self.others.clicked.connect(self._on_others_asked_for)
        self._presenter.places_listed.connect(self._on_places)
        self.show_typed.toggled.connect(self._on_show_toggled)
        self.passphrase.textEdited.connect(self._forget_problems)
        self.passphrase.textChanged.connect(self._judge)
        self.again.textEdited.connect(self._forget_problems)
        self.passphrase.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.submitted)

    def procedure(self) -> str:
        """Return the name of the chosen procedure."""
        return str(self.policies.currentData())

    def readings(self) -> dict[str, str]:
        """Return the answer to each open question, by its key."""
        return self._questions.answers()

    def calendar(self) -> str:
        """Return the holidays that were chosen, "" where those of the policy are left out."""
        return self.picker.calendar()

    def check(self) -> bool:
        """Say what is wrong with the passphrase; return whether nothing is."""
        typed = self.passphrase.text(), self.again.text()
        return self.show_problems(self._presenter.passphrase_problems(*typed))

    def show_problems(self, problems: dict[str, str]) -> bool:
        """Show problems by field, go to the first, and return whether there are none."""
        fields = {PASSPHRASE: self._passphrase_field, AGAIN: self._again_field}
        if (first := show_problems(fields, problems)) is not None:
            self.reveal(first)
        return first is None

    def go_to_start(self) -> None:
        """Put the focus where the step begins."""
        self.verticalScrollBar().setValue(0)
        self.policies.setFocus()

    def _offer(self, procedures: Mapping[str, Procedure]) -> None:
        for name, procedure in procedures.items():
            self.policies.addItem(f"{procedure.organisation}: {procedure.title}", name)

    def _head(self, words: str) -> None:
        """Put a line and words above what is added next; the arrow keys pass over both."""
        self.policies.insertSeparator(self.policies.count())
        self.policies.addItem(words)
        place = self.policies.count() - 1
        model = self.policies.model()
        assert isinstance(model, QStandardItemModel)
        model.item(place).setEnabled(False)

    @Slot()
    def _show_policy(self) -> None:
        procedure = self._presenter.procedures[self.procedure()]
        self._promised.set_title(
            self.tr("What the {policy} of {organisation} promises").format(
                policy=procedure.title.lower(), organisation=procedure.organisation
            )
        )
        self._sentences.show_sentences(each.sentence for each in promises(procedure, {}))
        self._questions.ask(open_questions(procedure))
        self._silences.show_sentences(self._left_unsaid(procedure))
        self._forget_places()
        asked = (self.others, self.picker.search, self.picker.list)
        secret = (self.passphrase, self.again, self.show_typed)
        stops = [*self._questions.buttons(), *asked, *secret]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _left_unsaid(self, procedure: Procedure) -> Iterator[str]:
        yield from silences(procedure)
        if all(gap.kind is not GapKind.HOLIDAYS for gap in gaps(procedure, {})):
            return
        yield self.tr(
            "The policy does not say whose holidays count. Amends leaves out the bank holidays of "
            "{region}; days on which your office is closed can be added later."
        ).format(region=region_words(procedure.calendar))

    @Slot()
    def _on_others_asked_for(self) -> None:
        self.picker.show()
        self.others.hide()
        self.picker.setFocus()
        self._presenter.list_places(self.window())

    @Slot(object)
    def _on_places(self, places: tuple[Place, ...]) -> None:
        self.picker.show_places(places, self._presenter.procedures[self.procedure()].calendar)

    def _forget_places(self) -> None:
        """Begin with the policy's own holidays; others are looked for when they are asked for."""
        self.picker.show_places((), "")
        self.picker.hide()
        self.others.show()

    @Slot(bool)
    def _on_show_toggled(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.passphrase.setEchoMode(mode)
        self.again.setEchoMode(mode)

    @Slot()
    def _forget_problems(self) -> None:
        self.show_problems({})

    @Slot(str)
    def _judge(self, typed: str) -> None:
        self._passphrase_field.show_help(strength_words(typed, self.known))

    def _lay_out(self) -> None:
        if self.policies.count() > 1:
            self.body.addWidget(Field(self.tr("Your policy"), self.policies))
        self._promised.body.addWidget(self._sentences)
        self._open.body.setSpacing(scaled(12))
        self._open.body.addWidget(self._questions)
        self._open.body.addWidget(self._silences)
        self._open.body.addWidget(self.others, 0, Qt.AlignmentFlag.AlignLeft)
        self._open.body.addWidget(self.picker)
        for card in (self._promised, self._open, self._secret()):
            self.body.addWidget(card)
        self.body.addStretch()

    def _secret(self) -> Card:
        card = Card(self.tr("Your passphrase"))
        about = self.tr(
            "It opens the office, and nothing else does but the recovery sheet that you can print "
            "next. At least {count} characters; four or five words in a row are strong, and easy "
            "to remember."
        ).format(count=SHORTEST_PASSPHRASE)
        self.passphrase.setAccessibleDescription(about)
        card.body.addWidget(plain_label(about, "muted"))
        row = QHBoxLayout()
        row.setSpacing(scaled(16))
        for field in (self._passphrase_field, self._again_field):
            column = QVBoxLayout()
            column.addWidget(field)
            column.addStretch()
            row.addLayout(column, 1)
        card.body.addLayout(row)
        card.body.addWidget(self.show_typed)
        return card


def region_words(calendar: str) -> str:
    """Return the place whose holidays a calendar holds, by name where it has one here."""
    names = {
        "AU": "Australia",
        "GB-ENG": "England",
        "GB-NIR": "Northern Ireland",
        "GB-SCT": "Scotland",
        "GB-WLS": "Wales",
        "US": "the United States",
    }
    return names.get(calendar, calendar)
