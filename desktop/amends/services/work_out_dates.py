"""Work out what falls due when, without a case: a procedure, a calendar and what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from amends.domain.clocks import Clock, run_clocks
from amends.domain.events.base import check_day
from amends.domain.explanation import Explanation, explain
from amends.domain.happenings import Happening
from amends.domain.procedure import Procedure
from amends.domain.working_days import WorkingDays
from amends.storage.calendars import take_snapshot


@dataclass(frozen=True, slots=True)
class Dates:
    """The clocks of a procedure, given what happened, and how each is explained."""

    procedure: Procedure
    days: WorkingDays
    clocks: tuple[Clock, ...]

    def explain(self, clock: Clock) -> Explanation:
        """Return why `clock` falls due when it does."""
        return explain(clock, self.procedure, self.days)


def work_out_dates(
    procedure: Procedure, calendar: str, happenings: Sequence[Happening], today: date
) -> Dates:
    """Return every clock as it stands on `today`; an empty `calendar` takes the procedure's.

    What the policy leaves open is read as the procedure suggests. Raises `UnknownCalendarError`,
    `CalendarRangeError`, and `DateNotPossibleError` for a happening after today or before 1990.
    """
    for happening in happenings:
        check_day(happening.on, today)
    days = WorkingDays(take_snapshot(calendar or procedure.calendar))
    return Dates(procedure, days, run_clocks(procedure, {}, happenings, days, today))
