"""One complaint under two policies, asked as one; each of them counts as it does alone."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from amends.domain.case import Case
from amends.domain.case_clocks import case_clocks
from amends.domain.clock_rules import Pause
from amends.domain.clockwork import run_clocks
from amends.domain.joined import Joined, joined, policies, policy_of, under
from amends.domain.timeline import current_stage
from amends.domain.versions import Version
from tests.domain.histories import acknowledged, answered, received
from tests.domain.scotland import DAYS, nov
from tests.domain.shipped import FOLDER, shipped

NAME = "data-protection"
SECOND = shipped(f"other/{NAME}")
BOTH = joined(shipped(), [(NAME, SECOND)])
HISTORY = (received(nov(17)), acknowledged(nov(18)), answered(nov(20)))
OTHERS = sorted(file.stem for file in (FOLDER / "other").glob("*.toml"))


def test_one_policy_alone_is_itself():
    assert joined(SECOND, []) is SECOND
    assert policies(SECOND) == (SECOND,)
    assert policy_of(SECOND, "anything") is SECOND


def test_the_stages_are_those_of_the_first_and_every_one_can_be_looked_up():
    assert BOTH.stages == shipped().stages
    assert current_stage(BOTH, HISTORY).key == "stage-2"
    assert [stage.key for stage in BOTH.every_stage] == [
        *(stage.key for stage in shipped().stages),
        "data-protection/complaint",
        "data-protection/commissioner",
    ]
    title = BOTH.stage("data-protection/complaint").title
    assert title == "Data protection complaints: Complaint"


def test_a_stage_is_known_by_its_policy():
    assert policy_of(BOTH, "stage-2") == shipped()
    assert policy_of(BOTH, "data-protection/complaint").organisation == "Data Protection Act 2018"


def test_the_outside_body_of_each_is_known_the_first_ones_being_the_usual():
    assert SECOND.outside_body is not None
    assert BOTH.outside_body == shipped().outside_body
    assert BOTH.other_bodies == (SECOND.outside_body,)


def test_what_each_of_them_knows_is_known_and_of_two_of_one_name_the_first_counts():
    assert BOTH.words("progress-told").title == "Progress told"
    mine = replace(SECOND.events[0], title="Ours")
    first = replace(shipped(), events=(mine,))
    assert joined(first, [(NAME, SECOND)]).words("progress-told").title == "Ours"
    assert [it.key for it in BOTH.redirects] == [it.key for it in shipped().redirects]


def test_a_pause_of_the_second_stops_its_own_clocks_alone():
    pausing = replace(SECOND, pause=Pause(when="It waits.", source="It waits."))
    both = joined(shipped(), [(NAME, pausing)])
    assert isinstance(both, Joined)
    [second] = both.others
    assert second.pause is not None
    assert second.pause.stops(f"{NAME}/complaint", "outcome")
    assert not second.pause.stops("stage-2", "response")


def test_what_the_second_says_of_its_own_clocks_is_still_said_of_them():
    late = "missed complaint.outcome"
    commissioner = replace(SECOND.stages[1], also_opens=(late,))
    second = replace(SECOND, stages=(SECOND.stages[0], commissioner))
    stage = joined(shipped(), [(NAME, second)]).stage(f"{NAME}/commissioner")
    assert stage.also_opens == (f"missed {NAME}/complaint.outcome",)
    assert stage.also_opens[0] in joined(shipped(), [(NAME, second)]).missable


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("done", range(len(HISTORY) + 1))
def test_the_second_counts_as_it_does_alone(name, done):
    alone = shipped(f"other/{name}")
    case = Case(
        happenings=HISTORY[:done],
        joined=(Version(procedure=name, digest="ab"),),
    )
    both = joined(shipped(), [(name, alone)])
    clocks = case_clocks(case, both, {}, DAYS, nov(21))
    second = [it for it in clocks if it.policy]
    expected = run_clocks(alone, {}, HISTORY[:done], DAYS, nov(21))
    assert [it.stage for it in second] == [under(name, it.stage) for it in expected]
    same = [
        (it.key, it.state, it.start, it.due, it.stopped, it.days_left, it.within) for it in second
    ]
    assert same == [
        (it.key, it.state, it.start, it.due, it.stopped, it.days_left, it.within) for it in expected
    ]
    first = run_clocks(shipped(), {}, HISTORY[:done], DAYS, nov(21))
    assert [it for it in clocks if not it.policy] == list(first)


def test_readings_of_the_second_go_by_the_name_of_its_clock():
    both = joined(shipped(), [(NAME, SECOND)])
    readings = {under(NAME, "complaint.outcome.within"): "2 months"}
    case = Case(happenings=HISTORY[:1], joined=(Version(procedure=NAME, digest="ab"),))
    clocks = {it.key: it for it in case_clocks(case, both, readings, DAYS, nov(21)) if it.policy}
    assert str(clocks["outcome"].within) == "2 months"
