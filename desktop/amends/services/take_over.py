"""Take over an office: lay the sealed file of it down as a folder, and go on in there."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from amends.domain.cover import Whereabouts
from amends.domain.cover_errors import SealedOfficeBrokenError
from amends.domain.errors import OfficeDamagedError, OfficeExistsError, OfficeTooNewError
from amends.domain.events.cover_events import OfficeTakenOver
from amends.services.check_office import Verdict, check_office
from amends.services.desk import Desk, Moment
from amends.services.office_folder import is_free
from amends.services.pass_office import Steps, record_cover
from amends.services.progress import Progress
from amends.services.read_cover import read_cover
from amends.services.set_up_office import open_office
from amends.storage.durable_files import sync_folder, writing
from amends.storage.keys import OfficeKey, open_by_passphrase
from amends.storage.passing import check_record_of
from amends.storage.rows import Head
from amends.storage.sealed_file import SealedFile, look_at, opens, unpack


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The office, open, and what its check says."""

    desk: Desk
    verdict: Verdict


def take_over(
    file: Path,
    passphrase: str,
    target: Path,
    resources: Path,
    moment: Moment,
    progress: Progress,
) -> TakenOver:
    """Make an office in `target`, new or empty, of a sealed file, and record that it goes on there.

    One that was given back is laid down to be read. Raises `NotASealedOfficeError`,
    `SealedOfficeBrokenError`, `OfficeTooNewError`, `WrongPassphraseError`, `OfficeExistsError`,
    `FileNotWrittenError`, `FileNotReadableError`, `NotAllowedError`, and what `progress` raises;
    nothing is left then.
    """
    sealed, target = look_at(file), target.absolute()
    if not is_free(target):
        raise OfficeExistsError(target)
    draft = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    with writing(target):
        draft.mkdir(mode=0o700, parents=True)
    try:
        sealed.office(draft)
        key = key_of(sealed, draft, passphrase)
        head = unpack(sealed, key, draft, Steps(progress, sealed.size))
        with telling_of(file):
            verdict = _begin(draft, passphrase, head, file, resources, moment, progress)
        with writing(target):
            _put(draft, target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return TakenOver(open_office(target, passphrase, resources), verdict)


def key_of(sealed: SealedFile, folder: Path, passphrase: str) -> OfficeKey:
    """Return the key under which a file lies whose keys are in `folder`.

    Raises `WrongPassphraseError`, and `SealedOfficeBrokenError`.
    """
    for key in open_by_passphrase(folder, passphrase).keys:
        if opens(sealed, key):
            return key
    raise SealedOfficeBrokenError(sealed.file)


def _begin(
    draft: Path,
    passphrase: str,
    head: Head,
    file: Path,
    resources: Path,
    moment: Moment,
    progress: Progress,
) -> Verdict:
    """Check the office in a folder that nobody knows of yet, and record that it was taken over."""
    desk = open_office(draft, passphrase, resources)
    try:
        check_against(desk, head, file, progress)
        verdict = check_office(desk.store, moment.today, progress)
        if read_cover(desk).where is not Whereabouts.GIVEN_BACK:
            record_cover(desk, OfficeTakenOver(happened_on=moment.today), moment)
    finally:
        desk.store.close()
    return verdict


@contextmanager
def telling_of(file: Path) -> Iterator[None]:
    """Say of the file that a newer version made it, not of the folder into which it is laid."""
    try:
        yield
    except OfficeTooNewError as error:
        raise OfficeTooNewError(file) from error


def check_against(desk: Desk, head: Head, file: Path, progress: Progress) -> None:
    """Raise `SealedOfficeBrokenError` unless the record holds, and goes as far as the file says."""
    try:
        found = check_record_of(desk.store, partial(progress, 0, 0))
    except OfficeDamagedError as error:
        raise SealedOfficeBrokenError(file) from error
    if found != head:
        raise SealedOfficeBrokenError(file)


def _put(draft: Path, target: Path) -> None:
    if target.exists():
        target.rmdir()
    sync_folder(draft)
    draft.rename(target)
    sync_folder(target.parent)
