"""The people of a case: who they are, how to reach them, and who is not named yet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from amends.domain.people import Identity, Person, Role, identity_words
from amends.services.case_view import CaseView
from amends.ui.case.forms.person import role_words
from amends.ui.text_scale import scaled
from amends.ui.theme import Tone, set_look
from amends.ui.widgets.card import Card
from amends.ui.widgets.column import Column
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.pill import Pill


class PeopleCard(Card):
    """Each of them can be named, and put right."""

    person_requested = Signal(str)  # the role

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("People"), parent)
        self._persons = Column()
        self._may_change = True
        self.body.addLayout(self._persons)

    def show_case(self, view: CaseView) -> None:
        self._persons.replace(self._rows(view))

    def _rows(self, view: CaseView) -> Iterator[QWidget]:
        """Return the complainant, the others who are named, the handler, and who is missing.

        Nobody is named or changed in a closed case, or by a reader.
        """
        case = view.case
        self._may_change = view.may_change
        for role in (Role.COMPLAINANT, Role.REPRESENTATIVE, Role.SUBJECT):
            person = case.person(role)
            is_there = role is Role.COMPLAINANT and case.received_on is not None
            if person is not None or is_there:
                yield self._person(view, role, person)
            elif self._may_change:
                yield self._missing(role)
        yield self._handler(view)

    def _person(self, view: CaseView, role: Role, person: Person | None) -> QWidget:
        name = person.name if person else ""
        pill = None
        if role is Role.COMPLAINANT:
            identity = view.case.identity
            words = identity_words(identity) or self.tr("May be named")
            pill = Pill(words, Tone.CALM if identity is Identity.OPEN else Tone.SOON)
        about = self._about(role, person)
        if role is Role.COMPLAINANT and not view.case.is_reachable:
            about = "\n".join((about, self.tr("No way to reach them")))
        return self._row(name or self.tr("No name yet"), about, role, pill)

    def _handler(self, view: CaseView) -> QWidget:
        role = view.handler_role or role_words(Role.HANDLER)
        about = self.tr("{role}, handling").format(role=role)
        return self._row(view.handler or self.tr("No name yet"), about, Role.HANDLER)

    def _about(self, role: Role, person: Person | None) -> str:
        if person is None:
            return role_words(role)
        first = ", ".join(filter(None, (role_words(role), person.relation)))
        return "\n".join((first, *filter(None, (person.email, person.phone, *person.address))))

    def _row(self, name: str, about: str, role: Role, pill: Pill | None = None) -> QWidget:
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, scaled(8), 0, scaled(8))
        grid.setVerticalSpacing(scaled(2))
        grid.setColumnStretch(0, 1)
        grid.addWidget(plain_label(name), 0, 0)
        if pill is not None:
            grid.addWidget(pill, 0, 1, Qt.AlignmentFlag.AlignTop)
        below = QHBoxLayout()
        below.addWidget(plain_label(about, "muted"), 1)
        if self._may_change:
            below.addWidget(self._button(self.tr("Edit"), role), 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(below, 1, 0, 1, 2)
        return row

    def _missing(self, role: Role) -> QWidget:
        words = {
            Role.COMPLAINANT: self.tr("Name a complainant..."),
            Role.REPRESENTATIVE: self.tr("Name a representative..."),
            Role.SUBJECT: self.tr("Name the person it is about..."),
        }[role]
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, scaled(6), 0, scaled(6))
        grid.addWidget(self._button(words, role), 0, 0, Qt.AlignmentFlag.AlignLeft)
        return row

    def _button(self, words: str, role: Role) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(f"{words}: {role_words(role)}" if words == self.tr("Edit") else "")
        set_look(button, role="link")
        button.clicked.connect(partial(self.person_requested.emit, role.value))
        return button
