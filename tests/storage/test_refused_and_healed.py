"""What a disk that refused, or lost its power, leaves behind, and how it is made whole again."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from tests.storage.offices import CASE, PASSPHRASE, record

from amends.domain.errors import OfficeInUseError
from amends.storage import database, durable_files, head
from amends.storage.durable_files import make_folder
from amends.storage.office import look_into, unlock

WAL_HEADER_BYTES, FRAME_HEADER_BYTES, PAGE_BYTES = 32, 24, 4096


@pytest.fixture
def cut(office, folder, tmp_path):
    """An office as a cut leaves it while its log was being brought in: pages are half written."""
    record(office, "one", "two")
    left = tmp_path / "left"
    (left / "evidence").mkdir(parents=True)
    for part in ("office.db", "office.db-wal", "keys.json", "head.json"):
        shutil.copyfile(folder / part, left / part)
    log = (left / "office.db-wal").read_bytes()
    frame_bytes = FRAME_HEADER_BYTES + PAGE_BYTES
    numbers = {
        int.from_bytes(log[at : at + 4], "big")
        for at in range(WAL_HEADER_BYTES, len(log) - frame_bytes + 1, frame_bytes)
    }
    pages = bytearray((left / "office.db").read_bytes())
    for number in numbers:
        middle = (number - 1) * PAGE_BYTES + PAGE_BYTES // 2
        pages[middle : middle + 512] = bytes(512)
    (left / "office.db").write_bytes(pages)
    return left


def test_pages_that_a_cut_left_half_written_are_made_whole_by_the_next_start(cut):
    with closing(unlock(cut, PASSPHRASE)) as office, office.reading() as unit:
        assert unit.checks.damaged_pages() == 0
        assert unit.events.last_seq(CASE) == 2


def test_whoever_only_looks_does_not_take_them_for_damaged_and_changes_nothing(cut):
    before = {part: part.read_bytes() for part in cut.iterdir() if part.is_file()}
    with look_into(cut, PASSPHRASE) as office, office.reading() as unit:
        assert unit.checks.damaged_pages() == 0
        assert unit.events.last_seq(CASE) == 2
    assert {part: part.read_bytes() for part in cut.iterdir() if part.is_file()} == before


def test_a_connection_that_was_refused_something_is_closed(office, folder, monkeypatch):
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 1)
    with closing(unlock(folder, PASSPHRASE)) as mine:
        record(mine, "one")
        with mine.reading() as unit:
            used = unit._connection.connection.driver_connection
        assert used is not None
        with office.transaction(), pytest.raises(OfficeInUseError):
            record(mine, "two")
        with mine.reading() as unit:
            assert unit._connection.connection.driver_connection is not used
        with pytest.raises(dbapi2.ProgrammingError):
            used.execute("SELECT 1")
        record(mine, "two")


@pytest.fixture
def synced(monkeypatch):
    """The folders whose names were brought to the disk, in order."""
    folders: list[Path] = []
    for module in (durable_files, head):
        monkeypatch.setattr(module, "sync_folder", folders.append)
    return folders


def test_new_folders_reach_the_disk_with_those_that_they_lie_in(synced, tmp_path):
    make_folder(tmp_path / "stick" / "copies" / "evidence")
    assert synced == [tmp_path, tmp_path / "stick", tmp_path / "stick" / "copies"]
    make_folder(tmp_path / "stick" / "copies" / "evidence")
    assert len(synced) == 3


def test_the_first_head_reaches_the_disk_with_its_name(office, folder, synced):
    record(office, "one")
    assert synced == [folder]
    record(office, "two")
    assert synced == [folder]
