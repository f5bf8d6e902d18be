"""The office folder as a whole: made, unlocked, worked in, and locked again.

It holds `office.db`, the encrypted database; `evidence/`, encrypted files; `head.json`, which says
how far the record had come; and `keys.json`, which says who may unlock all this and is written
last, so a folder without it was never an office.
What somebody with a passphrase may record is told to `permit`, and held by every transaction.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Final
from uuid import UUID

from amends.domain.access import Seat
from amends.domain.errors import (
    NotAnOfficeError,
    OfficeDamagedError,
    OfficeExistsError,
    OfficeLockedError,
)
from amends.domain.keeping_errors import HeadBrokenError, OfficeTooOldError, RecordShortenedError
from amends.storage.database import DATABASE_FILE, Database
from amends.storage.durable_files import sync_folder, writing
from amends.storage.event_log import Permit, anything
from amends.storage.evidence import EVIDENCE_FOLDER, EvidenceFolder
from amends.storage.foreign_log import check_log
from amends.storage.head import HeadFile, note_if_possible
from amends.storage.key_change import Report, change_key, key_that_holds, opens
from amends.storage.keys import (
    NewKeys,
    OfficeKey,
    Opened,
    make_keys,
    open_by_computer,
    open_by_passphrase,
    open_by_recovery_code,
    retired_keys,
)
from amends.storage.keys_file import KEYS_FILE
from amends.storage.left_behind import remove_left_behind
from amends.storage.migrations import migrate
from amends.storage.revision import is_older
from amends.storage.rows import Head
from amends.storage.still_file import still_file
from amends.storage.stretching import Argon2Cost
from amends.storage.unit import Unit

NOBODY: Final = UUID(int=0)

RenewSeat = Callable[[Unit, Seat | None], Seat]


class OpenOffice:
    """An unlocked office. Any thread may use it, until `close`."""

    def __init__(
        self, database: Database, folder: Path, person: UUID | None, key: OfficeKey
    ) -> None:
        """Take up a folder known to be an office; `person` is who unlocked it.

        There is none after the recovery code, until `take_up` says who it was.
        """
        self.folder = folder
        retired = retired_keys(folder, key)
        self.evidence = EvidenceFolder(folder / EVIDENCE_FOLDER, key, retired)
        self.warning: RecordShortenedError | HeadBrokenError | None = None
        self._person = person
        self._database = database
        self._key: OfficeKey | None = key
        self._permit: Permit = anything
        self._renew_seat: RenewSeat | None = None
        self._seat: Seat | None = None
        self._retired = retired
        self._head = HeadFile(folder, key, retired)

    @property
    def person(self) -> UUID:
        """Who unlocked the office, and records what is recorded."""
        return self._person or NOBODY

    @property
    def key(self) -> OfficeKey:
        """The key of the office, for `keys.json` alone. Raises `OfficeLockedError`."""
        if self._key is None:
            raise OfficeLockedError(self.folder)
        return self._key

    def take_up(self, person: UUID) -> None:
        """Say who it was that opened the office by the recovery code."""
        self._person = person

    @property
    def seat(self) -> Seat | None:
        """What holds of this person since the last unit of work began, None for nobody yet."""
        return self._seat

    @property
    def kept_from(self) -> frozenset[str]:
        """The streams that concern this person, as of the unit of work that has begun."""
        return self._seat.kept_from if self._seat is not None else frozenset()

    def permit(self, permit: Permit, renew_seat: RenewSeat) -> None:
        """Let only that be recorded for which `permit` raises nothing.

        Each unit of work begins with `renew_seat`, so that it goes by what is on record by then,
        whoever has recorded it.
        """
        self._permit, self._renew_seat = permit, renew_seat

    @contextmanager
    def transaction(self) -> Iterator[Unit]:
        """Write as one: all of it is on the disk at the end, or none where anything is raised.

        Raises `OfficeInUseError` where somebody else has been writing for five seconds,
        `FileNotWrittenError` where the disk refuses, `OfficeLockedError` after `close`.
        """
        with self._database.transaction() as connection:
            unit = Unit(connection, self.folder, self._permit)
            self._sit_down(unit)
            yield unit
        if (head := unit.events.appended) is not None and self.warning is None:
            note_if_possible(self._head, head)

    @contextmanager
    def reading(self) -> Iterator[Unit]:
        """Read from one state of the office, whoever writes meanwhile. Raises as above."""
        with self._database.reading() as connection:
            unit = Unit(connection, self.folder)
            self._sit_down(unit)
            yield unit

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
        if present != noted or self._head.is_former:
            note_if_possible(self._head, present)

    def head_of_copy(self, folder: Path) -> Head | None:
        """Return how far a copy of this office goes, None where that is not told truly."""
        try:
            return HeadFile(folder, self.key, self._retired).read()
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
        return looking_into(folder, self.key, self.person)

    def evidence_at(self, folder: Path) -> EvidenceFolder:
        """Return another folder of evidence under this office's key."""
        return EvidenceFolder(folder, self.key, self._retired)

    def _sit_down(self, unit: Unit) -> None:
        if self._renew_seat is not None:
            self._seat = self._renew_seat(unit, self._seat)

    def close(self) -> None:
        """Lock the office: close the database and forget the keys. Again does no harm."""
        self.evidence.lock()
        self._key = None
        self._database.close()


