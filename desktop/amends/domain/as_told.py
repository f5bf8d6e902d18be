"""A date that was told to a complainant stands as told, whatever is counted later.

Only what concerns this case alone moves it: more time that was given since, which the case itself
knows, and a pause that began since.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from msgspec.structs import replace

from amends.domain.clocks import Clock, State
from amends.domain.counting import days_between
from amends.domain.terms import AsTold
from amends.domain.working_days import WorkingDays

_DATED: Final = frozenset(
    {State.RUNNING, State.LATE, State.LAPSED, State.MET, State.MET_LATE, State.ENDED}
)


def as_told(clock: Clock, told: AsTold, days: WorkingDays, today: date) -> Clock:
    """Return the clock with the last day that a letter told, where that still stands."""
    if clock.due is None or clock.within is None or not _stands(clock, told):
        return clock
    if told.due == clock.due:
        return replace(clock, told_on=told.on)
    return replace(
        clock,
        due=told.due,
        due_at=None,
        counted=clock.due,
        told_on=told.on,
        state=_state(clock, told.due, today),
        days_left=days_between(clock.stopped or today, told.due, clock.within.unit, days),
    )


def _stands(clock: Clock, told: AsTold) -> bool:
    """Return whether what was told is of these days, and no pause began since."""
    if clock.state not in _DATED or (clock.repeats and clock.start and clock.start > told.on):
        return False
    return not any(span.first > told.on for span in clock.without)


def _state(clock: Clock, due: date, today: date) -> State:
    if clock.state is State.ENDED:
        return State.ENDED
    if clock.stopped is not None:
        return State.MET if clock.stopped <= due else State.MET_LATE
    if today <= due:
        return State.RUNNING
    return State.LAPSED if clock.owed_by else State.LATE
