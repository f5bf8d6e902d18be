"""How an office goes into a sealed file, and how one that came back takes its place again.

What is to be recorded of the passing is recorded in a copy of the database first, and sealed with
it. Only when the file was read back whole are the same entries taken into the office itself, and
only then does the file get its name. So a kill at any moment leaves at most one office that can be
written in, and never a file beside an office that has not heard of it.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import UUID

from msgspec.structs import replace

from amends.domain.cover_errors import SealedOfficeBrokenError
from amends.domain.errors import FileNotWrittenError, OfficeDamagedError, OfficeInUseError
from amends.storage.database import DATABASE_FILE
from amends.storage.durable_files import (
    make_sure_of_room,
    replace_whole,
    sync_file,
    sync_folder,
    writing,
)
from amends.storage.event_log import WholeEntry
from amends.storage.evidence import EVIDENCE_FOLDER, blobs_in
from amends.storage.keys import OfficeKey
from amends.storage.keys_file import COMPUTER, KEYS_FILE, PERSON, RECOVERY, read_keys, write_keys
from amends.storage.left_behind import draft_beside
from amends.storage.office import OpenOffice, looking_into, open_by_key
from amends.storage.rows import Head
from amends.storage.sealed_file import Step, check, look_at, seal, size_of
from amends.storage.swapping import check_unchanged, settle, swap_in

_PART: Final = ".part"


def work_folder(office: Path) -> Path:
    """Make a folder for what is not whole yet; the next start removes what a kill leaves in it."""
    folder = office / f"passing-{secrets.token_hex(8)}{_PART}"
    with writing(folder):
        folder.mkdir(mode=0o700)
    return folder


@contextmanager
def draft_office(
    office: OpenOffice, step: Callable[[], object]
) -> Iterator[tuple[OpenOffice, Head]]:
    """Return a copy of an office that is open, without its evidence, and how far its record goes.

    At the end it is gone.

    Raises `OfficeDamagedError` where its record does not hold, and `FileNotWrittenError`.
    """
    folder = work_folder(office.folder)
    try:
        with writing(folder):
            make_sure_of_room(folder, (office.folder / DATABASE_FILE).stat().st_size)
        office.copy_database(folder / DATABASE_FILE, step)
        with writing(folder):
            shutil.copyfile(office.folder / KEYS_FILE, folder / KEYS_FILE)
        draft = open_by_key(folder, office.key, office.person)
        try:
            yield draft, check_record_of(draft, step)
        finally:
            draft.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def check_record_of(office: OpenOffice, step: Callable[[], object]) -> Head:
    """Return how far the record goes. Raises `OfficeDamagedError` where it does not hold."""
    with office.reading() as unit:
        if unit.checks.damaged_pages() or unit.checks.broken_places(step):
            raise OfficeDamagedError(office.folder, DATABASE_FILE)
        return Head(*unit.events.office_fingerprint())


def pass_on(office: OpenOffice, draft: OpenOffice, before: Head, target: Path, step: Step) -> None:
    """Seal what a draft of the office holds, with the evidence; record here what it has recorded
    after `before`.

    Raises `FileNotWrittenError` (a full disk among it), `FileNotReadableError`, `OfficeInUseError`
    where something was recorded here meanwhile, and what `step` raises; nothing has changed then.
    """
    with draft.reading() as unit:
        new = unit.events.whole_entries(before.entries)
        head = Head(*unit.events.office_fingerprint())
    key, keys = draft.key, (draft.folder / KEYS_FILE).read_bytes()
    draft.close()
    settle(draft.folder / DATABASE_FILE, key.for_database())
    parts = parts_of(office.folder, draft.folder)
    with _sealed_beside(office.folder, target, (keys, key, head), parts, step):
        if new:
            _adopt(office, before, new, keys)


def parts_of(office: Path, draft: Path) -> list[Path]:
    """Return the files that are sealed: the database of the draft, the evidence of the office."""
    evidence = office / EVIDENCE_FOLDER
    return [draft / DATABASE_FILE, *(evidence / blob for blob in sorted(blobs_in(evidence)))]


def _adopt(office: OpenOffice, before: Head, new: list[WholeEntry], keys: bytes) -> None:
    with office.transaction() as unit:
        unit.events.adopt(before, new)
        if (office.folder / KEYS_FILE).read_bytes() != keys:  # somebody was admitted
            replace_whole(office.folder / KEYS_FILE, keys)


@contextmanager
def _sealed_beside(
    office: Path,
    target: Path,
    sealed: tuple[bytes, OfficeKey, Head],
    parts: list[Path],
    step: Step,
) -> Iterator[None]:
    """Write the file and read it back; at the end, and not before, it gets its name."""
    keys, key, head = sealed
    with writing(target):
        make_sure_of_room(target.parent, size_of(parts))
        with draft_beside(office, target.parent) as draft:
            with draft.open("wb") as out:
                digest = seal(out, keys, key, head, parts, step)
                sync_file(out)
            try:
                check(look_at(draft), key, digest, step)
            except SealedOfficeBrokenError as error:
                raise FileNotWrittenError(target, "it does not read back as written") from error
            yield
            draft.replace(target)
            sync_folder(target.parent)


def take_its_place(office: Path, draft: Path, key: OfficeKey, person: UUID, before: Head) -> None:
    """Put what came back, checked and recorded in the folder `draft`, in the office's place.

    The office must be closed and stand at `before`, else `OfficeInUseError`. Until the database is
    replaced, which is the last step, the office is what it was, with more evidence than it needs.
    """
    file, new = office / DATABASE_FILE, draft / DATABASE_FILE
    state = settle(file, key.for_database())
    settle(new, key.for_database())
    with looking_into(office, key, person) as present, present.reading() as unit:
        if Head(*unit.events.office_fingerprint()) != before:
            raise OfficeInUseError(office)
    evidence = office / EVIDENCE_FOLDER
    with writing(evidence):
        evidence.mkdir(mode=0o700, exist_ok=True)
        for blob in blobs_in(draft / EVIDENCE_FOLDER) - blobs_in(evidence):
            (draft / EVIDENCE_FOLDER / blob).replace(evidence / blob)
        sync_folder(evidence)
    check_unchanged(file, state)
    _join_keys(office, draft, person)
    swap_in(new, file)


def _join_keys(office: Path, draft: Path, person: UUID) -> None:
    """Let everybody open the office as where it was; who takes it back, as here.

    Which computers open it is known here alone, and holds for whose passphrase is what it was. What
    still needs a former key is here alone as well.
    """
    ours, theirs = read_keys(office), read_keys(draft)
    people = [it for it in ours.wrappings if it.kind == PERSON]
    same = {it.person for it in people if it in theirs.wrappings or it.person == person}
    stays = [it for it in ours.wrappings if it.kind != RECOVERY and it.person in same]
    others = (it for it in theirs.wrappings if it.kind == RECOVERY or it.person not in same)
    joined = (*stays, *(it for it in others if it.kind != COMPUTER))
    write_keys(office, replace(theirs, wrappings=joined, retired=ours.retired))
