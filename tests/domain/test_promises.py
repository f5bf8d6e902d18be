"""A promise is a clock like any other, but for its date: that is the case's own word."""

from __future__ import annotations

from datetime import date

import pytest

from amends.domain.clocks import State
from amends.domain.errors import CalendarRangeError
from amends.domain.events.case_events import Channel
from amends.domain.events.handling_events import Notified, OutsideBodyWrote, Redirected
from amends.domain.explanation import explain
from amends.domain.happenings import Kind
from amends.domain.letter_kinds import LetterKind
from tests.domain.handlings import (
    action,
    answered,
    clocks_on,
    kept,
    let_go,
    plan_made,
    plan_sent,
    promise,
    received,
)
from tests.domain.scotland import DAYS, dec, nov
from tests.domain.shipped import shipped

ACTION = action(1, nov(18), dec(1))  # due on Tuesday


@pytest.mark.parametrize(
    ("ending", "today", "state", "stopped", "left"),
    [
        ((), nov(18), State.RUNNING, None, 8),  # 30 November is St Andrew's Day
        ((), dec(1), State.RUNNING, None, 0),
        ((), dec(2), State.LATE, None, -1),
        ((), dec(7), State.LATE, None, -4),
        ((kept(1, nov(18)),), dec(7), State.MET, nov(18), 8),
        ((kept(1, dec(1)),), dec(7), State.MET, dec(1), 0),
        ((kept(1, dec(2)),), dec(7), State.MET_LATE, dec(2), -1),
        ((let_go(1, nov(27)),), dec(7), State.ENDED, nov(27), 1),
        ((let_go(1, dec(4)),), dec(7), State.ENDED, dec(4), -3),
        ((let_go(1, nov(27)), kept(1, dec(1))), dec(7), State.MET, dec(1), 0),
    ],
)
def test_how_a_promise_stands(ending, today, state, stopped, left):
    clock = clocks_on(today, (ACTION, *ending))["1"]
    assert (clock.state, clock.stopped, clock.days_left) == (state, stopped, left)
    assert (clock.start, clock.due) == (nov(18), dec(1))
    assert clock.is_open == (not ending)


def test_a_promise_says_what_it_is_and_that_its_date_comes_from_no_period():
    clock = clocks_on(nov(18), [ACTION])["1"]
    assert clock.is_promise
    assert clock.counts_working_days
    assert (clock.within, clock.trigger, clock.letter) == (None, None, None)
    assert clock.title == clock.step == clock.promise == "Refund £95"
    assert (clock.stage_title, clock.until) == ("Action", Kind.PROMISE_KEPT)


def test_no_clock_of_the_policy_is_a_promise_of_the_case():
    clocks = clocks_on(nov(18), [received(nov(17))]).values()
    assert [clock.key for clock in clocks if clock.is_promise] == []
    assert len(clocks) == 4


def test_each_promise_says_from_what_it_comes():
    plan = plan_made(10, nov(18), promise(3, dec(24)), promise(2, dec(1)))
    wrote = OutsideBodyWrote(
        happened_on=nov(20),
        body="CIMSPA",
        summary="",
        answer=promise(5, dec(1)),
        recommendations=(promise(6, dec(1)),),
    )
    keep = Redirected(happened_on=nov(20), redirect="appeal", keep=(promise(4, nov(20)),))
    clocks = clocks_on(nov(20), [ACTION, plan, plan_sent(10, nov(19)), keep, wrote])
    titles = {key: clock.stage_title for key, clock in clocks.items() if clock.is_promise}
    assert titles == {
        "1": "Action",
        "2": "Action plan",
        "3": "Action plan",
        "4": "Evidence to keep",
        "5": "Asked for",
        "6": "Recommended",
    }


def test_an_action_quotes_the_sentence_of_what_was_considered():
    quoted = clocks_on(nov(18), [action(1, nov(18), dec(1), "compensate")])["1"].source
    assert quoted.startswith("compensate the learner if")
    for follow_up in ("", "of-another-policy"):
        assert clocks_on(nov(18), [action(1, nov(18), dec(1), follow_up)])["1"].source == ""


