"""A case as one line from left to right: what happened, what is due, and the next step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import Final

import msgspec

from amends.domain.clocks import Clock, State
from amends.domain.gates import way_to_stage
from amends.domain.happenings import Happening, Kind, place_in_course
from amends.domain.procedure import Procedure, Stage
from amends.domain.working_days import Day, DayKind, WorkingDays

_LONGEST_TITLE: Final = 36


class MarkKind(StrEnum):
    """How a mark is drawn: an event is filled, a deadline is a ring."""

    DONE = "done"
    DUE = "due"
    LATE = "late"
    PROJECTED = "projected"


class Mark(msgspec.Struct, frozen=True, order=True):
    """A point on the line. `clock` is "stage.clock" for a deadline, "" for an event."""

    on: date
    title: str
    kind: MarkKind
    clock: str = ""


class Band(msgspec.Struct, frozen=True):
    """A stage on the line. `first` is None before it opened; `last` is None while it runs.

    `not_before` is the day from which on it can begin, while that is still to come.
    """

    key: str
    title: str
    answered_by: str
    first: date | None
    last: date | None
    not_before: date | None = None


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """What the line shows, oldest first; `notches` are holidays and closures on weekdays."""

    bands: tuple[Band, ...]
    marks: tuple[Mark, ...]
    notches: tuple[Day, ...]
    today: date


def draw_timeline(
    procedure: Procedure,
    happenings: Iterable[Happening],
    clocks: Iterable[Clock],
    days: WorkingDays,
    today: date,
) -> Timeline:
    """Return the line of a case."""
    done = tuple(sorted(happenings, key=lambda it: (it.on, place_in_course(it.kind))))
    anew = {it.on for it in done if it.kind == Kind.BEGUN_ANEW}
    # A case that is begun anew counts as received on that day; it came in long before.
    told = (it for it in done if it.kind != Kind.RECEIVED or it.on not in anew)
    events = (_event(it, procedure, today) for it in told)
    marks = tuple(sorted((*events, *_deadlines(clocks)), key=attrgetter("on")))
    bands = _bands(procedure.stages, done)
    first = min((mark.on for mark in marks), default=today)
    last = max((mark.on for mark in marks), default=today)
    notches = (
        day
        for day in days.days(min(first, today), max(last, today))
        if day.kind in {DayKind.HOLIDAY, DayKind.CLOSURE}
    )
    return Timeline(
        bands=tuple(_waiting(band, procedure, done, days, today) for band in bands),
        marks=marks,
        notches=tuple(notches),
        today=today,
    )


def next_step(clocks: Iterable[Clock]) -> Clock | None:
    """Return what the office must do first: the open clock with the earliest date, if any.

    Of two that fall on one day, it is the one that the procedure names first.
    """
    return min(
        (clock for clock in clocks if clock.is_open),
        key=lambda clock: clock.due or date.max,
        default=None,
    )


def current_stage(procedure: Procedure, happenings: Iterable[Happening]) -> Stage:
    """Return the furthest stage that was opened; the first one before anything has happened."""
    kinds = {it.kind for it in happenings}
    opened = [stage for stage in procedure.stages if kinds.intersection(stage.openings)]
    return opened[-1] if opened else procedure.stages[0]


def following_stage(procedure: Procedure, happenings: Iterable[Happening]) -> Stage | None:
    """Return the stage that comes next, None where the case is in the last one."""
    place = procedure.stages.index(current_stage(procedure, happenings)) + 1
    return procedure.stages[place] if place < len(procedure.stages) else None


def _event(it: Happening, procedure: Procedure, today: date) -> Mark:
    """Return the mark of something that happened, or for which a day to come was set."""
    kind = MarkKind.PROJECTED if it.on > today else MarkKind.DONE
    return Mark(it.on, procedure.words(it.kind).title, kind)


def _deadlines(clocks: Iterable[Clock]) -> Iterator[Mark]:
    drawn: Mapping[State, MarkKind] = {
        State.RUNNING: MarkKind.DUE,
        State.LATE: MarkKind.LATE,
        State.LAPSED: MarkKind.DUE,
        State.PROJECTED: MarkKind.PROJECTED,
    }
    for clock in clocks:
        if clock.due is not None and clock.state in drawn:
            yield Mark(clock.due, _due_title(clock), drawn[clock.state], clock.name)


def _due_title(clock: Clock) -> str:
    """Return what a deadline is called; what a promise says may be of any length."""
    if not clock.is_promise:
        due = f"{clock.title} due"
        return f"{clock.policy}: {due.lower()}" if clock.policy else due
    what = " ".join(clock.title.split())
    if len(what) > _LONGEST_TITLE:
        what = f"{what[:_LONGEST_TITLE].rstrip()}..."
    return f"{clock.stage_title}: {what}"


def _bands(stages: tuple[Stage, ...], done: tuple[Happening, ...]) -> Iterator[Band]:
    """Return the stages, in order."""
    firsts = [_first(done, *stage.openings) for stage in stages]
    closed = _first(done, Kind.CLOSED)
    for place, stage in enumerate(stages):
        first, last = firsts[place], None
        if first is not None:
            last = _last(first, [day for day in firsts[place + 1 :] if day is not None], closed)
        yield Band(stage.key, stage.title, stage.answered_by, first, last)


def _waiting(
    band: Band, procedure: Procedure, done: tuple[Happening, ...], days: WorkingDays, today: date
) -> Band:
    """Return a stage with the day from which on it can begin, where that is still to come."""
    if band.first is not None:
        return band
    gate = way_to_stage(procedure.stage(band.key), procedure, done, days, today)
    return band if gate.is_open else msgspec.structs.replace(band, not_before=gate.opens_on)


def _last(first: date, later: Sequence[date], closed: date | None) -> date | None:
    """Return the end of a stage: where a later one opens, or the case closes, whichever is first.

    A stage that opened after a later one ends on the same day; one that opened after the case had
    closed still runs.
    """
    ends = [max(first, opened) for opened in later]
    if closed is not None and closed >= first:
        ends.append(closed)
    return min(ends, default=None)


def _first(done: tuple[Happening, ...], *kinds: str) -> date | None:
    return min((it.on for it in done if it.kind in kinds), default=None)
