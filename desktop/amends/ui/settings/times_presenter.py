"""What the parts for term dates and opening hours decide: what is asked for, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QObject, Signal, Slot

from amends.domain.errors import OpeningHoursError
from amends.domain.school_terms import SchoolTerm
from amends.services.change_office import read_office
from amends.services.plan_times import plan_opening_hours, plan_terms
from amends.ui.errors import describe
from amends.ui.session import Session
from amends.ui.settings.presenter import span_problems
from amends.ui.settings.proposals import Asked, Proposals, ready
from amends.ui.settings.words import span_days


class TimesPresenter(QObject):
    """Holds no widget. What moves no date is recorded at once, the rest is proposed."""

    term_refused = Signal(object)  # dict[str, str]: problems by field
    hours_refused = Signal(object)  # dict[str, str]: problems by weekday

    def __init__(
        self, session: Session, window: Callable[[], QObject], parent: QObject | None = None
    ) -> None:
        """Run what is slow under the window, which outlives the page."""
        super().__init__(parent)
        self.session = session
        self.terms = Proposals(session, window, self)
        self.hours = Proposals(session, window, self)

    def today(self) -> date:
        return self.session.clock.today()

    @Slot(object, object, str)
    def propose_term(self, first: date, last: date, name: str) -> None:
        """Ask to list a term beside the others."""
        if problems := span_problems(first, last):
            self.term_refused.emit(problems)
            return
        term = SchoolTerm(first, last, name.strip())
        days = span_days(term, self.today())
        known = read_office(self.session.desk).terms
        overlaps = [it for it in known if it.first <= last and first <= it.last]
        self._ask_terms(
            [*known, term],
            self.tr("Teaching on {days}").format(days=days),
            self.tr("Add the term"),
            tuple(
                self.tr("This overlaps with the term of {days}.").format(
                    days=span_days(it, self.today())
                )
                for it in overlaps
            ),
        )

    @Slot(object, object)
    def propose_no_term(self, _key: SchoolTerm, term: SchoolTerm) -> None:
        """Ask to list a term no longer."""
        others = [it for it in read_office(self.session.desk).terms if it != term]
        heading = self.tr("Not teaching on {days}").format(days=span_days(term, self.today()))
        self._ask_terms(others, heading, self.tr("Remove it"), ())

    def propose_hours(self, hours: Mapping[str, str]) -> None:
        """Ask to work at these hours; `hours_refused` says what cannot be."""
        try:
            planned = plan_opening_hours(hours, self.today())
        except OpeningHoursError as error:
            self.hours_refused.emit({error.weekday: describe(error).text})
            return
        self.hours.ask(
            Asked(
                plan=ready(planned),
                heading=self.tr("Working at these hours"),
                agree=self.tr("Take these hours"),
                unless_nothing_moves=True,
            )
        )

    def _ask_terms(
        self, terms: list[SchoolTerm], heading: str, agree: str, doubts: tuple[str, ...]
    ) -> None:
        planned = plan_terms(terms, self.today())
        self.terms.ask(
            Asked(
                plan=ready(planned),
                heading=heading,
                agree=agree,
                doubts=doubts,
                unless_nothing_moves=not doubts,
            )
        )
