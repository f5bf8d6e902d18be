"""When the way is open: to a stage that asks for a wait, or to a body outside the office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from amends.domain.clock_rules import Limit
from amends.domain.counting import Counting, due_date
from amends.domain.durations import read_duration
from amends.domain.happenings import Happening
from amends.domain.procedure import OutsideBody, Procedure, Stage
from amends.domain.stopping import first
from amends.domain.working_days import WorkingDays


class Gate(NamedTuple):
    """Whether the way is open; else the events that are waited for, or the day that opens it."""

    is_open: bool
    waits_for: tuple[str, ...] = ()
    opens_on: date | None = None


def way_to_stage(
    stage: Stage, procedure: Procedure, done: Sequence[Happening], days: WorkingDays, today: date
) -> Gate:
    """Return whether a stage may be entered: from the end of its wait on, if it asks for one."""
    if stage.not_before is None:
        return Gate(is_open=True)
    opens_on = _end(stage.not_before, procedure.counting, done, days)
    return Gate(opens_on is not None and today >= opens_on, opens_on=opens_on)


def entered_early(
    stage: Stage, procedure: Procedure, done: Sequence[Happening], days: WorkingDays
) -> date | None:
    """Return the end of the wait that a stage asks for, where it was entered before that.

    It counts all the same: what happened, happened.
    """
    entered = min((it.on for it in done if it.kind in stage.openings), default=None)
    if entered is None:
        return None
    gate = way_to_stage(stage, procedure, done, days, entered)
    return None if gate.is_open else gate.opens_on


def way_outside(
    body: OutsideBody,
    procedure: Procedure,
    done: Sequence[Happening],
    days: WorkingDays,
    today: date,
) -> Gate:
    """Return whether a complainant may go to a body outside: after what it asks for, or in time."""
    waits_for = tuple(kind for kind in body.after if first(done, kind) is None)
    opens_on = None
    if body.not_before is not None:
        opens_on = _end(body.not_before, procedure.counting, done, days)
    asks_nothing = not body.after and body.not_before is None
    has_happened = bool(body.after) and not waits_for
    has_waited = opens_on is not None and today >= opens_on
    return Gate(asks_nothing or has_happened or has_waited, waits_for, opens_on)


def _end(
    limit: Limit, counting: Counting, done: Sequence[Happening], days: WorkingDays
) -> date | None:
    start = first(done, limit.from_)
    return None if start is None else due_date(start, read_duration(limit.within), days, counting)
