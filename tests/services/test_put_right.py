"""Corrections and withdrawals: nothing is hidden, and what a sent letter relies on stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec import structs

from amends.domain.clocks import State
from amends.domain.errors import EventStandsError, FieldMissingError
from amends.domain.events.case_events import Channel, HandedOver, NoteAdded
from amends.domain.events.handling_events import ActionPlanSent, OutsideBodyWrote
from amends.domain.happenings import Kind
from amends.domain.people import Identity, Role
from amends.services.add_files import add_files
from amends.services.add_note import add_note
from amends.services.attachments import File
from amends.services.desk import Moment
from amends.services.log_notice import Notice, log_notice
from amends.services.name_person import name_person
from amends.services.put_right import correct_day, last_action, may_take_back, take_back, undo
from amends.services.read_case import read_case
from amends.services.record_step import Step, record_step
from amends.services.recording import record
from tests.desks import MOMENT, RECEIVED, TODAY
from tests.services.letter_cases import happen, plan

LATER = Moment(TODAY, MOMENT.now + timedelta(minutes=5))
LATER_STILL = Moment(TODAY, MOMENT.now + timedelta(minutes=6))


def entry(view, kind):
    return next(it.id for it in view.log if it.event.kind == kind)


def again(desk, view):
    return read_case(desk, view.stream, TODAY)


def test_a_corrected_day_of_receipt_moves_every_date(desk, view):
    day = date(2026, 11, 16)
    correct_day(desk, view, entry(view, "received"), day, "The e-mail came on Monday.", LATER)
    after = again(desk, view)
    assert after.case.received_on == day
    assert after.clock("stage-2.receipt").due == date(2026, 11, 23)
    assert len(after.log) == len(view.log) + 1


def test_a_correction_needs_a_reason(desk, view):
    with pytest.raises(FieldMissingError):
        correct_day(desk, view, entry(view, "received"), TODAY, "", LATER)


def test_the_last_step_can_be_undone_and_its_clock_runs_again(desk, view):
    record_step(desk, view, Step(Kind.ACKNOWLEDGED, TODAY), LATER)
    wrong = again(desk, view)
    (last,) = last_action(wrong)
    take_back(desk, wrong, last.id, "Another learner's receipt.", LATER)
    assert again(desk, view).clock("stage-2.receipt").state is State.RUNNING


def test_undoing_twice_goes_back_two_entries(desk, view):
    add_note(desk, view, "First", LATER)
    add_note(desk, again(desk, view), "Second", LATER_STILL)
    for said in ("Second", "First"):
        now = again(desk, view)
        (last,) = last_action(now)
        assert isinstance(last.event, NoteAdded)
        assert last.event.text == said
        take_back(desk, now, last.id, "", LATER)


def test_the_complaint_itself_is_never_taken_back(desk, view):
    assert not may_take_back(view, entry(view, "received"))
    with pytest.raises(EventStandsError):
        take_back(desk, view, entry(view, "case-opened"), "", LATER)


def test_a_withdrawn_closing_opens_the_case_again(desk, view):
    record_step(desk, view, Step(Kind.CLOSED, TODAY, note="Over."), LATER)
    closed = again(desk, view)
    take_back(desk, closed, entry(closed, "closed"), "It is not.", LATER)
    with desk.store.reading() as unit:
        assert not unit.inbox.row(view.stream).closed


def test_undo_stops_at_what_came_with_the_complaint(view):
    assert last_action(view) == ()


def test_undo_after_a_correction_takes_the_correction_back(desk, view):
    add_note(desk, view, "She rang.", LATER)
    now = again(desk, view)
    correct_day(desk, now, entry(now, "received"), date(2026, 11, 16), "Monday.", LATER_STILL)
    corrected = again(desk, view)
    (last,) = last_action(corrected)
    take_back(desk, corrected, last.id, "", LATER)
    assert again(desk, view).case.received_on == RECEIVED


def test_what_was_disclosed_is_never_taken_back(desk, view):
    disclosed = HandedOver(
        happened_on=TODAY, to="CIMSPA", purpose="Stage 3", contents=(), held_back=(), digest="ab"
    )
    record(desk, view.stream, view.seq, [disclosed], LATER)
    now = again(desk, view)
    assert not may_take_back(now, entry(now, "handed-over"))
    assert last_action(now) == ()


def test_a_letter_of_the_outside_body_that_was_recorded_by_mistake_is_taken_back(desk, view):
    wrote = OutsideBodyWrote(happened_on=TODAY, body="CIMSPA", summary="They ask for the log.")
    record(desk, view.stream, view.seq, [wrote], LATER)
    now = again(desk, view)
    take_back(desk, now, entry(now, "outside-body-wrote"), "Another case's.", LATER)
    assert again(desk, view).case.handling.outside == ()


def test_the_notice_that_opened_a_case_is_never_taken_back(desk):
    notice = Notice(title="Exam", notice="", received_on=TODAY, channel=Channel.EMAIL)
    view = read_case(desk, log_notice(desk, notice, MOMENT).stream, TODAY)
    assert not may_take_back(view, entry(view, "notified"))
    assert last_action(view) == ()


def test_a_plan_that_was_not_sent_can_be_taken_back(desk, view):
    now = happen(desk, view.stream, plan("Ask the tutor"), moment=LATER)
    made = entry(now, "action-plan-made")
    assert may_take_back(now, made)
    take_back(desk, now, made, "", LATER)
    assert again(desk, view).case.handling.waiting_plan is None


def test_a_plan_sent_without_a_letter_of_ours_can_be_corrected_and_taken_back(desk, view):
    made = plan("Ask the tutor")
    sent = ActionPlanSent(happened_on=TODAY, channel=Channel.PHONE, plan=made.plan)
    now = happen(desk, view.stream, made, sent, moment=LATER)
    correct_day(desk, now, entry(now, "action-plan-sent"), date(2026, 11, 20), "Friday.", LATER)
    after = again(desk, view)
    assert after.case.handling.plan_in_force is not None
    assert after.case.handling.plan_in_force.sent_on == date(2026, 11, 20)
    take_back(desk, after, entry(after, "action-plan-sent"), "Not sent.", LATER)
    assert again(desk, view).case.handling.plan_in_force is None


def test_a_name_and_whether_it_may_be_told_are_undone_together(desk, view):
    person = view.case.person(Role.COMPLAINANT)
    named = structs.replace(person, name="Mario Ferreira")
    name_person(desk, view, Role.COMPLAINANT, named, Identity.WITHHELD, LATER)
    after = again(desk, view)
    assert [it.event.kind for it in last_action(after)] == ["person-named", "identity-chosen"]
    undo(desk, after, LATER_STILL)
    assert again(desk, view).case.person(Role.COMPLAINANT) == person
    assert again(desk, view).case.identity is Identity.OPEN


def test_several_files_that_were_added_together_are_undone_together(desk, view):
    add_note(desk, view, "Before.", LATER)
    files = [File(f"{name}.txt", "text/plain", b"x") for name in "abc"]
    add_files(desk, again(desk, view), files, LATER_STILL)
    assert len(again(desk, view).case.evidence) == 3
    undo(desk, again(desk, view), LATER_STILL)
    after = again(desk, view)
    assert after.case.evidence == view.case.evidence
    assert [it.event.kind for it in last_action(after)] == ["note-added"]


def test_where_nothing_can_be_undone_that_is_refused(desk, view):
    with pytest.raises(EventStandsError):
        undo(desk, view, LATER)
