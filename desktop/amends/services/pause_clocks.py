"""Let the clocks of a case stand still, and go on, by the rule that its policy has for that."""

from __future__ import annotations

from datetime import date

from amends.domain.case_times import Refused, first_day_to_pause, paused_since, pausing, resuming
from amends.domain.errors import (
    CaseClosedError,
    CaseMovedOnError,
    DateNotPossibleError,
    NotInPolicyError,
)
from amends.domain.events.base import EARLIEST_DAY, required
from amends.domain.events.clock_events import Paused, Resumed
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.recording import record


def pause(desk: Desk, view: CaseView, on: date, reason: str, moment: Moment) -> Changed:
    """Record that the clocks stand still from `on`.

    Raises `NotInPolicyError`, `CaseClosedError`, `CaseMovedOnError` where they stand still already
    or none runs, `DateNotPossibleError` for a day after today, before the matter came in or before
    the last pause was over, and `FieldMissingError` without a reason.
    """
    _check(view, pausing(view.case, view.procedure, view.clocks))
    first = first_day_to_pause(view.case, view.procedure) or EARLIEST_DAY
    _check_day(on, first, moment)
    paused = Paused(happened_on=on, reason=required("reason", reason))
    return record(desk, view.stream, view.seq, [paused], moment)


def resume(desk: Desk, view: CaseView, on: date, note: str, moment: Moment) -> Changed:
    """Record that the clocks go on from `on`.

    Raises `NotInPolicyError`, `CaseClosedError`, `CaseMovedOnError` where they do not stand still,
    and `DateNotPossibleError` for a day after today or before the pause.
    """
    _check(view, resuming(view.case, view.procedure))
    _check_day(on, paused_since(view.case, view.procedure) or on, moment)
    resumed = Resumed(happened_on=on, note=note.strip())
    return record(desk, view.stream, view.seq, [resumed], moment)


def _check(view: CaseView, refused: Refused | None) -> None:
    match refused:
        case None:
            return
        case Refused.NO_RULE:
            raise NotInPolicyError("pause")
        case Refused.CLOSED:
            raise CaseClosedError(view.stream)
        case _:
            raise CaseMovedOnError(view.stream)


def _check_day(on: date, first: date, moment: Moment) -> None:
    if not first <= on <= moment.today:
        raise DateNotPossibleError(on, first, moment.today)
