"""Copies of an office: encrypted as it is itself, whole, and opened before they count.

A place for copies holds a folder for each, named by when it was made (UTC): the database, the keys,
the head, and the names of the evidence that it needs. The evidence lies beside them, once for all
copies, since a file's name tells what it holds. A folder that ends in `.part` is no copy.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

import msgspec

from amends.domain.copies import is_possible
from amends.domain.errors import (
    EvidenceMissingError,
    FileNotReadableError,
    OfficeDamagedError,
    OfficeExistsError,
    OfficeTooNewError,
)
from amends.domain.keeping_errors import CopyRefusedError, NotACopyError
from amends.storage.database import DATABASE_FILE
from amends.storage.durable_files import (
    make_folder,
    make_sure_of_room,
    read_plain,
    replace_whole,
    sync_folder,
    writing,
)
from amends.storage.evidence import EVIDENCE_FOLDER, EvidenceFolder, blobs_in, is_blob
from amends.storage.head import HEAD_FILE, read_unsealed
from amends.storage.keys import FIRST_KEY
from amends.storage.keys_file import KEYS_FILE, read_keys
from amends.storage.left_behind import is_surely_dead
from amends.storage.office import OpenOffice
from amends.storage.rows import Copy, Head

COPIES_FOLDER: Final = "backups"
EVIDENCE_LIST: Final = "evidence.json"
REHEARSAL: Final = "rehearsal-"  # how a folder is called in which a copy is tried out

_STAMP: Final = "%Y-%m-%dT%H%M%SZ"
_PART: Final = ".part"
_UNDER: Final = "-"  # and the number of the office key
_PIECE: Final = 1 << 20

Step = Callable[[], object]


def copies_in(place: Path) -> list[Copy]:
    """Return the copies in a place, the newest first; none where the place is not there."""
    found = []
    with suppress(OSError, ValueError):  # the latter of a name that no folder can have
        for folder in place.iterdir():
            made_at = _made_at(folder.name)
            if made_at is not None and (folder / DATABASE_FILE).is_file():
                found.append(Copy(folder, made_at, read_unsealed(folder) or 0))
    return sorted(found, key=_age, reverse=True)


def own_copies(office: OpenOffice, place: Path) -> list[Copy]:
    """Return the copies of that very office in a place, the newest first: others may share it."""
    ours = read_keys(office.folder).office
    return [copy for copy in copies_in(place) if _office_of(copy) == ours]


def copy_at(folder: Path) -> Copy:
    """Return the copy in `folder`. Raises `NotACopyError`."""
    for copy in copies_in(folder.absolute().parent):
        if copy.folder == folder.absolute():
            return copy
    raise NotACopyError(folder)


def make_copy(
    office: OpenOffice, place: Path, now: datetime, step: Step
) -> tuple[Copy, tuple[str, ...]]:
    """Copy an office that is open into `place`, which is made; return the copy once it is whole.

    With it come the names of evidence that is damaged in the office, and is left out. Nobody who
    works in the office waits for it. `step` is called on the way, and may raise. Raises
    `FileNotWrittenError` (a full disk among it), `FileNotReadableError`, and `CopyRefusedError`
    where what was written is not what was to be copied; nothing counts as a copy then.
    """
    with writing(place):
        make_folder(place / EVIDENCE_FOLDER)
        remove_drafts(place)
    folder = _free(place, now)
    draft = folder.with_name(f"{folder.name}{_PART}")
    try:
        head = _write(office, draft, step)
        left_out = _copy_evidence(office, place, _needed(draft), step)
        with writing(folder):
            draft.rename(folder)
            sync_folder(place)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Copy(folder, _made_at(folder.name) or now, head.entries), left_out


def remove_copies(place: Path, old: Iterable[Copy], present: Collection[str] = ()) -> None:
    """Remove copies, and the evidence that no copy needs and the office (`present`) has not.

    Raises `FileNotWrittenError`.
    """
    with writing(place):
        for copy in old:
            gone = copy.folder.with_name(f"{copy.folder.name}{_PART}")
            copy.folder.rename(gone)
            shutil.rmtree(gone)
        _remove_evidence(place, set(present))


def restore(copy: Copy, target: Path, step: Step, *, may_link: bool = False) -> tuple[str, ...]:
    """Make an office in `target`, new or empty, of a copy; return the evidence it had not.

    With `may_link`, evidence on the same disk is not copied, for an office that is soon removed.
    Raises `OfficeExistsError`, `NotACopyError`, `FileNotWrittenError`; nothing is left then.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise OfficeExistsError(target)
    names = _needed(copy.folder)
    source = copy.folder.parent / EVIDENCE_FOLDER
    there = [source / name for name in sorted(names) if (source / name).is_file()]
    parts = [copy.folder / name for name in (DATABASE_FILE, HEAD_FILE, KEYS_FILE)]
    parts = [part for part in parts if part.is_file()]
    draft = target.with_name(f"{target.name}.{secrets.token_hex(4)}{_PART}")
    with writing(target):
        copied = parts if may_link else [*parts, *there]
        make_sure_of_room(target.parent, sum(it.stat().st_size for it in copied))
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            for folder in (draft, draft / EVIDENCE_FOLDER):
                folder.mkdir(mode=0o700)
            for file in there:
                blob = _blob_of(file.name)
                _bring(file, draft / EVIDENCE_FOLDER / blob, step, may_link=may_link)
            for part in parts:
                _bring(part, draft / part.name, step)
            sync_folder(draft / EVIDENCE_FOLDER)
            sync_folder(draft)
            _put(draft, target)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return tuple(sorted(_blob_of(name) for name in names - {file.name for file in there}))


