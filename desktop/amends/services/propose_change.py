"""Work out what a change of what the office counts by would do, before anybody agrees to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from msgspec.structs import replace

from amends.domain.calendar_layers import Difference, difference
from amends.domain.clocks import Clock, State
from amends.domain.events import AnyEvent, Recorded
from amends.domain.events.corrections import EventWithdrawn
from amends.domain.events.office_events import CalendarAdopted, HolidaysCorrected
from amends.domain.office import fold_office
from amends.domain.streams import CASES, OFFICE
from amends.domain.working_days import Calendar
from amends.services.case_view import CaseView, counted_by, view_case
from amends.services.desk import Changed, Desk, Moment
from amends.services.ground import Ground, ground_of, read_ground
from amends.services.inbox_rows import rebuild
from amends.services.progress import Progress
from amends.storage.unit import Unit

_UNMET: Final = frozenset({State.RUNNING, State.LATE, State.LAPSED, State.PROJECTED})
_NOT_RECORDED: Final = UUID(int=0)


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """A change of the office that nobody has agreed to yet.

    `snapshot` holds the bytes of the calendar that it adopts, if it adopts one.
    """

    event: AnyEvent
    snapshot: bytes = b""


@dataclass(frozen=True, slots=True)
class Moved:
    """A date of an open case that would fall on another day; None where it would have none.

    `is_expected` where it hangs on something that has not happened yet. Where it `stays` it was
    told in a letter: it does not move, and `after` is only what would be counted.
    """

    stream: str
    reference: str
    title: str
    what: str
    before: date | None
    after: date | None
    is_expected: bool = False
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change would do. `seq` is the last entry of the office that was seen."""

    seq: int
    before: Calendar
    after: Calendar
    moves: tuple[Moved, ...]

    @property
    def difference(self) -> Difference:
        """How the calendar would differ."""
        return difference(self.before, self.after)


def effect_of(desk: Desk, planned: PlannedChange, today: date, progress: Progress) -> Effect:
    """Return what a change would do to the calendar and to open cases; nothing is changed.

    Cases about whoever has opened the office are not among them, though their dates move too.
    Raises `NoWorkingDayError` where no day would be left to work, and `CalendarRangeError`.
    """
    moved: list[Moved] = []
    with desk.store.reading() as unit:
        before, after = read_ground(unit), _ground_after(unit, planned, desk.store.person)
        streams = list(unit.events.streams(CASES))
        is_shorter = _is_shorter(after.days.calendar, before.days.calendar)
        for number, stream in enumerate(streams):
            progress(number, len(streams))
            row = unit.inbox.row(stream)
            if row is None or not row.closed or is_shorter:
                now = view_case(unit, stream, today, before)
                then = counted_by(unit, now, after)  # also where it is not shown, as it may fail
                moved += _moves(now, then) if stream not in desk.store.kept_from else ()
        seq = unit.events.last_seq(OFFICE)
    moved.sort(key=lambda each: (each.reference, each.before or date.max))
    return Effect(seq, before.days.calendar, after.days.calendar, tuple(moved))


def accept_change(
    desk: Desk, planned: PlannedChange, effect: Effect, why: str, moment: Moment
) -> Changed:
    """Record a change whose effect somebody has seen, and derive again what the cases owe.

    Raises `CaseChangedError` where the office has changed since: the effect would be another.
    """
    with desk.store.transaction() as unit:
        if planned.snapshot:
            unit.pins.pin(planned.snapshot)
        event = _because(planned.event, why.strip())
        unit.events.append(OFFICE, effect.seq, [event], now=moment.now, person=desk.store.person)
        rebuild(unit, moment.today)
    return Changed(frozenset({OFFICE}))


def _is_shorter(calendar: Calendar, other: Calendar) -> bool:
    """Return whether a calendar lacks days that another knows; then even a closed case, which no
    change moves, has to be looked at, since it may lie there.
    """
    return calendar.first > other.first or calendar.last < other.last


def _ground_after(unit: Unit, planned: PlannedChange, person: UUID) -> Ground:
    """Return what the office would count by, folded as if the change were recorded."""
    log = unit.events.read(OFFICE)
    last = log[-1]
    entry = Recorded(_NOT_RECORDED, last.seq + 1, planned.event, last.recorded_at, person)
    office = fold_office([*log, entry])
    return ground_of(office, planned.snapshot or unit.pins.read(office.calendar_digest))


def _moves(now: CaseView, then: CaseView) -> Iterator[Moved]:
    """Return the dates that differ; what is met already, or not counted yet, has none to move."""
    before, after = _dates(now), _dates(then)
    for name in before | after:
        old, new = before.get(name), after.get(name)
        if (old and _counted(old)) == (new and _counted(new)):
            continue
        clock = old or new
        assert clock is not None
        yield Moved(
            now.stream,
            now.case.reference,
            now.case.title,
            clock.title,
            old.due if old else None,
            _counted(new) if new else None,
            clock.state is State.PROJECTED,
            stays=(old and old.due) == (new and new.due),
        )


def _counted(clock: Clock) -> date | None:
    """Return the last day as it is counted, also where another was told and stands."""
    return clock.counted or clock.due


def _dates(view: CaseView) -> dict[str, Clock]:
    if view.case.closed_on is not None:
        return {}
    return {
        clock.name: clock
        for clock in view.clocks
        if clock.state in _UNMET and clock.due is not None
    }


def _because(event: AnyEvent, why: str) -> AnyEvent:
    """Return the event with its reason; a closure and the terms have a name instead."""
    if isinstance(event, EventWithdrawn):
        return replace(event, reason=why)
    if isinstance(event, CalendarAdopted | HolidaysCorrected):
        return replace(event, why=why)
    return event
