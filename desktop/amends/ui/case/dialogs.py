"""The small forms of the case page: each asks for one thing, has it recorded, and closes then."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from amends.domain.events import Recorded
from amends.domain.events.case_events import Channel, Point
from amends.domain.happenings import Kind
from amends.domain.people import Identity, Person
from amends.services.case_view import CaseView
from amends.services.record_step import RECORDABLE, Step
from amends.ui.case.presenter import CasePresenter
from amends.ui.errors import describe
from amends.ui.theme import set_look
from amends.ui.widgets.day_edit import DayEdit
from amends.ui.widgets.inputs import ChoiceBox, TextBox
from amends.ui.widgets.label import plain_label


class Form(QDialog):
    """Stays open until what it asked for was recorded; until then nothing typed is lost."""

    def __init__(self, presenter: CasePresenter, parent: QWidget) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fields = QFormLayout()
        self.fields.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._error = QLabel(wordWrap=True)
        self._error.hide()
        set_look(self._error, role="error")
        buttons = QDialogButtonBox()
        self._cancel = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._submit = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        set_look(self._submit, role="primary")
        self._submit.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 22, 24, 18)
        layout.setSpacing(14)
        layout.addLayout(self.fields)
        layout.addWidget(self._error)
        layout.addWidget(buttons)
        self.setMinimumWidth(460)
        buttons.rejected.connect(self.reject)
        buttons.accepted.connect(self.submit)
        presenter.accepted.connect(self.accept)
        presenter.refused.connect(self.show_error)

    @Slot()
    def submit(self) -> None:
        """Have the presenter record what was filled in."""
        raise NotImplementedError

    def name(self, title: str, button: str) -> None:
        """Say what the form is for, and what its button does."""
        self.setWindowTitle(title)
        self._submit.setText(button)

    @Slot(Exception)
    def show_error(self, error: Exception) -> None:
        """Say what was wrong; what was typed stays."""
        notice = describe(error)
        self._error.setText(f"{notice.text} {notice.hint}".strip())
        self._error.show()
        self._error.setFocus()

    def add(self, title: str, field: QWidget) -> None:
        """Add a field below a title that names it; the first has the focus, buttons come last."""
        label = QLabel(title)
        label.setBuddy(field)
        field.setAccessibleName(title)
        self.fields.addRow(label, field)
        QWidget.setTabOrder(field, self._submit)
        QWidget.setTabOrder(self._submit, self._cancel)
        if self.fields.rowCount() == 1:
            field.setFocus()


class NoteForm(Form):
    """Asks for a note."""

    def __init__(self, presenter: CasePresenter, parent: QWidget) -> None:
        super().__init__(presenter, parent)
        self.name(self.tr("Add a note"), self.tr("Add note"))
        self._text = QPlainTextEdit(tabChangesFocus=True)
        self.add(self.tr("Note"), self._text)

    @Slot()
    def submit(self) -> None:
        self.presenter.add_note(self._text.toPlainText())


class PointsForm(Form):
    """Asks what the complaint is about, a point a line."""

    def __init__(self, presenter: CasePresenter, points: Iterable[str], parent: QWidget) -> None:
        super().__init__(presenter, parent)
        self.name(self.tr("What the complaint is about"), self.tr("Save points"))
        self._text = QPlainTextEdit("\n".join(points), tabChangesFocus=True)
        self.add(self.tr("Points of the complaint, one a line"), self._text)

    @Slot()
    def submit(self) -> None:
        lines = self._text.toPlainText().splitlines()
        points = dict.fromkeys(" ".join(line.split()) for line in lines if line.strip())
        self.presenter.define_points(tuple(points))


class PersonForm(Form):
    """Asks who complains, how to reach them, and whether they may be named."""

    def __init__(
        self, presenter: CasePresenter, person: Person, identity: Identity, parent: QWidget
    ) -> None:
        super().__init__(presenter, parent)
        self.name(self.tr("Complainant"), self.tr("Save"))
        self._person = person
        self._name = QLineEdit(person.name)
        self._relation = QLineEdit(person.relation)
        self._email = QLineEdit(person.email)
        self._phone = QLineEdit(person.phone)
        self._address = QPlainTextEdit("\n".join(person.address), tabChangesFocus=True)
        self._address.setFixedHeight(self.fontMetrics().lineSpacing() * 5)
        self._identity = ChoiceBox(
            (
                (Identity.OPEN, self.tr("May be named")),
                (Identity.WITHHELD, self.tr("Identity withheld: not to be divulged")),
                (Identity.ANONYMOUS, self.tr("Anonymous")),
            )
        )
        self._identity.choose(identity)
        self.add(self.tr("Name"), self._name)
        self.add(self.tr("Who they are, such as learner"), self._relation)
        self.add(self.tr("E-mail"), self._email)
        self.add(self.tr("Phone"), self._phone)
        self.add(self.tr("Postal address"), self._address)
        self.add(self.tr("May they be named?"), self._identity)

    @Slot()
    def submit(self) -> None:
        identity = Identity(self._identity.currentData())
        self.presenter.name_complainant(self._filled_in(), identity)

    def _filled_in(self) -> Person:
        lines = (line.strip() for line in self._address.toPlainText().splitlines())
        return Person(
            id=self._person.id,
            name=self._name.text().strip(),
            relation=self._relation.text().strip(),
            email=self._email.text().strip(),
            phone=self._phone.text().strip(),
            address=tuple(filter(None, lines)),
        )


class FindingForm(Form):
    """Asks what was found on one point, in the procedure's words, and why."""

    def __init__(
        self, presenter: CasePresenter, view: CaseView, point: Point, parent: QWidget
    ) -> None:
        super().__init__(presenter, parent)
        self._point = point.id
        found = view.case.findings.get(point.id)
        self.name(self.tr("Finding"), self.tr("Save finding"))
        self._finding = ChoiceBox((word, word) for word in view.procedure.outcomes.words)
        self._reasons = TextBox(6)
        if found is not None:
            self._finding.choose(found.finding)
            self._reasons.setPlainText(found.reasons)
        self.fields.addRow(plain_label(point.text, "heading"))
        self.add(self.tr("What you found"), self._finding)
        self.add(self.tr("Your reasons, as the complainant will read them"), self._reasons)

    @Slot()
    def submit(self) -> None:
        finding, reasons = self._finding.currentText(), self._reasons.toPlainText()
        self.presenter.make_finding(self._point, finding, reasons)


