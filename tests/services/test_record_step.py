"""Steps taken outside Amends, notes, files and points."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amends.domain.clocks import State
from amends.domain.course import recordable
from amends.domain.errors import (
    CaseChangedError,
    CaseMovedOnError,
    DateNotPossibleError,
    FieldMissingError,
)
from amends.domain.events.case_events import Channel
from amends.domain.happenings import Kind
from amends.services.add_files import add_files
from amends.services.add_note import add_note
from amends.services.attachments import File
from amends.services.define_points import define_points
from amends.services.read_case import read_case
from amends.services.record_step import Step, record_step
from tests.desks import MOMENT, RECEIVED, TODAY
from tests.services.course import now, plan, redirected, ruled_out


def test_a_receipt_sent_by_hand_stops_its_clock(desk, view):
    record_step(desk, view, Step(Kind.ACKNOWLEDGED, date(2026, 11, 20)), MOMENT)
    clock = read_case(desk, view.stream, TODAY).clock("stage-2.receipt")
    assert (clock.state, clock.stopped) == (State.MET, date(2026, 11, 20))


def test_an_answer_ends_a_receipt_that_was_never_sent(desk, view):
    record_step(desk, view, Step(Kind.OUTCOME_SENT, TODAY), MOMENT)
    after = read_case(desk, view.stream, TODAY)
    assert after.clock("stage-2.receipt").state is State.ENDED
    assert after.next_step is None


WAYS = {
    "a complaint": lambda _desk, _stream: None,
    "a plan that waits": plan,
    "a redirect": redirected,
    "a stage that is not possible": ruled_out,
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.CLOSED])
def test_what_is_offered_can_be_recorded_and_nothing_else(desk, stream, way, kind):
    way(desk, stream)
    view, step = now(desk, stream), Step(kind, TODAY, note="The learner agreed.")
    if kind in recordable(view.case, view.procedure, view.clocks):
        record_step(desk, view, step, MOMENT)
        assert now(desk, stream).case.happened(kind) == TODAY
    else:
        with pytest.raises(CaseMovedOnError):
            record_step(desk, view, step, MOMENT)


def test_a_plan_that_went_out_on_paper_is_the_one_that_waited(desk, stream):
    plan(desk, stream)
    step = Step(Kind.ACTION_PLAN_SENT, TODAY, Channel.POST, " Second class. ")
    record_step(desk, now(desk, stream), step, MOMENT)
    after = now(desk, stream)
    sent = after.log[-1].event
    assert (sent.channel, sent.note) == (Channel.POST, "Second class.")
    assert sent.plan == after.case.handling.plan_in_force.made.plan


def test_a_case_is_closed_only_for_a_reason(desk, view):
    with pytest.raises(FieldMissingError):
        record_step(desk, view, Step(Kind.CLOSED, TODAY, note="  "), MOMENT)


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), date(1989, 12, 31)])
def test_a_step_in_the_future_or_in_the_last_century_is_refused(desk, view, day):
    with pytest.raises(DateNotPossibleError):
        record_step(desk, view, Step(Kind.ACKNOWLEDGED, day), MOMENT)
    assert read_case(desk, view.stream, TODAY).seq == view.seq


def test_whoever_saw_an_older_case_is_told(desk, view):
    add_note(desk, view, "She rang.", MOMENT)
    with pytest.raises(CaseChangedError):
        add_note(desk, view, "He rang.", MOMENT)


def test_an_empty_note_is_refused(desk, view):
    with pytest.raises(FieldMissingError):
        add_note(desk, view, " \n", MOMENT)


def test_files_come_out_as_they_went_in(desk, view):
    data = bytes(range(256)) * 5000
    add_files(desk, view, [File("scan.pdf", "application/pdf", data)], MOMENT)
    (evidence,) = read_case(desk, view.stream, TODAY).case.evidence
    assert desk.store.evidence.read(evidence.blob) == data
    assert (evidence.name, evidence.size) == ("scan.pdf", len(data))


def test_a_point_keeps_its_id_when_others_change(desk, view):
    define_points(desk, view, ["No feedback", "No answer"], MOMENT)
    before = read_case(desk, view.stream, TODAY)
    define_points(desk, before, ["No answer", "Rude reply"], MOMENT)
    after = read_case(desk, view.stream, TODAY)
    assert after.case.points[0] == before.case.points[1]


def test_the_case_was_received_when_it_was(view):
    assert view.case.received_on == RECEIVED


def test_a_step_before_the_complaint_is_refused(desk, view):
    with pytest.raises(DateNotPossibleError):
        record_step(desk, view, Step(Kind.ACKNOWLEDGED, RECEIVED - timedelta(days=1)), MOMENT)
