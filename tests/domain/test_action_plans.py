"""What an action plan promises, what takes its place, and what ends the answer that it promised."""

from __future__ import annotations

import pytest

from amends.domain.events.case_events import Channel
from amends.domain.events.corrections import EventCorrected
from amends.domain.events.handling_events import RedirectSent, StageNotPossibleSent
from amends.domain.handling import Origin
from tests.domain.handlings import (
    action,
    answered,
    case_of,
    id_,
    kept,
    open_numbers,
    owed_by_number,
    plan_made,
    plan_sent,
    promise,
    received,
    withdrawn,
)
from tests.domain.logs import entry_id
from tests.domain.scotland import dec, nov

# A plan of two steps (1, 2) and the answer (3), and one that takes its place (4, 5).
FIRST = plan_made(10, nov(24), promise(3, dec(24)), promise(1, dec(1)), promise(2, dec(14)))
SECOND = plan_made(20, dec(10), promise(5, dec(31)), promise(4, dec(29)))
PLANNED = (received(nov(2)), FIRST, plan_sent(10, nov(25)))


def test_nothing_of_a_plan_is_owed_before_it_is_sent():
    handling = case_of(received(nov(2)), FIRST).handling
    assert handling.promises == ()
    assert handling.plan_in_force is None
    assert handling.waiting_plan is not None
    assert handling.waiting_plan.made == FIRST


def test_a_plan_that_was_sent_owes_its_steps_and_its_answer():
    case = case_of(*PLANNED)
    assert open_numbers(case) == [1, 2, 3]
    origins = {number: owed.origin for number, owed in owed_by_number(case).items()}
    assert origins == {1: Origin.PLAN_STEP, 2: Origin.PLAN_STEP, 3: Origin.PLAN_ANSWER}
    assert {owed.made_on for owed in case.handling.promises} == {nov(25)}
    assert case.handling.waiting_plan is None
    assert case.handling.plan_in_force is not None
    assert case.handling.plan_in_force.replaces is None


def test_of_two_plans_worked_out_the_later_one_waits_to_be_sent():
    handling = case_of(received(nov(2)), FIRST, SECOND).handling
    assert handling.waiting_plan is not None
    assert handling.waiting_plan.made == SECOND


def test_a_plan_worked_out_again_before_it_is_sent_is_as_it_was_worked_out_last():
    again = plan_made(10, nov(25), promise(3, dec(31)))
    handling = case_of(FIRST, again, plan_sent(10, nov(26))).handling
    assert [owed.promise for owed in handling.promises] == [promise(3, dec(31))]


def test_what_the_complainant_was_told_stays_though_the_plan_is_worked_out_again():
    again = plan_made(10, nov(27), promise(3, dec(31)))
    assert case_of(*PLANNED, again).handling == case_of(*PLANNED).handling


@pytest.mark.parametrize("second_sent", [dec(11), dec(24), dec(28)], ids=["before", "on", "after"])
def test_a_second_plan_takes_the_place_of_the_first(second_sent):
    """Before the first one's answer was due, on the day, and after it."""
    case = case_of(*PLANNED, kept(1, dec(1)), SECOND, plan_sent(20, second_sent))
    owed = owed_by_number(case)
    assert open_numbers(case) == [4, 5]
    assert (owed[1].kept_on, owed[1].let_go_on) == (dec(1), None)
    assert [owed[number].let_go_on for number in (2, 3)] == [second_sent] * 2
    in_force = case.handling.plan_in_force
    assert in_force is not None
    assert (in_force.made.plan, in_force.replaces) == (id_(20), id_(10))


def test_a_step_that_the_second_plan_takes_on_has_its_new_date():
    second = plan_made(20, dec(10), promise(5, dec(31)), promise(2, dec(29)))
    case = case_of(*PLANNED, kept(1, dec(1)), second, plan_sent(20, dec(11)))
    assert open_numbers(case) == [2, 5]
    assert owed_by_number(case)[2].promise.due == dec(29)


def test_a_second_plan_leaves_what_was_promised_apart_from_plans():
    case = case_of(action(7, nov(20), dec(4)), *PLANNED, SECOND, plan_sent(20, dec(11)))
    assert open_numbers(case) == [7, 4, 5]


def test_a_third_plan_replaces_the_second():
    third = plan_made(30, dec(20), promise(6, dec(31)))
    case = case_of(*PLANNED, SECOND, plan_sent(20, dec(11)), third, plan_sent(30, dec(21)))
    assert {plan.made.plan: plan.replaces for plan in case.handling.plans} == {
        id_(10): None,
        id_(20): id_(10),
        id_(30): id_(20),
    }
    assert open_numbers(case) == [6]


def test_a_plan_sent_twice_is_in_force_from_the_first_time_and_owes_each_step_once():
    case = case_of(*PLANNED, plan_sent(10, nov(27)))
    assert case.handling == case_of(*PLANNED).handling
    assert case_of(received(nov(2)), FIRST, plan_sent(10, nov(27)), plan_sent(10, nov(25))) == (
        case_of(received(nov(2)), FIRST, plan_sent(10, nov(25)), plan_sent(10, nov(27)))
    )


