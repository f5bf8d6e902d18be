"""North Sound Energy: settlement, updates, pauses, and what follows from silence, on paper.

November 2026 begins on a Sunday; Mon 30 November, Fri 25 and Mon 28 December are holidays. Twenty
working days from Mon 2 November: 3-6 = 4, 9-13 = 9, 16-20 = 14, 23-27 = 19, Tue 1 December = 20.
"""

from __future__ import annotations

from datetime import date

import pytest

from amends.domain.clocks import State
from amends.domain.events.clock_events import Extended
from amends.domain.missed import with_missed
from amends.domain.terms import Terms
from amends.domain.timeline import current_stage
from tests.domain.constructs import clocks_of, construct, on
from tests.domain.scotland import dec, nov

ENERGY = "north-sound-energy"
RECEIVED = on(nov(2), "received")  # a Monday


def clock(name, history, today, **more):
    return clocks_of(ENERGY, [RECEIVED, *history], today, **more)[name]


@pytest.mark.parametrize(
    ("accepted_on", "state"),
    [
        (nov(5), State.ENDED),  # Tue 3, Wed 4, Thu 5: the third working day
        (nov(6), State.RUNNING),
    ],
)
def test_an_early_settlement_switches_off_the_answer(accepted_on, state):
    answer = clock("first.answer", [on(accepted_on, "offer-accepted")], nov(9))
    assert answer.state is state


def test_an_update_again_and_again():
    assert clock("first.update", [], nov(3)).due == dec(1)
    # Tue 24: 25-27 = 3; 1-4 = 7; 7-11 = 12; 14-18 = 17; 21, 22, Wed 23 = 20.
    assert clock("first.update", [on(nov(24), "update-sent")], nov(25)).due == dec(23)


def test_missing_its_own_time_opens_the_next_stage():
    assert clock("first.answer", [], dec(1)).state is State.RUNNING
    assert clock("second.late-answer", [], dec(1)).state is State.NOT_STARTED
    clocks = clocks_of(ENERGY, [RECEIVED], dec(2))
    # From Tue 1 December: 2, 3, 4 = 3; 7-11 = 8; Mon 14, Tue 15 = 10.
    assert clocks["second.late-answer"].due == dec(15)
    assert clocks["first.answer"].missed_on == dec(1)
    happened = with_missed([RECEIVED], clocks.values())
    assert current_stage(construct(ENERGY), happened).key == "second"


def test_a_pause_while_the_customer_is_waited_for():
    # Tue 3 to Fri 6 have counted: sixteen are left.
    waiting = clock("first.answer", [on(nov(9), "paused")], nov(10))
    assert (waiting.state, waiting.due, waiting.days_left) == (State.PAUSED, None, 16)
    # Thu 12, on which it goes on, counts; 9, 10 and 11 do not: 2, 3, Fri 4 December.
    history = [on(nov(9), "paused"), on(nov(12), "resumed")]
    assert clock("first.answer", history, nov(13)).due == dec(4)
    assert clock("first.update", history, nov(13)).due == dec(1)  # not one that stands still


def test_an_event_that_begins_the_days_anew():
    # Mon 9: 10-13 = 4; 16-20 = 9; 23-27 = 14; 1-4 = 18; Mon 7, Tue 8 = 20.
    assert clock("first.answer", [on(nov(9), "clarified")], nov(10)).due == dec(8)


def test_a_time_that_depends_on_a_fact_and_a_promise_that_does_not_hold_with_it():
    clocks = clocks_of(ENERGY, [RECEIVED], nov(3), facts=["group"])
    # Twenty to Tue 1; 2-4 = 23; 7-11 = 28; 14-18 = 33; 21-24 = 37; 29, 30, Thu 31 = 40.
    assert clocks["first.answer"].due == dec(31)
    assert "first.holding" not in clocks


def test_an_interim_reply():
    assert clock("first.holding", [], nov(3)).due == nov(16)  # 14 days


def test_a_promise_that_is_there_only_where_a_fact_holds():
    assert "first.data" not in clocks_of(ENERGY, [RECEIVED], nov(3))
    assert clock("first.data", [], nov(3), facts=["about-data"]).due == dec(2)  # a month


@pytest.mark.parametrize(
    ("told_on", "state"),
    # Tue 3, 4, 5, 6 = 4; Mon 9 = 5.
    [(nov(9), State.MET), (nov(10), State.MET_LATE), (None, State.LATE)],
)
def test_forwarding_is_done_once_both_are_done(told_on, state):
    history = [on(nov(5), "forwarded")]
    if told_on is not None:
        history.append(on(told_on, "network-told"))
    forward = clock("first.forward", history, nov(11), facts=["of-the-network"])
    assert (forward.state, forward.due) == (state, nov(9))


def test_a_day_agreed_case_by_case():
    agreed = [on(nov(3), "visit-agreed")]
    assert clock("first.visit", agreed, nov(4)).state is State.NOT_STATED
    until = Extended(happened_on=nov(3), clock="first.visit", reason="Agreed.", until=nov(20))
    terms = Terms(extensions=(until,))
    visit = clock("first.visit", agreed, nov(4), terms=terms)
    assert (visit.state, visit.due) == (State.RUNNING, nov(20))


def test_a_later_stage_entered_at_once():
    clocks = clocks_of(ENERGY, [RECEIVED, on(nov(3), "escalated")], nov(4))
    # Tue 3: 4, 5, 6 = 3; 9-13 = 8; 16-20 = 13; Mon 23, Tue 24 = 15.
    assert clocks["second.answer"].due == nov(24)
    assert clocks["first.answer"].state is State.ENDED


def test_a_target_within_a_limit():
    answer = clock("first.answer", [], nov(3))
    assert (answer.target, answer.due) == (nov(16), dec(1))  # 3-6 = 4, 9-13 = 9, Mon 16 = 10


@pytest.mark.parametrize(
    ("raised_on", "due"),
    [
        # Eight weeks from Tue 17 November are Tue 12 January; six months from 1 July are sooner.
        (date(2026, 7, 1), date(2027, 1, 12)),
        (date(2026, 9, 1), date(2027, 3, 1)),
    ],
)
def test_the_later_of_two_limits_after_which_silence_settles_it(raised_on, due):
    history = [on(raised_on, "raised"), on(nov(17), "outcome-sent")]
    ask = clock("second.ask", history, nov(18))
    assert (ask.state, ask.due, ask.settles) == (State.RUNNING, due, True)
    assert clock("second.ask", history, date(2027, 3, 2)).state is State.LAPSED


def test_a_stage_that_is_refused_or_waived_is_owed_no_more():
    refused = clock("second.answer", [on(nov(3), "escalated")], nov(4))
    assert refused.state is State.RUNNING
    told = [on(nov(3), "escalated"), on(nov(5), "stage-not-possible-sent")]
    refused = clock("second.answer", told, nov(30))
    assert (refused.state, refused.stopped) == (State.ENDED, nov(5))
