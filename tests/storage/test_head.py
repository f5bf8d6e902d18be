"""A record that lost its newest entries is found by the head that is noted beside it."""

from __future__ import annotations

import shutil
from contextlib import closing, suppress

import pytest
from tests.storage.offices import (
    ANNE,
    CASE,
    NOW,
    PASSPHRASE,
    Discarded,
    note,
    record,
    with_the_key_in_hand,
)

from amends.domain.keeping_errors import HeadBrokenError, RecordShortenedError
from amends.storage.office import unlock
from amends.storage.rows import Head


def head_of(office):
    with office.reading() as unit:
        return Head(*unit.events.office_fingerprint())


@pytest.fixture
def older(office, folder, tmp_path):
    """A copy of the database as it was after the first of two entries."""
    record(office, "one")
    office.close()
    copy = tmp_path / "older.db"
    shutil.copyfile(folder / "office.db", copy)
    with closing(unlock(folder, PASSPHRASE)) as again:
        record(again, "two")
    return copy


def test_every_commit_that_records_something_is_noted(office):
    assert office.compare_head() is None
    record(office, "one", "two")
    assert office.compare_head() == head_of(office)
    with office.transaction() as unit:
        unit.drafts.put("letter", b"Dear", NOW)
    assert office.compare_head() == head_of(office)
    assert head_of(office).entries == 2


def test_what_was_rolled_back_is_not_noted(office):
    record(office, "one")
    noted = office.compare_head()
    with suppress(Discarded), office.transaction() as unit:
        unit.events.append(CASE, 1, [note()], now=NOW, person=ANNE)
        raise Discarded
    assert office.compare_head() == noted


def test_an_older_database_in_its_place_is_found(older, folder):
    shutil.copyfile(older, folder / "office.db")
    with closing(unlock(folder, PASSPHRASE)) as office:
        assert isinstance(office.warning, RecordShortenedError)
        assert (office.warning.noted, office.warning.found) == (2, 1)


def test_what_is_recorded_after_that_does_not_hide_it(older, folder):
    shutil.copyfile(older, folder / "office.db")
    with closing(unlock(folder, PASSPHRASE)) as office:
        record(office, "two, improved", "three")
    with closing(unlock(folder, PASSPHRASE)) as office:
        assert isinstance(office.warning, RecordShortenedError)
        assert (office.warning.noted, office.warning.found) == (2, 3)


def test_a_log_thrown_away_is_found(office, folder, tmp_path):
    record(office, "one")
    office.close()
    with closing(unlock(folder, PASSPHRASE)) as working:
        record(working, "two")
        for part in ("office.db", "keys.json", "head.json"):  # as a crash would leave them
            (tmp_path / "crashed").mkdir(exist_ok=True)
            shutil.copyfile(folder / part, tmp_path / "crashed" / part)
    with closing(unlock(tmp_path / "crashed", PASSPHRASE)) as crashed:
        assert isinstance(crashed.warning, RecordShortenedError)


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"\xff", b'{"format": "amends head", "version": 1, "entries": 0}']
)
def test_a_note_that_is_none_is_said_and_left_as_it_is(office, folder, raw):
    record(office, "one")
    office.close()
    (folder / "head.json").write_bytes(raw)
    with closing(unlock(folder, PASSPHRASE)) as again:
        assert isinstance(again.warning, HeadBrokenError)
        record(again, "two")
    assert (folder / "head.json").read_bytes() == raw


def test_a_note_written_by_somebody_without_the_key_is_found(older, folder):
    file = folder / "head.json"
    shutil.copyfile(older, folder / "office.db")
    file.write_bytes(file.read_bytes().replace(b'"entries": 2', b'"entries": 1'))
    with closing(unlock(folder, PASSPHRASE)) as office:
        assert isinstance(office.warning, HeadBrokenError)


def test_a_note_that_is_behind_catches_up(office, folder):
    record(office, "one")
    before = (folder / "head.json").read_bytes()
    record(office, "two")
    office.close()
    (folder / "head.json").write_bytes(before)
    with closing(unlock(folder, PASSPHRASE)) as again:
        assert again.warning is None
        assert again.compare_head() == head_of(again)


def test_an_office_of_before_gets_its_note_when_it_is_opened(office, folder):
    record(office, "one")
    office.close()
    (folder / "head.json").unlink()
    with closing(unlock(folder, PASSPHRASE)) as again:
        assert again.warning is None
        assert again.compare_head() == head_of(again)


def test_a_note_that_cannot_be_written_costs_nothing(office, folder):
    (folder / "head.json").mkdir()
    record(office, "one")
    with office.reading() as unit:
        assert unit.events.last_seq(CASE) == 1
    assert {part.name for part in folder.glob("*.part")} == set()


def test_entries_swapped_with_the_key_in_hand_are_told_from_those_noted(office, folder):
    record(office, "one")
    office.close()
    with with_the_key_in_hand(folder) as connection:
        for table in ("office_chain", "bodies", "events"):
            connection.execute(f"DELETE FROM {table}")
    with closing(unlock(folder, PASSPHRASE)) as again:
        assert isinstance(again.warning, RecordShortenedError)