class StepForm(Form):
    """Asks which step was taken outside Amends, when, and how."""

    def __init__(
        self, presenter: CasePresenter, view: CaseView, kind: Kind, parent: QWidget
    ) -> None:
        super().__init__(presenter, parent)
        body = view.procedure.outside_body
        self.name(self.tr("Record a step"), self.tr("Record"))
        words = {
            Kind.ACKNOWLEDGED: self.tr("The receipt was sent"),
            Kind.OUTCOME_SENT: self.tr("The complaint was answered"),
            Kind.REFERRED: self.tr("The complaint went to {body}").format(
                body=body.name if body else self.tr("the outside body")
            ),
            Kind.CLOSED: self.tr("The case was closed"),
        }
        self._kind = ChoiceBox((choice, words[choice]) for choice in RECORDABLE)
        self._kind.choose(kind)
        self._on = DayEdit(view.today)
        self._channel = ChoiceBox(
            (
                (Channel.EMAIL, self.tr("e-mail")),
                (Channel.POST, self.tr("post")),
                (Channel.PHONE, self.tr("phone")),
                (Channel.IN_PERSON, self.tr("talking in person")),
                (Channel.HAND, self.tr("hand")),
                (Channel.OTHER, self.tr("other means")),
            )
        )
        self._note = QPlainTextEdit(tabChangesFocus=True)
        self._note.setFixedHeight(self.fontMetrics().lineSpacing() * 5)
        self.add(self.tr("What happened"), self._kind)
        self.add(self.tr("On"), self._on)
        self.add(self.tr("By"), self._channel)
        self.add(self.tr("Note (for a closing: the reason)"), self._note)

    @Slot()
    def submit(self) -> None:
        step = Step(
            kind=Kind(self._kind.currentData()),
            on=self._on.day(),
            channel=Channel(self._channel.currentData()),
            note=self._note.toPlainText(),
        )
        self.presenter.record_step(step)


class DayForm(Form):
    """Asks on which day an entry really happened, and why the first day was wrong."""

    def __init__(self, presenter: CasePresenter, entry: Recorded, parent: QWidget) -> None:
        super().__init__(presenter, parent)
        self._entry = entry.id
        self.name(self.tr("Correct the date"), self.tr("Correct"))
        self._day = DayEdit(entry.event.happened_on)
        self._reason = QLineEdit()
        self._reason.setObjectName("reason")
        self.add(self.tr("It happened on"), self._day)
        self.add(self.tr("Why the first date was wrong"), self._reason)

    @Slot()
    def submit(self) -> None:
        self.presenter.correct_day(self._entry, self._day.day(), self._reason.text())


class TakeBackForm(Form):
    """Asks why an entry is taken back; it stays on record, and no longer counts."""

    def __init__(self, presenter: CasePresenter, entry: UUID, parent: QWidget) -> None:
        super().__init__(presenter, parent)
        self._entry = entry
        self.name(self.tr("Take an entry back"), self.tr("Take back"))
        self._reason = QLineEdit()
        self._reason.setObjectName("reason")
        self.add(self.tr("Why (the entry stays on record, and no longer counts)"), self._reason)

    @Slot()
    def submit(self) -> None:
        self.presenter.take_back(self._entry, self._reason.text())
