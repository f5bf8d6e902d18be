"""All or nothing, one writer at a time, readers undisturbed; and errors that tell no tales."""

from __future__ import annotations

import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import PurePosixPath, PureWindowsPath
from threading import Barrier

import pytest
from sqlalchemy.exc import IntegrityError
from tests.storage.offices import (
    ANNE,
    CASE,
    NOW,
    PASSPHRASE,
    inbox_row,
    note,
    record,
    with_the_key_in_hand,
)

from amends.domain.errors import CaseChangedError, FileNotWrittenError, OfficeInUseError
from amends.storage import database
from amends.storage.database import file_uri
from amends.storage.office import unlock


def test_nothing_is_kept_where_anything_was_raised(office):
    with suppress(ZeroDivisionError), office.transaction() as unit:
        unit.events.append(CASE, 0, [note()], now=NOW, person=ANNE)
        unit.inbox.put(inbox_row(), "")
        unit.drafts.put("letter", b"Dear", NOW)
        unit.next_reference(2026)
        raise ZeroDivisionError
    with office.transaction() as unit:
        assert unit.events.last_seq(CASE) == 0
        assert unit.inbox.row(CASE) is None
        assert unit.inbox.totals() == []
        assert unit.drafts.keys() == []
        assert unit.next_reference(2026) == "2026-001"


def test_of_two_who_saw_the_same_the_faster_wins(office):
    record(office, "first")
    both_have_seen = Barrier(2)

    def answer(text):
        with office.reading() as unit:
            seen = unit.events.last_seq(CASE)
        both_have_seen.wait(10)
        try:
            with office.transaction() as unit:
                unit.events.append(CASE, seen, [note(text)], now=NOW, person=ANNE)
        except CaseChangedError as error:
            return error.stream
        return "won"

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(answer, ["a", "b"])) == [CASE, "won"]
    with office.reading() as unit:
        assert unit.events.last_seq(CASE) == 2
        assert unit.events.broken_places() == []


def test_many_threads_write_and_read_without_a_gap(office):
    def work(number):
        record(office, f"note {number}", stream=f"case/{number % 3}")
        with office.reading() as unit:
            return len(unit.events.read(f"case/{number % 3}"))

    with ThreadPoolExecutor(6) as threads:
        assert all(threads.map(work, range(30)))
    with office.reading() as unit:
        assert [unit.events.last_seq(stream) for stream in unit.events.streams()] == [10] * 3
        assert unit.events.office_fingerprint()[0] == 30
        assert unit.events.broken_places() == []


def test_a_reader_sees_one_state_whoever_writes(office):
    record(office, "first")
    with office.reading() as unit:
        before = unit.events.read(CASE)
        record(office, "second")
        assert unit.events.read(CASE) == before
    with office.reading() as unit:
        assert unit.events.last_seq(CASE) == 2


def test_nothing_can_be_written_while_reading(office):
    with pytest.raises(FileNotWrittenError), office.reading() as unit:
        unit.drafts.put("letter", b"Dear", NOW)
    record(office, "the connection writes again afterwards")


def test_a_second_writer_is_told_after_a_while(office, folder, monkeypatch):
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 50)
    with (
        closing(unlock(folder, PASSPHRASE)) as second,
        office.transaction(),
        pytest.raises(OfficeInUseError),
        second.transaction(),
    ):
        pass


def test_a_writer_waits_five_seconds_for_another():
    assert database.BUSY_TIMEOUT_MS == 5000


def test_errors_carry_no_word_of_a_case(office):
    word = "mar" + "malade"  # in pieces, since a traceback shows this line
    with pytest.raises(IntegrityError) as caught, office.transaction() as unit:
        unit.drafts.put(word, None, NOW)
    told = "".join(traceback.format_exception(caught.value))
    assert "drafts" in told
    assert word not in told


def test_each_connection_is_set_to_lose_and_leak_nothing(office):
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "temp_store": 2,
        "secure_delete": 1,
        "fullfsync": 1,
        "busy_timeout": 5000,
    }
    with office._database.reading() as connection:
        found = {
            pragma: connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() for pragma in wanted
        }
    assert found == wanted


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE events SET kind = 'received'",
        "DELETE FROM events",
        "REPLACE INTO events SELECT * FROM events",
        "UPDATE bodies SET bytes = x'7b7d'",
        "UPDATE office_chain SET digest = x'00'",
        "DELETE FROM office_chain",
        "UPDATE pins SET bytes = x'00'",
    ],
)
def test_the_database_itself_refuses_to_change_the_record(office, change):
    record(office, "She rang.")
    with office.transaction() as unit:
        unit.pins.pin(b"procedure")
    with pytest.raises(IntegrityError), office._database.transaction() as connection:
        connection.exec_driver_sql(change)
    with office.reading() as unit:
        assert len(unit.events.read(CASE)) == 1
        assert unit.events.broken_places() == []


def test_a_body_needs_its_entry(office, folder):
    with with_the_key_in_hand(folder, guarded=True) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(Exception, match="FOREIGN KEY"):
            connection.execute("INSERT INTO bodies VALUES ('00', x'00', x'00')")


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        (PurePosixPath("/home/zoë/o?.db"), "file:///home/zo%C3%AB/o%3F.db"),
        (PureWindowsPath("C:/Office/office.db"), "file:///C:/Office/office.db"),
        (PureWindowsPath("//server/share/office.db"), "file:////server/share/office.db"),
    ],
)
def test_a_file_is_named_as_sqlite_wants_it(file, uri):
    assert file_uri(file) == uri
