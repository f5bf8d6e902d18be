"""The office folder as a whole: made, unlocked, worked in, and locked again.

It holds `office.db`, the encrypted database; `evidence/`, encrypted files; and `keys.json`, which
says who may unlock them and is written last, so a folder without it was never an office.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, inspect, text

from amends.domain.errors import (
    NotAnOfficeError,
    OfficeDamagedError,
    OfficeExistsError,
    OfficeTooNewError,
)
from amends.storage.database import DATABASE_FILE, Database
from amends.storage.durable_files import sync_folder, writing
from amends.storage.evidence import EVIDENCE_FOLDER, EvidenceFolder
from amends.storage.keys import (
    KEYS_FILE,
    OFFICE_COST,
    Argon2Cost,
    NewKeys,
    OfficeKey,
    make_keys,
    unlock_keys,
)
from amends.storage.migrations import migrate
from amends.storage.tables import OLDER_REVISIONS, REVISION
from amends.storage.unit import Unit


class OpenOffice:
    """An unlocked office. Any thread may use it, until `close`."""

    def __init__(self, database: Database, folder: Path, person: UUID, key: OfficeKey) -> None:
        """Take up a folder known to be an office; `person` is who unlocked it."""
        self.folder = folder
        self.person = person
        self.evidence = EvidenceFolder(folder / EVIDENCE_FOLDER, key)
        self._database = database

    @contextmanager
    def transaction(self) -> Iterator[Unit]:
        """Write as one: all of it is on the disk at the end, or none where anything is raised.

        Raises `OfficeInUseError` where somebody else has been writing for five seconds,
        `FileNotWrittenError` where the disk refuses, `OfficeLockedError` after `close`.
        """
        with self._database.transaction() as connection:
            yield Unit(connection, self.folder)

    @contextmanager
    def reading(self) -> Iterator[Unit]:
        """Read from one state of the office, whoever writes meanwhile. Raises as above."""
        with self._database.reading() as connection:
            yield Unit(connection, self.folder)

    def close(self) -> None:
        """Lock the office: close the database and forget the keys. Again does no harm."""
        self.evidence.lock()
        self._database.close()


def create(
    folder: Path, passphrase: str, person: UUID, cost: Argon2Cost = OFFICE_COST
) -> OpenOffice:
    """Make an office in `folder`, new or empty, that `person` opens by `passphrase`.

    The folder's parent must be there. Raises `OfficeExistsError` or `FileNotWrittenError`, and
    leaves nothing behind.
    """
    folder = folder.absolute()
    is_new = _claim(folder)
    with ExitStack() as undo:
        if is_new:
            undo.callback(shutil.rmtree, folder, ignore_errors=True)
        undo.callback(_clear, folder)
        keys = make_keys(passphrase, person, cost)
        _furnish(folder, keys)
        undo.pop_all()
    return OpenOffice(_database(folder, keys.key), folder, person, keys.key)


def unlock(folder: Path, passphrase: str) -> OpenOffice:
    """Open the office in `folder`, for the person whose passphrase this is.

    One that an older version made is brought up to date first, which may take a while. Raises
    `NotAnOfficeError`, `WrongPassphraseError`, `OfficeTooNewError`, `OfficeDamagedError`,
    `OfficeInUseError` or `FileNotWrittenError`.
    """
    folder = folder.absolute()
    _check_parts(folder)
    key, person = unlock_keys(folder, passphrase)
    database = _database(folder, key)
    with ExitStack() as undo:
        undo.callback(database.close)
        if not _is_older(database, folder):
            undo.pop_all()
            return OpenOffice(database, folder, person, key)
    from amends.storage.upgrade import upgrade

    upgrade(folder / DATABASE_FILE, key.for_database())
    return OpenOffice(_database(folder, key), folder, person, key)


def _claim(folder: Path) -> bool:
    """Make sure of an empty folder; return whether it is a new one."""
    with writing(folder):
        if not folder.exists():
            folder.mkdir(mode=0o700)
            return True
        if not folder.is_dir() or any(folder.iterdir()):
            raise OfficeExistsError(folder)
        return False


def _furnish(folder: Path, keys: NewKeys) -> None:
    """Put everything into a new office's folder, and return once it has reached the disk."""
    with writing(folder / EVIDENCE_FOLDER):
        (folder / EVIDENCE_FOLDER).mkdir(mode=0o700)
    database = _database(folder, keys.key, mode="rwc")
    try:
        with database.transaction() as connection:
            migrate(connection)
    finally:
        database.close()
    with writing(folder / DATABASE_FILE):
        (folder / DATABASE_FILE).chmod(0o600)
    keys.write(folder)
    with writing(folder):
        sync_folder(folder.parent)


def _clear(folder: Path) -> None:
    """Take the parts of a half-made office away again."""
    with suppress(OSError):
        for part in folder.iterdir():
            if part.is_dir():
                shutil.rmtree(part)
            else:
                part.unlink()


def _check_parts(folder: Path) -> None:
    """Raise unless both files of an office are there."""
    there = [part for part in (KEYS_FILE, DATABASE_FILE) if (folder / part).is_file()]
    if not there:
        raise NotAnOfficeError(folder)
    for part in (KEYS_FILE, DATABASE_FILE):
        if part not in there:
            raise OfficeDamagedError(folder, part)


def _database(folder: Path, key: OfficeKey, mode: str = "rw") -> Database:
    return Database(folder / DATABASE_FILE, key.for_database(), mode)


def _is_older(database: Database, folder: Path) -> bool:
    """Return whether the database's schema is an older version's; Alembic is not loaded for it.

    Raises where it is a newer version's, or where none is noted.
    """
    with database.reading() as connection:
        revision = _revision(connection)
    if revision is None:
        raise OfficeDamagedError(folder, DATABASE_FILE)
    if revision not in OLDER_REVISIONS | {REVISION}:
        raise OfficeTooNewError(folder)
    return revision != REVISION


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision
