"""A log of another office beside the database: SQLite would take it, and lose everything."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing

import pytest
from tests.storage.offices import ANNE, CASE, PASSPHRASE, make_office, record

from amends.domain.errors import OfficeDamagedError
from amends.storage.office import change_office_key, unlock

LOG = "office.db-wal"
JOURNAL = "office.db-journal"
FIRST_PAGE = 32 + 24 + 4096


def on(_done, _total):
    """Take note of no progress."""


@pytest.fixture
def log(office, folder):
    """Return what stands in the log of an office that is closed by then."""
    record(office, "She rang.")
    raw = (folder / LOG).read_bytes()
    assert len(raw) > FIRST_PAGE
    office.close()
    return raw


def entries(folder):
    with closing(unlock(folder, PASSPHRASE)) as office, office.reading() as unit:
        return unit.events.last_seq(CASE)


def check_refused(folder, log, name=LOG):
    """Assert that an office with that log does not open, and is whole without it."""
    before = (folder / "office.db").read_bytes()
    (folder / name).write_bytes(log)
    for _again in range(2):
        with pytest.raises(OfficeDamagedError) as caught:
            unlock(folder, PASSPHRASE)
        assert caught.value.part == name
    assert (folder / "office.db").read_bytes() == before
    (folder / name).unlink()
    assert entries(folder) == 1


def journal_of_another_database(file):
    """Return a journal that its database would be rolled back by."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("CREATE TABLE words (word)")
        other.execute("PRAGMA cache_size = 1")
        other.executemany("INSERT INTO words VALUES (?)", [("x" * 3000,)] * 20)
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE words SET word = 'y' || word")
        return file.with_name(f"{file.name}-journal").read_bytes()


def test_the_log_of_another_office_destroys_nothing(log, folder, tmp_path):
    with closing(make_office(tmp_path / "other")) as other:
        record(other, "He wrote.", "He rang.")
        check_refused(folder, (other.folder / LOG).read_bytes())


def test_a_log_from_before_a_change_of_key_destroys_nothing(log, folder):
    change_office_key(folder, PASSPHRASE, [ANNE], on)
    check_refused(folder, log)


def test_a_journal_of_another_database_destroys_nothing(log, folder, tmp_path):
    journal = journal_of_another_database(tmp_path / "other.db")
    assert len(journal) > FIRST_PAGE
    check_refused(folder, journal, JOURNAL)


@pytest.mark.parametrize("kept", [b"", bytes(FIRST_PAGE)])
def test_a_journal_that_is_over_is_passed_over(log, folder, kept):
    (folder / JOURNAL).write_bytes(kept)
    assert entries(folder) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", [LOG, JOURNAL])
def test_nobody_waits_for_a_pipe_in_the_place_of_a_log(log, folder, name):
    os.mkfifo(folder / name)
    with pytest.raises(OfficeDamagedError) as caught:
        unlock(folder, PASSPHRASE)
    assert caught.value.part == name


def test_the_log_that_a_killed_program_left_is_taken(office, folder, tmp_path):
    record(office, "She rang.", "She wrote.")
    shutil.copytree(folder, tmp_path / "killed")
    assert (tmp_path / "killed" / LOG).stat().st_size > FIRST_PAGE
    assert entries(tmp_path / "killed") == 2


@pytest.mark.parametrize("kept", [0, 31, 32, 56, FIRST_PAGE - 1])
def test_a_log_that_ends_in_its_first_page_is_passed_over(log, folder, kept):
    (folder / LOG).write_bytes(log[:kept])
    assert entries(folder) == 1


@pytest.mark.parametrize("at", [0, 8, 20, 24, 32, 40, 50, 56, 4000, FIRST_PAGE - 1])
def test_a_log_that_is_torn_in_its_first_page_is_passed_over(log, folder, at):
    torn = bytearray(log)
    torn[at] ^= 1
    (folder / LOG).write_bytes(torn)
    assert entries(folder) == 1


def test_a_log_of_anything_is_passed_over(log, folder):
    for raw in (os.urandom(2 * FIRST_PAGE), bytes(2 * FIRST_PAGE)):
        (folder / LOG).write_bytes(raw)
        assert entries(folder) == 1
