"""How events are written down, and read again for as long as anybody keeps them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.domain.case import fold
from amends.domain.errors import DateNotPossibleError, FieldMissingError
from amends.domain.events import decode, encode
from amends.domain.events.base import check_day, required
from amends.domain.events.case_events import Channel, NoteAdded, Received
from amends.domain.events.corrections import EventCorrected
from amends.domain.events.upcasts import UPCASTS, Body, as_it_is, raise_schema
from amends.domain.happenings import Kind
from tests.domain.events_at_random import KINDS, events_of
from tests.domain.logs import log_of
from tests.domain.sample_events import BARE, DAY, FULL

GOLDEN = json.loads((Path(__file__).parent / "data" / "golden_events.json").read_text("utf-8"))
SAMPLES = {"full": FULL, "bare": BARE}
RELEASED = [
    (kind, int(schema), form) for kind, of in GOLDEN.items() for schema in of for form in of[schema]
]
DAYS = st.dates(date(1980, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_event_is_read_as_it_was_written(kind):
    @given(events_of(kind))
    def holds(event):
        raw = encode(event)
        assert decode(event.kind, event.SCHEMA, raw) == event
        assert encode(decode(event.kind, event.SCHEMA, raw)) == raw

    holds()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_and_schema_that_was_released_has_golden_bytes(kind):
    assert sorted(map(int, GOLDEN[kind])) == list(range(1, KINDS[kind].SCHEMA + 1))
    assert all(set(forms) == set(SAMPLES) for forms in GOLDEN[kind].values())


@pytest.mark.parametrize(("kind", "schema", "form"), RELEASED)
def test_released_bytes_are_read_for_ever(kind, schema, form):
    event = decode(kind, schema, GOLDEN[kind][str(schema)][form].encode())
    assert isinstance(event, KINDS[kind])
    assert event.happened_on == DAY


@pytest.mark.parametrize(("kind", "schema", "form"), RELEASED)
def test_events_are_written_byte_for_byte_as_their_schema_was_released(kind, schema, form):
    """Where this fails, a released schema was changed: give the event a new one, and an upcast."""
    if schema == KINDS[kind].SCHEMA:
        sample = next(event for event in SAMPLES[form] if event.kind == kind)
        assert encode(sample).decode() == GOLDEN[kind][str(schema)][form]


@pytest.mark.parametrize("kind", KINDS)
def test_every_older_schema_has_a_step_to_the_next(kind):
    steps = {schema for of, schema in UPCASTS if of == kind}
    assert steps == set(range(1, KINDS[kind].SCHEMA))


def test_a_correction_gains_a_schema_when_the_facts_that_it_may_hold_do():
    facts = max(KINDS[kind].SCHEMA for kind in KINDS if kind != "event-corrected")
    assert facts <= KINDS["event-corrected"].SCHEMA


@pytest.mark.parametrize(
    ("kind", "schema"),
    [of for of, step in UPCASTS.items() if step is as_it_is and of[0] != "event-corrected"],
)
def test_a_schema_that_only_gained_fields_is_read_within_a_correction_too(kind, schema):
    old = json.loads(GOLDEN[kind][str(schema)]["full"])
    correction = {
        "kind": "event-corrected",
        "happened_on": "2026-11-17",
        "target": "11111111-2222-8333-8444-555555555555",
        "corrected": old,
        "reason": "",
    }
    event = decode("event-corrected", 1, json.dumps(correction).encode())
    assert isinstance(event, EventCorrected)
    assert event.corrected == decode(kind, schema, json.dumps(old).encode())


def test_an_old_schema_is_raised_step_by_step():
    def split_name(body: Body) -> Body:
        first, _space, last = body.pop("name").partition(" ")
        return {**body, "first": first, "last": last}

    def shout(body: Body) -> Body:
        return {**body, "last": body["last"].upper()}

    steps = {("person", 1): split_name, ("person", 2): shout, ("other", 1): shout}
    assert raise_schema({"name": "Ada Byron"}, "person", 1, steps) == {
        "first": "Ada",
        "last": "BYRON",
    }
    assert raise_schema({"last": "Byron"}, "person", 2, steps) == {"last": "BYRON"}
    assert raise_schema({"last": "Byron"}, "person", 3, steps) == {"last": "Byron"}
    assert raise_schema({"last": "Byron"}, "nobody", 1, steps) == {"last": "Byron"}


def test_a_body_of_an_old_schema_is_decoded_as_todays_event(monkeypatch):
    def text_was_words(body: Body) -> Body:
        return {**{key: body[key] for key in body if key != "words"}, "text": body["words"]}

    monkeypatch.setattr("amends.domain.events.UPCASTS", {("note-added", 1): text_was_words})
    monkeypatch.setattr(
        "amends.domain.events.raise_schema",
        lambda body, kind, schema: raise_schema(
            body, kind, schema, {("note-added", 1): text_was_words}
        ),
    )
    monkeypatch.setattr(NoteAdded, "SCHEMA", 2)
    old = b'{"kind":"note-added","happened_on":"2026-11-17","words":"Rang."}'
    assert decode("note-added", 1, old) == NoteAdded(happened_on=DAY, text="Rang.")
    new = b'{"kind":"note-added","happened_on":"2026-11-17","text":"Rang."}'
    assert decode("note-added", 2, new) == NoteAdded(happened_on=DAY, text="Rang.")


NOT_EVENTS = {
    "nothing": b"",
    "no JSON": b"\xff\xfe",
    "a list": b"[]",
    "no kind": b'{"happened_on":"2026-11-17","text":""}',
    "a kind of nothing": b'{"kind":"exploded","happened_on":"2026-11-17"}',
    "a field too many": b'{"kind":"note-added","happened_on":"2026-11-17","text":"","mood":"bad"}',
    "a field too few": b'{"kind":"note-added","happened_on":"2026-11-17"}',
    "no such day": b'{"kind":"note-added","happened_on":"2026-02-30","text":""}',
    "a day with a time": b'{"kind":"note-added","happened_on":"2026-11-17T10:00:00Z","text":""}',
    "an instant without a zone": (
        b'{"kind":"note-added","happened_on":"2026-11-17",'
        b'"happened_at":"2026-11-17T10:00:00","text":""}'
    ),
    "a correction within a correction": (
        b'{"kind":"event-corrected","happened_on":"2026-11-17","reason":"",'
        b'"target":"11111111-2222-8333-8444-555555555555","corrected":'
        b'{"kind":"event-withdrawn","happened_on":"2026-11-17","reason":"",'
        b'"target":"11111111-2222-8333-8444-555555555555"}}'
    ),
}


@pytest.mark.parametrize("raw", NOT_EVENTS.values(), ids=NOT_EVENTS)
def test_other_bytes_are_no_event(raw):
    with pytest.raises(msgspec.MsgspecError):
        decode("note-added", 1, raw)


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_of_the_future_is_refused_though_its_bytes_look_familiar(kind):
    raw = GOLDEN[kind][str(KINDS[kind].SCHEMA)]["full"].encode()
    with pytest.raises(msgspec.ValidationError):
        decode(kind, KINDS[kind].SCHEMA + 1, raw)


def test_an_instant_is_the_same_in_whatever_zone_it_was_noted():
    at = datetime(2026, 11, 17, 9, 30, tzinfo=UTC)
    far = at.astimezone(timezone(timedelta(hours=13)))
    note = NoteAdded(happened_on=DAY, happened_at=far, text="")
    read = decode(note.kind, 1, encode(note))
    assert read.happened_at == at


def test_text_of_every_script_survives():
    text = 'Zoë – “Ünïcode” שלום ไทย 漢字 🙂\u200d\u0000\t\r\n\\"</script>'
    event = Received(happened_on=DAY, title=text, complaint=text, channel=Channel.EMAIL)
    assert decode(event.kind, 1, encode(event)) == event


def test_every_kind_that_a_clock_knows_is_the_tag_of_an_event():
    assert set(Kind) <= set(KINDS)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_that_a_clock_knows_becomes_a_happening_of_its_day(kind):
    event = next(event for event in FULL if event.kind == kind)
    assert fold(log_of(event)).happened(kind) == DAY


@given(DAYS, DAYS)
def test_a_day_is_possible_from_1990_through_today(day, today):
    if date(1990, 1, 1) <= day <= today:
        assert check_day(day, today) == day
        return
    with pytest.raises(DateNotPossibleError) as caught:
        check_day(day, today)
    facts = caught.value
    assert (facts.day, facts.earliest, facts.latest) == (day, date(1990, 1, 1), today)


def test_the_first_possible_day_is_that_of_1990_and_the_last_is_today():
    first = date(1990, 1, 1)
    assert check_day(first, DAY) == first
    assert check_day(DAY, DAY) == DAY
    for day in (first - timedelta(days=1), DAY + timedelta(days=1)):
        with pytest.raises(DateNotPossibleError):
            check_day(day, DAY)


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\u00a0\u2003"])
def test_a_required_text_is_more_than_white_space(text):
    with pytest.raises(FieldMissingError) as caught:
        required("title", text)
    assert caught.value.field == "title"


def test_a_required_text_loses_the_space_around_it():
    assert required("title", " No feedback\n") == "No feedback"


def test_the_samples_hold_every_kind_of_event_once():
    """The samples cover every kind once, so no kind can go without golden bytes."""
    for events in SAMPLES.values():
        assert [event.kind for event in events] == list(KINDS)
