"""What comes next beside the clocks of a case, and what can be done about the step that is due."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from amends.domain.case_clocks import case_clocks
from amends.domain.letter_kinds import LetterKind
from amends.domain.turns import Alternative, Turn, alternative, letter_to_tell, turn
from tests.domain.handlings import (
    acknowledged,
    action,
    answered,
    case_of,
    plan_made,
    plan_sent,
    promise,
)
from tests.domain.scotland import DAYS, dec, nov
from tests.domain.shipped import shipped
from tests.domain.test_standing import (
    APPEAL,
    CLOSED,
    NOT_POSSIBLE,
    NOT_POSSIBLE_SENT,
    RECEIVED,
    REDIRECT_SENT,
    REFERRED,
    SETTLED,
    TAKEN_OVER,
    UPHELD,
    notified,
    wrote,
)

PLAN = plan_made(10, nov(18), promise(3, dec(31)), promise(2, dec(29)))
ANSWERED = (*UPHELD, acknowledged(nov(18)), answered(nov(19)))


def clocks_of(case):
    return case_clocks(case, shipped(), {}, DAYS, nov(21))


@pytest.mark.parametrize(
    ("events", "comes"),
    [
        ((RECEIVED,), None),
        ((RECEIVED, APPEAL), None),
        ((RECEIVED, acknowledged(nov(18)), answered(nov(18)), APPEAL), Turn.TELL),
        ((RECEIVED, APPEAL, REDIRECT_SENT), Turn.TAKE_OVER),
        ((RECEIVED, APPEAL, REDIRECT_SENT, TAKEN_OVER), None),
        ((notified(),), Turn.HEAR),
        ((notified(), wrote(is_final=True)), None),
        ((RECEIVED, NOT_POSSIBLE, NOT_POSSIBLE_SENT), Turn.GO_OUTSIDE),
        ((RECEIVED, NOT_POSSIBLE, NOT_POSSIBLE_SENT, REFERRED), Turn.HEAR),
        ((RECEIVED, NOT_POSSIBLE, NOT_POSSIBLE_SENT, REFERRED, wrote(is_final=True)), None),
        (ANSWERED, Turn.CONSIDER),
        ((*ANSWERED, action(1, nov(20), dec(20))), None),
        ((*ANSWERED, *SETTLED), None),
        ((*ANSWERED, CLOSED), None),
    ],
)
def test_where_no_date_is_due_it_is_said_what_comes_next(events, comes):
    case = case_of(*events)
    assert turn(case, shipped(), clocks_of(case)) is comes


def test_without_an_outside_body_nobody_is_sent_there():
    case, alone = case_of(RECEIVED, NOT_POSSIBLE, NOT_POSSIBLE_SENT), shipped()
    alone = replace(alone, outside_body=None)
    assert turn(case, alone, clocks_of(case)) is None


@pytest.mark.parametrize(
    ("events", "choice"),
    [
        ((RECEIVED,), None),
        ((RECEIVED, acknowledged(nov(18))), Alternative.PUT_OFF),
        ((RECEIVED, acknowledged(nov(18)), PLAN), Alternative.SEND_PLAN),
        ((RECEIVED, acknowledged(nov(18)), PLAN, plan_sent(10, nov(19))), None),
        ((RECEIVED, APPEAL), None),
        ((*ANSWERED, action(1, nov(20), dec(20)), APPEAL), Alternative.TELL),
        ((*ANSWERED, action(1, nov(20), dec(20))), None),
        ((*ANSWERED, *SETTLED), None),
        ((RECEIVED, CLOSED), Alternative.REOPEN),
    ],
)
def test_beside_the_step_that_is_due_there_may_be_a_choice(events, choice):
    case = case_of(*events)
    assert alternative(case, shipped(), clocks_of(case)) is choice


def test_each_decision_is_told_by_its_own_letter():
    assert letter_to_tell(case_of(RECEIVED, APPEAL)) is LetterKind.REDIRECT
    assert letter_to_tell(case_of(RECEIVED, NOT_POSSIBLE)) is LetterKind.STAGE_NOT_POSSIBLE
