"""Cases in which each kind of letter can be written, as large as one likes."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

from amends.domain.events.case_events import (
    Channel,
    FindingMade,
    IdentityChosen,
    OutcomeSent,
    PersonNamed,
    Point,
    PointsDefined,
    Referred,
)
from amends.domain.events.handling_events import (
    ActionPlanMade,
    ActionPlanned,
    FollowUpSettled,
    OutsideBodyWrote,
    Promise,
    PromiseKept,
    Redirected,
    StageNotPossible,
    WhyNotPossible,
)
from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Identity, Person, Role
from amends.services.read_case import read_case
from amends.services.recording import record
from tests.desks import MOMENT, TODAY

CONSIDERATIONS = ("others-affected", "put-right", "stop-recurring", "compensate")
DUE = date(2026, 12, 18)
DAY = timedelta(days=1)


def happen(desk, stream, *events, moment=MOMENT):
    """Record events of one case, and return the case after them."""
    record(desk, stream, read_case(desk, stream, moment.today).seq, events, moment)
    return read_case(desk, stream, moment.today)


def promise(what, due=DUE) -> Promise:
    return Promise(uuid4(), what, due)


def plan(*steps, reason="the tutor is away until December", answer=DUE) -> ActionPlanMade:
    made = [promise(what, answer - DAY) for what in steps]
    return ActionPlanMade(
        happened_on=TODAY,
        plan=uuid4(),
        reason=reason,
        answer=promise("Send our answer", answer),
        steps=tuple(made),
    )


def points(*texts) -> PointsDefined:
    return PointsDefined(happened_on=TODAY, points=tuple(Point(uuid4(), text) for text in texts))


def finding(point: UUID, word="upheld", reasons="The log shows none.") -> FindingMade:
    return FindingMade(happened_on=TODAY, point=point, finding=word, reasons=reasons)


def found(*texts, word="upheld", reasons="The log shows none."):
    """Return the points, each with the same finding."""
    defined = points(*texts)
    return defined, *(finding(point.id, word, reasons) for point in defined.points)


def action(what, follow_up="", due=DUE) -> ActionPlanned:
    return ActionPlanned(happened_on=TODAY, promise=promise(what, due), follow_up=follow_up)


def kept(planned: ActionPlanned, on=TODAY) -> PromiseKept:
    return PromiseKept(happened_on=on, promise=planned.promise.id)


def settled(follow_up, because="no fee was charged for this unit") -> FollowUpSettled:
    return FollowUpSettled(happened_on=TODAY, follow_up=follow_up, because=because)


def considered():
    """Return something for each thing that the procedure asks to be considered."""
    told = action("Ring the other twelve learners", CONSIDERATIONS[0])
    again = action("Mark the assessment anew, by another assessor", CONSIDERATIONS[1])
    alarm = action("Let the system warn us when feedback is ten days old", CONSIDERATIONS[2])
    return told, kept(told), again, alarm, settled(CONSIDERATIONS[3])


def person(role, name, **facts) -> PersonNamed:
    return PersonNamed(happened_on=TODAY, role=role, person=Person(id=uuid4(), name=name, **facts))


def identity(choice: Identity) -> IdentityChosen:
    return IdentityChosen(happened_on=TODAY, identity=choice)


def redirected(key="appeal", keep=()) -> Redirected:
    kept_safe = tuple(promise(f"Keep safe: {what}", TODAY) for what in keep)
    return Redirected(happened_on=TODAY, redirect=key, keep=kept_safe)


def not_possible(reason=WhyNotPossible.ABOUT_THE_DECIDER) -> StageNotPossible:
    return StageNotPossible(happened_on=TODAY, stage="stage-2", reason=reason)


def answered() -> OutcomeSent:
    return OutcomeSent(happened_on=TODAY, channel=Channel.EMAIL)


def asked_outside() -> OutsideBodyWrote:
    asked = promise("the record of the assessment, and your answer to the complaint")
    return OutsideBodyWrote(happened_on=TODAY, body="CIMSPA", summary="They ask.", answer=asked)


def make_ready(desk, stream, kind: LetterKind, size=1, text=""):
    """Bring the case to where a letter of that kind is due; it holds `size` points or steps.

    `text` stands in each of them, to make them as long as one likes.
    """
    named = [f"{number}. {text or 'No feedback came'}" for number in range(1, size + 1)]
    steps = [f"Step {number}: {text or 'ask the tutor'}" for number in range(1, size + 1)]
    done = [action(what) for what in steps]
    needed = {
        LetterKind.RECEIPT: (points(*named),),
        LetterKind.ACTION_PLAN: (plan(*steps),),
        LetterKind.OUTCOME: (*found(*named), *considered(), *done),
        LetterKind.STAGE_NOT_POSSIBLE: (
            person(Role.SUBJECT, "gavin  EXAMPLE"),
            not_possible(),
        ),
        LetterKind.REDIRECT: (redirected("malpractice", keep=named),),
        LetterKind.ACTION_COMPLETED: (*done, answered(), *map(kept, done), action("Train staff")),
        LetterKind.COVER: (Referred(happened_on=TODAY, body="CIMSPA"), asked_outside()),
    }[kind]
    return happen(desk, stream, *needed)
