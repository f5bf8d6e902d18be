"""Offices for the tests: really encrypted, made by the migrations, cheap to unlock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlcipher3 import dbapi2

from amends.domain.events.case_events import NoteAdded
from amends.domain.streams import case_stream
from amends.storage.keys import open_by_passphrase
from amends.storage.office import OpenOffice, create
from amends.storage.rows import InboxRow
from amends.storage.stretching import Argon2Cost

CHEAP: Final = Argon2Cost(memory_kib=8, iterations=1, lanes=1)
PASSPHRASE: Final = "seven grey herons"
ANNE: Final = UUID(int=0xA0)
NOW: Final = datetime(2026, 3, 2, 14, 30, tzinfo=UTC)
TODAY: Final = NOW.date()
CASE: Final = case_stream(UUID(int=1))
OTHER_CASE: Final = case_stream(UUID(int=2))


class Discarded(Exception):  # noqa: N818 (nothing went wrong)
    """Ends a transaction whose writes are not wanted any more."""


def make_office(folder: Path) -> OpenOffice:
    return create(folder, PASSPHRASE, ANNE, CHEAP)


def note(text: str = "She rang.") -> NoteAdded:
    return NoteAdded(happened_on=TODAY, text=text)


def record(office: OpenOffice, *texts: str, stream: str = CASE) -> list[UUID]:
    """Record a note for each text, at the end of the stream."""
    with office.transaction() as unit:
        seq = unit.events.last_seq(stream)
        notes = [note(text) for text in texts]
        return unit.events.append(stream, seq, notes, now=NOW, person=ANNE)


def inbox_row(
    stream: str = CASE,
    *,
    label: str = "2026-001",
    title: str = "Late kit",
    next_due: date | None = None,
    closed: bool = False,
    sort_key: str = "",
    stale_on: date | None = None,
) -> InboxRow:
    key = sort_key or (str(next_due) if next_due else "9998-12-31")
    return InboxRow(
        stream, label, title, "Receipt", "Stage 1", "Anne", "Bo", next_due, closed, key, stale_on
    )


@contextmanager
def with_the_key_in_hand(folder: Path, *, guarded: bool = False) -> Iterator[Any]:
    """Open the database as somebody who has the key and means harm: triggers and checks are off."""
    key = open_by_passphrase(folder, PASSPHRASE).keys[0]
    connection = dbapi2.connect(str(folder / "office.db"), isolation_level=None)
    try:
        connection.execute(f"PRAGMA key = \"x'{key.for_database().hex()}'\"")
        if not guarded:
            triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in triggers.fetchall():
                connection.execute(f"DROP TRIGGER {name}")
        yield connection
    finally:
        connection.close()


def set_back(folder: Path) -> None:
    """Make a closed office one of the first version, so that to open it is to upgrade it."""
    with with_the_key_in_hand(folder, guarded=True) as connection:
        for change in (
            "DROP TABLE promises",
            "DROP TABLE promise_totals",
            "DROP TABLE paused_promises",
            "ALTER TABLE inbox DROP COLUMN due_time",
            "ALTER TABLE inbox DROP COLUMN told_in",
            "UPDATE alembic_version SET version_num = '0001'",
        ):
            connection.execute(change)
