"""How a case stands where no date is due, and what keeps it from being closed."""

from __future__ import annotations

import msgspec
import pytest

from amends.domain.events.case_events import CaseClosed, CaseOpened, Channel, Raised, Referred
from amends.domain.events.handling_events import (
    FollowUpSettled,
    Notified,
    OutsideBodyWrote,
    Redirected,
    RedirectSent,
    StageNotPossible,
    StageNotPossibleSent,
    TakenOver,
    WhyNotPossible,
)
from amends.domain.procedure_file import read_procedure
from amends.domain.standing import still_owed, waits_outside, where_it_stands
from tests.domain.handlings import (
    acknowledged,
    action,
    answered,
    case_of,
    found,
    kept,
    plan_made,
    plan_sent,
    promise,
    received,
)
from tests.domain.scotland import dec, nov
from tests.domain.shipped import changed, shipped

RECEIVED = received(nov(17))
UPHELD = (RECEIVED, *found(nov(18), "upheld"))
APPEAL = Redirected(happened_on=nov(18), redirect="appeal")
REDIRECT_SENT = RedirectSent(happened_on=nov(19), channel=Channel.EMAIL)
TAKEN_OVER = TakenOver(happened_on=nov(20), by="Assessment lead")
NOT_POSSIBLE = StageNotPossible(
    happened_on=nov(18), stage="stage-2", reason=WhyNotPossible.NOBODY_ELSE
)
NOT_POSSIBLE_SENT = StageNotPossibleSent(happened_on=nov(19), channel=Channel.EMAIL)
REFERRED = Referred(happened_on=dec(2), body="CIMSPA")
CLOSED = CaseClosed(happened_on=dec(3), reason="Settled.")
SETTLED = tuple(
    FollowUpSettled(happened_on=nov(19), follow_up=key, because="Not needed.")
    for key in ("others-affected", "put-right", "stop-recurring", "compensate")
)
PLAN = plan_made(10, nov(18), promise(3, dec(31)), promise(2, dec(29)))


def notified(body="CIMSPA"):
    return Notified(happened_on=nov(18), body=body, title="", notice="", channel=Channel.EMAIL)


def wrote(*, is_final=False, day=4):
    return OutsideBodyWrote(happened_on=dec(day), body="CIMSPA", summary="", is_final=is_final)


@pytest.mark.parametrize(
    ("events", "stands"),
    [
        ((), ""),
        ((CaseOpened(happened_on=nov(17), reference="", procedure="", procedure_digest=""),), ""),
        ((Raised(happened_on=nov(4)),), "Raised"),
        ((RECEIVED,), "Received"),
        ((RECEIVED, acknowledged(nov(18))), "Receipt sent"),
        ((RECEIVED, acknowledged(nov(17))), "Receipt sent"),
        ((RECEIVED, PLAN), "Received"),
        ((RECEIVED, PLAN, plan_sent(10, nov(19))), "Action plan sent, 2 promises open"),
        ((RECEIVED, answered(nov(17))), "Answered"),
        ((RECEIVED, answered(dec(1))), "Answered"),
        ((RECEIVED, answered(dec(1)), action(1, dec(1), dec(9))), "Answered, 1 promise open"),
        ((RECEIVED, answered(dec(1)), action(1, dec(1), dec(9)), kept(1, dec(2))), "Answered"),
        ((*UPHELD, answered(dec(1))), "Answered, 4 considerations open"),
        ((*UPHELD, *SETTLED[:3], answered(dec(1))), "Answered, 1 consideration open"),
        ((*UPHELD, *SETTLED, answered(dec(1))), "Answered"),
        ((RECEIVED, APPEAL), "Received, the complainant is still to be told"),
        ((RECEIVED, APPEAL, REDIRECT_SENT), "Nobody has taken it over yet"),
        ((RECEIVED, APPEAL, REDIRECT_SENT, TAKEN_OVER), "Taken over by Assessment lead"),
        ((RECEIVED, NOT_POSSIBLE), "Received, the complainant is still to be told"),
        ((RECEIVED, NOT_POSSIBLE, NOT_POSSIBLE_SENT), "Stage not possible"),
        ((RECEIVED, NOT_POSSIBLE, NOT_POSSIBLE_SENT, REFERRED), "Waits with CIMSPA"),
        ((RECEIVED, answered(dec(1)), REFERRED), "Waits with CIMSPA"),
        ((RECEIVED, answered(dec(1)), REFERRED, wrote()), "Waits with CIMSPA"),
        ((RECEIVED, answered(dec(1)), REFERRED, wrote(is_final=True)), "CIMSPA had its final word"),
        (
            (RECEIVED, answered(dec(1)), REFERRED, wrote(is_final=True, day=2)),
            "CIMSPA had its final word",
        ),
        ((notified(),), "Waits with CIMSPA"),
        ((notified("Skills Scotland"),), "Waits with Skills Scotland"),
        ((notified(""),), "Waits with CIMSPA"),
        ((notified(), wrote(is_final=True)), "CIMSPA had its final word"),
        ((RECEIVED, answered(dec(1)), CLOSED), "Closed"),
        ((RECEIVED, APPEAL, REDIRECT_SENT, TAKEN_OVER, CLOSED), "Closed"),
        ((RECEIVED, answered(dec(1)), CLOSED, REFERRED), "Closed"),
    ],
)
def test_how_a_case_stands(events, stands):
    assert where_it_stands(case_of(*events), shipped()) == stands


