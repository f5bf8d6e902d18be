"""Half characters, as file names and damaged e-mails bring them, stop nothing."""

from __future__ import annotations

from uuid import uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.domain.characters import whole_text
from amends.domain.events import decode, encode
from amends.domain.events.case_events import NoteAdded, Point, PointsDefined
from tests.domain.events_at_random import KINDS, events_of
from tests.domain.sample_events import DAY

HALVES = st.text(st.characters(categories=["Cs"]) | st.characters())


@pytest.mark.parametrize(
    ("given_text", "whole"),
    [
        ("", ""),
        ("plain 😀", "plain 😀"),
        ("a\ud83db", "a\ufffdb"),
        ("c\ude00d", "c\ufffdd"),
        ("\ud83d", "\ufffd"),
        ("\ud83d\ude00", "😀"),
        ("\ude00\ud83d", "\ufffd\ufffd"),
        ("caf\udce9.pdf", "caf\ufffd.pdf"),
    ],
)
def test_a_half_that_stands_alone_is_marked_and_all_else_stays(given_text, whole):
    assert whole_text(given_text) == whole


@given(HALVES)
def test_whatever_the_text_what_comes_out_can_be_written_down(text):
    whole = whole_text(text)
    whole.encode("utf-8")
    assert whole_text(whole) == whole


@given(st.text())
def test_a_text_without_halves_stays_as_it_is(text):
    assert whole_text(text) == text


@given(HALVES)
def test_an_event_with_half_characters_is_written_and_read_again(text):
    raw = encode(NoteAdded(happened_on=DAY, text=text))
    read = decode("note-added", 1, raw)
    assert isinstance(read, NoteAdded)
    assert read.text == whole_text(text)


def test_half_characters_deep_in_an_event_are_mended_too():
    event = PointsDefined(happened_on=DAY, points=(Point(uuid4(), "a\ud83d"),))
    read = decode(event.kind, event.SCHEMA, encode(event))
    assert isinstance(read, PointsDefined)
    assert read.points[0].text == "a\ufffd"


@pytest.mark.parametrize("kind", KINDS)
def test_an_event_that_was_mended_is_written_as_any_other(kind):
    @given(events_of(kind), HALVES)
    def holds(event, text):
        raw = encode(msgspec.structs.replace(event, zone=f"{text}\ud83d"))
        assert raw == encode(decode(kind, event.SCHEMA, raw))
        assert raw == encode(msgspec.structs.replace(event, zone=whole_text(f"{text}\ud83d")))

    holds()