def create(
    folder: Path, passphrase: str, person: UUID, cost: Argon2Cost | None = None
) -> OpenOffice:
    """Make an office in `folder`, new or empty, that `person` opens by `passphrase`.

    Without a cost, a guess at it is made to take this computer about a quarter of a second.
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
    return _opened(folder, open_by_passphrase(folder, passphrase))


def unlock_by_recovery_code(folder: Path, code: str) -> OpenOffice:
    """Open the office in `folder`, for nobody yet.

    Raises `WrongRecoveryCodeError`, or what `unlock` raises.
    """
    folder = folder.absolute()
    _check_parts(folder)
    return _opened(folder, open_by_recovery_code(folder, code))


def unlock_by_computer(folder: Path, computer: str, secret: str) -> OpenOffice:
    """Open the office in `folder` by the secret of a computer, for the person who trusts it.

    Raises `ComputerNotTrustedError`, or what `unlock` raises.
    """
    folder = folder.absolute()
    _check_parts(folder)
    return _opened(folder, open_by_computer(folder, computer, secret))


def open_by_key(folder: Path, key: OfficeKey, person: UUID) -> OpenOffice:
    """Open a copy of an office of which the key is in hand. Raises what `unlock` raises."""
    folder = folder.absolute()
    _check_parts(folder)
    return _opened(folder, Opened(person, (key,)))


def change_office_key(
    folder: Path, passphrase: str, people: Collection[UUID], report: Report
) -> None:
    """Give the office a new key, by which `people` open it and nobody else; it must be closed.

    Raises what `unlock` and `change_key` raise; then the office is as it was.
    """
    folder = folder.absolute()
    office = unlock(folder, passphrase)  # in the newest schema from here on
    key = office.key
    office.close()
    change_key(folder, key, people, report)


def _opened(folder: Path, opened: Opened) -> OpenOffice:
    """Open the office under the key that holds, in the newest schema."""
    check_log(folder / DATABASE_FILE, (key.for_database() for key in opened.keys))
    key = key_that_holds(folder, opened.keys)
    remove_left_behind(folder)
    database = _database(folder, key)
    with ExitStack() as undo:
        undo.callback(database.close)
        if is_older(database, folder):
            from amends.storage.upgrade import upgrade

            database.close()
            upgrade(folder / DATABASE_FILE, key.for_database())
            database = undo.enter_context(closing(_database(folder, key)))
        database.heal()
        office = OpenOffice(database, folder, opened.person, key)
        office.take_up_head()
        undo.pop_all()
    return office


@contextmanager
def look_into(folder: Path, passphrase: str) -> Iterator[OpenOffice]:
    """Open the office in `folder` to read alone: nothing in it is written, not even beside it.

    Raises as `unlock` does, and `OfficeTooOldError` where it would have to be brought up to date.
    """
    folder = folder.absolute()
    _check_parts(folder)
    opened = open_by_passphrase(folder, passphrase)
    with looking_into(folder, _key_to_look(folder, opened.keys), opened.person) as office:
        yield office


@contextmanager
def looking_into(folder: Path, key: OfficeKey, person: UUID | None) -> Iterator[OpenOffice]:
    """Do the same with the key in hand."""
    with still_file(folder / DATABASE_FILE) as (file, mode):
        database = Database(file, key.for_database(), mode)
        try:
            if is_older(database, folder):
                raise OfficeTooOldError(folder)
            database.heal()
            yield OpenOffice(database, folder, person, key)
        finally:
            database.close()


def _key_to_look(folder: Path, keys: tuple[OfficeKey, ...]) -> OfficeKey:
    """Return the key under which the database lies; a change that was cut short stays as it is."""
    *newer, oldest = keys
    with still_file(folder / DATABASE_FILE) as (file, mode):
        return next((key for key in newer if opens(file, key, mode)), oldest)


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
