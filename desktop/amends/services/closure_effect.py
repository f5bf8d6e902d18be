"""Work out what a change of the office's closures would do, before anybody agrees to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from amends.domain.case_clocks import case_clocks
from amends.domain.streams import CASES
from amends.domain.timeline import next_step
from amends.domain.working_days import Closure, WorkingDays
from amends.services.case_view import CaseView, view_case
from amends.services.desk import Desk
from amends.services.ground import Ground, read_ground
from amends.services.progress import Progress


@dataclass(frozen=True, slots=True)
class Moved:
    """An open case whose next step would fall due on another day."""

    stream: str
    reference: str
    title: str
    before: date
    after: date


def effect_of_adding(
    desk: Desk, closure: Closure, today: date, progress: Progress
) -> tuple[Moved, ...]:
    """Return the open cases whose next date a new closure would move; nothing is changed.

    Raises `NoWorkingDayError` where no day would be left to work, and `CalendarRangeError`.
    """
    return _effect(desk, closure, None, today, progress)


def effect_of_removing(
    desk: Desk, closure: UUID, today: date, progress: Progress
) -> tuple[Moved, ...]:
    """Return the open cases whose next date would move without a closure; nothing is changed."""
    return _effect(desk, None, closure, today, progress)


def _effect(
    desk: Desk, added: Closure | None, removed: UUID | None, today: date, progress: Progress
) -> tuple[Moved, ...]:
    moved: list[Moved] = []
    with desk.store.reading() as unit:
        ground = read_ground(unit)
        days = _days_after(ground, added, removed)
        streams = list(unit.events.streams(CASES))
        for number, stream in enumerate(streams):
            progress(number, len(streams))
            view = view_case(unit, stream, today, ground)
            if (move := _move(view, days, today)) is not None:
                moved.append(move)
    return tuple(sorted(moved, key=lambda each: each.reference))


def _days_after(ground: Ground, added: Closure | None, removed: UUID | None) -> WorkingDays:
    kept = [closure for id_, closure in ground.office.closures.items() if id_ != removed]
    return WorkingDays(ground.days.calendar, [*kept, added] if added else kept)


def _move(view: CaseView, days: WorkingDays, today: date) -> Moved | None:
    """Return how the next step of an open case moves by other working days, None if it stays."""
    if view.case.closed_on is not None or view.next_step is None:
        return None
    readings = view.ground.office.readings
    later = next_step(case_clocks(view.case, view.procedure, readings, days, today))
    before, after = view.next_step.due, later.due if later else None
    if before is None or after is None or before == after:
        return None
    return Moved(view.stream, view.case.reference, view.case.title, before, after)
