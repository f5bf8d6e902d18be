"""Cases under Juniper's and Jivora's policies: steps of their own, and levels with letters each."""

from __future__ import annotations

from datetime import date

import pytest

from amends.domain.clocks import State
from amends.domain.events.case_events import Channel
from amends.domain.events.office_events import Letterhead
from amends.domain.letter_kinds import LetterKind
from amends.paths import resource
from amends.services.letter_fit import letters_to_write
from amends.services.log_complaint import Complaint, log_complaint
from amends.services.policy_in_words import open_questions, promises, readings_of
from amends.services.read_case import read_case
from amends.services.record_step import Step, record_step
from amends.services.set_up_office import Plan, set_up_office
from amends.services.shipped import find_procedure
from tests.desks import MOMENT, TODAY


@pytest.fixture
def office(tmp_path):
    """Return how to open an office that works to a shipped policy."""
    desks = []

    def opened(name, chosen=None):
        readings = readings_of(find_procedure(resource(), name), chosen or {})
        plan = Plan(letterhead=Letterhead(name="Office"), procedure=name, readings=readings)
        desk = set_up_office(tmp_path / name, "seven grey herons", plan, MOMENT, resource())
        desks.append(desk)
        return desk

    yield opened
    for desk in desks:
        desk.store.close()


def logged(desk, received_on):
    complaint = Complaint(
        title="Licence",
        complaint="",
        channel=Channel.EMAIL,
        received_on=received_on,
        email="m@x.org",
    )
    return log_complaint(desk, complaint, MOMENT).stream


def step(desk, stream, kind, day):
    view = read_case(desk, stream, TODAY)
    record_step(desk, view, Step(kind, date(2026, 11, day)), MOMENT)
    return read_case(desk, stream, TODAY)


def test_juniper_is_answered_twice_each_time_after_a_receipt_of_its_own(office):
    desk = office("juniper-education")
    stream = logged(desk, date(2026, 11, 2))
    view = read_case(desk, stream, TODAY)
    assert letters_to_write(view) == (LetterKind.RECEIPT, LetterKind.OUTCOME)
    step(desk, stream, "acknowledged", 3)
    view = step(desk, stream, "outcome-sent", 10)
    assert letters_to_write(view) == ()
    view = step(desk, stream, "review-requested", 18)
    assert view.stage.key == "level-2"
    assert letters_to_write(view)[0] is LetterKind.RECEIPT
    assert view.next_step.key == "acknowledgement"
    view = step(desk, stream, "acknowledged", 19)
    assert view.next_step.key == "determination"
    assert LetterKind.OUTCOME in letters_to_write(view)
    view = step(desk, stream, "outcome-sent", 20)
    states = {f"{it.stage}.{it.key}": it.state for it in view.clocks}
    assert states["level-1.response"] is states["level-2.determination"] is State.MET


def test_what_the_policy_leaves_open_is_asked_and_the_answer_counts(office):
    juniper = find_procedure(resource(), "juniper-education")
    keys = [question.key for question in open_questions(juniper)]
    assert "level-1.acknowledgement.within" in keys
    desk = office("juniper-education", {"level-1.acknowledgement.within": "5 working days"})
    view = read_case(desk, logged(desk, date(2026, 11, 16)), TODAY)
    clock = view.clock("level-1.acknowledgement")
    assert (clock.due, clock.is_own_time) == (date(2026, 11, 23), True)


def test_jivora_has_no_time_of_its_own_and_says_so(office):
    jivora = find_procedure(resource(), "jivora")
    for promise in promises(jivora, {}):
        assert promise.is_reading
        assert "the policy states no time for it" in promise.sentence
        assert promise.counted.startswith("Your office takes ")
    desk = office("jivora")
    view = read_case(desk, logged(desk, date(2026, 11, 16)), TODAY)
    assert view.next_step is not None
    assert view.next_step.is_own_time
