"""Juniper Education: two levels, each with its own acknowledgement from which its days run.

November 2026 begins on a Sunday. England has no holiday between then and Christmas.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from amends.domain.clocks import Clock, State
from amends.domain.clockwork import run_clocks
from amends.domain.explanation import explain
from amends.domain.happenings import Happening, Kind
from amends.domain.timeline import current_stage, next_step
from tests.domain.england import ENGLAND
from tests.domain.histories import acknowledged, answered, closed, raised, received
from tests.domain.scotland import dec, nov
from tests.domain.shipped import shipped

JUNIPER = shipped("juniper-education")


def plan_sent(on: date) -> Happening:
    return Happening(on, Kind.ACTION_PLAN_SENT)


def review_requested(on: date) -> Happening:
    return Happening(on, "review-requested")


def clocks_of(
    history: Iterable[Happening], today: date, readings: dict[str, str] | None = None
) -> dict[str, Clock]:
    """Return the clocks by "stage.clock"."""
    clocks = run_clocks(JUNIPER, readings or {}, history, ENGLAND, today)
    return {f"{clock.stage}.{clock.key}": clock for clock in clocks}


def test_the_response_is_due_14_working_days_after_the_acknowledgement():
    clocks = clocks_of([received(nov(2)), acknowledged(nov(4))], today=nov(21))
    # 5, 6 = 2; 9-13 = 7; 16-20 = 12; 23, 24 = 14.
    response = clocks["level-1.response"]
    assert (response.state, response.due, response.days_left) == (State.RUNNING, nov(24), 2)
    assert response.trigger is not None
    assert not response.trigger.is_reading


def test_an_acknowledgement_that_is_never_sent_is_a_visible_risk():
    """The policy says "promptly": the office's own time stands beside it, marked as its own."""
    clocks = clocks_of([received(nov(2))], today=nov(21))
    acknowledgement, response = clocks["level-1.acknowledgement"], clocks["level-1.response"]
    assert (acknowledgement.state, acknowledgement.due) == (State.LATE, nov(4))
    assert acknowledgement.is_own_time
    assert acknowledgement.stated is None
    assert next_step(clocks.values()) == acknowledgement
    # Sent today, Saturday: 23-27 = 5, 30-4 = 10, 7-10 = 14.
    assert (response.state, response.due) == (State.PROJECTED, dec(10))


def test_the_offices_own_time_can_be_another_one():
    own = {"level-1.acknowledgement.within": "5 working days"}
    clock = clocks_of([received(nov(2))], today=nov(4), readings=own)["level-1.acknowledgement"]
    assert (clock.due, clock.is_own_time) == (nov(9), True)
    said = explain(clock, JUNIPER, ENGLAND)
    assert "the policy states no time for it" in said.rule
    assert "your office's own" in said.rule


def test_a_complaint_about_a_manager_goes_to_the_next_in_seniority():
    [substitute] = JUNIPER.stage("level-1").substitutes
    assert substitute.when == "The complaint is about a manager."
    assert substitute.answered_by == "The person next in seniority"


def test_level_2_has_a_receipt_and_an_answer_of_its_own():
    history = [
        received(nov(2)),
        acknowledged(nov(4)),
        answered(nov(20)),
        review_requested(nov(24)),
        acknowledged(nov(25)),
    ]
    clocks = clocks_of(history, today=nov(26))
    assert clocks["level-1.response"].state is State.MET
    assert clocks["level-2.acknowledgement"].stopped == nov(25)
    # 26, 27 = 2; 30-4 = 7; 7-11 = 12; 14, 15 = 14.
    determination = clocks["level-2.determination"]
    assert (determination.state, determination.due) == (State.RUNNING, dec(15))
    assert current_stage(JUNIPER, history).key == "level-2"
    done = clocks_of([*history, answered(dec(16))], today=dec(17))
    assert done["level-2.determination"].state is State.MET_LATE
    assert done["level-1.response"].stopped == nov(20)


def test_level_2_is_no_continuation_of_level_1():
    """An answer that level 1 still owed when level 2 began is owed no more; level 2 counts anew."""
    history = [received(nov(2)), acknowledged(nov(4)), review_requested(nov(10))]
    clocks = clocks_of(history, today=nov(12))
    level_1 = clocks["level-1.response"]
    assert (level_1.state, level_1.stopped) == (State.ENDED, nov(10))
    assert clocks["level-2.acknowledgement"].due == nov(12)
    answers = clocks_of([*history, acknowledged(nov(11)), answered(nov(30))], today=dec(1))
    assert answers["level-1.response"].state is State.ENDED
    assert answers["level-2.determination"].state is State.MET


@pytest.mark.parametrize("first", ["request", "receipt"])
def test_within_a_day_events_belong_to_the_stage_that_was_open_when_they_were_recorded(first):
    pair = [review_requested(nov(20)), acknowledged(nov(20))]
    later = pair if first == "request" else pair[::-1]
    clocks = clocks_of([received(nov(19)), *later], today=nov(21))
    met = {key for key, clock in clocks.items() if clock.stopped and clock.state is State.MET}
    expected = "level-2" if first == "request" else "level-1"
    assert met == {f"{expected}.acknowledgement"}


def test_level_2_is_dated_only_once_somebody_asked_for_it():
    clocks = clocks_of([received(nov(2)), acknowledged(nov(4))], today=nov(5))
    for key in ("level-2.acknowledgement", "level-2.determination"):
        assert (clocks[key].state, clocks[key].due) == (State.NOT_STARTED, None)
    assert clocks["level-2.request"].state is State.NOT_STATED


def test_a_notice_of_delay_keeps_the_promise_if_it_is_written_in_time():
    history = [received(nov(2)), acknowledged(nov(4))]
    in_time = clocks_of([*history, plan_sent(nov(24))], today=nov(25))["level-1.response"]
    too_late = clocks_of([*history, plan_sent(nov(25))], today=nov(26))["level-1.response"]
    assert (in_time.state, too_late.state) == (State.MET, State.MET_LATE)


def test_what_was_settled_informally_is_sent_in_writing():
    settled = Happening(nov(10), "settled-informally")
    clocks = clocks_of([raised(nov(2)), settled], today=nov(11))
    settlement = clocks["informal.settlement"]
    assert (settlement.state, settlement.due, settlement.is_own_time) == (
        State.RUNNING,
        nov(17),
        True,
    )
    sent = Happening(nov(12), "settlement-sent")
    after = clocks_of([raised(nov(2)), settled, sent, closed(nov(12))], today=nov(20))
    assert after["informal.settlement"].state is State.MET


def test_a_complaint_against_a_client_states_no_time_at_all():
    procedure = shipped("juniper-education-against-a-client")
    [clock] = run_clocks(procedure, {}, [received(nov(2))], ENGLAND, nov(21))
    assert (clock.state, clock.due, clock.is_open) == (State.NOT_STATED, None, False)
    assert "list of steps for the client" in procedure.source.not_in_our_copy
