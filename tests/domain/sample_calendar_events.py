"""A full and a bare event of each kind that changes what the office counts by."""

from __future__ import annotations

from datetime import date

from amends.domain.events import AnyEvent
from amends.domain.events.office_events import HolidaysCorrected, OpeningHoursSet, TermsSet
from amends.domain.school_terms import SchoolTerm
from amends.domain.working_days import Holiday

DAY = date(2026, 11, 17)

FULL: tuple[AnyEvent, ...] = (
    HolidaysCorrected(
        happened_on=DAY,
        source="GOV.UK, bank-holidays.json: Scotland",
        why="The day was proclaimed.",
        added=(Holiday(date(2026, 6, 15), "World Cup"),),
        removed=(date(2026, 8, 3),),
    ),
    TermsSet(
        happened_on=DAY,
        terms=(SchoolTerm(date(2026, 8, 19), date(2026, 10, 9), "Autumn, first half"),),
    ),
    OpeningHoursSet(happened_on=DAY, hours={"monday": "09:00-12:30, 13:30-17:00"}),
)

BARE: tuple[AnyEvent, ...] = (
    HolidaysCorrected(happened_on=DAY, source="", why=""),
    TermsSet(happened_on=DAY, terms=()),
    OpeningHoursSet(happened_on=DAY, hours={}),
)
