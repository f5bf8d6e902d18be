"""Change what the office counts by and how it signs: closures, letterhead."""

from __future__ import annotations

from datetime import date
from typing import Final

from amends.domain.errors import DateNotPossibleError
from amends.domain.events.base import EARLIEST_DAY, required
from amends.domain.events.office_events import Letterhead, LetterheadChanged
from amends.domain.office import Office
from amends.domain.streams import OFFICE
from amends.domain.working_days import Closure
from amends.services.desk import Changed, Desk, Moment
from amends.services.ground import Ground, read_ground

LONGEST_CLOSURE_DAYS: Final = 366
LATEST_CLOSURE: Final = date(2060, 12, 31)


def read_office(desk: Desk) -> Office:
    """Return the office as it stands."""
    return office_ground(desk).office


def office_ground(desk: Desk) -> Ground:
    """Return the office as it stands, and its days."""
    with desk.store.reading() as unit:
        return read_ground(unit)


def planned_closure(first: date, last: date, name: str) -> Closure:
    """Return the closure, if it can be one.

    Raises `DateNotPossibleError` where the last day is before the first, or over a year after it.
    """
    if not EARLIEST_DAY <= first <= LATEST_CLOSURE:
        raise DateNotPossibleError(first, EARLIEST_DAY, LATEST_CLOSURE)
    latest = min(date.fromordinal(first.toordinal() + LONGEST_CLOSURE_DAYS), LATEST_CLOSURE)
    if not first <= last <= latest:
        raise DateNotPossibleError(last, first, latest)
    return Closure(first, last, name.strip())


def change_letterhead(desk: Desk, letterhead: Letterhead, moment: Moment) -> Changed:
    """Record a new letterhead. Finished letters keep the one they were made with.

    Raises `FieldMissingError` without a name.
    """
    required("name", letterhead.name)
    event = LetterheadChanged(happened_on=moment.today, letterhead=letterhead)
    with desk.store.transaction() as unit:
        seq = unit.events.last_seq(OFFICE)
        unit.events.append(OFFICE, seq, [event], now=moment.now, person=desk.store.person)
    return Changed(frozenset({OFFICE}))
