"""How a case is handled: what the office owes in it, and where else it went. A part of its fold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Final, assert_never
from uuid import UUID

import msgspec
from msgspec.structs import replace

from amends.domain.events.case_events import OutcomeSent
from amends.domain.events.handling_events import (
    ActionPlanMade,
    ActionPlanned,
    ActionPlanSent,
    FollowUpSettled,
    HandlingFact,
    LetterSent,
    Notified,
    OutsideBodyWrote,
    Promise,
    PromiseGiven,
    PromiseKept,
    PromiseLetGo,
    Redirected,
    RedirectSent,
    StageNotPossible,
    StageNotPossibleSent,
    TakenOver,
)

_NEVER: Final = date.max


class Origin(StrEnum):
    """From what a promise comes."""

    ACTION = "action"
    PLAN_STEP = "plan-step"
    PLAN_ANSWER = "plan-answer"
    EVIDENCE = "evidence"
    REQUEST = "request"
    RECOMMENDATION = "recommendation"


class Owed(msgspec.Struct, frozen=True, kw_only=True):
    """A promise, from whom and what it comes, and what became of it.

    `kept_on` is the day on which it was done. `let_go_on` is the day from which it is owed no
    more: it was let go, or a later plan took its place. `note` says more of either.
    """

    promise: Promise
    made_on: date
    origin: Origin
    owner: str = ""
    follow_up: str = ""
    kept_on: date | None = None
    let_go_on: date | None = None
    note: str = ""
    evidence: UUID | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.kept_on is None and self.let_go_on is None


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A time-scaled action plan; `replaces` names the one that was in force when it was sent."""

    made: ActionPlanMade
    sent_on: date | None = None
    replaces: UUID | None = None


class Handling(msgspec.Struct, frozen=True, kw_only=True):
    """What follows from the handling events of a case.

    What became of a promise goes by the days on which things happened, so that what is recorded
    late counts as if it had been recorded in time.
    """

    promised: tuple[Owed, ...] = ()
    plans: tuple[Plan, ...] = ()
    kept: Mapping[UUID, PromiseKept] = {}
    let_go: Mapping[UUID, PromiseLetGo] = {}
    given: Mapping[UUID, PromiseGiven] = {}
    answered_on: tuple[date, ...] = ()
    sent_elsewhere_on: tuple[date, ...] = ()
    settled: Mapping[str, FollowUpSettled] = {}
    not_possible: StageNotPossible | None = None
    is_not_possible_told: bool = False
    redirected: Redirected | None = None
    is_redirect_told: bool = False
    taken_over: TakenOver | None = None
    notified: Notified | None = None
    outside: tuple[OutsideBodyWrote, ...] = ()

    @property
    def promises(self) -> tuple[Owed, ...]:
        """Every promise, in the order in which they were made, and what became of it.

        One that was made again under its own id is there once, as it was made last.
        """
        if not self.promised and not self.plans:
            return ()
        of_plans = (owed for plan in self.plans for owed in _planned(self, plan))
        made = sorted((*self.promised, *of_plans), key=lambda owed: owed.made_on)
        last = {owed.promise.id: owed for owed in made}
        return tuple(_ended(self, _given(self, owed)) for owed in last.values())

    @property
    def open_promises(self) -> tuple[Owed, ...]:
        """What is still owed, the earliest first."""
        still = (owed for owed in self.promises if owed.is_open)
        return tuple(sorted(still, key=lambda owed: owed.promise.due))

    @property
    def must_tell(self) -> Redirected | StageNotPossible | None:
        """What was decided, and the complainant is still to be told, before anything else."""
        if self.redirected and not self.is_redirect_told:
            return self.redirected
        return None if self.is_not_possible_told else self.not_possible

    @property
    def has_final_letter(self) -> bool:
        """Whether the outside body has said its last word."""
        return any(letter.is_final for letter in self.outside)

    @property
    def waiting_plan(self) -> Plan | None:
        """The plan that was made last, while it has not been sent."""
        return self.plans[-1] if self.plans and self.plans[-1].sent_on is None else None

    @property
    def plan_in_force(self) -> Plan | None:
        """The plan that the complainant was told of last."""
        return next(reversed(_in_order_of_sending(self.plans)), None)


def handle(handling: Handling, fact: HandlingFact | OutcomeSent) -> Handling:
    """Return the handling after `fact`."""
    match fact:
        case ActionPlanned() | FollowUpSettled() | PromiseKept() | PromiseLetGo():
            return _promised(handling, fact)
        case PromiseGiven():
            return replace(handling, given={**handling.given, fact.promise: fact})
        case ActionPlanMade():
            return replace(handling, plans=_with_made(handling.plans, fact))
        case ActionPlanSent():
            return replace(handling, plans=_with_sent(handling.plans, fact))
        case OutcomeSent():
            return replace(handling, answered_on=(*handling.answered_on, fact.happened_on))
        case OutsideBodyWrote() | Notified():
            return _told_from_outside(handling, fact)
        case LetterSent():
            return handling
        case _:
            return _sent_elsewhere(handling, fact)


def _promised(
    handling: Handling, fact: ActionPlanned | FollowUpSettled | PromiseKept | PromiseLetGo
) -> Handling:
    match fact:
        case ActionPlanned():
            owed = Owed(
                promise=fact.promise,
                made_on=fact.happened_on,
                origin=Origin.ACTION,
                owner=fact.owner,
                follow_up=fact.follow_up,
            )
            return _owing(handling, [owed])
        case FollowUpSettled():
            return replace(handling, settled={**handling.settled, fact.follow_up: fact})
        case PromiseKept():
            first = min(handling.kept.get(fact.promise, fact), fact, key=_day)
            return replace(handling, kept={**handling.kept, fact.promise: first})
        case PromiseLetGo():
            first_let_go = min(handling.let_go.get(fact.promise, fact), fact, key=_day)
            return replace(handling, let_go={**handling.let_go, fact.promise: first_let_go})
    assert_never(fact)


