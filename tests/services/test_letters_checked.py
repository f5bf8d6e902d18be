"""What a letter must say before it can be finished, and what cannot be printed."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from amends.domain.errors import LetterTemplateError
from amends.services.change_office import change_letterhead
from amends.services.check_letter import Place, Verdict, check_letter
from amends.services.letter_template import read_template
from tests.desks import LETTERHEAD, MOMENT, RECEIVED, TODAY, log, make_desk
from tests.services.letters import ALL_CONFIRMED, checked, opened


def verdicts(items):
    return {key: item.verdict for key, item in items.items()}


def test_a_new_receipt_lacks_only_what_a_person_must_confirm(desk, stream):
    assert verdicts(checked(desk, stream)) == {
        "received": Verdict.DONE,
        "handler": Verdict.DONE,
        "understanding": Verdict.TO_CONFIRM,
        "answer-by": Verdict.DONE,
        "reach": Verdict.DONE,
    }


def test_what_was_confirmed_is_confirmed(desk, stream):
    items = checked(desk, stream, confirmed=ALL_CONFIRMED)
    assert items["understanding"].verdict is Verdict.CONFIRMED
    assert not any(item.stands_open for item in items.values())


def test_a_date_that_is_left_out_is_missing_and_named(desk, stream):
    text = opened(desk, stream).draft.text.replace("16 December 2026", "soon")
    item = checked(desk, stream, text=text)["answer-by"]
    assert item.verdict is Verdict.MISSING
    assert item.words == "when to expect an answer: 16 December 2026"


def test_a_date_of_an_older_draft_is_missing_once_it_has_moved(tmp_path):
    """Where the answer's days count from the receipt, its date moves with the receipt's."""
    desk = make_desk(tmp_path / "office", {"stage-2.response": "acknowledged"})
    with closing(desk.store):
        stream = log(desk)
        assert checked(desk, stream)["answer-by"].verdict is Verdict.DONE
        later = opened(desk, stream, TODAY + timedelta(days=3))
        items = {item.key: item for item in check_letter(later, desk.resources)}
        assert items["answer-by"].verdict is Verdict.MISSING


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("received on 17 November 2026.", Verdict.DONE),
        ("received on **17** November\n2026", Verdict.DONE),
        ("received on 17\u00a0NOVEMBER 2026", Verdict.DONE),
        ("received on 117 November 2026", Verdict.MISSING),
        ("received on 17 November 20261", Verdict.MISSING),
        ("received", Verdict.MISSING),
        ("", Verdict.MISSING),
    ],
)
def test_words_are_found_however_they_are_set_but_not_within_others(desk, stream, said, verdict):
    assert checked(desk, stream, text=said)["received"].verdict is verdict


def test_what_the_office_has_not_said_a_person_confirms(desk, stream):
    nobody = msgspec.structs.replace(LETTERHEAD, signatory="", email="", phone="")
    change_letterhead(desk, nobody, MOMENT)
    in_hand = opened(desk, stream)
    items = {item.key: item for item in check_letter(in_hand, desk.resources)}
    assert items["handler"].verdict is Verdict.TO_CONFIRM
    assert items["reach"].verdict is Verdict.TO_CONFIRM
    assert "We are dealing with your complaint." in in_hand.draft.text
    assert "reach us at" not in in_hand.draft.text


def test_a_letter_to_nobody_about_nothing_says_what_is_missing(desk, stream):
    items = checked(desk, stream, recipient=(" ",), salutation="", subject=" ", text="\n")
    places = {key: item.place for key, item in items.items() if key in set(Place)}
    assert places == {
        "recipient": Place.RECIPIENT,
        "salutation": Place.SALUTATION,
        "subject": Place.SUBJECT,
        "text": Place.TEXT,
    }
    assert all(items[key].verdict is Verdict.MISSING for key in places)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("😀", "“😀” (grinning face, U+1F600) in the text: no font here can print this"),
        ("شكرا", "in the text: this script runs from right to left"),
        ("a\x07b", "(U+0007) in the text: this is invisible"),
        ("日本語学", "and 1 more in the text: no font here"),
    ],
)
def test_a_character_that_cannot_be_printed_is_named(desk, stream, typed, words):
    text = opened(desk, stream).draft.text + typed
    (item,) = [it for it in checked(desk, stream, text=text).values() if words in it.words]
    assert item.verdict is Verdict.MISSING
    assert item.place is Place.TEXT


def test_each_place_of_such_a_character_is_named(desk, stream):
    items = checked(desk, stream, subject="😀", salutation="Dear 😀").values()
    places = {item.place for item in items if "😀" in item.words}
    assert places == {Place.SUBJECT, Place.SALUTATION}


def test_such_a_character_of_the_letterhead_is_put_right_in_the_office(desk, stream):
    change_letterhead(desk, msgspec.structs.replace(LETTERHEAD, name="Backs 😀"), MOMENT)
    items = check_letter(opened(desk, stream), desk.resources)
    assert {item.place for item in items if "😀" in item.words} == {Place.OFFICE}


def test_blanks_and_markup_are_noted_and_block_nothing(desk, stream):
    text = opened(desk, stream).draft.text + "\n{{ name }} <b>x</b>"
    items = checked(desk, stream, text=text, confirmed=ALL_CONFIRMED)
    notes = [item.words for item in items.values() if item.verdict is Verdict.NOTE]
    assert len(notes) == 3
    assert not any(item.stands_open for item in items.values())


def test_markup_in_the_complaint_reaches_the_draft_as_text(desk):
    stream = log(desk, title="# *Kit* {{ signatory }} <b>", wanted="1. a refund\n\n- now")
    text = opened(desk, stream).draft.text
    assert r"about: \# \*Kit\* {{ signatory }} <b>." in text
    assert "You would like: 1\\. a refund - now" in text
    assert str(RECEIVED.year) in text


def test_a_template_that_asks_for_a_field_that_is_not_there_is_a_mistake_in_its_file(desk, stream):
    in_hand = opened(desk, stream)
    raw = in_hand.template_raw.replace(b'when = "handled_by_subject"', b'when = "handeled"')
    wrong = replace(in_hand, template=read_template(raw, "mine.md"))
    with pytest.raises(LetterTemplateError, match=r"mine\.md: 'handeled' is undefined"):
        check_letter(wrong, desk.resources)
