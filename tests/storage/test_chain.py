"""Whoever changes the record is found out, even with the key in hand."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from tests.storage.offices import CASE, OTHER_CASE, record, with_the_key_in_hand

from amends.storage import chain
from amends.storage.chain import START, Entry, body_digest, entry_digest, office_digest
from amends.storage.verification import BrokenPlace, Damage

ENTRY = Entry(
    id=UUID(int=7),
    stream=CASE,
    stream_seq=1,
    kind="note-added",
    schema=1,
    happened_on=date(2026, 3, 2),
    happened_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    zone="Europe/London",
    recorded_at=datetime(2026, 3, 2, 14, 30, 0, 250000, tzinfo=UTC),
    recorded_by=UUID(int=8),
    body_digest=bytes(range(32)),
)


@pytest.fixture
def record_of_two(office):
    """Two cases, told in turns: a1 b1 a2 b2 a3."""
    for number in range(5):
        record(office, f"note {number}", stream=OTHER_CASE if number % 2 else CASE)
    return office


def broken(office):
    with office.reading() as unit:
        return unit.events.broken_places()


def tamper(office, *statements):
    with with_the_key_in_hand(office.folder) as connection:
        for statement in statements:
            connection.execute(statement.format(case=f"stream = '{CASE}'"))


def test_a_digest_can_be_computed_by_hand():
    def sealed(*parts):
        framed = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
        return hashlib.sha256(framed).digest()

    assert body_digest(b"salt", b"{}") == sealed(b"amends/body/1", b"salt", b"{}")
    assert entry_digest(START, ENTRY) == sealed(
        b"amends/entry/1",
        bytes(32),
        UUID(int=7).bytes,
        CASE.encode(),
        b"1",
        b"note-added",
        b"1",
        b"2026-03-02",
        b"2026-03-02T09:30:00.000000+00:00",
        b"Europe/London",
        b"2026-03-02T14:30:00.250000+00:00",
        UUID(int=8).bytes,
        bytes(range(32)),
    )
    assert office_digest(START, 12, CASE, b"head") == sealed(
        b"amends/office/1", bytes(32), b"12", CASE.encode(), b"head"
    )


def test_digests_that_were_printed_stay_what_they_are():
    assert entry_digest(START, ENTRY).hex().startswith("80fdbebfe83754c8")
    unknown = ENTRY._replace(happened_at=None, zone=None)
    assert entry_digest(START, unknown).hex().startswith("d4b07663a1879466")


@pytest.mark.parametrize(
    "change",
    [
        {"id": UUID(int=9)},
        {"stream": OTHER_CASE},
        {"stream_seq": 2},
        {"kind": "closed"},
        {"schema": 2},
        {"happened_on": date(2026, 3, 3)},
        {"happened_at": None},
        {"zone": None},
        {"recorded_at": datetime(2026, 3, 2, 14, 30, 0, 250001, tzinfo=UTC)},
        {"recorded_by": UUID(int=7)},
        {"body_digest": bytes(32)},
    ],
)
def test_every_column_is_covered(change):
    assert entry_digest(START, ENTRY._replace(**change)) != entry_digest(START, ENTRY)


def test_parts_cannot_be_shifted_into_each_other():
    assert body_digest(b"ab", b"c") != body_digest(b"a", b"bc")
    shifted = ENTRY._replace(kind=ENTRY.kind + "1", schema=1)
    assert entry_digest(START, shifted) != entry_digest(START, ENTRY._replace(schema=11))
    assert chain._digest(b"", b"a") != chain._digest(b"a", b"")


def test_an_untouched_record_holds(record_of_two):
    assert broken(record_of_two) == []


def test_an_empty_office_holds(office):
    assert broken(office) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "'closed'"),
        ("schema", "2"),
        ("happened_on", "'2026-03-03'"),
        ("happened_at", "'2026-03-02 00:00:00.000000'"),
        ("zone", "'Europe/Paris'"),
        ("recorded_at", "'2026-03-02 14:30:00.000001'"),
        ("recorded_by", f"'{UUID(int=9).hex}'"),
        ("body_digest", "zeroblob(32)"),
        ("digest", "zeroblob(32)"),
    ],
)
def test_a_changed_column_is_found(record_of_two, column, value):
    tamper(record_of_two, f"UPDATE events SET {column} = {value} WHERE {{case}} AND stream_seq = 2")
    assert BrokenPlace(CASE, 2, Damage.ENTRY) in broken(record_of_two)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("happened_on", "'soon'"),
        ("recorded_at", "7"),
        ("recorded_by", "'nobody'"),
        ("schema", "'one'"),
        ("body_digest", "'text'"),
        ("digest", "'text'"),
    ],
)
def test_a_column_that_holds_nonsense_is_found(record_of_two, column, value):
    tamper(record_of_two, f"UPDATE events SET {column} = {value} WHERE {{case}} AND stream_seq = 2")
    found = broken(record_of_two)
    assert found
    assert {place.stream for place in found} <= {CASE}


def test_a_changed_body_is_found_and_named(record_of_two):
    tamper(
        record_of_two,
        "UPDATE bodies SET bytes = CAST(replace(bytes, '2', '3') AS BLOB)"
        " WHERE id = (SELECT id FROM events WHERE {case} AND stream_seq = 2)",
    )
    assert broken(record_of_two) == [BrokenPlace(CASE, 2, Damage.BODY)]


def test_swapped_bodies_are_found(record_of_two):
    ids = "(SELECT id FROM events WHERE {case} AND stream_seq = %d)"
    one, two = ids % 1, ids % 2
    tamper(
        record_of_two,
        f"CREATE TEMP TABLE old AS SELECT * FROM bodies WHERE id IN ({one}, {two})",
        f"UPDATE bodies SET (salt, bytes) = (SELECT salt, bytes FROM old WHERE id = {two})"
        f" WHERE id = {one}",
        f"UPDATE bodies SET (salt, bytes) = (SELECT salt, bytes FROM old WHERE id = {one})"
        f" WHERE id = {two}",
    )
    assert broken(record_of_two) == [
        BrokenPlace(CASE, 1, Damage.BODY),
        BrokenPlace(CASE, 2, Damage.BODY),
    ]


def test_swapped_entries_are_found(record_of_two):
    tamper(
        record_of_two,
        "UPDATE events SET stream_seq = 9 WHERE {case} AND stream_seq = 1",
        "UPDATE events SET stream_seq = 1 WHERE {case} AND stream_seq = 2",
        "UPDATE events SET stream_seq = 2 WHERE {case} AND stream_seq = 9",
    )
    assert BrokenPlace(CASE, 1, Damage.ENTRY) in broken(record_of_two)


@pytest.mark.parametrize("seq", [1, 2, 3])
def test_a_removed_entry_is_found(record_of_two, seq):
    tamper(record_of_two, f"DELETE FROM events WHERE {{case}} AND stream_seq = {seq}")
    found = broken(record_of_two)
    assert (BrokenPlace(CASE, seq + 1, Damage.MISSING) in found) == (seq < 3)
    assert any(place.damage is Damage.OFFICE for place in found)


def test_a_case_removed_from_every_table_is_found(record_of_two):
    tamper(
        record_of_two,
        "DELETE FROM office_chain WHERE office_seq IN (SELECT office_seq FROM events WHERE {case})",
        "DELETE FROM events WHERE {case}",
        "DELETE FROM bodies WHERE id NOT IN (SELECT id FROM events)",
    )
    assert {place.damage for place in broken(record_of_two)} == {Damage.OFFICE}


def test_an_entry_slipped_in_is_found(record_of_two):
    tamper(
        record_of_two,
        "INSERT INTO events SELECT 99, 'ff' || substr(id, 3), stream, 4, kind, schema,"
        " happened_on, happened_at, zone, recorded_at, recorded_by, body_digest, digest"
        " FROM events WHERE {case} AND stream_seq = 3",
    )
    assert broken(record_of_two) == [
        BrokenPlace(CASE, 4, Damage.ENTRY),
        BrokenPlace(CASE, 99, Damage.OFFICE),
    ]


def test_a_link_taken_out_of_the_office_chain_is_found(record_of_two):
    tamper(record_of_two, "DELETE FROM office_chain WHERE office_seq = 2")
    assert broken(record_of_two) == [
        BrokenPlace(CASE, 3, Damage.OFFICE),
        BrokenPlace(OTHER_CASE, 2, Damage.OFFICE),
    ]


def test_a_history_written_anew_has_another_fingerprint(record_of_two):
    """Who has the key can make a chain that holds; the printed fingerprint tells it apart."""
    with record_of_two.reading() as unit:
        printed = unit.events.fingerprint(OTHER_CASE), unit.events.office_fingerprint()
    tamper(
        record_of_two,
        "DELETE FROM office_chain WHERE office_seq > 3",
        "DELETE FROM events WHERE office_seq > 3",
        "DELETE FROM bodies WHERE id NOT IN (SELECT id FROM events)",
    )
    assert broken(record_of_two) == []
    record(record_of_two, "note 3, improved", stream=OTHER_CASE)
    record(record_of_two, "note 4", stream=CASE)
    assert broken(record_of_two) == []
    with record_of_two.reading() as unit:
        fingerprint, (count, office_fingerprint) = (
            unit.events.fingerprint(OTHER_CASE),
            unit.events.office_fingerprint(),
        )
    assert (fingerprint, office_fingerprint) != (printed[0], printed[1][1])
    assert fingerprint != printed[0]
    assert count == printed[1][0]