def test_a_promise_kept_does_not_hide_how_far_the_case_has_come():
    case = case_of(RECEIVED, answered(dec(1)), action(1, dec(1), dec(9)), kept(1, dec(8)))
    assert where_it_stands(case, shipped()) == "Answered"


@pytest.mark.parametrize(
    ("events", "owed"),
    [
        ((), []),
        ((RECEIVED, answered(dec(1))), []),
        (
            (RECEIVED, APPEAL),
            ["the complainant is still to be told", "nobody has taken it over yet"],
        ),
        ((RECEIVED, APPEAL, REDIRECT_SENT), ["nobody has taken it over yet"]),
        ((RECEIVED, APPEAL, TAKEN_OVER), ["the complainant is still to be told"]),
        ((RECEIVED, APPEAL, REDIRECT_SENT, TAKEN_OVER), []),
        ((RECEIVED, NOT_POSSIBLE), ["the complainant is still to be told"]),
        ((RECEIVED, NOT_POSSIBLE, NOT_POSSIBLE_SENT), []),
        ((RECEIVED, PLAN), []),
        ((RECEIVED, PLAN, plan_sent(10, nov(19))), ["2 promises open"]),
        ((RECEIVED, PLAN, plan_sent(10, nov(19)), answered(dec(1))), ["1 promise open"]),
        ((RECEIVED, PLAN, plan_sent(10, nov(19)), answered(dec(1)), kept(2, dec(1))), []),
        (UPHELD, ["4 considerations open"]),
        ((*UPHELD, *SETTLED), []),
        (
            (*UPHELD, *SETTLED[:2], action(1, nov(19), dec(9), "compensate")),
            ["1 promise open", "1 consideration open"],
        ),
        (
            (*UPHELD, *SETTLED[:2], action(1, nov(19), dec(9), "train-staff"), kept(1, nov(20))),
            ["2 considerations open"],
        ),
        (
            (*UPHELD, APPEAL, action(1, nov(19), dec(9))),
            [
                "the complainant is still to be told",
                "nobody has taken it over yet",
                "1 promise open",
                "4 considerations open",
            ],
        ),
        ((notified(),), []),
    ],
)
def test_what_keeps_a_case_from_being_closed(events, owed):
    assert list(still_owed(case_of(*events), shipped())) == owed


def test_a_case_waits_with_the_body_it_went_to_though_the_procedure_names_none():
    text = changed()
    start = text.index("[outside_body]")
    end = text.index("# What is not a complaint")
    alone = read_procedure((text[:start] + text[end:]).encode(), "alone.toml")
    assert alone.outside_body is None
    assert waits_outside(case_of(RECEIVED, REFERRED), alone) == "CIMSPA"
    nowhere = msgspec.structs.replace(REFERRED, body="")
    assert waits_outside(case_of(RECEIVED, nowhere), alone) == "the outside body"
    assert waits_outside(case_of(RECEIVED), alone) == ""


def test_a_case_waits_with_whoever_gave_notice_of_it():
    assert waits_outside(case_of(notified("Skills Scotland"), REFERRED), shipped()) == (
        "Skills Scotland"
    )
