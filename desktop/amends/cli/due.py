"""`amends due`: what falls due when under a procedure, without an office."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from amends.cli import DONE
from amends.cli.clock import system_today
from amends.domain.clocks import Clock, State
from amends.domain.happenings import Happening, Kind
from amends.paths import resource
from amends.services.shipped import find_procedure
from amends.services.work_out_dates import Dates, Given, work_out_dates

_GAP: Final = 2


def show_due(words: argparse.Namespace) -> int:
    """Carry out `amends due`."""
    procedure = find_procedure(resource(), words.procedure)
    dates = work_out_dates(procedure, _given(words), words.today or system_today())
    if words.json:
        answer = [_as_json(clock, dates, explained=words.explain) for clock in dates.clocks]
        print(json.dumps(answer, indent=2, ensure_ascii=False))
    else:
        print("\n".join(_as_text(dates, explained=words.explain)))
    return DONE


def _given(words: argparse.Namespace) -> Given:
    """Return what was told of the case; pauses are events like any other."""
    pauses = [Happening(day, Kind.PAUSED) for day in words.pause]
    resumed = [Happening(day, Kind.RESUMED) for day in words.resume]
    return Given(
        happenings=(*words.event, *pauses, *resumed),
        calendars=tuple(words.calendar),
        closures=tuple(words.closure),
        facts=frozenset(fact for fact, holds in words.fact if holds),
        agreed=tuple(words.extend),
    )


def _as_json(clock: Clock, dates: Dates, *, explained: bool) -> dict[str, Any]:
    """Return the keys that `amends due --json` promises; with `--explain`, the days as well."""
    answer: dict[str, Any] = {
        "stage": clock.stage,
        "clock": clock.key,
        "title": clock.title,
        "start": _iso(clock.start),
        "due": _iso(clock.due),
        "state": clock.state,
        "days_left": clock.days_left,
        "source": clock.source,
    }
    if explained:
        explanation = dates.explain(clock)
        answer["rule"] = explanation.rule
        answer["basis"] = explanation.basis
        answer["days"] = [
            {"date": day.date.isoformat(), "number": day.number, "note": day.note}
            for day in explanation.days
        ]
    return answer


def _as_text(dates: Dates, *, explained: bool) -> Iterator[str]:
    stages = max((len(clock.stage_title) for clock in dates.clocks), default=0) + _GAP
    titles = max((len(clock.title) for clock in dates.clocks), default=0) + _GAP
    for clock in dates.clocks:
        left = _left(clock)
        yield (
            f"{clock.stage_title:<{stages}}{clock.title:<{titles}}{_iso(clock.due) or '-':<12}"
            f"{clock.state:<13}{left}"
        ).rstrip()
        if explained:
            yield from ("", dates.explain(clock).as_text(), "")


def _left(clock: Clock) -> str:
    """Return how much time is left, or by how much it is late, for a clock that still runs."""
    if clock.days_left is None or clock.stopped is not None:
        return ""
    if clock.state is not State.LATE:
        return f"{clock.days_left:>4} left"
    return f"{-clock.days_left:>4} late" if clock.days_left else "late"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
