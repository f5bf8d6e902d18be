"""An action plan is worked out, sent, and takes the place of the one before it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amends.domain.clocks import State
from amends.domain.errors import (
    CalendarRangeError,
    CaseChangedError,
    CaseMovedOnError,
    DateNotPossibleError,
    EventStandsError,
    FieldMissingError,
)
from amends.domain.happenings import Kind
from amends.services.make_action_plan import make_action_plan
from amends.services.promising import Dated
from amends.services.put_right import take_back
from tests.desks import MOMENT, TODAY, log
from tests.services.course import ANSWER_BY, HOSTILE, STEP, now, plan, told


def test_a_plan_is_worked_out_and_promises_nothing_before_it_is_sent(desk, stream):
    view = plan(desk, stream)
    made = view.case.handling.waiting_plan.made
    assert (made.reason, made.answer.due) == ("The tutor is away.", ANSWER_BY)
    assert [(step.what, step.due) for step in made.steps] == [STEP]
    assert view.case.handling.promises == ()
    assert view.clock("stage-2.response").state is State.RUNNING


def test_once_sent_its_steps_and_its_answer_are_owed_and_the_policy_is_kept(desk, stream):
    plan(desk, stream)
    view = told(desk, stream, Kind.ACTION_PLAN_SENT)
    owed = [owed.promise.due for owed in view.case.handling.open_promises]
    assert owed == [STEP.due, ANSWER_BY]
    assert view.clock("stage-2.response").state is State.MET


def test_a_plan_sent_after_the_time_was_over_is_late(desk):
    stream = log(desk, received_on=date(2026, 10, 12))
    plan(desk, stream)
    view = told(desk, stream, Kind.ACTION_PLAN_SENT)
    assert view.clock("stage-2.response").state is State.MET_LATE


def test_a_plan_may_have_no_step_and_a_step_may_come_after_the_answer(desk, stream):
    assert plan(desk, stream, steps=()).case.handling.waiting_plan.made.steps == ()
    after = Dated("Tell the other learners", ANSWER_BY + timedelta(days=14))
    (step,) = plan(desk, stream, steps=(after,)).case.handling.waiting_plan.made.steps
    assert step.due > ANSWER_BY


def test_a_plan_that_waits_is_changed_by_another_and_only_the_last_is_sent(desk, stream):
    plan(desk, stream, "A first thought.")
    plan(desk, stream, "A better one.", steps=())
    view = told(desk, stream, Kind.ACTION_PLAN_SENT)
    assert view.case.handling.plan_in_force.made.reason == "A better one."
    assert view.case.handling.plan_in_force.replaces is None


def test_a_second_plan_says_which_it_replaces_and_ends_what_that_left_open(desk, stream):
    plan(desk, stream)
    first = told(desk, stream, Kind.ACTION_PLAN_SENT).case.handling.plan_in_force
    later = date(2027, 2, 15)
    plan(desk, stream, "The tutor is ill.", (), later)
    handling = told(desk, stream, Kind.ACTION_PLAN_SENT).case.handling
    assert handling.plan_in_force.replaces == first.made.plan
    assert [owed.promise.due for owed in handling.open_promises] == [later]


def test_the_answer_keeps_what_the_plan_promised_of_it(desk, stream):
    plan(desk, stream, steps=())
    told(desk, stream, Kind.ACTION_PLAN_SENT)
    assert told(desk, stream, Kind.OUTCOME_SENT).case.handling.open_promises == ()


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), date(1899, 1, 1), date.min])
def test_a_day_that_has_passed_or_is_none_is_refused(desk, view, day):
    for steps, answer in (((STEP,), day), ((Dated("Hear her", day),), ANSWER_BY)):
        with pytest.raises(DateNotPossibleError) as refused:
            make_action_plan(desk, view, "Away.", steps, answer, MOMENT)
        assert (refused.value.day, refused.value.earliest) == (day, TODAY)
    assert now(desk, view.stream).seq == view.seq


@pytest.mark.parametrize("day", [date(2300, 1, 1), date.max])
def test_a_day_that_the_calendar_does_not_know_is_refused(desk, view, day):
    for steps, answer in (((STEP,), day), ((Dated("Hear her", day),), ANSWER_BY)):
        with pytest.raises(CalendarRangeError):
            make_action_plan(desk, view, "Away.", steps, answer, MOMENT)
    assert now(desk, view.stream).seq == view.seq


def test_today_and_the_last_day_of_the_calendar_are_possible(desk, stream, view):
    last = view.ground.days.calendar.last
    made = plan(desk, stream, steps=(Dated("Ring her", TODAY),), answer=last)
    assert made.case.handling.waiting_plan.made.answer.due == last


@pytest.mark.parametrize(
    ("reason", "steps"), [(" \n", (STEP,)), ("Away.", (Dated("  ", date(2026, 12, 4)),))]
)
def test_a_plan_says_why_and_each_step_says_what(desk, view, reason, steps):
    with pytest.raises(FieldMissingError):
        make_action_plan(desk, view, reason, steps, ANSWER_BY, MOMENT)


def test_what_it_says_is_kept_as_typed(desk, stream):
    steps = tuple(Dated(f"{HOSTILE}{number}", ANSWER_BY) for number in range(200))
    made = plan(desk, stream, HOSTILE * 1000, steps).case.handling.waiting_plan.made
    assert made.reason == HOSTILE * 1000
    assert [step.what for step in made.steps] == [step.what for step in steps]


def test_an_answered_complaint_has_nothing_left_to_plan(desk, stream):
    view = told(desk, stream, Kind.OUTCOME_SENT)
    with pytest.raises(CaseMovedOnError):
        make_action_plan(desk, view, "Away.", (), ANSWER_BY, MOMENT)


def test_whoever_saw_an_older_case_is_told(desk, view):
    plan(desk, view.stream)
    with pytest.raises(CaseChangedError):
        make_action_plan(desk, view, "Away.", (), ANSWER_BY, MOMENT)


def test_a_plan_can_be_taken_back_until_the_complainant_knows_of_it(desk, stream):
    view = plan(desk, stream)
    take_back(desk, view, view.log[-1].id, "A slip.", MOMENT)
    assert now(desk, stream).case.handling.plans == ()
    entry = plan(desk, stream).log[-1].id
    view = told(desk, stream, Kind.ACTION_PLAN_SENT)
    with pytest.raises(EventStandsError):
        take_back(desk, view, entry, "A slip.", MOMENT)
