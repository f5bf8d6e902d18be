"""`amends due`: what falls due when under a procedure, without an office."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from msgspec.structs import replace

from amends.cli import DONE
from amends.cli.answers import answer, answer_json
from amends.cli.clock import system_today
from amends.domain.clocks import Clock, State
from amends.domain.dates_in_words import by_time, full
from amends.domain.happenings import Happening, Kind
from amends.domain.hours import known_zone
from amends.paths import resource
from amends.services.shipped import find_procedure
from amends.services.work_out_dates import Dates, Given, work_out_dates

_GAP: Final = 2
_DAY: Final = 12
_DAY_AND_TIME: Final = 24


def show_due(words: argparse.Namespace) -> int:
    """Carry out `amends due`."""
    procedure = find_procedure(resource(), words.procedure)
    given = _given(words, procedure.time_zone)
    dates = work_out_dates(procedure, given, words.today or system_today())
    if words.json:
        answer_json([_as_json(clock, dates, explained=words.explain) for clock in dates.clocks])
    else:
        answer(*_as_text(dates, explained=words.explain))
    return DONE


def _given(words: argparse.Namespace, zone: str) -> Given:
    """Return what was told of the case; pauses are events like any other."""
    events = [_happening(kind, when, zone) for kind, when in words.event]
    posted = [_happening(kind, when, zone) for kind, when in words.posted]
    events += [replace(it, posted=True) for it in posted]
    pauses = [Happening(day, Kind.PAUSED) for day in words.pause]
    resumed = [Happening(day, Kind.RESUMED) for day in words.resume]
    return Given(
        happenings=(*events, *pauses, *resumed),
        calendars=tuple(words.calendar),
        closures=tuple(words.closure),
        facts=frozenset(fact for fact, holds in words.fact if holds),
        agreed=tuple(words.extend),
    )


def _happening(kind: str, when: date | datetime, zone: str) -> Happening:
    """Return what happened; where a time was told without its zone, it is that of the procedure."""
    if not isinstance(when, datetime):
        return Happening(when, kind)
    here = known_zone(zone)
    try:
        at = when.replace(tzinfo=here) if when.tzinfo is None else when.astimezone(here)
    except OverflowError:  # at the end of time; no such day is possible
        return Happening(when.date(), kind)
    return Happening(at.date(), kind, at, zone)


def _as_json(clock: Clock, dates: Dates, *, explained: bool) -> dict[str, Any]:
    """Return the keys that `amends due --json` promises; with `--explain`, the days as well.

    `due_at` is there for a clock in hours alone.
    """
    answer: dict[str, Any] = {
        "stage": clock.stage,
        "clock": clock.key,
        "title": clock.title,
        "start": _iso(clock.start),
        "due": _iso(clock.due),
        "state": _state(clock),
        "days_left": clock.days_left,
        "source": clock.source,
    }
    if clock.due_at is not None:
        answer["due_at"] = clock.due_at.isoformat()
    if explained:
        explanation = dates.explain(clock)
        answer["rule"] = explanation.rule
        answer["basis"] = explanation.basis
        answer["days"] = [
            {"date": day.date.isoformat(), "number": day.number, "note": day.said}
            for day in explanation.days
        ]
    return answer


def _as_text(dates: Dates, *, explained: bool) -> Iterator[str]:
    stages = max((len(clock.stage_title) for clock in dates.clocks), default=0) + _GAP
    titles = max((len(clock.title) for clock in dates.clocks), default=0) + _GAP
    is_hourly = any(clock.due_at is not None for clock in dates.clocks)
    width = _DAY_AND_TIME if is_hourly else _DAY
    for clock in dates.clocks:
        left = _left(clock)
        due = clock.due.isoformat() if clock.due else "-"
        due += f" {by_time(clock.due_at)}" if clock.due_at else ""
        yield (
            f"{clock.stage_title:<{stages}}{clock.title:<{titles}}{due:<{width}}"
            f"{_state(clock):<13}{left}"
        ).rstrip()
        if explained:
            yield from ("", *dates.explain(clock).as_text().split("\n"), "")
    yield from _not_announced(dates)


def _not_announced(dates: Dates) -> Iterator[str]:
    """Say which dates lie where the holidays are expected by rule, and not announced yet."""
    through = dates.days.calendar.confirmed_through
    beyond = [clock.title for clock in dates.clocks if clock.due and clock.due > through]
    if beyond:
        yield ""
        yield (
            f"Holidays are announced up to {full(through)}; after that they are expected. Beyond "
            f"it: {', '.join(beyond)}."
        )


def _state(clock: Clock) -> State:
    """Return how a clock stands, in the words that scripts know: what others let pass has ended."""
    return State.ENDED if clock.state is State.LAPSED else clock.state


def _left(clock: Clock) -> str:
    """Return how much time is left, or by how much it is late, for a clock that still runs."""
    if clock.days_left is None or clock.stopped is not None or clock.state is State.LAPSED:
        return ""
    if clock.state is not State.LATE:
        return f"{clock.days_left:>4} left"
    return f"{-clock.days_left:>4} late" if clock.days_left else "late"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