def kept_names(office: OpenOffice) -> set[str]:
    """Return the names by which copies keep the evidence that the office has now.

    A file that was encrypted anew under a later key is another file to them, though it holds the
    same: an older copy opens by the older key alone.
    """
    return {_kept_name(office.evidence, blob) for blob in blobs_in(office.folder / EVIDENCE_FOLDER)}


def _kept_name(evidence: EvidenceFolder, blob: str) -> str:
    try:
        number = evidence.key_number(blob)
    except (EvidenceMissingError, FileNotReadableError):
        return blob  # which is told once it is to be copied
    return f"{blob}{_UNDER}{number}" if number > FIRST_KEY else blob


def _blob_of(name: str) -> str:
    return name.partition(_UNDER)[0]


def _is_kept(name: str) -> bool:
    """Return whether copies keep evidence by that name."""
    blob, under, number = name.partition(_UNDER)
    return is_blob(blob) and (number.isdecimal() or not under)


def _kept_in(folder: Path) -> set[str]:
    with suppress(FileNotFoundError):
        return {file.name for file in folder.iterdir() if _is_kept(file.name)}
    return set()


def remove_drafts(place: Path) -> None:
    """Remove what a copy that was broken off has left, files that were not renamed among it.

    A place may hold other things too, such as what a browser has not yet fetched whole, and what
    another program is copying at this moment.
    """
    for left in place.glob(f"*{_PART}"):
        name = left.name.removesuffix(_PART)
        if _made_at(name) is not None or name.startswith(REHEARSAL):
            with suppress(FileNotFoundError):
                if is_surely_dead(left):
                    shutil.rmtree(left, ignore_errors=True)
    for left in (place / EVIDENCE_FOLDER).glob(f"*{_PART}"):
        with suppress(FileNotFoundError):
            if _is_kept(left.name.partition(".")[0]) and is_surely_dead(left):
                left.unlink()


def _write(office: OpenOffice, draft: Path, step: Step) -> Head:
    """Write everything but the evidence, and open it; return how far its record goes."""
    file = draft / DATABASE_FILE
    with writing(file):
        draft.mkdir(mode=0o700)
        make_sure_of_room(draft.parent, (office.folder / DATABASE_FILE).stat().st_size)
    office.copy_database(file, step)
    names = kept_names(office)  # written before what names them
    with writing(draft):
        _bring(office.folder / KEYS_FILE, draft / KEYS_FILE, step)
    replace_whole(draft / EVIDENCE_LIST, msgspec.json.encode(sorted(names)))
    with office.looking_into(draft) as copied, copied.reading() as unit:
        if unit.checks.damaged_pages() or unit.checks.broken_places(step):
            raise CopyRefusedError(draft.parent)
        head = Head(*unit.events.office_fingerprint())
        copied.note_head(head)
    with office.reading() as unit:
        if not unit.events.holds(head):
            raise CopyRefusedError(draft.parent)
    with writing(draft):
        sync_folder(draft)
    return head


