"""When the answer comes, as a letter tells it: for each policy, and by a plan in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from amends.domain.case import Case
from amends.domain.case_clocks import stated_clocks
from amends.domain.clocks import Clock
from amends.domain.dates_in_words import end_time, full
from amends.domain.events.sendings import kind_sent_by
from amends.domain.happenings import Happening, Kind
from amends.domain.joined import policies
from amends.domain.letter_kinds import LetterKind
from amends.services.case_view import CaseView
from amends.services.letter_template import Stated

# The dates that these tell are those that hold from the moment they are sent.
_TELL_WHAT_FOLLOWS: Final = frozenset({LetterKind.RECEIPT, LetterKind.OUTCOME})


class _Answer(NamedTuple):
    """A day of the answer: of which policy, what that states, whether a plan can put it off.

    What is of a plan is the office's own word.
    """

    policy: str
    within: str
    due: str
    can_be_put_off: bool
    is_of_plan: bool = False


def answer_facts(view: CaseView, kind: LetterKind) -> dict[str, object]:
    """Return the times for the answer, as they stand once this letter has gone out today.

    A day that has passed is told to nobody: when the answer comes is then for the writer to say.
    Where a case falls under several policies, each is told with its name, as `answers`.
    """
    answers = tuple(_answers(view, kind))
    is_one = len(policies(view.procedure)) == 1
    only, several = (next(iter(answers), None), ()) if is_one else (None, answers)
    return {
        "response_due": only.due if only else "",
        "response_within": only.within if only else "",
        "response_may_be_planned": bool(only and only.can_be_put_off and not only.is_of_plan),
        "is_answered_once": not several,
        "answers": tuple(it._asdict() for it in several),
        "answers_said": tuple(Stated(f"{it.policy}, {it.due}", it[0:3:2]) for it in several),
    }


def answer_clocks(view: CaseView, kind: LetterKind) -> tuple[Clock, ...]:
    """Return the times for the answer, as they stand once a letter of that kind has gone out today.

    Those of the case's first policy come first.
    """
    done = view.case.happenings
    if kind in _TELL_WHAT_FOLLOWS:
        done = (*done, Happening(view.today, kind_sent_by(kind)))
    clocks = stated_clocks(
        view.case, view.procedure, view.readings, done, view.ground.days, view.today
    )
    return tuple(clock for clock in clocks if clock.until == Kind.OUTCOME_SENT)


def _answers(view: CaseView, kind: LetterKind) -> Iterator[_Answer]:
    """Return the day for each policy that has one still to come."""
    clocks = answer_clocks(view, kind)
    for place, policy in enumerate(policies(view.procedure)):
        name = policy.title if place else ""
        own = [clock for clock in clocks if clock.policy == name]
        clock = next((it for it in own if it.is_open), None)
        planned = _planned_answer(view.case)
        if clock is None and planned and any(map(_can_be_put_off, own)):
            yield _Answer(policy.title, "", full(planned), can_be_put_off=True, is_of_plan=True)
            continue
        clock = clock or next(iter(own), None)
        if clock is not None and clock.due is not None and clock.due >= view.today:
            due, within = _day_and_time(clock, clock.due), str(clock.stated or "")
            yield _Answer(policy.title, within, due, _can_be_put_off(clock))


def _planned_answer(case: Case) -> date | None:
    """Return the day of the answer by the plan that was sent, None once that is over."""
    plan = case.handling.plan_in_force
    is_owed = {owed.promise.id for owed in case.handling.open_promises}
    return plan.made.answer.due if plan and plan.made.answer.id in is_owed else None


def _can_be_put_off(clock: Clock) -> bool:
    return clock.fallback == Kind.ACTION_PLAN_SENT


def _day_and_time(clock: Clock, due: date) -> str:
    """Return the last day, with the time of day of a clock in hours: "26 October 2026, 08:00"."""
    return f"{full(due)}, {end_time(clock.due_at)}" if clock.due_at is not None else full(due)
