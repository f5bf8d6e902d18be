"""What the log gives back is what was recorded, in its order, and under ids that never repeat."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.storage.offices import (
    ANNE,
    CASE,
    NOW,
    OTHER_CASE,
    Discarded,
    make_office,
    note,
    record,
    with_the_key_in_hand,
)

from amends.domain.errors import CaseChangedError, OfficeDamagedError, OfficeTooNewError
from amends.domain.events import encode
from amends.domain.events.case_events import CaseClosed, Channel, Received
from amends.domain.streams import OFFICE
from amends.storage.chain import START

BO = UUID(int=0xB0)


def test_events_come_back_as_they_were_recorded(office):
    received = Received(
        happened_on=date(2026, 3, 1),
        happened_at=datetime(2026, 3, 1, 23, 30, tzinfo=timezone(timedelta(hours=-1))),
        zone="Atlantic/Azores",
        title="Späte Lieferung",
        complaint="Nothing came.\n\u202bלא הגיע",
        channel=Channel.EMAIL,
    )
    with office.transaction() as unit:
        ids = unit.events.append(CASE, 0, [received, note()], now=NOW, person=BO)
    with office.reading() as unit:
        first, second = unit.events.read(CASE)
    assert (first.event, second.event) == (received, note())
    assert [first.id, second.id] == ids
    assert (first.seq, second.seq) == (1, 2)
    assert (first.recorded_at, first.recorded_by) == (NOW, BO)
    assert first.recorded_at.tzinfo is UTC


def test_the_columns_say_when_and_what_but_nothing_personal(office, folder):
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    event = CaseClosed(
        happened_on=at.date(), happened_at=at, zone="Europe/London", reason="Mr Quill moved away"
    )
    with office.transaction() as unit:
        unit.events.append(CASE, 0, [event, note()], now=NOW, person=ANNE)
    with with_the_key_in_hand(folder) as connection:
        rows = connection.execute("SELECT * FROM events ORDER BY stream_seq").fetchall()
        bodies = connection.execute("SELECT bytes FROM bodies").fetchall()
    columns = rows[0][2:10]
    assert columns == (
        CASE,
        1,
        "closed",
        event.SCHEMA,
        "2026-03-01",
        "2026-03-01 12:00:00.000000",
        "Europe/London",
        "2026-03-02 14:30:00.000000",
    )
    assert rows[1][7:9] == (None, None)
    assert "Quill" not in str(rows)
    assert (encode(event),) in bodies


def test_streams_do_not_mix(office):
    record(office, "one", stream=CASE)
    record(office, "two", "three", stream=OTHER_CASE)
    with office.reading() as unit:
        assert [entry.event for entry in unit.events.read(CASE)] == [note("one")]
        assert unit.events.last_seq(OTHER_CASE) == 2
        assert unit.events.read(OFFICE) == []
        assert unit.events.last_seq(OFFICE) == 0


def test_streams_are_found_by_how_they_begin(office):
    for stream in ("office", "case/b", "case/a", "person/1", "case", "Case/x"):
        record(office, "x", stream=stream)
    with office.reading() as unit:
        assert list(unit.events.streams("case/")) == ["case/a", "case/b"]
        assert list(unit.events.streams("person/")) == ["person/1"]
        assert list(unit.events.streams("nothing/")) == []
        assert len(list(unit.events.streams())) == 6


def test_streams_are_found_page_after_page_while_others_are_written(office, monkeypatch):
    monkeypatch.setattr("amends.storage.event_log._STREAMS_AT_ONCE", 3)
    wanted = [f"case/{number:02}" for number in range(10)]
    for stream in wanted:
        record(office, "x", stream=stream)
    found = []
    with office.transaction() as unit:
        for stream in unit.events.streams("case/"):
            found.append(stream)
            unit.drafts.put(stream, b"", NOW)
            unit.events.append(f"other/{stream}", 0, [note()], now=NOW, person=ANNE)
    assert found == wanted


def test_many_streams_are_read_as_each_alone_while_others_are_written(office, folder, monkeypatch):
    monkeypatch.setattr("amends.storage.event_log._STREAMS_AT_ONCE", 3)
    for number in range(10):
        record(office, *"abc"[: number % 3 + 1], stream=f"case/{number:02}")
        record(office, "x", stream=f"other/{number:02}")
    with with_the_key_in_hand(folder, guarded=True) as connection:
        last = "SELECT id FROM events WHERE stream = 'case/05' AND stream_seq = 3"
        connection.execute(f"DELETE FROM bodies WHERE id = ({last})")
    found = []
    with office.transaction() as unit:
        for stream, seq, log in unit.events.read_many("case/"):
            found.append(stream)
            assert (seq, log) == (unit.events.last_seq(stream), unit.events.read(stream))
            unit.events.append(f"more/{stream}", 0, [note()], now=NOW, person=ANNE)
        assert found == list(unit.events.streams("case/"))
        assert list(unit.events.read_many("nothing/")) == []
    assert len(found) == 10


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_who_has_not_seen_the_last_event_records_nothing(office, seen):
    record(office, "one", "two")
    with pytest.raises(CaseChangedError) as caught, office.transaction() as unit:
        unit.events.append(CASE, seen, [note()], now=NOW, person=ANNE)
    assert caught.value.stream == CASE
    with office.reading() as unit:
        assert unit.events.last_seq(CASE) == 2


def test_recording_nothing_changes_nothing(office):
    record(office, "one")
    with office.transaction() as unit:
        before = unit.events.office_fingerprint()
        assert unit.events.append(CASE, 1, [], now=NOW, person=ANNE) == []
        assert unit.events.office_fingerprint() == before


def test_an_erased_body_is_left_out_and_its_number_stays(office, folder):
    record(office, "one", "two", "three")
    with with_the_key_in_hand(folder, guarded=True) as connection:
        connection.execute(
            "DELETE FROM bodies WHERE id = (SELECT id FROM events WHERE stream_seq = 2)"
        )
    with office.reading() as unit:
        assert [entry.seq for entry in unit.events.read(CASE)] == [1, 3]
        assert unit.events.last_seq(CASE) == 3
        assert unit.events.broken_places() == []


@pytest.mark.parametrize(
    "body",
    [
        b'{"kind":"telepathy","happened_on":"2026-03-02"}',
        b'{"kind":"note-added","happened_on":"2026-03-02","text":"x","mood":"cross"}',
    ],
)
def test_an_event_of_a_later_version_is_refused_as_such(office, folder, body):
    record(office, "one")
    with with_the_key_in_hand(folder) as connection:
        connection.execute("UPDATE bodies SET bytes = ?", (body,))
    with pytest.raises(OfficeTooNewError), office.reading() as unit:
        unit.events.read(CASE)


def test_an_event_that_is_no_event_is_damage(office, folder):
    record(office, "one")
    with with_the_key_in_hand(folder) as connection:
        connection.execute("UPDATE bodies SET bytes = x'7b'")
    with pytest.raises(OfficeDamagedError), office.reading() as unit:
        unit.events.read(CASE)


def test_a_time_without_a_zone_is_a_bug(office):
    with pytest.raises(Exception, match="time zone"), office.transaction() as unit:
        unit.events.append(CASE, 0, [note()], now=datetime(2026, 3, 2), person=ANNE)


def test_ids_of_one_stream_begin_alike_and_never_repeat(office):
    ids = record(office, *"abcdefgh", stream=CASE)
    others = record(office, *"abcdefgh", stream=OTHER_CASE)
    assert len({*ids, *others}) == 16
    assert len({id_.bytes[:6] for id_ in ids}) == 1
    assert ids[0].bytes[:6] != others[0].bytes[:6]
    assert {(id_.version, id_.variant) for id_ in ids} == {(8, "specified in RFC 4122")}


def test_the_fingerprint_changes_with_each_event_of_the_case_and_no_other(office):
    def prints():
        with office.reading() as unit:
            return unit.events.fingerprint(CASE), unit.events.office_fingerprint()

    seen = [prints()]
    for stream in (CASE, OTHER_CASE, CASE):
        record(office, "same words", stream=stream)
        seen.append(prints())
    assert seen[0] == (START.hex(), (0, START.hex()))
    assert [before[0] != after[0] for before, after in pairwise(seen)] == [True, False, True]
    assert len({office_print for _case, office_print in seen}) == 4


@pytest.fixture(scope="module")
def long_lived(tmp_path_factory):
    office = make_office(tmp_path_factory.mktemp("log") / "office")
    yield office
    office.close()


@settings(max_examples=30, deadline=None)
@given(
    batches=st.lists(st.tuples(st.sampled_from("abc"), st.lists(st.text(max_size=9))), max_size=8)
)
def test_any_texts_in_any_batches_come_back_and_verify(long_lived, batches):
    wanted: dict = {}
    with suppress(Discarded), long_lived.transaction() as unit:
        for stream, texts in batches:
            seq = unit.events.last_seq(stream)
            unit.events.append(stream, seq, [note(t) for t in texts], now=NOW, person=ANNE)
            wanted.setdefault(stream, []).extend(texts)
        found = {
            stream: [entry.event.text for entry in unit.events.read(stream)]
            for stream in unit.events.streams()
        }
        assert found == {stream: texts for stream, texts in wanted.items() if texts}
        assert unit.events.broken_places() == []
        raise Discarded
