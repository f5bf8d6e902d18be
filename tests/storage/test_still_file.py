"""A database is read without a trace, whether it is closed, open, or was left by a crash."""

from __future__ import annotations

import shutil

import pytest
from tests.storage.offices import CASE, NOW, PASSPHRASE, record

from amends.domain.errors import FileNotWrittenError, OfficeInUseError
from amends.storage.office import look_into
from amends.storage.still_file import still_file


def state(folder):
    return {it.name: it.stat().st_mtime_ns for it in folder.iterdir()}


def notes(folder):
    with look_into(folder, PASSPHRASE) as office, office.reading() as unit:
        return len(unit.events.read(CASE))


def test_a_closed_office_is_read_where_it_is(office, folder):
    record(office, "one")
    office.close()
    before = state(folder)
    assert notes(folder) == 1
    assert state(folder) == before


def test_an_open_office_is_read_with_what_is_in_its_log(office, folder):
    record(office, "one", "two")
    before = state(folder)
    assert notes(folder) == 2
    assert state(folder) == before


def test_what_a_crash_left_is_read_and_stays_as_it_is(office, folder, tmp_path):
    record(office, "one")
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for part in ("office.db", "office.db-wal", "keys.json"):
        shutil.copyfile(folder / part, crashed / part)
    before = state(crashed)
    assert notes(crashed) == 1
    assert state(crashed) == before


def test_an_office_that_is_written_without_a_pause_is_said_to_be_in_use(
    office, folder, monkeypatch
):
    record(office, "one")
    copy = shutil.copyfile

    def busy(source, target):
        copy(source, target)
        record(office, "another")

    monkeypatch.setattr(shutil, "copyfile", busy)
    with pytest.raises(OfficeInUseError), still_file(folder / "office.db"):
        pass


def test_what_may_not_be_written_in_it_is_refused(office, folder):
    record(office, "one")
    office.close()
    with (
        look_into(folder, PASSPHRASE) as looked_into,
        pytest.raises(FileNotWrittenError),
        looked_into.transaction() as unit,
    ):
        unit.drafts.put("letter", b"Dear", NOW)
