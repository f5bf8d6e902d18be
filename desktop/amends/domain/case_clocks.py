"""Every clock of a case: what its procedure promises, and what the office has promised since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from amends.domain.case import Case
from amends.domain.clocks import Clock, State
from amends.domain.clockwork import run_clocks
from amends.domain.counting import days_between
from amends.domain.events.handling_events import Redirected
from amends.domain.happenings import Kind
from amends.domain.letter_kinds import LetterKind
from amends.domain.procedure import Procedure
from amends.domain.promises import promise_clocks
from amends.domain.working_days import WorkingDays


def case_clocks(
    case: Case, procedure: Procedure, readings: Mapping[str, str], days: WorkingDays, today: date
) -> tuple[Clock, ...]:
    """Return the clocks of the case as they stand on `today`: the procedure's, then the promises.

    Raises `CalendarRangeError` where a date lies outside the calendar.
    """
    if not case.is_reachable:  # no receipt goes out from which days could be counted
        readings = {name: kind for name, kind in readings.items() if kind != Kind.ACKNOWLEDGED}
    stated = run_clocks(procedure, readings, case.happenings, days, today, case.terms)
    if not case.is_reachable:
        stated = tuple(_without_receipt(clock, days) for clock in stated)
    promised = promise_clocks(case.handling, procedure, days, today)
    return tuple(_for_case(clock, case, procedure) for clock in (*stated, *promised))


def _without_receipt(clock: Clock, days: WorkingDays) -> Clock:
    """Return the clock where nobody can be written to: a receipt is not owed from its first day."""
    if clock.letter is not LetterKind.RECEIPT or not clock.is_open:
        return clock
    assert clock.start is not None
    assert clock.due is not None
    assert clock.within is not None
    left = days_between(clock.start, clock.due, clock.within, days)
    return replace(clock, state=State.ENDED, stopped=clock.start, days_left=left)


def _for_case(clock: Clock, case: Case, procedure: Procedure) -> Clock:
    """Return the clock, given what was decided in the case; what else was promised stays owed."""
    decided = case.handling.must_tell
    if decided is None or not clock.is_open or (clock.is_promise and clock.letter is None):
        return clock
    if isinstance(decided, Redirected):
        goes_to = procedure.redirect(decided.redirect).goes_to
        return replace(
            clock,
            step=f"Say that it goes to the {goes_to}",
            until=Kind.REDIRECT_SENT,
            letter=LetterKind.REDIRECT,
        )
    return replace(
        clock,
        step=f"Say that {procedure.stage(decided.stage).title.lower()} is not possible",
        until=Kind.STAGE_NOT_POSSIBLE_SENT,
        letter=LetterKind.STAGE_NOT_POSSIBLE,
    )
