"""A date as a letter told it: what lets it stand, and what does not."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from amends.domain.as_told import as_told
from amends.domain.clocks import State
from amends.domain.clockwork import run_clocks
from amends.domain.counting import Span
from amends.domain.terms import AsTold, Terms
from amends.domain.working_days import ONE_DAY
from tests.domain.histories import acknowledged, answered, received
from tests.domain.scotland import DAYS, dec, nov
from tests.domain.shipped import shipped

TOLD = AsTold(dec(15), nov(18))
COUNTED = dec(16)
TODAY = nov(21)


def response(*history, today=TODAY):
    happened = history or (received(nov(17)), acknowledged(nov(18)))
    clocks = run_clocks(shipped(), {}, happened, DAYS, today)
    return next(it for it in clocks if it.key == "response")


def told(clock, what=TOLD, today=TODAY):
    return as_told(clock, what, DAYS, today)


def test_the_date_that_was_told_is_the_due_date_and_what_is_counted_stands_beside_it():
    clock = told(response())
    assert (clock.due, clock.counted, clock.told_on) == (dec(15), COUNTED, nov(18))
    assert response().due == COUNTED


def test_where_both_are_one_day_there_is_nothing_beside_it():
    clock = told(response(), AsTold(COUNTED, nov(18)))
    assert (clock.due, clock.counted, clock.told_on) == (COUNTED, None, nov(18))


@pytest.mark.parametrize(
    ("on", "state"), [(dec(15), State.MET), (dec(16), State.MET_LATE), (nov(20), State.MET)]
)
def test_whether_it_was_kept_goes_by_what_was_told(on, state):
    clock = response(received(nov(17)), acknowledged(nov(18)), answered(on), today=dec(20))
    assert told(clock, today=dec(20)).state is state


@pytest.mark.parametrize(
    ("today", "state", "left"),
    [(dec(14), State.RUNNING, 1), (dec(15), State.RUNNING, 0), (dec(16), State.LATE, -1)],
)
def test_the_days_left_go_by_what_was_told(today, state, left):
    clock = told(response(today=today), today=today)
    assert (clock.state, clock.days_left) == (state, left)


@pytest.mark.parametrize(("first", "stands"), [(nov(18), True), (nov(19), False)])
def test_a_pause_that_began_since_lets_the_count_go_on(first, stands):
    paused = replace(response(), without=(Span(first, nov(20)),))
    assert (told(paused).due == dec(15)) is stands


@pytest.mark.parametrize(("start", "stands"), [(nov(18), True), (nov(19), False)])
def test_what_was_told_of_one_round_does_not_hold_for_the_next(start, stands):
    again = replace(response(), repeats=True, start=start)
    assert (told(again).due == dec(15)) is stands


@pytest.mark.parametrize(
    "state", [State.PAUSED, State.NOT_STARTED, State.NOT_STATED, State.PROJECTED]
)
def test_a_clock_that_does_not_run_has_no_date_to_stand(state):
    idle = replace(response(), state=state)
    assert told(idle) == idle


@pytest.mark.parametrize(("told_day", "opens"), [(dec(15), dec(15)), (dec(18), dec(18))])
def test_what_opens_once_a_time_was_missed_opens_by_the_date_that_was_told(told_day, opens):
    first, second, third = shipped().stages
    late = "missed stage-2.response"
    rules = replace(shipped(), stages=(first, second, replace(third, also_opens=(late,))))
    terms = Terms(told={"stage-2.response": AsTold(told_day, nov(18))})
    history = (received(nov(17)), acknowledged(nov(18)))
    missed = [
        next(it for it in clocks if it.key == "response").missed_on
        for today in (opens, opens + ONE_DAY)
        for clocks in [run_clocks(rules, {}, history, DAYS, today, terms)]
    ]
    assert missed == [None, opens]
