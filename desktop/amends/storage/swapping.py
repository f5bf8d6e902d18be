"""How another database takes the place of an office's own: a checked copy, swapped in.

Whatever goes wrong before the swap, the office is as it was; after it, the new file is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import uuid4

from sqlalchemy import Connection

from amends.domain.errors import OfficeDamagedError, OfficeInUseError
from amends.storage.database import DATABASE_FILE, Database
from amends.storage.durable_files import open_draft, sync_file, sync_folder, writing
from amends.storage.verification import broken_places

_PIECE_BYTES: Final = 1024 * 1024

State = tuple[int, int, int]
Copied = Callable[[int], None]  # how many bytes have been copied


def settle(file: Path, key: bytes) -> State:
    """Close the file with all that was written in it, and return its state.

    A log left beside it would undo the swap. Raises `OfficeInUseError` while somebody has it open.
    """
    database = Database(file, key)
    try:
        database.settle()
    finally:
        database.close()
    if _is_open(file):
        raise OfficeInUseError(file.parent)
    return _state(file)


@contextmanager
def draft_of(file: Path, purpose: str, copied: Copied | None = None) -> Iterator[Path]:
    """Return a copy to work on, which is thrown away unless it was moved.

    No two have one name: of two who work at once, neither may swap in what the other has begun.
    """
    draft = file.with_name(f"{DATABASE_FILE}.{uuid4().hex}.{purpose}")
    with writing(draft):
        _remove(file.parent, f"{DATABASE_FILE}.*{purpose}")  # of a crash
        try:
            _copy(file, draft, copied)
            yield draft
        finally:
            _remove(file.parent, draft.name)


def check_unchanged(file: Path, before: State) -> None:
    """Raise `OfficeInUseError` where somebody has opened or written the file meanwhile."""
    if _is_open(file) or _state(file) != before:
        raise OfficeInUseError(file.parent)


def swap_in(draft: Path, file: Path) -> None:
    """Put the draft in the place of the file, durably."""
    with writing(file):
        draft.replace(file)
        sync_folder(file.parent)


def check_pages(connection: Connection, folder: Path) -> None:
    """Raise `OfficeDamagedError` where a page is not what was written."""
    _check(connection, "cipher_integrity_check", folder)


def check_record(connection: Connection, folder: Path) -> None:
    """Raise `OfficeDamagedError` where rows or the chain of events do not hold together."""
    _check(connection, "foreign_key_check", folder)
    if broken_places(connection):
        raise OfficeDamagedError(folder, DATABASE_FILE)


def _check(connection: Connection, pragma: str, folder: Path) -> None:
    """Raise where one of SQLite's own checks finds something."""
    if connection.exec_driver_sql(f"PRAGMA {pragma}").all():
        raise OfficeDamagedError(folder, DATABASE_FILE)


def _copy(file: Path, draft: Path, copied: Copied | None) -> None:
    done = 0
    with file.open("rb") as source, open_draft(draft) as copy:
        while piece := source.read(_PIECE_BYTES):
            copy.write(piece)
            done += len(piece)
            if copied is not None:
                copied(done)
        sync_file(copy)


def _is_open(file: Path) -> bool:
    """Return whether somebody has the database open: the last one who closes it clears its log."""
    return file.with_name(f"{file.name}-wal").exists()


def _state(file: Path) -> State:
    found = file.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _remove(folder: Path, drafts: str) -> None:
    """Remove drafts by the pattern of their names, with what SQLite wrote beside them."""
    for left in folder.glob(f"{drafts}*"):
        left.unlink(missing_ok=True)
