"""Findings, and the letter that tells them: the outcome stops the clock of the response."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import msgspec
import pytest

from amends.domain.clocks import State
from amends.domain.errors import FieldMissingError, LetterNotReadyError
from amends.domain.events.case_events import Channel
from amends.domain.letter_kinds import LetterKind
from amends.paths import resource
from amends.services.check_letter import Verdict, check_letter
from amends.services.finish_letter import finish_letter
from amends.services.letter_drafts import keep_draft, open_draft
from amends.services.make_finding import make_finding
from amends.services.read_case import read_case
from amends.services.record_step import define_points
from amends.services.send_letter import send_letter
from tests.desks import MOMENT, TODAY

OUTCOME = LetterKind.OUTCOME
FOUND = (
    ("No feedback", "upheld", "The log shows none."),
    ("Rude reply", "not upheld", "It is not."),
)


def again(desk, view):
    return read_case(desk, view.stream, TODAY)


@pytest.fixture
def found(desk, view):
    """A case of two points, one upheld and one not."""
    define_points(desk, view, [text for text, _word, _why in FOUND], MOMENT)
    for place, (_text, word, why) in enumerate(FOUND):
        now = again(desk, view)
        make_finding(desk, now, now.case.points[place].id, word, why, MOMENT)
    return again(desk, view)


def verdicts(desk, view):
    in_hand = open_draft(desk, view.stream, OUTCOME, TODAY)
    return {item.key: item.verdict for item in check_letter(in_hand, resource())}


def test_the_letter_tells_each_finding_its_reasons_and_the_whole(desk, found):
    text = open_draft(desk, found.stream, OUTCOME, TODAY).draft.text
    for part in (
        "### No feedback: upheld",
        "The log shows none.",
        "### Rude reply: not upheld",
        "**partly upheld**",
        "info@cimspa.co.uk",
    ):
        assert part in text


def test_what_is_there_is_ticked_and_what_needs_judgement_is_asked(desk, found):
    assert verdicts(desk, found) == {
        "points": Verdict.DONE,
        "decision": Verdict.DONE,
        "reasons": Verdict.TO_CONFIRM,
        "put-right": Verdict.TO_CONFIRM,
        "next": Verdict.DONE,
    }


def test_a_point_without_a_finding_keeps_the_letter_back(desk, view):
    define_points(desk, view, ["No feedback", "Rude reply"], MOMENT)
    now = again(desk, view)
    make_finding(desk, now, now.case.points[0].id, "upheld", "The log shows none.", MOMENT)
    assert verdicts(desk, view)["points"] is Verdict.MISSING
    with pytest.raises(LetterNotReadyError):
        finish_letter(desk, view.stream, OUTCOME, again(desk, view).seq, MOMENT)


def test_a_complaint_without_points_keeps_the_letter_back(desk, view):
    assert verdicts(desk, view)["points"] is Verdict.MISSING


def test_the_letter_that_was_sent_stops_the_clock_of_the_response(desk, found):
    in_hand = open_draft(desk, found.stream, OUTCOME, TODAY)
    sure = msgspec.structs.replace(in_hand.draft, confirmed=frozenset({"reasons", "put-right"}))
    keep_draft(desk, found.stream, OUTCOME, sure, MOMENT.now)
    letter, _changed = finish_letter(desk, found.stream, OUTCOME, found.seq, MOMENT)
    send_letter(desk, again(desk, found), letter, Channel.EMAIL, TODAY, MOMENT)
    after = again(desk, found)
    response = after.clock("stage-2.response")
    assert (response.state, response.stopped) == (State.MET, TODAY)
    assert after.next_step is None


def test_a_letter_sent_after_its_day_is_shown_late(desk, found):
    late = replace(MOMENT, today=date(2026, 12, 17), now=MOMENT.now + timedelta(days=26))
    in_hand = open_draft(desk, found.stream, OUTCOME, late.today)
    sure = msgspec.structs.replace(in_hand.draft, confirmed=frozenset({"reasons", "put-right"}))
    keep_draft(desk, found.stream, OUTCOME, sure, late.now)
    letter, _changed = finish_letter(desk, found.stream, OUTCOME, found.seq, late)
    now = read_case(desk, found.stream, late.today)
    send_letter(desk, now, letter, Channel.EMAIL, late.today, late)
    after = read_case(desk, found.stream, late.today)
    assert after.clock("stage-2.response").state is State.MET_LATE


@pytest.mark.parametrize(
    ("word", "reasons"), [("", "Because."), ("guilty", "Because."), ("upheld", "  ")]
)
def test_a_finding_needs_a_word_of_the_procedure_and_reasons(desk, view, word, reasons):
    define_points(desk, view, ["No feedback"], MOMENT)
    now = again(desk, view)
    with pytest.raises(FieldMissingError):
        make_finding(desk, now, now.case.points[0].id, word, reasons, MOMENT)


def test_a_later_finding_replaces_an_earlier_one_and_both_stay_on_record(desk, found):
    point = found.case.points[0].id
    make_finding(desk, found, point, "not upheld", "A second log was found.", MOMENT)
    after = again(desk, found)
    assert after.case.findings[point].finding == "not upheld"
    assert len(after.log) == len(found.log) + 1