def _told_from_outside(handling: Handling, fact: OutsideBodyWrote | Notified) -> Handling:
    """Return the handling once the outside body asked for something, or recommended it."""
    answer = [fact.answer] if fact.answer else []
    asked = _made(Origin.REQUEST, answer, fact.happened_on)
    match fact:
        case Notified():
            return _owing(replace(handling, notified=fact), asked)
        case OutsideBodyWrote():
            told = _made(Origin.RECOMMENDATION, fact.recommendations, fact.happened_on)
            outside = (*handling.outside, fact)
            return _owing(replace(handling, outside=outside), (*asked, *told))
    assert_never(fact)


def _sent_elsewhere(
    handling: Handling,
    fact: StageNotPossible | StageNotPossibleSent | Redirected | RedirectSent | TakenOver,
) -> Handling:
    """Return the handling once it goes elsewhere; whatever is decided anew is to be told anew."""
    elsewhere = (*handling.sent_elsewhere_on, fact.happened_on)
    match fact:
        case StageNotPossible():
            return replace(handling, not_possible=fact, is_not_possible_told=False)
        case StageNotPossibleSent():
            return replace(handling, is_not_possible_told=True, sent_elsewhere_on=elsewhere)
        case Redirected():
            keep = _made(Origin.EVIDENCE, fact.keep, fact.happened_on)
            anew = replace(handling, redirected=fact, is_redirect_told=False, taken_over=None)
            return _owing(anew, keep)
        case RedirectSent():
            return replace(handling, is_redirect_told=True, sent_elsewhere_on=elsewhere)
        case TakenOver():
            return replace(handling, taken_over=fact)
    assert_never(fact)


def _with_made(plans: tuple[Plan, ...], fact: ActionPlanMade) -> tuple[Plan, ...]:
    """Return the plans, that one last, in place of an earlier working out of it.

    What the complainant was told of stays as it was told.
    """
    if any(plan.sent_on for plan in plans if plan.made.plan == fact.plan):
        return plans
    return (*(plan for plan in plans if plan.made.plan != fact.plan), Plan(made=fact))


def _with_sent(plans: tuple[Plan, ...], fact: ActionPlanSent) -> tuple[Plan, ...]:
    """Return the plans, that one sent, and each that was sent linked to the one before it.

    A plan sent twice is in force from the first time. Sending one that was taken back is nothing.
    """
    on = fact.happened_on
    sent = tuple(
        replace(plan, sent_on=min(plan.sent_on or on, on)) if plan.made.plan == fact.plan else plan
        for plan in plans
    )
    in_force = [plan.made.plan for plan in _in_order_of_sending(sent)]
    before: dict[UUID, UUID | None] = dict(zip(in_force, [None, *in_force], strict=False))
    return tuple(replace(plan, replaces=before.get(plan.made.plan)) for plan in sent)


def _in_order_of_sending(plans: Iterable[Plan]) -> list[Plan]:
    return sorted((plan for plan in plans if plan.sent_on), key=lambda plan: plan.sent_on or _NEVER)


def _planned(handling: Handling, plan: Plan) -> Iterator[Owed]:
    """Return what a plan promised once it was sent; what the next plan found open ends with it."""
    if plan.sent_on is None:
        return
    later = (it for it in handling.plans if it.replaces == plan.made.plan)
    replaced_on = next((it.sent_on for it in later), None)
    for step in _made(Origin.PLAN_STEP, plan.made.steps, plan.sent_on):
        yield replace(step, let_go_on=replaced_on)
    last = replaced_on or _NEVER
    answered = (day for day in handling.answered_on if plan.sent_on <= day <= last)
    elsewhere = (day for day in handling.sent_elsewhere_on if plan.sent_on <= day <= last)
    for answer in _made(Origin.PLAN_ANSWER, [plan.made.answer], plan.sent_on):
        over = min(elsewhere, default=replaced_on)
        yield replace(answer, kept_on=min(answered, default=None), let_go_on=over)


def _given(handling: Handling, owed: Owed) -> Owed:
    """Return the promise with who sees to it now; whoever was named last does."""
    given = handling.given.get(owed.promise.id)
    return owed if given is None else replace(owed, owner=given.owner)


def _ended(handling: Handling, owed: Owed) -> Owed:
    """Return the promise as it ended, if it did; what was done was kept, whatever else was said."""
    kept, let_go = handling.kept.get(owed.promise.id), handling.let_go.get(owed.promise.id)
    if owed.kept_on is not None:
        return replace(owed, let_go_on=None)
    if kept is not None:
        return replace(
            owed, kept_on=_day(kept), let_go_on=None, note=kept.note, evidence=kept.evidence
        )
    if let_go is not None:
        return replace(owed, let_go_on=_day(let_go), note=let_go.because)
    return owed


def _made(origin: Origin, promises: Iterable[Promise], on: date) -> tuple[Owed, ...]:
    return tuple(Owed(promise=promise, made_on=on, origin=origin) for promise in promises)


def _owing(handling: Handling, new: Iterable[Owed]) -> Handling:
    return replace(handling, promised=(*handling.promised, *new))


def _day(fact: PromiseKept | PromiseLetGo) -> date:
    return fact.happened_on
