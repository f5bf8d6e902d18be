"""Change what the office counts by and how it signs: closures, letterhead."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from amends.domain.errors import DateNotPossibleError
from amends.domain.events import AnyEvent
from amends.domain.events.base import EARLIEST_DAY, required
from amends.domain.events.corrections import EventWithdrawn
from amends.domain.events.office_events import ClosureAdded, Letterhead, LetterheadChanged
from amends.domain.office import Office
from amends.domain.streams import OFFICE
from amends.domain.working_days import Closure
from amends.services.desk import Changed, Desk, Moment
from amends.services.ground import Ground, read_ground
from amends.services.inbox_rows import rebuild

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


def add_closure(desk: Desk, first: date, last: date, name: str, moment: Moment) -> Changed:
    """Record days on which the office is closed; every date that counts them moves.

    Raises `DateNotPossibleError`, as `planned_closure` does.
    """
    closure = planned_closure(first, last, name)
    event = ClosureAdded(
        happened_on=moment.today, first=closure.first, last=closure.last, name=closure.name
    )
    return _change(desk, event, moment, moves_dates=True)


def remove_closure(desk: Desk, closure: UUID, moment: Moment) -> Changed:
    """Record that a closure does not hold."""
    withdrawn = EventWithdrawn(happened_on=moment.today, target=closure, reason="")
    return _change(desk, withdrawn, moment, moves_dates=True)


def change_letterhead(desk: Desk, letterhead: Letterhead, moment: Moment) -> Changed:
    """Record a new letterhead. Finished letters keep the one they were made with.

    Raises `FieldMissingError` without a name.
    """
    required("name", letterhead.name)
    event = LetterheadChanged(happened_on=moment.today, letterhead=letterhead)
    return _change(desk, event, moment, moves_dates=False)


def _change(desk: Desk, event: AnyEvent, moment: Moment, *, moves_dates: bool) -> Changed:
    """Record an event of the office; where dates may move, what cases owe is derived again in the
    same transaction.
    """
    with desk.store.transaction() as unit:
        seq = unit.events.last_seq(OFFICE)
        unit.events.append(OFFICE, seq, [event], now=moment.now, person=desk.store.person)
        if moves_dates:
            rebuild(unit, moment.today)
    return Changed(frozenset({OFFICE}))
