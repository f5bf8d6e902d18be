"""What the complaint is about, and the people in it; what is missing is said and can be added."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from amends.domain.people import Identity, Person, Role, identity_words
from amends.services.case_view import CaseView
from amends.ui.text_scale import scaled
from amends.ui.theme import Tone
from amends.ui.widgets.card import Card
from amends.ui.widgets.column import Column
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.pill import Pill


class OverviewTab(QWidget):
    """Two cards side by side: the complaint, and the people."""

    points_requested = Signal()
    person_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = Card(self.tr("What the complaint is about"), action=self.tr("Edit points"))
        self._people = Card(self.tr("People"), action=self.tr("Edit"))
        self._points, self._persons = Column(), Column()
        self._about.body.addLayout(self._points)
        self._people.body.addLayout(self._persons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(14))
        layout.addWidget(self._about, 4, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._people, 3, Qt.AlignmentFlag.AlignTop)
        self._about.action_requested.connect(self.points_requested)
        self._people.action_requested.connect(self.person_requested)

    def show_case(self, view: CaseView) -> None:
        self._points.replace(self._said(view))
        self._persons.replace(self._named(view))

    def _said(self, view: CaseView) -> Iterator[QWidget]:
        """Return the points, what is wanted, and the complaint in its own words."""
        case = view.case
        for number, point in enumerate(case.points, 1):
            yield _numbered(number, point.text)
        if not case.points:
            yield plain_label(
                self.tr("No points yet. Setting them out makes the receipt clearer."), "muted"
            )
        if case.wanted:
            yield _titled(self.tr("Wanted"), case.wanted)
        if case.complaint:
            yield _titled(self.tr("In their own words"), case.complaint)

    def _named(self, view: CaseView) -> Iterator[QWidget]:
        """Return the complainant, and who handles the case."""
        case, head = view.case, view.ground.office.letterhead
        person = case.person(Role.COMPLAINANT)
        pill = Pill(
            identity_words(case.identity) or self.tr("May be named"),
            Tone.CALM if case.identity is Identity.OPEN else Tone.SOON,
        )
        name = person.name if person else ""
        yield _person(name or self.tr("No name yet"), self._about_them(person), pill)
        if head is not None and head.signatory:
            role = head.signatory_role or self.tr("Handler")
            yield _person(head.signatory, self.tr("{role}, handling").format(role=role))

    def _about_them(self, person: Person | None) -> str:
        if person is None:
            return self.tr("Complainant")
        first = ", ".join(filter(None, (self.tr("Complainant"), person.relation)))
        reach = filter(None, (person.email, person.phone, *person.address))
        return "\n".join((first, *reach))


def _numbered(number: int, text: str) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, scaled(8), 0, scaled(8))
    layout.setSpacing(scaled(12))
    layout.addWidget(plain_label(str(number), "muted"), 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(plain_label(text), 1)
    return row


def _titled(title: str, text: str) -> QWidget:
    row = QWidget()
    layout = QVBoxLayout(row)
    layout.setContentsMargins(0, scaled(8), 0, scaled(8))
    layout.setSpacing(scaled(3))
    layout.addWidget(plain_label(title, "small"))
    layout.addWidget(plain_label(text))
    return row


def _person(name: str, about: str, pill: Pill | None = None) -> QWidget:
    row = QWidget()
    grid = QGridLayout(row)
    grid.setContentsMargins(0, scaled(8), 0, scaled(8))
    grid.setVerticalSpacing(scaled(2))
    grid.setColumnStretch(0, 1)
    grid.addWidget(plain_label(name), 0, 0)
    if pill is not None:
        grid.addWidget(pill, 0, 1, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(plain_label(about, "muted"), 1, 0, 1, 2)
    return row
