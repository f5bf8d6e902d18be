"""Jivora: three steps before the formal complaint, and not one time that its policy states."""

from __future__ import annotations

import pytest

from amends.domain.case import fold
from amends.domain.clocks import State
from amends.domain.clockwork import run_clocks
from amends.domain.course import skipped
from amends.domain.events.case_events import Channel, Raised, Received
from amends.domain.events.clock_events import Occurred
from amends.domain.explanation import explain
from amends.domain.happenings import Happening
from amends.domain.timeline import current_stage, draw_timeline
from tests.domain.histories import acknowledged, raised, received
from tests.domain.logs import log_of
from tests.domain.scotland import DAYS, nov
from tests.domain.shipped import shipped

RECEIVED = Received(happened_on=nov(17), title="", complaint="", channel=Channel.EMAIL)
JIVORA = shipped("jivora")
STEPS = [
    raised(nov(2)),
    Happening(nov(4), "escalated-to-officer"),
    Happening(nov(9), "escalated-to-quality"),
    received(nov(17)),
]


@pytest.mark.parametrize(
    ("steps", "stage"), [(1, "step-1"), (2, "step-2"), (3, "step-3"), (4, "formal")]
)
def test_each_step_is_a_stage_before_the_formal_complaint(steps, stage):
    assert current_stage(JIVORA, STEPS[:steps]).key == stage


def test_the_line_names_the_steps_in_the_words_of_the_policy():
    clocks = run_clocks(JIVORA, {}, STEPS, DAYS, nov(21))
    line = draw_timeline(JIVORA, STEPS, clocks, DAYS, nov(21))
    titles = [mark.title for mark in line.marks]
    assert titles[:4] == ["Raised", "Sent to the escalation officer", "Sent to quality", "Received"]
    assert [band.first for band in line.bands] == [nov(2), nov(4), nov(9), nov(17)]


def test_no_time_is_the_policys_own():
    clocks = run_clocks(JIVORA, {}, STEPS, DAYS, nov(21))
    assert [clock.stated for clock in clocks] == [None, None]
    assert all(clock.is_own_time for clock in clocks)
    assert {clock.state for clock in clocks} == {State.RUNNING}
    for clock in clocks:
        rule = explain(clock, JIVORA, DAYS).rule
        assert "the policy states no time for it. The" in rule


def test_an_office_that_sets_no_time_has_no_date():
    own = {"formal.acknowledgement.within": "3 working days"}
    acknowledgement, outcome = run_clocks(JIVORA, own, STEPS, DAYS, nov(21))
    assert acknowledgement.due == nov(20)
    assert outcome.due is not None


def test_a_complaint_that_skips_the_steps_is_premature_and_still_counts():
    clocks = run_clocks(JIVORA, {}, [received(nov(17)), acknowledged(nov(18))], DAYS, nov(21))
    assert [clock.state for clock in clocks] == [State.MET, State.RUNNING]
    assert JIVORA.stage("formal").after == (
        "raised",
        "escalated-to-officer",
        "escalated-to-quality",
    )


def test_the_steps_that_were_skipped_are_named():
    case = fold(log_of(Raised(happened_on=nov(2)), RECEIVED))
    assert skipped(case, JIVORA) == ("escalated-to-officer", "escalated-to-quality")
    whole = fold(
        log_of(
            Raised(happened_on=nov(2)),
            Occurred(happened_on=nov(4), what="escalated-to-officer"),
            Occurred(happened_on=nov(9), what="escalated-to-quality"),
            RECEIVED,
        )
    )
    assert skipped(whole, JIVORA) == ()
