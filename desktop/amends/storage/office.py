"""The office folder as a whole: made, unlocked, worked in, and locked again.

It holds `office.db`, the encrypted database; `evidence/`, encrypted files; `head.json`, which says
how far the record had come; and `keys.json`, which says who may unlock all this and is written
last, so a folder without it was never an office.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, inspect, text

from amends.domain.errors import (
    NotAnOfficeError,
    OfficeDamagedError,
    OfficeExistsError,
    OfficeTooNewError,
)
from amends.domain.keeping_errors import HeadBrokenError, OfficeTooOldError, RecordShortenedError
from amends.storage.database import DATABASE_FILE, Database
from amends.storage.durable_files import sync_folder, writing
from amends.storage.evidence import EVIDENCE_FOLDER, EvidenceFolder
from amends.storage.head import HeadFile, note_if_possible
from amends.storage.keys import (
    KEYS_FILE,
    OFFICE_COST,
    Argon2Cost,
    NewKeys,
    OfficeKey,
    make_keys,
    unlock_keys,
)
from amends.storage.left_behind import remove_left_behind
from amends.storage.migrations import migrate
from amends.storage.rows import Head
from amends.storage.still_file import still_file
from amends.storage.tables import OLDER_REVISIONS, REVISION
from amends.storage.unit import Unit


class OpenOffice:
    """An unlocked office. Any thread may use it, until `close`."""

    def __init__(self, database: Database, folder: Path, person: UUID, key: OfficeKey) -> None:
        """Take up a folder known to be an office; `person` is who unlocked it."""
        self.folder = folder
        self.person = person
        self.evidence = EvidenceFolder(folder / EVIDENCE_FOLDER, key)
        self.warning: RecordShortenedError | HeadBrokenError | None = None
        self._database = database
        self._head = HeadFile(folder, key)
        self._key = key

    @contextmanager
    def transaction(self) -> Iterator[Unit]:
        """Write as one: all of it is on the disk at the end, or none where anything is raised.

        Raises `OfficeInUseError` where somebody else has been writing for five seconds,
        `FileNotWrittenError` where the disk refuses, `OfficeLockedError` after `close`.
        """
        with self._database.transaction() as connection:
            unit = Unit(connection, self.folder)
            yield unit
        if (head := unit.events.appended) is not None and self.warning is None:
            note_if_possible(self._head, head)

    @contextmanager
    def reading(self) -> Iterator[Unit]:
        """Read from one state of the office, whoever writes meanwhile. Raises as above."""
        with self._database.reading() as connection:
            yield Unit(connection, self.folder)

    def compare_head(self) -> Head | None:
        """Return how far the record had come when that was noted last, None if it never was.

        Raises `RecordShortenedError` where the record does not hold it any more, and
        `HeadBrokenError`.
        """
        if (noted := self._head.read()) is None:
            return None
        with self.reading() as unit:
            if not unit.events.holds(noted):
                found, _fingerprint = unit.events.office_fingerprint()
                raise RecordShortenedError(self.folder, noted.entries, found)
        return noted

    def take_up_head(self) -> None:
        """Compare the head, and note the present one where it was behind.

        One that does not fit is left as the proof that it is, and becomes the `warning`.
        """
        try:
            noted = self.compare_head()
        except (RecordShortenedError, HeadBrokenError) as error:
            self.warning = error
            return
        with self.reading() as unit:
            present = Head(*unit.events.office_fingerprint())
        if present != noted:
            note_if_possible(self._head, present)

    def head_of_copy(self, folder: Path) -> Head | None:
        """Return how far a copy of this office goes, None where that is not told truly."""
        try:
            return HeadFile(folder, self._key).read()
        except HeadBrokenError:
            return None

    def note_head(self, head: Head) -> None:
        """Note a head beside the database. Raises `FileNotWrittenError`."""
        self._head.note(head)

    def copy_database(self, target: Path, step: Callable[[], object]) -> None:
        """Copy the database as it stands into a new file, encrypted as it is.

        Raises `FileNotWrittenError` and what `step` raises.
        """
        self._database.copy_to(target, step)

    def looking_into(self, folder: Path) -> AbstractContextManager[OpenOffice]:
        """Open a copy of this office, made under its present key, to read alone."""
        return looking_into(folder, self._key, self.person)

    def evidence_at(self, folder: Path) -> EvidenceFolder:
        """Return another folder of evidence under this office's key."""
        return EvidenceFolder(folder, self._key)

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
    remove_left_behind(folder)
    database = _database(folder, key)
    with ExitStack() as undo:
        undo.callback(database.close)
        if not _is_older(database, folder):
            office = OpenOffice(database, folder, person, key)
            office.take_up_head()
            undo.pop_all()
            return office
    from amends.storage.upgrade import upgrade

    upgrade(folder / DATABASE_FILE, key.for_database())
    office = OpenOffice(_database(folder, key), folder, person, key)
    office.take_up_head()
    return office


@contextmanager
def look_into(folder: Path, passphrase: str) -> Iterator[OpenOffice]:
    """Open the office in `folder` to read alone: nothing in it is written, not even beside it.

    Raises as `unlock` does, and `OfficeTooOldError` where it would have to be brought up to date.
    """
    folder = folder.absolute()
    _check_parts(folder)
    key, person = unlock_keys(folder, passphrase)
    with looking_into(folder, key, person) as office:
        yield office


@contextmanager
def looking_into(folder: Path, key: OfficeKey, person: UUID) -> Iterator[OpenOffice]:
    """Do the same with the key in hand."""
    with still_file(folder / DATABASE_FILE) as (file, mode):
        database = Database(file, key.for_database(), mode)
        try:
            if _is_older(database, folder):
                raise OfficeTooOldError(folder)
            yield OpenOffice(database, folder, person, key)
        finally:
            database.close()


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
