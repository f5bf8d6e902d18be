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
from amends.services.check_letter import Place, Verdict, check_letter
from amends.services.define_points import define_points
from amends.services.finish_letter import finish_letter
from amends.services.letter_drafts import keep_draft, open_draft
from amends.services.make_finding import make_finding
from amends.services.read_case import read_case
from amends.services.send_letter import send_letter
from tests.desks import MOMENT, TODAY
from tests.services.letter_cases import (
    CONSIDERATIONS,
    action,
    considered,
    happen,
    kept,
    settled,
)
from tests.services.letter_cases import found as points_with

OUTCOME = LetterKind.OUTCOME
FOUND = (
    ("No feedback", "upheld", "The log shows none."),
    ("Rude reply", "not upheld", "It is not."),
)


def again(desk, view):
    return read_case(desk, view.stream, TODAY)


@pytest.fixture
def found(desk, view):
    """A case of two points, one upheld and one not, with all considered that then must be."""
    define_points(desk, view, [text for text, _word, _why in FOUND], MOMENT)
    for place, (_text, word, why) in enumerate(FOUND):
        now = again(desk, view)
        make_finding(desk, now, now.case.points[place].id, word, why, MOMENT)
    return happen(desk, view.stream, *considered())


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
        "considered": Verdict.DONE,
        "next": Verdict.DONE,
        "reach": Verdict.DONE,
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
    sure = msgspec.structs.replace(in_hand.draft, confirmed=frozenset({"reasons"}))
    keep_draft(desk, found.stream, OUTCOME, sure, MOMENT.now)
    letter, _changed = finish_letter(desk, found.stream, OUTCOME, found.seq, MOMENT)
    send_letter(desk, again(desk, found), letter, Channel.EMAIL, TODAY, MOMENT)
    after = again(desk, found)
    response = after.clock("stage-2.response")
    assert (response.state, response.stopped) == (State.MET, TODAY)
    assert after.next_step is not None
    assert after.next_step.is_promise  # the actions that the letter promised


def test_a_letter_sent_after_its_day_is_shown_late(desk, found):
    late = replace(MOMENT, today=date(2026, 12, 17), now=MOMENT.now + timedelta(days=26))
    in_hand = open_draft(desk, found.stream, OUTCOME, late.today)
    sure = msgspec.structs.replace(in_hand.draft, confirmed=frozenset({"reasons"}))
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


def in_hand(desk, view):
    return open_draft(desk, view.stream, OUTCOME, TODAY)


def items(desk, view):
    return {it.key: it for it in check_letter(in_hand(desk, view), resource())}


def test_what_will_be_put_right_is_told_with_its_dates_and_what_was_done_as_done(desk, found):
    text = in_hand(desk, found).draft.text
    for part in (
        "affected\n\n- Ring the other twelve learners: done on 21 November 2026",
        "- Mark the assessment anew, by another assessor: by 18 December 2026",
        "Compensate the learner\n\nWe considered this, and decided that nothing is needed. No fee",
    ):
        assert part in text


def test_what_was_not_considered_is_named_and_keeps_the_letter_back(desk, stream):
    view = happen(desk, stream, *points_with("No feedback"), settled(CONSIDERATIONS[0]))
    item = items(desk, view)["considered"]
    assert (item.verdict, item.place) == (Verdict.MISSING, Place.CASE)
    assert "still to be decided in the case: " in item.words
    assert "“Compensate the learner”" in item.words
    assert "“Identify any other learner" not in item.words
    assert "## How we will put it right" in in_hand(desk, view).draft.text


def test_compensation_is_told_like_the_rest(desk, stream):
    refund = action("Refund £95", "compensate")
    view = happen(desk, stream, *points_with("No feedback"), refund)
    assert "### Compensate the learner\n\n- Refund £95: by 18 December 2026" in (
        in_hand(desk, view).draft.text
    )
    assert "Compensate" not in items(desk, view)["considered"].words


def test_a_date_that_was_changed_by_hand_is_missed_beside_its_action(desk, found):
    text = in_hand(desk, found).draft.text.replace("anew, by another assessor: by 18", "anew: by 8")
    keep_draft(
        desk,
        found.stream,
        OUTCOME,
        msgspec.structs.replace(in_hand(desk, found).draft, text=text),
        MOMENT.now,
    )
    item = items(desk, found)["considered"]
    assert item.verdict is Verdict.MISSING
    assert "Mark the assessment anew, by another assessor, 18 December 2026" in item.words


def test_an_example_of_the_policy_is_told_and_may_be_left_out(desk, found):
    view = happen(desk, found.stream, action("Talk with the tutor", "discipline"))
    draft = in_hand(desk, view).draft
    assert "Talk with the tutor: by" in draft.text
    without = draft.text.replace("Talk with the tutor", "")
    keep_draft(desk, view.stream, OUTCOME, msgspec.structs.replace(draft, text=without), MOMENT.now)
    assert items(desk, view)["considered"].verdict is Verdict.DONE


def test_where_nothing_was_upheld_nothing_about_putting_right_is_asked_for(desk, stream):
    view = happen(desk, stream, *points_with("No feedback", word="not upheld"))
    assert not {"considered", "put-right"} & set(items(desk, view))
    assert "put it right" not in in_hand(desk, view).draft.text


def test_what_is_done_all_the_same_is_told_all_the_same(desk, stream):
    sign = action("Hang up a clearer sign")
    view = happen(desk, stream, *points_with("No sign", word="not upheld"), sign, kept(sign))
    assert "- Hang up a clearer sign: done on 21 November 2026" in in_hand(desk, view).draft.text
