"""Bring an office of an older version up to date: a checked copy is upgraded, then swapped in."""

from __future__ import annotations

from pathlib import Path

from amends.storage.database import Database
from amends.storage.migrations import migrate
from amends.storage.swapping import (
    check_pages,
    check_record,
    check_unchanged,
    draft_of,
    settle,
    swap_in,
)


def upgrade(file: Path, key: bytes) -> None:
    """Take an office's database, which nobody has open, to the newest schema.

    Raises `OfficeInUseError`, `OfficeDamagedError` where its record does not hold, or
    `FileNotWrittenError`, and leaves the office as it was.
    """
    before = settle(file, key)
    with draft_of(file, "upgrade") as draft:
        _upgrade_draft(draft, key)
        check_unchanged(file, before)
        swap_in(draft, file)


def _upgrade_draft(draft: Path, key: bytes) -> None:
    """Check the copy, upgrade it in one transaction, check it again, and close it."""
    database = Database(draft, key, foreign_keys=False)
    try:
        with database.transaction() as connection:
            check_pages(connection, draft.parent)
            migrate(connection)
            check_record(connection, draft.parent)
        database.settle()
    finally:
        database.close()
