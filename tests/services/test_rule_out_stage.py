"""A stage that nobody in the office is free to decide."""

from __future__ import annotations

from uuid import uuid4

import pytest

from amends.domain.clocks import State
from amends.domain.errors import CaseMovedOnError, EventStandsError, FieldMissingError
from amends.domain.events.handling_events import WhyNotPossible
from amends.domain.happenings import Kind
from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Person, Role
from amends.services.name_person import name_person
from amends.services.put_right import take_back
from amends.services.rule_out_stage import rule_out_stage
from tests.desks import LETTERHEAD, MOMENT
from tests.services.course import HOSTILE, now, ruled_out, told


@pytest.mark.parametrize("why", WhyNotPossible)
def test_a_stage_is_found_not_to_be_possible_for_a_reason(desk, view, why):
    rule_out_stage(desk, view, "stage-2", why, f" {HOSTILE} ", MOMENT)
    found = now(desk, view.stream).case.handling.not_possible
    assert (found.stage, found.reason, found.note) == ("stage-2", why, HOSTILE.strip())


def test_from_then_on_the_complainant_is_to_be_told_and_then_nothing_is_due(desk, stream):
    view = ruled_out(desk, stream)
    assert view.next_step.letter is LetterKind.STAGE_NOT_POSSIBLE
    view = told(desk, stream, Kind.STAGE_NOT_POSSIBLE_SENT)
    assert view.next_step is None
    assert view.clock("stage-2.response").state is State.ENDED


def test_a_reason_is_needed(desk, view):
    with pytest.raises(FieldMissingError):
        rule_out_stage(desk, view, "stage-2", "", "", MOMENT)


@pytest.mark.parametrize("stage", ["stage-1", "stage-3", "no-such-stage", ""])
def test_only_a_stage_of_the_office_that_is_open_can_be_ruled_out(desk, view, stage):
    with pytest.raises(CaseMovedOnError):
        rule_out_stage(desk, view, stage, WhyNotPossible.NOBODY_ELSE, "", MOMENT)


def test_it_can_be_taken_back_until_the_complainant_knows(desk, stream):
    view = ruled_out(desk, stream)
    decision = view.log[-1].id
    take_back(desk, view, decision, "A slip.", MOMENT)
    assert now(desk, stream).next_step.letter is LetterKind.RECEIPT
    decision = ruled_out(desk, stream).log[-1].id
    view = told(desk, stream, Kind.STAGE_NOT_POSSIBLE_SENT)
    with pytest.raises(EventStandsError):
        take_back(desk, view, decision, "A slip.", MOMENT)
    take_back(desk, view, view.log[-1].id, "They were not told.", MOMENT)
    take_back(desk, now(desk, stream), decision, "A slip.", MOMENT)
    assert now(desk, stream).case.handling.not_possible is None


def test_the_case_knows_that_its_handler_is_the_person_it_is_about(desk, stream, view):
    assert (view.handler, view.is_handled_by_subject) == (LETTERHEAD.signatory, False)
    subject = Person(id=uuid4(), name=LETTERHEAD.signatory.upper())
    name_person(desk, view, Role.SUBJECT, subject, None, MOMENT)
    assert now(desk, stream).is_handled_by_subject
    handler = Person(id=uuid4(), name="Jo Deputy")
    name_person(desk, now(desk, stream), Role.HANDLER, handler, None, MOMENT)
    after = now(desk, stream)
    assert (after.handler, after.is_handled_by_subject) == ("Jo Deputy", False)


@pytest.mark.parametrize(
    ("name", "relation", "handler", "role"),
    [
        ("Jo Deputy", "Deputy", "Jo Deputy", "Deputy"),
        ("Jo Deputy", "", "Jo Deputy", ""),
        (LETTERHEAD.signatory, "", LETTERHEAD.signatory, LETTERHEAD.signatory_role),
        (LETTERHEAD.signatory, "Deputy", LETTERHEAD.signatory, "Deputy"),
    ],
)
def test_who_handles_a_case_has_the_part_that_was_named_else_that_of_the_letterhead(
    desk, stream, view, name, relation, handler, role
):
    assert view.handler_role == LETTERHEAD.signatory_role != ""
    named = Person(id=uuid4(), name=name, relation=relation)
    name_person(desk, view, Role.HANDLER, named, None, MOMENT)
    after = now(desk, stream)
    assert (after.handler, after.handler_role) == (handler, role)