def test_sending_a_plan_that_was_recorded_late_does_not_put_it_before_the_one_sent_since():
    in_time = case_of(
        received(nov(2)), FIRST, SECOND, plan_sent(10, nov(25)), plan_sent(20, dec(11))
    )
    late = case_of(received(nov(2)), FIRST, SECOND, plan_sent(20, dec(11)), plan_sent(10, nov(25)))
    assert late.handling == in_time.handling
    assert open_numbers(late) == [4, 5]


def test_taking_back_that_a_plan_was_sent_takes_its_promises_back():
    case = case_of(*PLANNED, withdrawn(3, nov(26)))
    assert case.handling.promises == ()
    assert case.handling.waiting_plan is not None


def test_taking_back_that_the_second_plan_was_sent_brings_the_first_one_back():
    case = case_of(*PLANNED, SECOND, plan_sent(20, dec(11)), withdrawn(5, dec(12)))
    assert open_numbers(case) == [1, 2, 3]


def test_a_step_that_was_kept_is_kept_when_the_sending_is_recorded_anew():
    case = case_of(*PLANNED, kept(1, nov(26)), withdrawn(3, nov(27)), plan_sent(10, nov(24)))
    assert open_numbers(case) == [2, 3]
    assert owed_by_number(case)[1].made_on == nov(24)


def test_taking_back_a_plan_that_was_sent_leaves_nothing_owed_by_it():
    case = case_of(*PLANNED, withdrawn(2, nov(26)))
    assert (case.handling.plans, case.handling.promises) == ((), ())


def test_a_corrected_plan_owes_what_the_correction_says():
    corrected = EventCorrected(
        happened_on=nov(26),
        target=entry_id(2),
        corrected=plan_made(10, nov(24), promise(3, dec(22))),
        reason="The year was wrong.",
    )
    assert [owed.promise for owed in case_of(*PLANNED, corrected).handling.promises] == [
        promise(3, dec(22))
    ]


# --- What ends the answer that a plan promised ---------------------------------------------------


def test_the_answer_keeps_the_promise_of_an_answer_and_leaves_the_steps():
    case = case_of(*PLANNED, answered(dec(20)))
    assert open_numbers(case) == [1, 2]
    assert owed_by_number(case)[3].kept_on == dec(20)


def test_the_answer_keeps_what_the_plan_in_force_promised():
    case = case_of(*PLANNED, SECOND, plan_sent(20, dec(11)), answered(dec(20)))
    owed = owed_by_number(case)
    assert (owed[3].kept_on, owed[3].let_go_on) == (None, dec(11))
    assert owed[5].kept_on == dec(20)
    assert open_numbers(case) == [4]


def test_an_answer_of_the_day_on_which_the_plan_was_sent_keeps_it():
    assert owed_by_number(case_of(*PLANNED, answered(nov(25))))[3].kept_on == nov(25)
    assert owed_by_number(case_of(*PLANNED, answered(nov(24))))[3].is_open


def test_a_plan_that_was_answered_stays_kept_though_another_one_follows():
    case = case_of(*PLANNED, answered(dec(5)), SECOND, plan_sent(20, dec(11)))
    owed = owed_by_number(case)
    assert (owed[3].kept_on, owed[3].let_go_on) == (dec(5), None)
    assert open_numbers(case) == [4, 5]


def test_a_second_answer_changes_nothing():
    once = case_of(*PLANNED, answered(dec(20)))
    again = case_of(*PLANNED, answered(dec(20)), answered(dec(22)))
    assert again.handling.promises == once.handling.promises


def test_a_plan_sent_after_the_answer_promises_another_one():
    case = case_of(received(nov(2)), answered(nov(20)), FIRST, plan_sent(10, nov(25)))
    assert open_numbers(case) == [1, 2, 3]


def test_an_answer_recorded_before_the_plan_that_it_followed_keeps_it_all_the_same():
    case = case_of(received(nov(2)), FIRST, answered(dec(20)), plan_sent(10, nov(25)))
    assert case.handling.promises == case_of(*PLANNED, answered(dec(20))).handling.promises


TOLD_ELSEWHERE = [
    RedirectSent(happened_on=dec(2), channel=Channel.EMAIL),
    StageNotPossibleSent(happened_on=dec(2), channel=Channel.EMAIL),
]


@pytest.mark.parametrize("told", TOLD_ELSEWHERE, ids=["redirect", "stage not possible"])
def test_no_answer_is_owed_once_it_went_elsewhere_and_the_steps_are(told):
    case = case_of(*PLANNED, told)
    assert open_numbers(case) == [1, 2]
    assert owed_by_number(case)[3].let_go_on == dec(2)
    assert case_of(*PLANNED, told, answered(dec(9))).handling.promises[-1].kept_on == dec(9)
