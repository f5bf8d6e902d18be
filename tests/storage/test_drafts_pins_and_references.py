"""Drafts are kept until removed, pinned bytes never change, and no reference is given twice."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from tests.storage.offices import NOW, with_the_key_in_hand

from amends.domain.errors import OfficeDamagedError


def test_a_draft_is_there_until_it_is_removed(unit):
    assert unit.drafts.get("letter/1") is None
    unit.drafts.put("letter/1", b"Dear", NOW)
    unit.drafts.put("letter/1", b"Dear Zo\xc3\xab", NOW + timedelta(seconds=1))
    assert unit.drafts.get("letter/1") == b"Dear Zo\xc3\xab"
    unit.drafts.remove("letter/1")
    unit.drafts.remove("letter/1")
    assert unit.drafts.get("letter/1") is None


def test_drafts_are_found_by_how_their_keys_begin(unit):
    for key in ("letter/2", "letter/1", "Letter/3", "note%", "note/1", ""):
        unit.drafts.put(key, b"", NOW)
    assert unit.drafts.keys("letter/") == ["letter/1", "letter/2"]
    assert unit.drafts.keys("note%") == ["note%"]
    assert len(unit.drafts.keys()) == 6


def test_a_draft_may_hold_any_bytes(unit):
    raw = bytes(range(256)) * 5000
    unit.drafts.put("letter", raw, NOW)
    assert unit.drafts.get("letter") == raw


def test_pinned_bytes_are_found_by_their_digest(unit):
    digest = unit.pins.pin(b"[procedure]")
    assert digest == hashlib.sha256(b"[procedure]").hexdigest()
    assert unit.pins.pin(b"[procedure]") == digest
    assert unit.pins.read(digest) == b"[procedure]"


def test_what_was_never_pinned_is_damage(unit):
    with pytest.raises(OfficeDamagedError):
        unit.pins.read("0" * 64)


def test_pinned_bytes_that_changed_are_not_given_out(office, folder):
    with office.transaction() as unit:
        digest = unit.pins.pin(b"[procedure]")
    with with_the_key_in_hand(folder) as connection:
        connection.execute("UPDATE pins SET bytes = x'00'")
    with pytest.raises(OfficeDamagedError) as caught, office.reading() as unit:
        unit.pins.read(digest)
    assert digest in caught.value.part


def test_references_count_up_within_each_year(unit):
    assert [unit.next_reference(2026) for _ in range(2)] == ["2026-001", "2026-002"]
    assert unit.next_reference(2027) == "2027-001"
    assert unit.next_reference(2026) == "2026-003"


def test_the_thousandth_reference_has_four_digits(unit):
    given = [unit.next_reference(2026) for _ in range(1000)]
    assert given[998:] == ["2026-999", "2026-1000"]
    assert len(set(given)) == 1000


def test_no_reference_is_given_twice_however_many_ask(office):
    def ask(_number):
        with office.transaction() as unit:
            return unit.next_reference(2026)

    with ThreadPoolExecutor(4) as threads:
        given = list(threads.map(ask, range(40)))
    assert sorted(given) == [f"2026-{number:03}" for number in range(1, 41)]
