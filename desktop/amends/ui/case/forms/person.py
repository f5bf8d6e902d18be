"""Asks who somebody in the case is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from amends.domain.people import Identity, Person, Role
from amends.services.name_person import name_person
from amends.ui.case.forms.form import Form
from amends.ui.case.presenter import CasePresenter
from amends.ui.widgets.inputs import ChoiceBox
from amends.ui.widgets.label import plain_label


class PersonForm(Form):
    """Asks for a name and how to reach them; of a complainant also whether they may be named.

    Of the office's own people only the name and what they are is asked.
    """

    KEY = "person"

    def __init__(
        self,
        presenter: CasePresenter,
        role: Role,
        person: Person,
        identity: Identity,
        parent: QWidget,
    ) -> None:
        super().__init__(presenter, parent, about=_about(presenter, role, person))
        self.name(role_words(role), self.tr("Save"))
        self._role, self._person = role, person
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
        self._unreachable = plain_label(unreachable_words(), "small")
        self._ask()
        self._show_reach()

    def record(self) -> None:
        person, identity = self._filled_in(), None
        if self._role is Role.COMPLAINANT:
            identity = Identity(self._identity.currentData())
        self.presenter.record(
            lambda desk, view, now: name_person(desk, view, self._role, person, identity, now)
        )

    def _ask(self) -> None:
        self.add(self.tr("Name"), self._name)
        self.add(self._relation_words(), self._relation)
        if self._role in {Role.SUBJECT, Role.HANDLER}:
            return
        self.add(self.tr("E-mail"), self._email)
        self.add(self.tr("Phone"), self._phone)
        self.add(self.tr("Postal address"), self._address)
        if self._role is not Role.COMPLAINANT:
            return
        self.add(self.tr("May they be named?"), self._identity)
        self.fields.addRow(self._unreachable)
        for line in (self._email, self._phone):
            line.textChanged.connect(self._show_reach)
        self._address.textChanged.connect(self._show_reach)
        self._identity.currentIndexChanged.connect(self._show_reach)

    def _relation_words(self) -> str:
        if self._role in {Role.SUBJECT, Role.HANDLER}:
            return self.tr("What they are, such as tutor")
        return self.tr("Who they are, such as learner")

    @Slot()
    def _show_reach(self) -> None:
        """Say so where somebody without a name leaves no way to be written to either."""
        is_anonymous = self._identity.currentData() == Identity.ANONYMOUS
        self._unreachable.setVisible(is_anonymous and not self._filled_in().can_be_reached)
        self.fit()

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


def _about(presenter: CasePresenter, role: Role, person: Person) -> str:
    """Return whose draft it is; somebody who is not named yet has an id that lasts no longer."""
    named = presenter.view.case.people if presenter.view else ()
    is_known = any(part is role and each.id == person.id for part, each in named)
    return f"{role}/{person.id}" if is_known else role


def role_words(role: Role) -> str:
    """Return what a part in a case is called."""
    return {
        Role.COMPLAINANT: QCoreApplication.translate("person", "Complainant"),
        Role.REPRESENTATIVE: QCoreApplication.translate("person", "Representative"),
        Role.SUBJECT: QCoreApplication.translate("person", "Person the complaint is about"),
        Role.HANDLER: QCoreApplication.translate("person", "Handler"),
    }[role]


def unreachable_words() -> str:
    """Return what follows where nobody can be written to."""
    return QCoreApplication.translate(
        "person",
        "Without an e-mail, a phone number or an address nobody can be written to: no receipt is "
        "due, and the answer is put on file.",
    )
