"""The office's storage beside what it is made of, and a large office beside a small one."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import count, cycle
from pathlib import Path
from uuid import UUID

import pytest
from sqlcipher3 import dbapi2

from amends.domain.events.case_events import NoteAdded
from amends.domain.streams import case_stream
from amends.storage.office import OpenOffice, create
from amends.storage.rows import InboxRow
from amends.storage.unit import Unit
from tests.benchmarks.ratios import compare
from tests.storage.offices import ANNE, CHEAP, NOW, PASSPHRASE

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(1800)]

ROUNDS = 9
COMMITS = 40
TRIES = 3  # a neighbour who uses the disk keeps one way waiting, and not the other
EVENTS_OF_CASE = 200
FEW_EVENTS = 10_000
MANY_EVENTS, MANY_EVENTS_WHOLE = 200_000, 1_000_000
CASES_AT_ONCE = 200  # in one transaction, or the disk would be waited for most of the time
CASES = 10_000
PAGE = 200
MOST_TIMES_A_BARE_COMMIT = 5
MOST_TIMES_A_SMALL_OFFICE = 1.5
MOST_TIMES_PLAIN_SQLITE_WARM = 1.5
MOST_TIMES_PLAIN_SQLITE_FRESH = 5
TEXT = "She rang, and asked when the feedback would come. " * 6


@dataclass(frozen=True, slots=True)
class Bare:
    """A SQLCipher database of one table, with the settings of an office's."""

    connection: dbapi2.Connection

    def commit(self, raw: bytes) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute("INSERT INTO kept (bytes) VALUES (?)", (raw,))
        self.connection.execute("COMMIT")


