"""Bring an office of an older version up to date: a checked copy is upgraded, then swapped in.

Whatever goes wrong before the swap, the office is as it was; after it, the upgrade is whole.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import uuid4

from sqlalchemy import Connection

from amends.domain.errors import OfficeDamagedError, OfficeInUseError
from amends.storage.database import DATABASE_FILE, Database
from amends.storage.durable_files import open_draft, sync_file, sync_folder, writing
from amends.storage.migrations import migrate
from amends.storage.verification import broken_places

_DRAFTS: Final = f"{DATABASE_FILE}.*upgrade"


def upgrade(file: Path, key: bytes) -> None:
    """Take an office's database, which nobody has open, to the newest schema.

    Raises `OfficeInUseError`, `OfficeDamagedError` where its record does not hold, or
    `FileNotWrittenError`, and leaves the office as it was.
    """
    _settle(file, key)
    before = _state(file)
    with _draft_of(file) as draft:
        _upgrade_draft(draft, key)
        if _is_open(file) or _state(file) != before:
            raise OfficeInUseError(file.parent)
        with writing(file):
            draft.replace(file)
            sync_folder(file.parent)


def _settle(file: Path, key: bytes) -> None:
    """Close the file with all that was written in it: a log left beside it would undo the swap."""
    database = Database(file, key)
    try:
        database.settle()
    finally:
        database.close()
    if _is_open(file):
        raise OfficeInUseError(file.parent)


@contextmanager
def _draft_of(file: Path) -> Iterator[Path]:
    """Return a copy to work on, which is thrown away unless it was moved.

    No two have one name: of two who upgrade at once, neither may swap in what the other has begun.
    """
    draft = file.with_name(f"{DATABASE_FILE}.{uuid4().hex}.upgrade")
    with writing(draft):
        _remove(file.parent, _DRAFTS)  # of a crash
        try:
            with file.open("rb") as source, open_draft(draft) as copy:
                shutil.copyfileobj(source, copy)
                sync_file(copy)
            yield draft
        finally:
            _remove(file.parent, draft.name)


def _upgrade_draft(draft: Path, key: bytes) -> None:
    """Check the copy, upgrade it in one transaction, check it again, and close it."""
    database = Database(draft, key, foreign_keys=False)
    try:
        with database.transaction() as connection:
            _check(connection, "cipher_integrity_check", draft.parent)
            migrate(connection)
            _check(connection, "foreign_key_check", draft.parent)
            if broken_places(connection):
                raise OfficeDamagedError(draft.parent, DATABASE_FILE)
        database.settle()
    finally:
        database.close()


def _check(connection: Connection, pragma: str, folder: Path) -> None:
    """Raise where one of SQLite's own checks finds something."""
    if connection.exec_driver_sql(f"PRAGMA {pragma}").all():
        raise OfficeDamagedError(folder, DATABASE_FILE)


def _is_open(file: Path) -> bool:
    """Return whether somebody has the database open: the last one who closes it clears its log."""
    return file.with_name(f"{file.name}-wal").exists()


def _state(file: Path) -> tuple[int, int, int]:
    found = file.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _remove(folder: Path, drafts: str) -> None:
    """Remove drafts by the pattern of their names, with what SQLite wrote beside them."""
    for left in folder.glob(f"{drafts}*"):
        left.unlink(missing_ok=True)
