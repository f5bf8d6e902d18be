"""The people who may open the office; nothing of it is seen while there is only one."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from amends.domain.access import Member
from amends.domain.events.access_events import OfficeRole
from amends.services.list_computers import ComputersOf
from amends.ui.access.admit_dialog import AdmitDialog
from amends.ui.access.presenter import AccessPresenter
from amends.ui.access.words import ROLES, computer_words, role_words
from amends.ui.errors import show_error
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.card import Card
from amends.ui.widgets.inputs import ChoiceBox
from amends.ui.widgets.label import name_label, plain_label


class PeopleCard(Card):
    """Lists who may open the office, as what; a decision-maker changes it."""

    listed = Signal()

    def __init__(self, presenter: AccessPresenter, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("People"))
        self._presenter = presenter
        self._asking: AdmitDialog | None = None
        self.about = plain_label("", "muted")
        self.add = QPushButton(self.tr("Add a person..."))
        self._controls: list[QWidget] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(scaled(6))
        self.body.addWidget(self.about)
        self.body.addLayout(self._rows)
        last = QHBoxLayout()
        last.addWidget(self.add)
        last.addStretch()
        self.body.addLayout(last)
        self.refresh()
        self.add.clicked.connect(self.ask_person)
        presenter.shown.connect(self.refresh)
        presenter.done.connect(self._on_done)
        presenter.failed.connect(self._on_failed)

    def controls(self) -> list[QWidget]:
        """Return what can be reached by Tab, in reading order."""
        return [*self._controls, self.add]

    @Slot()
    def refresh(self) -> None:
        """List the people as they stand."""
        while (item := self._rows.takeAt(0)) is not None:
            if (before := item.widget()) is not None:
                before.hide()
                before.deleteLater()
        self._controls.clear()
        people = self._presenter.people()
        computers = self._presenter.computers(people)
        decides = self._presenter.session.office_read_only is None
        self.add.setVisible(decides)
        if len(people) > 1:
            self.about.setText(
                self.tr(
                    "Each opens the office by a passphrase of their own. All share its one key: "
                    "roles are kept by Amends, not by the encryption."
                )
            )
            for member in people:
                self._rows.addWidget(self._row(member, decides=decides))
                self._add_computers(computers[member.id])
        else:
            self.about.setText(self.tr("You are the only one who opens this office."))
            for member in people:
                self._add_computers(computers[member.id])
        self.listed.emit()

    @Slot()
    def ask_person(self) -> None:
        """Ask who else may open the office."""
        asking = AdmitDialog(self._presenter.known(), self)
        asking.help_requested.connect(self._presenter.session.help_requested)
        asking.submitted.connect(self._on_asked)
        asking.finished.connect(self._on_finished)
        self._asking = asking
        asking.open()

    def _add_computers(self, computers: ComputersOf) -> None:
        today = self._presenter.session.clock.today()
        for words in computer_words(computers, today):
            self._rows.addWidget(plain_label(words, "small"))

    def _row(self, member: Member, *, decides: bool) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(scaled(10))
        is_own = member.id == self._presenter.session.desk.store.person
        name = self.tr("{name} (you)").format(name=member.name) if is_own else member.name
        line.addWidget(name_label(name), 1)
        if decides:
            role = ChoiceBox((it, role_words(it)) for it in ROLES)
            role.choose(member.role)
            role.setAccessibleName(self.tr("Role of {name}").format(name=member.name))
            role.currentIndexChanged.connect(partial(self._on_role, member.id, role))
            leaves = QPushButton(self.tr("Leaves..."))
            leaves.setAccessibleName(self.tr("{name} leaves").format(name=member.name))
            set_look(leaves, role="link")
            leaves.setEnabled(not is_own)
            leaving = self._presenter.session.leaving_requested
            leaves.clicked.connect(partial(leaving.emit, member))
            line.addWidget(role)
            line.addWidget(leaves)
            self._controls += [role, leaves]
        else:
            line.addWidget(plain_label(role_words(member.role), "muted"))
        return row

    def _on_role(self, person: UUID, role: ChoiceBox, _index: int) -> None:
        self._presenter.give_role(person, OfficeRole(role.currentData()))

    @Slot()
    def _on_asked(self) -> None:
        assert self._asking is not None
        name, role = self._asking.name.text(), self._asking.chosen_role()
        self._presenter.admit(name, role, self._asking.passphrase.text())

    @Slot()
    def _on_done(self) -> None:
        if self._asking is not None:
            self._asking.accept()

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        if self._asking is not None:
            self._asking.show_error(error)
            return
        self.refresh()  # a role that was refused is shown as it was
        show_error(error, self)

    @Slot()
    def _on_finished(self) -> None:
        if self._asking is not None:
            self._asking.deleteLater()
            self._asking = None
