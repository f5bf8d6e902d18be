"""The samples of how a case is handled: one full and one bare event of every kind."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from amends.domain.events.case_events import Channel
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
    WhyNotPossible,
)

_DAY = date(2026, 11, 17)
_ID = UUID("11111111-2222-8333-8444-555555555555")
_OTHER = UUID("99999999-8888-8777-8666-555555555555")
_PROMISE = Promise(_ID, "Refund £95", date(2026, 12, 1))
_ANSWER = Promise(_OTHER, "Send our answer", date(2026, 12, 24))
_NOTHING = Promise(_ID, "", _DAY)

FULL: tuple[HandlingFact, ...] = (
    ActionPlanned(happened_on=_DAY, promise=_PROMISE, owner="Jo", follow_up="compensate"),
    FollowUpSettled(happened_on=_DAY, follow_up="compensate", because="Nothing was lost."),
    PromiseKept(happened_on=_DAY, promise=_ID, note="Paid by bank.", evidence=_OTHER),
    PromiseLetGo(happened_on=_DAY, promise=_ID, because="She asked us not to."),
    PromiseGiven(happened_on=_DAY, promise=_ID, owner="Zoë Lind"),
    ActionPlanMade(
        happened_on=_DAY,
        plan=_ID,
        reason="The tutor is away until December.",
        answer=_ANSWER,
        steps=(_PROMISE,),
    ),
    ActionPlanSent(
        happened_on=_DAY, channel=Channel.EMAIL, letter=_OTHER, note="and rang", plan=_ID
    ),
    StageNotPossible(
        happened_on=_DAY,
        stage="stage-2",
        reason=WhyNotPossible.ABOUT_THE_DECIDER,
        note="It is about the Clinical Director.",
    ),
    StageNotPossibleSent(happened_on=_DAY, channel=Channel.POST, letter=_ID, note="first class"),
    Redirected(
        happened_on=_DAY,
        redirect="malpractice",
        note="An assessor helped.",
        keep=(Promise(_ID, "Recording of the exam", _DAY),),
    ),
    RedirectSent(happened_on=_DAY, channel=Channel.EMAIL, letter=_ID, note="as asked"),
    TakenOver(happened_on=_DAY, by="Assessment lead", note="in writing"),
    LetterSent(happened_on=_DAY, channel=Channel.FILE, letter=_ID, note="nobody to send it to"),
    OutsideBodyWrote(
        happened_on=_DAY,
        body="CIMSPA",
        summary="They want the exam record.",
        is_final=True,
        answer=_ANSWER,
        recommendations=(_PROMISE,),
        evidence=_ID,
    ),
    Notified(
        happened_on=_DAY,
        body="CIMSPA",
        title="Exam at the Leith centre",
        notice="We were told that …",
        channel=Channel.EMAIL,
        answer=_ANSWER,
    ),
)

BARE: tuple[HandlingFact, ...] = (
    ActionPlanned(happened_on=_DAY, promise=_NOTHING),
    FollowUpSettled(happened_on=_DAY, follow_up="", because=""),
    PromiseKept(happened_on=_DAY, promise=_ID),
    PromiseLetGo(happened_on=_DAY, promise=_ID, because=""),
    PromiseGiven(happened_on=_DAY, promise=_ID, owner=""),
    ActionPlanMade(happened_on=_DAY, plan=_ID, reason="", answer=_NOTHING),
    ActionPlanSent(happened_on=_DAY, channel=Channel.EMAIL, plan=_ID),
    StageNotPossible(happened_on=_DAY, stage="", reason=WhyNotPossible.NOBODY_ELSE),
    StageNotPossibleSent(happened_on=_DAY, channel=Channel.OTHER),
    Redirected(happened_on=_DAY, redirect=""),
    RedirectSent(happened_on=_DAY, channel=Channel.OTHER),
    TakenOver(happened_on=_DAY, by=""),
    LetterSent(happened_on=_DAY, channel=Channel.OTHER),
    OutsideBodyWrote(happened_on=_DAY, body="", summary=""),
    Notified(happened_on=_DAY, body="", title="", notice="", channel=Channel.OTHER),
)