@pytest.fixture
def bare(tmp_path):
    connection = dbapi2.connect(str(tmp_path / "bare.db"), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{secrets.token_hex(32)}'\"")
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")
    with closing(connection):
        yield Bare(connection)


@pytest.fixture
def office(tmp_path):
    with closing(create(tmp_path / "office", PASSPHRASE, ANNE, CHEAP)) as office:
        yield office


def append(unit: Unit, stream: str, seq: int, how_many: int) -> None:
    """Append notes to a stream, after that number, which whoever records has seen."""
    events = [NoteAdded(happened_on=NOW.date(), text=TEXT)] * how_many
    unit.events.append(stream, seq, events, now=NOW, person=ANNE)


def test_an_entry_takes_no_more_than_five_bare_commits_of_the_same_bytes(office, bare, capsys):
    raw = TEXT.encode().ljust(600)  # a note with its salt, its digests and its columns
    stream, seq = case_stream(UUID(int=1)), count()
    lines = cycle(line(1, date(2026, 1, day)) for day in (1, 2))  # each entry moves the date

    def ours():
        for _number in range(COMMITS):
            with office.transaction() as unit:
                append(unit, stream, next(seq), 1)
                unit.inbox.put(next(lines), TEXT)

    def theirs():
        for _number in range(COMMITS):
            bare.commit(raw)

    ours(), theirs()
    for _try in range(TRIES):
        comparison = compare(theirs, ours, ROUNDS)
        with capsys.disabled():
            print(f"\n{COMMITS} bare commits, and entries: {comparison}")
        if comparison.ratio <= MOST_TIMES_A_BARE_COMMIT:
            return
    pytest.fail(f"never in {MOST_TIMES_A_BARE_COMMIT} times a bare commit")


def filled(folder: Path, events: int) -> OpenOffice:
    """Make an office with that many entries, all cases alike, told in turns."""
    office = create(folder, PASSPHRASE, ANNE, CHEAP)
    cases, part = range(events // EVENTS_OF_CASE), EVENTS_OF_CASE // 4
    for turn in range(4):
        for first in cases[::CASES_AT_ONCE]:
            with office.transaction() as unit:
                for number in cases[first : first + CASES_AT_ONCE]:
                    append(unit, case_stream(UUID(int=number)), turn * part, part)
    return office


def test_a_case_opens_as_fast_among_many_entries_as_among_few(tmp_path, whole, capsys):
    entries = MANY_EVENTS_WHOLE if whole else MANY_EVENTS
    with (
        closing(filled(tmp_path / "few", FEW_EVENTS)) as few,
        closing(filled(tmp_path / "many", entries)) as many,
    ):
        with many.reading() as unit:
            assert unit.events.office_fingerprint()[0] == entries

        def opened(office: OpenOffice, cases: int) -> None:
            for number in range(5):
                with office.reading() as unit:
                    found = unit.events.read(case_stream(UUID(int=(number * 7) % cases)))
                assert len(found) == EVENTS_OF_CASE

        ours = partial(opened, many, entries // EVENTS_OF_CASE)
        theirs = partial(opened, few, FEW_EVENTS // EVENTS_OF_CASE)
        ours(), theirs()
        comparison = compare(ours, theirs, ROUNDS)
    with capsys.disabled():
        print(f"\na case among {entries:,} entries and among {FEW_EVENTS:,}: {comparison}")
    assert comparison.ratio >= 1 / MOST_TIMES_A_SMALL_OFFICE


def rows() -> Iterator[InboxRow]:
    for number in range(CASES):
        yield line(number, date(2026, 1, 1) + timedelta(days=number % 500))


def line(number: int, due: date) -> InboxRow:
    """Return the line of a case in the inbox."""
    return InboxRow(
        case_stream(UUID(int=number)), f"2026-{number:05}", f"Complaint {number}", "Receipt",
        "Stage 1", "Anne", "M. Ferreira", due, False, due.isoformat(), due,
    )  # fmt: skip


@pytest.fixture
def inboxes(office, tmp_path):
    """The same inbox twice: in an office, and in a plain file of SQLite with the same index."""
    with office.transaction() as unit:
        for row in rows():
            unit.inbox.put(row, "feedback")
    plain = tmp_path / "plain.db"
    columns = ", ".join(InboxRow._fields)
    with closing(sqlite3.connect(plain)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"CREATE TABLE inbox ({columns}, PRIMARY KEY (stream))")
        connection.execute("CREATE INDEX by_key ON inbox (closed, sort_key, stream)")
        marks = ", ".join("?" * len(InboxRow._fields))
        plainly = ([str(it) if isinstance(it, date) else it for it in row] for row in rows())
        connection.executemany(f"INSERT INTO inbox VALUES ({marks})", plainly)
        connection.commit()
    return office, plain


QUERY = """SELECT * FROM inbox WHERE closed = 0 AND (sort_key, stream) > (?, ?)
ORDER BY sort_key, stream LIMIT ?"""


def test_the_inbox_is_read_as_fast_as_from_plain_sqlite(inboxes, capsys):
    """What is compared is the reading, before typed rows are made of it."""
    office, plain = inboxes
    encrypted = office._database._connect  # as each of the office's connections is opened

    def pages(connection) -> None:
        after = ("", "")
        for _page in range(20):
            found = connection.execute(QUERY, (*after, PAGE)).fetchall()
            after = (found[-1][9], found[-1][0])

    def fresh(connect) -> None:
        with closing(connect()) as connection:
            connection.execute(QUERY, ("", "", PAGE)).fetchall()

    with closing(encrypted()) as ours, closing(sqlite3.connect(plain)) as theirs:
        pages(ours)
        pages(theirs)
        warm = compare(partial(pages, ours), partial(pages, theirs), ROUNDS)
    cold = compare(
        partial(fresh, encrypted), partial(fresh, partial(sqlite3.connect, plain)), ROUNDS
    )
    with capsys.disabled():
        print(f"\nthe inbox encrypted and plain, warm: {warm}")
        print(f"the inbox encrypted and plain, on a fresh connection: {cold}")
    assert warm.ratio >= 1 / MOST_TIMES_PLAIN_SQLITE_WARM
    assert cold.ratio >= 1 / MOST_TIMES_PLAIN_SQLITE_FRESH
