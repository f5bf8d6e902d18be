"""What the office owes beside the letters of the policy, each with its date: actions, plans, more.

A promise is a clock like any other, but for its date: that is the office's own word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from amends.domain.clocks import PROMISED, Clock, State
from amends.domain.handling import Handling, Origin, Owed
from amends.domain.happenings import Kind
from amends.domain.letter_kinds import LetterKind
from amends.domain.procedure import Procedure
from amends.domain.working_days import WorkingDays

_TITLES: Final = {
    Origin.ACTION: "Action",
    Origin.PLAN_STEP: "Action plan",
    Origin.PLAN_ANSWER: "Action plan",
    Origin.EVIDENCE: "Evidence to keep",
    Origin.REQUEST: "Asked for",
    Origin.RECOMMENDATION: "Recommended",
}


def promise_clocks(
    handling: Handling, procedure: Procedure, days: WorkingDays, today: date
) -> Iterator[Clock]:
    """Return a clock for each promise, in the order in which they were made.

    Raises `CalendarRangeError` where a date lies outside the calendar.
    """
    for owed in handling.promises:
        yield _clock(owed, _source(owed, procedure), days, today)


def _clock(owed: Owed, source: str, days: WorkingDays, today: date) -> Clock:
    promise, answers = owed.promise, owed.origin is Origin.PLAN_ANSWER
    stopped = owed.kept_on or owed.let_go_on
    return Clock(
        stage=PROMISED,
        stage_title=_TITLES[owed.origin],
        key=str(promise.id),
        title=promise.what,
        step=promise.what,
        promise=promise.what,
        within=None,
        trigger=None,
        until=Kind.OUTCOME_SENT if answers else Kind.PROMISE_KEPT,
        state=_state(owed, today),
        source=source,
        start=owed.made_on,
        due=promise.due,
        stopped=stopped,
        days_left=days.count(stopped or today, promise.due),
        letter=LetterKind.OUTCOME if answers else None,
    )


def _state(owed: Owed, today: date) -> State:
    due = owed.promise.due
    if owed.kept_on is not None:
        return State.MET if owed.kept_on <= due else State.MET_LATE
    if owed.let_go_on is not None:
        return State.ENDED
    return State.RUNNING if today <= due else State.LATE


def _source(owed: Owed, procedure: Procedure) -> str:
    """Return the sentence of the policy that leads to the promise, "" where none does."""
    match owed.origin:
        case Origin.ACTION:
            return _sentence(it.source for it in procedure.follow_ups if it.key == owed.follow_up)
        case Origin.PLAN_STEP | Origin.PLAN_ANSWER:
            rules = (rule for stage in procedure.stages for rule in stage.clocks)
            return _sentence(rule.fallback.source for rule in rules if rule.fallback)
        case _:
            return ""


def _sentence(sources: Iterable[str]) -> str:
    return next(iter(sources), "")
