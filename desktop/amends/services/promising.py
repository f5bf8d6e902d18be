"""What is written down as a promise: what will be done, and by when, checked before it counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import uuid4

from amends.domain.errors import DateNotPossibleError
from amends.domain.events.base import required
from amends.domain.events.handling_events import Promise
from amends.domain.working_days import WorkingDays


class Dated(NamedTuple):
    """Something to be done, and the last day on which it is in time."""

    what: str
    due: date


def promised(dated: Dated, earliest: date, days: WorkingDays) -> Promise:
    """Return the promise of it, under a new id.

    Raises `FieldMissingError` where it does not say what, `DateNotPossibleError` for a day before
    `earliest`, and `CalendarRangeError` for one that the calendar does not know.
    """
    what = required("what will be done", dated.what)
    if dated.due < earliest:
        raise DateNotPossibleError(dated.due, earliest, days.calendar.last)
    return Promise(uuid4(), what, days.known(dated.due))


def all_promised(dated: Iterable[Dated], earliest: date, days: WorkingDays) -> tuple[Promise, ...]:
    """Return the promises of several, in their order. Raises as above."""
    return tuple(promised(each, earliest, days) for each in dated)