def test_a_plan_quotes_the_sentence_that_asks_for_one_and_its_answer_is_sent_by_letter():
    plan = plan_made(10, nov(18), promise(3, dec(24)), promise(2, dec(1)))
    clocks = clocks_on(nov(20), [received(nov(17)), plan, plan_sent(10, nov(19))])
    assert clocks["2"].source == clocks["3"].source
    assert "time scaled action plan" in clocks["3"].source
    assert (clocks["2"].letter, clocks["2"].until) == (None, Kind.PROMISE_KEPT)
    assert (clocks["3"].letter, clocks["3"].until) == (LetterKind.OUTCOME, Kind.OUTCOME_SENT)


@pytest.mark.parametrize(
    ("answered_on", "state"), [(dec(24), State.MET), (dec(29), State.MET_LATE)]
)
def test_the_answer_keeps_the_plan_in_time_or_late(answered_on, state):
    plan = plan_made(10, nov(18), promise(3, dec(24)))
    events = (received(nov(17)), plan, plan_sent(10, nov(19)), answered(answered_on))
    assert clocks_on(dec(31), events)["3"].state is state


def test_a_plan_that_another_one_replaced_is_over_and_not_kept():
    first = plan_made(10, nov(18), promise(3, dec(24)), promise(2, dec(1)))
    second = plan_made(20, dec(21), promise(5, dec(31)))
    events = (received(nov(17)), first, plan_sent(10, nov(19)), second, plan_sent(20, dec(22)))
    clocks = clocks_on(dec(29), events)
    states = {key: clock.state for key, clock in clocks.items() if clock.is_promise}
    assert states == {"2": State.ENDED, "3": State.ENDED, "5": State.RUNNING}


def test_what_was_asked_for_by_a_day_that_had_passed_is_late_at_once():
    notice = Notified(
        happened_on=nov(19),
        body="CIMSPA",
        title="",
        notice="",
        channel=Channel.POST,
        answer=promise(1, nov(17)),
    )
    clock = clocks_on(nov(19), [notice])["1"]
    assert (clock.state, clock.days_left) == (State.LATE, -2)


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2028, 1, 1)])
def test_a_date_that_the_calendar_does_not_know_is_refused(day):
    with pytest.raises(CalendarRangeError):
        clocks_on(nov(20), [action(1, nov(18), day)])


# --- Why this date? ------------------------------------------------------------------------------


def explained(due: date) -> str:
    clock = clocks_on(nov(18), [action(1, nov(18), due)])["1"]
    return explain(clock, shipped(), DAYS).as_text()


def test_a_promise_explains_its_date_by_the_days_that_are_left_for_it():
    assert explained(dec(1)).splitlines() == [
        "Why Tuesday 1 December?",
        "This date was named in the case itself. It comes from no period of the policy.",
        "Wednesday 18 November   promised",
        "Thursday 19 November    day 1",
        "Friday 20 November      day 2",
        "Saturday 21 November    weekend",
        "Sunday 22 November      weekend",
        "Monday 23 November      day 3",
        "Tuesday 24 November     day 4",
        "Wednesday 25 November   day 5",
        "Thursday 26 November    day 6",
        "Friday 27 November      day 7",
        "Saturday 28 November    weekend",
        "Sunday 29 November      weekend",
        "Monday 30 November      St Andrew's Day",
        "Tuesday 1 December      day 8, due",
        "Calendar: Scottish bank holidays (GOV.UK). Promise: Refund £95.",
    ]


def test_a_promise_of_the_same_day_is_due_on_it():
    assert explained(nov(18)).splitlines()[2:-1] == ["Wednesday 18 November   promised, due"]


def test_a_promise_that_was_due_already_when_it_was_made_says_so():
    assert explained(nov(17)).splitlines()[2:-1] == [
        "Tuesday 17 November     already past, due",
        "Wednesday 18 November   promised",
    ]


def test_a_promise_that_falls_due_on_a_day_off_is_due_on_it_all_the_same():
    assert explained(nov(21)).splitlines()[-2] == "Saturday 21 November    weekend, due"


def test_an_action_for_something_considered_quotes_the_policy_last():
    clock = clocks_on(nov(18), [action(1, nov(18), dec(1), "stop-recurring")])["1"]
    last = explain(clock, shipped(), DAYS).as_text().splitlines()[-1]
    assert last == "Policy: “ensure that the failure does not recur in the future”"
