"""What happens to a case while it is handled: promises, plans, redirects, the outside body.

A new kind is a class here, a place in `HandlingFact`, and a branch in `handling.py`.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from amends.domain.events.base import Event
from amends.domain.events.case_events import Channel, Sending


class Promise(msgspec.Struct, frozen=True):
    """Something that the office owes somebody, and the last day on which it is in time."""

    id: UUID
    what: str
    due: date


class WhyNotPossible(StrEnum):
    """Why a stage cannot be held: nobody in the office is free to decide."""

    ABOUT_THE_DECIDER = "about-the-decider"
    ALREADY_DECIDED = "already-decided"
    NOBODY_ELSE = "nobody-else"


class ActionPlanned(Event, frozen=True, kw_only=True, tag="action-planned"):
    """The office will put something right; `follow_up` names the consideration that it answers."""

    promise: Promise
    owner: str = ""
    follow_up: str = ""


class FollowUpSettled(Event, frozen=True, kw_only=True, tag="follow-up-settled"):
    """A consideration of the procedure needs no action, for the reason given."""

    follow_up: str
    because: str


class PromiseKept(Event, frozen=True, kw_only=True, tag="promise-kept"):
    """What was promised was done; `evidence` names the file that proves it, if one does."""

    promise: UUID
    note: str = ""
    evidence: UUID | None = None


class PromiseLetGo(Event, frozen=True, kw_only=True, tag="promise-let-go"):
    """What was promised will not be done, for the reason given."""

    promise: UUID
    because: str


class PromiseGiven(Event, frozen=True, kw_only=True, tag="promise-given"):
    """Somebody else sees to it from now on that a promise is kept."""

    promise: UUID
    owner: str


class ActionPlanMade(Event, frozen=True, kw_only=True, tag="action-plan-made"):
    """The office worked out what it will do by when, as the answer cannot be given in time.

    Nothing of it is owed before it is sent.
    """

    plan: UUID
    reason: str
    answer: Promise
    steps: tuple[Promise, ...] = ()


class ActionPlanSent(Sending, frozen=True, kw_only=True, tag="action-plan-sent"):
    """The complainant was told of a plan. A plan sent later takes the place of this one."""

    plan: UUID


class StageNotPossible(Event, frozen=True, kw_only=True, tag="stage-not-possible"):
    """The office found that it cannot hold a stage; the complainant is still to be told."""

    stage: str
    reason: WhyNotPossible
    note: str = ""


class StageNotPossibleSent(Sending, frozen=True, kw_only=True, tag="stage-not-possible-sent"):
    """The complainant was told that the stage is not possible, and where to go instead."""


class Redirected(Event, frozen=True, kw_only=True, tag="redirected"):
    """It is no complaint. `keep` is the evidence to be kept now; the person is still to be told."""

    redirect: str
    note: str = ""
    keep: tuple[Promise, ...] = ()


class RedirectSent(Sending, frozen=True, kw_only=True, tag="redirect-sent"):
    """The complainant was told where the matter goes instead."""


class TakenOver(Event, frozen=True, kw_only=True, tag="taken-over"):
    """Somebody has taken on what was redirected."""

    by: str
    note: str = ""


class LetterSent(Sending, frozen=True, kw_only=True, tag="letter-sent"):
    """A letter went out by which no clock stops, such as a cover letter."""


class OutsideBodyWrote(Event, frozen=True, kw_only=True, tag="outside-body-wrote"):
    """The outside body asked for something or decided; what it recommends becomes promises.

    `answer` is what it asked for, with the day by which it asked. After its final letter the case
    waits for it no more.
    """

    body: str
    summary: str
    is_final: bool = False
    answer: Promise | None = None
    recommendations: tuple[Promise, ...] = ()
    evidence: UUID | None = None


class Notified(Event, frozen=True, kw_only=True, tag="notified"):
    """The outside body opened the matter itself; there may be no complainant."""

    body: str
    title: str
    notice: str
    channel: Channel
    answer: Promise | None = None


HandlingFact = (
    ActionPlanned
    | FollowUpSettled
    | PromiseKept
    | PromiseLetGo
    | PromiseGiven
    | ActionPlanMade
    | ActionPlanSent
    | StageNotPossible
    | StageNotPossibleSent
    | Redirected
    | RedirectSent
    | TakenOver
    | LetterSent
    | OutsideBodyWrote
    | Notified
)
