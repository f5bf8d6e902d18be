"""Set a day for something that is to come, such as a hearing, by the events of the policy."""

from __future__ import annotations

from datetime import date

from amends.domain.errors import CaseMovedOnError, DateNotPossibleError, NotInPolicyError
from amends.domain.events.clock_events import Scheduled
from amends.domain.working_days import ONE_DAY
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.recording import must_be_open, record


def set_day_ahead(
    desk: Desk, view: CaseView, what: str, day: date, note: str, moment: Moment
) -> Changed:
    """Record the day that was set; it takes the place of one that was set before.

    Raises `NotInPolicyError` for an event of which the policy knows no day beforehand,
    `CaseClosedError`, `DateNotPossibleError` for a day that is not after today,
    `CalendarRangeError` for one that the calendar does not know, and `CaseMovedOnError` where that
    very day stands already.
    """
    if what not in {event.key for event in view.procedure.events if event.ahead}:
        raise NotInPolicyError("day ahead")
    must_be_open(view)
    if day <= moment.today:
        last = view.ground.days.calendar.last
        raise DateNotPossibleError(day, moment.today + ONE_DAY, last)
    view.ground.days.known(day)
    if view.case.scheduled.get(what) == day and not note.strip():
        raise CaseMovedOnError(view.stream)
    planned = Scheduled(happened_on=moment.today, what=what, day=day, note=note.strip())
    return record(desk, view.stream, view.seq, [planned], moment)
