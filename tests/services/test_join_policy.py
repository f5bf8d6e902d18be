"""A complaint that falls under a second policy as well: both are owed their times."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from amends.domain.clocks import State
from amends.domain.errors import CaseClosedError, CaseMovedOnError, FieldMissingError
from amends.domain.events.case_events import Acknowledged, Channel, OutcomeSent
from amends.domain.events.clock_events import Occurred
from amends.domain.events.handling_events import RedirectSent
from amends.domain.happenings import Kind
from amends.services.join_policy import (
    effect_of_joining,
    join_policy,
    may_join,
    policies_to_join,
)
from amends.services.put_right import take_back
from amends.services.read_case import read_case
from amends.services.read_promises import read_promise_page
from amends.services.record_step import Step, record_step
from tests.desks import MOMENT, TODAY
from tests.services.course import redirected
from tests.services.hand_overs import contents_of, handed, text_of
from tests.services.letter_cases import happen
from tests.services.versions import adopt, shipped

NAME = "data-protection"
ACKNOWLEDGEMENT, OUTCOME = f"{NAME}/complaint.acknowledgement", f"{NAME}/complaint.outcome"
PROGRESS = f"{NAME}/complaint.progress"
WHY = "It also complains about how her data was used."


def seen(desk, stream, today=TODAY):
    return read_case(desk, stream, today)


def named(desk, stream, name=NAME):
    return next(
        it for it in policies_to_join(desk, seen(desk, stream)) if it.version.procedure == name
    )


def join(desk, stream, name=NAME, reason=WHY):
    join_policy(desk, seen(desk, stream), named(desk, stream, name), reason, MOMENT)
    return seen(desk, stream)


@pytest.fixture
def both(desk, stream):
    """A case that falls under both policies."""
    join(desk, stream)
    return stream


def test_the_other_policies_of_the_office_are_offered_before_those_of_other_bodies(desk, stream):
    adopt(desk, shipped("jivora"), "jivora")
    names = [it.version.procedure for it in policies_to_join(desk, seen(desk, stream))]
    assert names[0] == "jivora"
    assert NAME in names
    assert "active-x-backs" not in names


def test_what_would_be_owed_is_told_and_nothing_is_changed(desk, stream):
    before = seen(desk, stream)
    effect = effect_of_joining(before, named(desk, stream))
    due = {it.key: it.due for it in effect}
    assert due == {
        "acknowledgement": date(2026, 12, 16),
        "progress": None,
        "outcome": date(2026, 12, 17),
    }
    assert seen(desk, stream).log == before.log


def test_the_clocks_of_both_run_beside_each_other(desk, stream, both):
    view = seen(desk, both)
    assert view.clock("stage-2.receipt").due == date(2026, 11, 24)
    assert view.clock(ACKNOWLEDGEMENT).due == date(2026, 12, 16)
    assert view.clock(ACKNOWLEDGEMENT).policy == "Data protection complaints"
    assert view.clock("stage-2.receipt").policy == ""
    assert view.stage.key == "stage-2"
    assert [band.key for band in view.timeline.bands][:2] == ["stage-1", "stage-2"]


def test_every_clock_can_be_looked_up_by_the_one_policy_that_a_case_shows(desk, both):
    view = seen(desk, both)
    for clock in view.clocks:
        assert view.procedure.stage(clock.stage).title == clock.stage_title
        assert view.explain(f"{clock.stage}.{clock.key}").title
    assert view.procedure.words("progress-told").title == "Progress told"
    assert "Data Protection Act 2018" in view.explain(ACKNOWLEDGEMENT).basis
    assert "Data Protection Act" not in view.explain("stage-2.receipt").basis


def test_the_deadlines_of_the_second_say_whose_they_are(desk, both):
    titles = [mark.title for mark in seen(desk, both).timeline.marks]
    assert "Receipt due" in titles
    assert "Data protection complaints: acknowledgement due" in titles


def test_one_receipt_stops_both(desk, both):
    view = happen(desk, both, Acknowledged(happened_on=TODAY, channel=Channel.EMAIL))
    assert view.clock("stage-2.receipt").state is State.MET
    assert view.clock(ACKNOWLEDGEMENT).state is State.MET
    assert view.next_step.key == "response"


def test_one_answer_stops_both(desk, both):
    view = happen(desk, both, OutcomeSent(happened_on=TODAY, channel=Channel.EMAIL))
    assert view.clock("stage-2.response").state is State.MET
    assert view.clock(OUTCOME).state is State.MET


def test_what_only_one_knows_stops_that_one(desk, both):
    before = seen(desk, both)
    view = happen(desk, both, Occurred(happened_on=TODAY, what="progress-told"))
    assert view.clock(PROGRESS) != before.clock(PROGRESS)
    others = [it for it in view.clocks if it.key != "progress"]
    assert others == [it for it in before.clocks if it.key != "progress"]


def test_where_the_first_sends_the_matter_elsewhere_the_second_goes_on(desk, both):
    view = redirected(desk, both, "appeal")
    assert view.clock("stage-2.receipt").until == Kind.REDIRECT_SENT
    assert view.clock(ACKNOWLEDGEMENT).until == Kind.ACKNOWLEDGED
    view = happen(desk, both, RedirectSent(happened_on=TODAY, channel=Channel.EMAIL))
    assert view.clock("stage-2.response").state is State.ENDED
    assert view.clock(ACKNOWLEDGEMENT).state is State.RUNNING


def test_what_the_second_asks_for_stands_in_the_list_of_promises(desk, both):
    rows = {row.clock: row for row in read_promise_page(desk, None, 50)}
    assert rows[ACKNOWLEDGEMENT].owner == "The controller"
    assert rows[ACKNOWLEDGEMENT].origin == "Data protection complaints: Complaint"


def test_steps_that_only_the_second_knows_can_be_recorded(desk, both):
    record_step(desk, seen(desk, both), Step("progress-told", TODAY), MOMENT)
    assert seen(desk, both).log[-1].event.what == "progress-told"


def test_a_policy_in_use_comes_with_the_office_s_readings(desk, stream):
    readings = {"complaint.outcome.within": "2 months"}
    adopt(desk, shipped(NAME), NAME, readings=readings)
    view = join(desk, stream)
    assert view.clock(OUTCOME).due == date(2027, 1, 17)
    assert view.readings[f"{OUTCOME}.within"] == "2 months"


@pytest.mark.parametrize("name", ["asic-rg-271", "cfpb", "nhs-england", "spso", "oia"])
def test_each_policy_that_is_shipped_can_be_the_second(desk, stream, name):
    view = join(desk, stream, name)
    assert any(it.policy for it in view.clocks)
    for clock in view.clocks:
        view.explain(f"{clock.stage}.{clock.key}")
    assert view.timeline.marks


def test_a_reason_is_asked_for(desk, stream):
    with pytest.raises(FieldMissingError):
        join(desk, stream, reason=" ")
    assert may_join(seen(desk, stream))


def test_a_case_has_one_second_policy(desk, both):
    assert not may_join(seen(desk, both))
    with pytest.raises(CaseMovedOnError):
        join(desk, both, "spso")


def test_a_closed_case_takes_no_second_policy(desk, stream):
    policy = named(desk, stream)
    record_step(desk, seen(desk, stream), Step(Kind.CLOSED, TODAY, note="Over."), MOMENT)
    with pytest.raises(CaseClosedError):
        join_policy(desk, seen(desk, stream), policy, WHY, MOMENT)


def test_it_can_be_taken_back(desk, both):
    view = seen(desk, both)
    take_back(desk, view, view.log[-1].id, "A mistake.", MOMENT)
    assert not any(it.policy for it in seen(desk, both).clocks)


def test_the_hand_over_holds_both_policies(desk, both, tmp_path):
    files = contents_of(handed(desk, both, tmp_path / "case.zip"))
    assert files["data/procedure/active-x-backs.toml"] == shipped()
    assert files["data/procedure/data-protection.toml"] == shipped(NAME)
    told = msgspec.json.decode(files["data/case.json"])
    [other] = told["joined_procedures"]
    assert (other["name"], other["file"]) == (NAME, "data/procedure/data-protection.toml")
    assert {it["stage"] for it in told["clocks"]} >= {"stage-2", f"{NAME}/complaint"}
    assert "The second policy: Data protection complaints" in text_of(files["data/bundle.pdf"])
