"""What the complaint is about, and the people in it; what is missing is said and can be added."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from amends.services.case_view import CaseView
from amends.ui.case.facts_card import FactsCard
from amends.ui.case.people_card import PeopleCard
from amends.ui.case.plan_card import PlanCard
from amends.ui.case.rounds_card import RoundsCard
from amends.ui.text_scale import scaled
from amends.ui.widgets.card import Card
from amends.ui.widgets.column import Column
from amends.ui.widgets.folding import Folding
from amends.ui.widgets.label import plain_label


class OverviewTab(QWidget):
    """The complaint and the action plan at the left, the people beside them."""

    points_requested = Signal()
    person_requested = Signal(str)  # the role
    plan_requested = Signal()
    fact_requested = Signal(str)  # its key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = Card(self.tr("What the complaint is about"), action=self.tr("Edit points"))
        self._plan, self._people = PlanCard(), PeopleCard()
        self._facts, self._rounds = FactsCard(), RoundsCard()
        self._points = Column()
        self._about.body.addLayout(self._points)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            Folding(
                _column(self._rounds, self._about, self._plan),
                _column(self._facts, self._people),
                shares=(4, 3),
            )
        )
        layout.addStretch()
        self._about.action_requested.connect(self.points_requested)
        self._plan.action_requested.connect(self.plan_requested)
        self._people.person_requested.connect(self.person_requested)
        self._facts.fact_requested.connect(self.fact_requested)

    def show_case(self, view: CaseView) -> None:
        self._about.action.setVisible(view.may_change)
        self._points.replace(self._said(view))
        self._facts.show_case(view)
        self._rounds.show_case(view)
        self._plan.show_case(view)
        self._people.show_case(view)

    def _said(self, view: CaseView) -> Iterator[QWidget]:
        """Return the points, what is wanted, and the complaint in its own words."""
        case = view.case
        for number, point in enumerate(case.points, 1):
            yield _numbered(number, point.text)
        if not case.points:
            words = self.tr("No points yet. Setting them out makes the receipt clearer.")
            if case.received_on is None or not case.is_reachable:  # then there is no receipt
                words = self.tr("No points yet. Each of them is answered by a finding.")
            yield _below_one_another(plain_label(words, "muted"))
        if case.wanted:
            yield _titled(self.tr("Wanted"), case.wanted)
        if case.complaint:
            is_notice = case.received_on is None
            said = self.tr("What the notice says") if is_notice else self.tr("In their own words")
            yield _titled(said, case.complaint)


def _column(*cards: QWidget) -> QWidget:
    """Return cards below one another, each no higher than it needs."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(scaled(14))
    for card in cards:
        layout.addWidget(card)
    layout.addStretch()
    return column


def _numbered(number: int, text: str) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, scaled(8), 0, scaled(8))
    layout.setSpacing(scaled(12))
    layout.addWidget(plain_label(str(number), "muted"), 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(plain_label(text), 1)
    return row


def _titled(title: str, text: str) -> QWidget:
    return _below_one_another(plain_label(title, "small"), plain_label(text))


def _below_one_another(*labels: QWidget) -> QWidget:
    row = QWidget()
    layout = QVBoxLayout(row)
    layout.setContentsMargins(0, scaled(8), 0, scaled(8))
    layout.setSpacing(scaled(3))
    for label in labels:
        layout.addWidget(label)
    return row
