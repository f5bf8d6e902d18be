"""Actions that are planned, and considerations that need none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amends.domain.errors import (
    CalendarRangeError,
    CaseMovedOnError,
    DateNotPossibleError,
    FieldMissingError,
)
from amends.domain.happenings import Kind
from amends.domain.remedies import Considered, considerations
from amends.services.keep_promise import Kept, keep_promise, let_go
from amends.services.plan_action import Action, plan_action, settle_follow_up
from amends.services.promising import Dated
from amends.services.put_right import take_back
from amends.services.record_step import Step, record_step
from tests.desks import MOMENT, TODAY
from tests.services.upheld import CONSIDERED, now, plan, uphold

SOON = date(2026, 12, 4)


@pytest.fixture
def upheld(desk, view):
    return uphold(desk, view)


def states(desk, view):
    case = now(desk, view)
    return {it.follow_up.key: it.state for it in considerations(case.case, case.procedure)}


def undo(desk, view):
    case = now(desk, view)
    take_back(desk, case, case.log[-1].id, "", MOMENT)


def test_an_action_is_owed_by_its_day(desk, view):
    plan(desk, view, " Refund the unit fee ", SOON, " Gavin Example ")
    (owed,) = now(desk, view).case.handling.open_promises
    assert (owed.promise.what, owed.promise.due) == ("Refund the unit fee", SOON)
    assert (owed.owner, owed.made_on) == ("Gavin Example", TODAY)


def test_once_upheld_every_consideration_is_open(desk, view, upheld):
    assert states(desk, view) == dict.fromkeys(CONSIDERED, Considered.OPEN)


def test_before_that_there_is_nothing_to_consider(desk, view):
    assert states(desk, view) == {}
    with pytest.raises(CaseMovedOnError):
        settle_follow_up(desk, view, "compensate", "No terms were broken.", MOMENT)


def test_an_action_plans_the_consideration_that_it_answers_and_does_it_once_kept(
    desk, view, upheld
):
    promise = plan(desk, view, "Write to all learners", SOON, follow_up="others-affected")
    assert states(desk, view)["others-affected"] is Considered.PLANNED
    keep_promise(desk, now(desk, view), promise, Kept(TODAY), MOMENT)
    assert states(desk, view)["others-affected"] is Considered.DONE


def test_what_the_policy_gives_as_an_example_can_be_planned_too(desk, view, upheld):
    plan(desk, view, "Train the tutors", SOON, follow_up="train-staff")
    assert states(desk, view)["train-staff"] is Considered.PLANNED


def test_an_action_that_was_let_go_opens_its_consideration_again(desk, view, upheld):
    promise = plan(desk, view, "Write to all learners", SOON, follow_up="others-affected")
    let_go(desk, now(desk, view), promise, "There are no others.", MOMENT)
    assert states(desk, view)["others-affected"] is Considered.OPEN


def test_a_consideration_that_needs_no_action_says_why(desk, view, upheld):
    settle_follow_up(desk, upheld, "compensate", " No terms were broken. ", MOMENT)
    case = now(desk, view)
    found = {it.follow_up.key: it for it in considerations(case.case, case.procedure)}
    assert found["compensate"].state is Considered.NOT_NEEDED
    assert found["compensate"].because == "No terms were broken."


def test_planning_for_it_later_makes_it_planned_again(desk, view, upheld):
    settle_follow_up(desk, upheld, "compensate", "No terms were broken.", MOMENT)
    plan(desk, view, "Pay the fee back", SOON, follow_up="compensate")
    assert states(desk, view)["compensate"] is Considered.PLANNED


def test_a_reason_is_required(desk, view, upheld):
    with pytest.raises(FieldMissingError):
        settle_follow_up(desk, upheld, "compensate", " \n", MOMENT)


@pytest.mark.parametrize("follow_up", ["others-affected", "discipline", "nothing", ""])
def test_only_what_is_open_can_be_settled(desk, view, upheld, follow_up):
    plan(desk, view, "Write to all learners", SOON, follow_up="others-affected")
    with pytest.raises(CaseMovedOnError):
        settle_follow_up(desk, now(desk, view), follow_up, "No need.", MOMENT)


def test_both_can_be_undone(desk, view, upheld):
    plan(desk, view, "Pay the fee back", SOON, follow_up="compensate")
    undo(desk, view)
    assert now(desk, view).case.handling.promises == ()
    settle_follow_up(desk, now(desk, view), "compensate", "No terms were broken.", MOMENT)
    undo(desk, view)
    assert states(desk, view)["compensate"] is Considered.OPEN


@pytest.mark.parametrize("due", [TODAY - timedelta(days=1), date.min, date(1926, 11, 21)])
def test_an_action_cannot_be_due_before_today(desk, view, due):
    with pytest.raises(DateNotPossibleError) as caught:
        plan_action(desk, view, Action(Dated("Refund", due)), MOMENT)
    assert caught.value.earliest == TODAY
    assert now(desk, view).seq == view.seq


def test_an_action_can_be_due_today_and_as_far_as_the_calendar_goes(desk, view):
    last = view.ground.days.calendar.last
    for due in (TODAY, last):
        plan(desk, view, "Refund", due)
    assert len(now(desk, view).case.handling.open_promises) == 2
    action = Action(Dated("Refund", last + timedelta(days=1)))
    with pytest.raises(CalendarRangeError):
        plan_action(desk, now(desk, view), action, MOMENT)


def test_an_action_says_what_will_be_done(desk, view):
    with pytest.raises(FieldMissingError):
        plan_action(desk, view, Action(Dated(" \n ", SOON)), MOMENT)


def test_nothing_is_planned_in_a_closed_case_or_for_an_unknown_consideration(desk, view):
    with pytest.raises(CaseMovedOnError):
        plan_action(desk, view, Action(Dated("Refund", SOON), follow_up="nothing"), MOMENT)
    record_step(desk, view, Step(Kind.CLOSED, TODAY, note="Over."), MOMENT)
    with pytest.raises(CaseMovedOnError):
        plan_action(desk, now(desk, view), Action(Dated("Refund", SOON)), MOMENT)


@pytest.mark.parametrize("what", ["رد الرسوم", "\U0001f600" * 3, "x" * 100_000, "<b>&amp;"])
def test_any_words_come_out_as_they_were_typed(desk, view, what):
    plan(desk, view, what, SOON, owner=what)
    (owed,) = now(desk, view).case.handling.open_promises
    assert (owed.promise.what, owed.owner) == (what, what)