def _copy_evidence(office: OpenOffice, place: Path, names: set[str], step: Step) -> tuple[str, ...]:
    """Copy what the place has not yet; each file is opened before it gets its name.

    Returns those that do not open: damaged in the office already, or copied badly.
    """
    source, target = office.folder / EVIDENCE_FOLDER, place / EVIDENCE_FOLDER
    new = sorted(names - _kept_in(target))
    is_inside = place.is_relative_to(office.folder)
    copied, left_out = office.evidence_at(target), []
    with writing(target):
        if not is_inside:
            make_sure_of_room(target, sum((source / _blob_of(it)).stat().st_size for it in new))
        for name in new:
            step()
            blob, draft = _blob_of(name), target / f"{name}.{secrets.token_hex(4)}{_PART}"
            _bring(source / blob, draft, step, may_link=is_inside)
            if _opens(copied, draft, blob, step):
                draft.replace(target / name)
            else:
                draft.unlink()
                left_out.append(blob)
        sync_folder(target)
    return tuple(left_out)


def _opens(folder: EvidenceFolder, draft: Path, name: str, step: Step) -> bool:
    try:
        for _chunk in folder.chunks_of(draft, name):
            step()
    except EvidenceMissingError:
        return False
    return True


def _bring(source: Path, target: Path, step: Step, *, may_link: bool = False) -> None:
    """Copy a file, and return once it has reached the disk; linked where that is enough."""
    if may_link:
        with suppress(OSError):
            os.link(source, target)
            return
    with source.open("rb") as read, target.open("xb") as out:
        target.chmod(0o600)
        while piece := read.read(_PIECE):
            out.write(piece)
            step()
        out.flush()
        os.fsync(out.fileno())


def _put(draft: Path, target: Path) -> None:
    if target.exists():
        target.rmdir()
    draft.rename(target)
    sync_folder(target.parent)


def _needed(folder: Path) -> set[str]:
    """Return the names of the evidence of a copy. Raises `NotACopyError`."""
    try:
        raw = read_plain(folder / EVIDENCE_LIST)
        names = set(msgspec.json.decode(raw, type=list[str]))
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise NotACopyError(folder) from error
    if not all(map(_is_kept, names)):  # else one could lead out of the place
        raise NotACopyError(folder)
    return names


def _remove_evidence(place: Path, present: set[str]) -> None:
    """Remove what nobody needs; where one copy does not say what it needs, all is kept.

    A copy that is being made needs what it names already, though it counts for nothing yet.
    """
    being_made = [it.parent for it in place.glob(f"*{_PART}/{EVIDENCE_LIST}")]
    try:
        folders = [*(copy.folder for copy in copies_in(place)), *being_made]
        needed = present.union(*map(_needed, folders))
    except NotACopyError:
        return
    for name in _kept_in(place / EVIDENCE_FOLDER) - needed:
        (place / EVIDENCE_FOLDER / name).unlink(missing_ok=True)


def _free(place: Path, now: datetime) -> Path:
    """Return the folder of a copy made now; of two in one second, the later is named later."""
    while True:
        folder = place / now.astimezone(UTC).strftime(_STAMP)
        if not folder.exists() and not folder.with_name(f"{folder.name}{_PART}").exists():
            return folder
        now += timedelta(seconds=1)


def _made_at(name: str) -> datetime | None:
    try:
        made_at = datetime.strptime(name, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return made_at if is_possible(made_at) else None


def _office_of(copy: Copy) -> UUID | None:
    with suppress(OfficeDamagedError, OfficeTooNewError):
        return read_keys(copy.folder).office
    return None


def _age(copy: Copy) -> datetime:
    return copy.made_at
