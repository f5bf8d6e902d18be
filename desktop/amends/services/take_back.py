"""Take the office back: from the sealed file that came back, or without it.

What came back must continue the record here: everything that stands here stands in it, and more.
It is laid down beside the office, checked, and shown; then it takes the office's place.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from amends.domain.access import may_record
from amends.domain.access_errors import NotAllowedError
from amends.domain.cover import Whereabouts
from amends.domain.cover_errors import (
    OfficeForkedError,
    OfficeIsHereError,
    SealedOfficeBrokenError,
    SealedOfficeOlderError,
    SealedOfficeUnlikeError,
)
from amends.domain.errors import WrongPassphraseError
from amends.domain.events.cover_events import OfficeTakenBack
from amends.domain.streams import OFFICE
from amends.services.cases_since import case_title, cases_since
from amends.services.desk import Desk, Moment
from amends.services.pass_office import Steps, record_cover
from amends.services.progress import Progress
from amends.services.read_cover import read_cover
from amends.services.set_up_office import open_office
from amends.services.take_over import check_against, key_of, telling_of
from amends.services.take_seat import read_member, take_seat
from amends.storage.keys import OfficeKey
from amends.storage.keys_file import read_keys
from amends.storage.office import OpenOffice, open_by_key
from amends.storage.passing import take_its_place, work_folder
from amends.storage.rows import Head
from amends.storage.sealed_file import SealedFile, look_at, opens, unpack


@dataclass(frozen=True, slots=True)
class CameBack:
    """What a file brings back: entries, the cases that are new, those in which something happened.

    It lies in the folder `draft` until it is taken back, or left by `leave`.
    """

    file: Path
    draft: Path
    before: Head
    entries: int
    new_cases: tuple[str, ...]
    older_cases: tuple[str, ...]


def look_at_what_came(
    folder: Path, passphrase: str, file: Path, resources: Path, progress: Progress
) -> CameBack:
    """Read the file that came back, and compare it with the office in `folder`, which is closed.

    Raises what `open_office` and `take_over` raise for office and file, `NotAllowedError`,
    `SealedOfficeUnlikeError`, `SealedOfficeOlderError`, `OfficeForkedError`, `OfficeIsHereError`.
    """
    sealed, desk = look_at(file), open_office(folder, passphrase, resources)
    draft: Path | None = None
    try:
        _check_allowed(desk)
        draft = work_folder(folder)
        key, head = _laid_down(sealed, draft, desk.store, passphrase, progress)
        with telling_of(file):
            came = open_by_key(draft, key, desk.store.person)
        try:
            check_against(Desk(came, resources), head, file, progress)
            found = _compare(desk.store, came, sealed, draft)
        finally:
            came.close()
        if read_cover(desk).where is not Whereabouts.AWAY:
            raise OfficeIsHereError
        draft = None
        return found
    finally:
        desk.store.close()
        if draft is not None:
            shutil.rmtree(draft, ignore_errors=True)


def take_back(
    folder: Path, passphrase: str, came: CameBack, resources: Path, moment: Moment
) -> Desk:
    """Put what came back in the place of the office in `folder`, and return it open.

    Raises what `open_office` raises, `OfficeInUseError`, `FileNotWrittenError`; the office is as it
    was then.
    """
    with suppress(OSError):
        os.utime(came.draft)  # or it would pass for one that a killed program left long ago
    desk = open_office(folder, passphrase, resources)
    key, person = desk.store.key, desk.store.person
    desk.store.close()
    draft = Desk(open_by_key(came.draft, key, person), resources)
    try:
        if read_cover(draft).where is not Whereabouts.HERE:  # of a try that did not succeed
            record_cover(take_seat(draft), OfficeTakenBack(happened_on=moment.today), moment)
    finally:
        draft.store.close()
    take_its_place(folder, came.draft, key, person, came.before)
    leave(came)
    return open_office(folder, passphrase, resources)


def take_back_without_file(desk: Desk, moment: Moment) -> None:
    """Go on here; what was recorded elsewhere since the passing can be joined with it no more.

    Raises `NotAllowedError`, and `OfficeIsHereError` or its like where it was not passed on.
    """
    if read_cover(desk).where is Whereabouts.GIVEN_BACK:
        raise OfficeIsHereError
    event = OfficeTakenBack(happened_on=moment.today, without_file=True)
    record_cover(desk, event, moment)


def leave(came: CameBack) -> None:
    """Remove what a file has laid down."""
    shutil.rmtree(came.draft, ignore_errors=True)


def _check_allowed(desk: Desk) -> None:
    with desk.store.reading() as unit:
        member = read_member(unit, desk.store.person)
    event = OfficeTakenBack(happened_on=member.joined_on or date.min)
    if not may_record(member.role, member.id, OFFICE, event):
        raise NotAllowedError(member.role)


def _laid_down(
    sealed: SealedFile, draft: Path, office: OpenOffice, passphrase: str, progress: Progress
) -> tuple[OfficeKey, Head]:
    """Unpack the file under our key, or else under the one that the passphrase opens in it."""
    if sealed.office(draft) != read_keys(office.folder).office:
        raise SealedOfficeUnlikeError(sealed.file)
    key = office.key
    if not opens(sealed, key):
        try:
            key = key_of(sealed, draft, passphrase)
        except WrongPassphraseError as error:
            raise SealedOfficeBrokenError(sealed.file) from error
    return key, unpack(sealed, key, draft, Steps(progress, sealed.size))


def _compare(ours: OpenOffice, theirs: OpenOffice, sealed: SealedFile, draft: Path) -> CameBack:
    """Return what is new in theirs, which must hold all of ours."""
    with ours.reading() as here, theirs.reading() as there:
        before = Head(*here.events.office_fingerprint())
        after = Head(*there.events.office_fingerprint())
        if here.events.holds(after):
            raise SealedOfficeOlderError(sealed.file)
        if not there.events.holds(before):
            raise OfficeForkedError(sealed.file)
        found = cases_since(there, before.entries, ours.person)
    new, older = (tuple(map(case_title, rows)) for rows in found)
    return CameBack(sealed.file, draft, before, after.entries - before.entries, new, older)
