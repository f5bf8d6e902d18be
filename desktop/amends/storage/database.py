"""The encrypted database: how connections are opened, and what a transaction is.

Each transaction takes a connection of its own from the pool, so any thread may open one. What the
database refuses comes out as a typed error; no error text carries a statement's values.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path, PurePath
from typing import Any, Final

from sqlalchemy import Connection, QueuePool, create_engine
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from amends.domain.errors import (
    AmendsError,
    FileNotWrittenError,
    OfficeDamagedError,
    OfficeInUseError,
    OfficeLockedError,
)
from amends.storage.durable_files import open_draft, writing

DATABASE_FILE: Final = "office.db"
BUSY_TIMEOUT_MS: Final = 5000
# What is read again is not decrypted again; some thousand cases fit. Taken only as it fills.
_CACHE_KIB: Final = 64 * 1024
_PAGES_AT_ONCE: Final = 1000  # of 4 KiB

_PRIMARY_CODE: Final = 0xFF  # an error's details stand in the bits above
_IN_USE: Final = frozenset({dbapi2.SQLITE_BUSY, dbapi2.SQLITE_LOCKED, dbapi2.SQLITE_PROTOCOL})
_NOT_WRITTEN: Final = frozenset(
    {
        dbapi2.SQLITE_CANTOPEN,
        dbapi2.SQLITE_FULL,
        dbapi2.SQLITE_IOERR,
        dbapi2.SQLITE_PERM,
        dbapi2.SQLITE_READONLY,
    }
)
_DAMAGED: Final = frozenset({dbapi2.SQLITE_CORRUPT, dbapi2.SQLITE_NOTADB})


class Database:
    """One office's database, open under its key until `close`."""

    def __init__(
        self, file: Path, key: bytes, mode: str = "rw", *, foreign_keys: bool = True
    ) -> None:
        """Get ready; nothing is opened yet. `mode` "rwc" makes the file if it is not there."""
        self._file = file
        self._folder = file.parent
        self._key = key.hex()
        self._foreign_keys = "ON" if foreign_keys else "OFF"
        self._opened: tuple[int, int] | None = None  # the file that was opened first
        self._uri = f"{file_uri(file)}?mode={mode}"
        self._may_write = mode.startswith("rw")
        self._engine = create_engine(
            "sqlite://",
            module=dbapi2,
            creator=self._connect,
            poolclass=QueuePool,
            hide_parameters=True,
        )

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Write: everything is committed at the end, or nothing where anything was raised."""
        with self._connection(query_only="OFF") as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            self._check_file()
            connection.commit()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read: everything is seen as it stood at the first query, whoever writes meanwhile."""
        with self._connection(query_only="ON") as connection:
            connection.exec_driver_sql("BEGIN")
            yield connection

    def heal(self) -> None:
        """Bring what is in the log into the file, as far as nobody keeps that from being done.

        A power cut in the middle of that leaves pages that are half written. Whoever reads by way
        of the log sees them whole; a check of the pages would not.
        """
        if self._may_write:
            with suppress(FileNotWrittenError), self._connection(query_only="OFF") as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)").all()

    def settle(self) -> None:
        """Bring everything that was written from the log beside the file into the file itself.

        Raises `OfficeInUseError` while somebody else is at work in it.
        """
        with self._connection(query_only="OFF") as connection:
            busy, *_pages = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
        if busy:
            raise OfficeInUseError(self._folder)

    def copy_to(self, target: Path, step: Callable[[], object]) -> None:
        """Copy the database as it stands now into a new file, under the same key.

        Nobody who writes meanwhile waits, or shows in the copy. Raises what `step` raises, and
        `FileNotWrittenError`.
        """
        with writing(target):
            open_draft(target).close()
        with self.reading() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").all()
            source = connection.connection.driver_connection
            assert source is not None
            try:
                self._copy(source, target, step)
            except dbapi2.OperationalError as error:  # of a copy, no code tells more
                raise FileNotWrittenError(target, str(error)) from error
        with writing(target), target.open("r+b") as written:
            os.fsync(written.fileno())

    def _copy(self, source: Any, target: Path, step: Callable[[], object]) -> None:
        def progress(_status: int, _remaining: int, _total: int) -> None:
            step()

        copy = dbapi2.connect(str(target), isolation_level=None)
        try:
            copy.execute("PRAGMA cipher_log_level = NONE").fetchall()
            copy.execute(f"PRAGMA key = \"x'{self._key}'\"")
            source.backup(copy, pages=_PAGES_AT_ONCE, progress=progress)
        finally:
            copy.close()

    def rekey(self, key: bytes) -> None:
        """Encrypt the file under another key: a copy, since a crash would leave neither whole.

        Raises `FileNotWrittenError`.
        """
        with self._connection(query_only="OFF") as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = DELETE")
            try:
                connection.exec_driver_sql(f"PRAGMA rekey = \"x'{key.hex()}'\"")
            except DBAPIError as error:  # of a full disk, it says no more than that it failed
                connection.invalidate()
                raise FileNotWrittenError(self._file, str(error.orig)) from None
            connection.detach()

    def close(self) -> None:
        """Close every connection and forget the key; one still at work closes when it is done.

        Python cannot wipe memory: the key is no longer referred to, and that is all.
        """
        self._key = ""
        self._engine.dispose()

    def _check_file(self) -> None:
        """Raise where the file that is open is no longer the one in the folder.

        Somebody may have moved or deleted it; writing on into a file that nobody can find again
        would lose what is shown as saved.
        """
        if _identity(self._file) != self._opened:
            raise FileNotWrittenError(self._file, "it was moved or deleted while it was open")

    @contextmanager
    def _connection(self, query_only: str) -> Iterator[Connection]:
        """Take a connection from the pool; one that was refused something does not come back.

        SQLCipher never again reads by one that once failed to, and a lock that the system did not
        take back is held until the connection is closed.
        """
        try:
            with self._engine.connect() as connection:
                connection.exec_driver_sql(f"PRAGMA query_only = {query_only}")
                try:
                    yield connection
                except DBAPIError as error:
                    if self._typed(error) is not None:
                        connection.invalidate()
                    raise
                finally:
                    if not self._key and not connection.invalidated:
                        connection.detach()
        except DBAPIError as error:
            if (known := self._typed(error)) is None:
                raise
            raise known from error

    def _connect(self) -> Any:
        """Open and key one connection. What SQLCipher would log goes nowhere: we say it."""
        if not self._key:
            raise OfficeLockedError(self._folder)
        connection = dbapi2.connect(
            self._uri, uri=True, isolation_level=None, check_same_thread=False
        )
        with ExitStack() as undo:
            undo.callback(connection.close)
            for pragma in (
                "cipher_log_level = NONE",
                f"key = \"x'{self._key}'\"",
                f"busy_timeout = {BUSY_TIMEOUT_MS}",
                "journal_mode = WAL",
                "synchronous = FULL",
                "fullfsync = ON",  # for macOS, whose fsync stops at the drive's own memory
                f"foreign_keys = {self._foreign_keys}",
                "recursive_triggers = ON",  # or REPLACE would delete rows past their triggers
                "temp_store = MEMORY",
                f"cache_size = -{_CACHE_KIB}",
                "secure_delete = ON",
            ):
                connection.execute(f"PRAGMA {pragma}").fetchall()
            undo.pop_all()
        self._opened = self._opened or _identity(self._file)
        return connection

    def _typed(self, error: DBAPIError) -> AmendsError | None:
        """Return `error` with its facts, None where it is a bug."""
        code = getattr(error.orig, "sqlite_errorcode", 0) & _PRIMARY_CODE
        if code in _IN_USE:
            return OfficeInUseError(self._folder)
        if code in _NOT_WRITTEN:
            return FileNotWrittenError(self._file, str(error.orig))
        if code in _DAMAGED:
            return OfficeDamagedError(self._folder, DATABASE_FILE)
        return None


def _identity(file: Path) -> tuple[int, int] | None:
    """Return what tells a file from another in its place, None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def file_uri(file: PurePath) -> str:
    """Return the URI by which SQLite opens `file`; it takes a network share as a path only."""
    uri = file.as_uri()
    return uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)
