"""A finished letter that no longer says what is recorded says so before it goes out."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from msgspec.structs import replace

from amends.domain.errors import LetterDiffersError
from amends.domain.events.case_events import Channel, PersonNamed, Point, PointsDefined
from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Identity, Role
from amends.services.add_note import add_note
from amends.services.change_office import change_letterhead
from amends.services.check_letter import check_letter
from amends.services.compare_letter import differences
from amends.services.desk import Moment
from amends.services.finish_letter import finish_letter
from amends.services.finished_letters import finished, sent
from amends.services.letter_drafts import keep_draft, open_draft
from amends.services.put_right import correct_day
from amends.services.read_case import read_case
from amends.services.send_letter import AS_IT_IS, send_letter
from tests.closures import add_closure
from tests.desks import LETTERHEAD, MOMENT, NOW, TODAY
from tests.services.letter_cases import (
    action,
    answered,
    considered,
    finding,
    found,
    happen,
    identity,
    kept,
    make_ready,
    person,
    points,
)
from tests.services.letters import finish

LATER = Moment(TODAY, NOW + timedelta(hours=1))


def finished_one(desk, stream, kind):
    """Finish a letter of that kind as it is drafted, whatever is to be confirmed."""
    in_hand = open_draft(desk, stream, kind, TODAY)
    keys = frozenset(item.key for item in check_letter(in_hand, desk.resources))
    keep_draft(desk, stream, kind, replace(in_hand.draft, confirmed=keys), NOW)
    letter, _changed = finish_letter(desk, stream, kind, in_hand.view.seq, MOMENT)
    return letter


def changed(said, now):
    return f"The letter says {said}; the record now says {now}."


def differ(desk, stream, letter, today=TODAY):
    view = read_case(desk, stream, today)
    return differences(desk, view, finished(view.case, letter))


@pytest.fixture
def receipt(desk, stream):
    return finish(desk, stream)[0].letter


def test_a_letter_says_what_is_recorded_until_something_changes(desk, stream, receipt):
    add_note(desk, read_case(desk, stream, TODAY), "She rang.", LATER)
    assert differ(desk, stream, receipt) == ()
    assert differ(desk, stream, receipt, TODAY + timedelta(days=60)) == ()


def test_a_closure_that_moves_the_date_in_the_letter_is_said(desk, stream, receipt):
    day = date(2026, 12, 10)
    add_closure(desk, day, day, "Burst pipe", LATER)
    assert differ(desk, stream, receipt) == (
        changed("the answer is due by 16 December 2026", "17 December 2026"),
    )


def test_the_day_of_receipt_that_was_put_right_is_said(desk, stream, receipt):
    view = read_case(desk, stream, TODAY)
    entry = next(it for it in view.log if it.event.kind == "received")
    correct_day(desk, view, entry.id, date(2026, 11, 16), "A slip.", LATER)
    assert differ(desk, stream, receipt) == (
        changed("the complaint was received on 17 November 2026", "16 November 2026"),
        changed("the answer is due by 16 December 2026", "15 December 2026"),
    )


def test_a_name_that_changed_is_said_where_it_stands(desk, stream, receipt):
    view = read_case(desk, stream, TODAY)
    role, known = next(it for it in view.case.people if it[0] is Role.COMPLAINANT)
    named = replace(known, name="Mary Ferreira", address=(), email="mary@example.org")
    happen(desk, stream, PersonNamed(happened_on=TODAY, role=role, person=named), moment=LATER)
    assert differ(desk, stream, receipt) == (
        changed("it goes to Maria Ferreira, maria@example.org", "Mary Ferreira, mary@example.org"),
        "The letter says “Dear Maria Ferreira”; the record now says “Dear Mary Ferreira”.",
    )


def test_who_signs_now_is_said(desk, stream, receipt):
    change_letterhead(desk, replace(LETTERHEAD, signatory="Ada Example"), LATER)
    said = differ(desk, stream, receipt)
    assert "The letter says Gavin Example signs; the record now says Ada Example." in said


def test_points_that_changed_came_or_went_are_said(desk, stream):
    defined = points("No feedback came", "Nobody rang back")
    happen(desk, stream, defined)
    letter = finish(desk, stream)[0].letter
    first, _second = defined.points
    other = Point(uuid4(), "The log was lost")
    happen(desk, stream, PointsDefined(happened_on=TODAY, points=(first, other)), moment=LATER)
    assert differ(desk, stream, letter) == (
        "The letter says “Nobody rang back”; the record now says “The log was lost”.",
    )
    happen(desk, stream, PointsDefined(happened_on=TODAY, points=(first,)), moment=LATER)
    assert differ(desk, stream, letter) == (
        "The letter says “Nobody rang back”; the record no longer does.",
    )
    more = (*defined.points, other)
    happen(desk, stream, PointsDefined(happened_on=TODAY, points=more), moment=LATER)
    assert differ(desk, stream, letter) == (
        "The record now also says “The log was lost”; the letter does not.",
    )


def test_a_finding_and_an_action_that_changed_since_the_outcome_are_said(desk, stream):
    defined, made = found("No feedback came")
    happen(desk, stream, defined, made, *considered(), action("Pay back the fee of £120"))
    letter = finished_one(desk, stream, LetterKind.OUTCOME)
    assert differ(desk, stream, letter) == ()
    again = finding(defined.points[0].id, "partly upheld", "The log shows one.")
    happen(desk, stream, again, action("Pay back £150"), moment=LATER)
    said = differ(desk, stream, letter)
    assert "the record now says partly upheld." in said[0]
    assert any("No feedback came: upheld" in it and "partly upheld" in it for it in said)
    assert any("also says “Pay back £150, 18 December 2026”" in it for it in said)


def test_an_action_that_was_done_since_the_letter_told_what_is_done_is_said(desk, stream):
    one, two = action("Write to the learners"), action("Train the tutors")
    happen(desk, stream, one, two, answered(), kept(one))
    letter = finished_one(desk, stream, LetterKind.ACTION_COMPLETED)
    happen(desk, stream, kept(two), moment=LATER)
    assert any("Train the tutors" in it for it in differ(desk, stream, letter))


def test_a_cover_letter_that_names_who_must_not_be_named_is_said(desk, stream):
    make_ready(desk, stream, LetterKind.COVER)
    letter = finished_one(desk, stream, LetterKind.COVER)
    happen(desk, stream, identity(Identity.WITHHELD), moment=LATER)
    said = differ(desk, stream, letter)
    assert "The letter says Maria Ferreira complained; the record no longer does." in said


def test_that_the_handler_is_now_the_subject_is_said(desk, stream, receipt):
    happen(desk, stream, person(Role.SUBJECT, "Gavin Example"), moment=LATER)
    [said] = differ(desk, stream, receipt)
    assert "Gavin Example deals with the complaint and is also the person it is about" in said


@pytest.mark.parametrize("kind", LetterKind)
def test_each_kind_of_letter_agrees_with_the_record_of_its_day(desk, stream, kind):
    make_ready(desk, stream, kind, text="*Ask* <b>them</b>: 😀 is £5 – عربي"[:18])
    assert differ(desk, stream, finished_one(desk, stream, kind)) == ()


def test_it_is_not_marked_as_sent_without_a_word(desk, stream, receipt):
    day = date(2026, 12, 10)
    add_closure(desk, day, day, "Burst pipe", LATER)
    view = read_case(desk, stream, TODAY)
    with pytest.raises(LetterDiffersError) as caught:
        send_letter(desk, view, receipt, Channel.EMAIL, TODAY, LATER)
    [said] = caught.value.differences
    assert read_case(desk, stream, TODAY).seq == view.seq
    send_letter(desk, view, receipt, Channel.EMAIL, TODAY, LATER, as_it_is=(said,))
    sending = sent(read_case(desk, stream, TODAY), receipt)
    assert sending is not None
    assert sending.note == f"{AS_IT_IS}\n{said}"


def test_one_difference_that_was_seen_does_not_let_another_pass(desk, stream, receipt):
    day = date(2026, 12, 10)
    add_closure(desk, day, day, "Burst pipe", LATER)
    seen = differ(desk, stream, receipt)
    change_letterhead(desk, replace(LETTERHEAD, signatory="Ada Example"), LATER)
    view = read_case(desk, stream, TODAY)
    with pytest.raises(LetterDiffersError):
        send_letter(desk, view, receipt, Channel.EMAIL, TODAY, LATER, as_it_is=seen)


def test_words_of_any_length_are_cut_and_still_told_apart(desk, stream):
    long = "No feedback came " * 60
    happen(desk, stream, points(f"{long}on Monday"))
    letter = finish(desk, stream)[0].letter
    happen(desk, stream, points(f"{long}on Tuesday"), moment=LATER)
    [said] = differ(desk, stream, letter)
    assert said.endswith("…”; the record now says it otherwise.")
    assert len(said) < 300
