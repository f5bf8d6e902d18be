"""Bring an office back from a copy: what would be lost is said first, nothing is overwritten."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Final

from amends.domain.cover import Whereabouts, fold_cover
from amends.domain.errors import AmendsError
from amends.domain.streams import OFFICE
from amends.services.cases_since import case_title, cases_since
from amends.services.check_office import Verdict, check_folder
from amends.services.copies import own_place, place_in, read_plan
from amends.services.progress import Progress
from amends.storage import office as storage
from amends.storage.backup import COPIES_FOLDER, copies_in, copy_at, restore
from amends.storage.head import read_unsealed
from amends.storage.office import OpenOffice
from amends.storage.rows import Copy, Head

MOST_NUMBERED: Final = 1000


@dataclass(frozen=True, slots=True)
class Loss:
    """What is in the present office and not in a copy.

    `entries` is how many are newer, None where that cannot be told; `new_cases` and `older_cases`
    (of which entries are missing) are named as far as the present office can be read, those about
    whoever asks left out. `held_by` is who has the office now, where the copy is of before it was
    passed on.
    """

    entries: int | None
    new_cases: tuple[str, ...] = ()
    older_cases: tuple[str, ...] = ()
    is_present_readable: bool = True
    is_of_this_record: bool = True
    held_by: str = ""


@dataclass(frozen=True, slots=True)
class Restored:
    """An office that was brought back, what its check says, and how many files it lacks."""

    folder: Path
    verdict: Verdict | None
    missing_files: int


def find_copies(place: Path) -> list[Copy]:
    """Return the copies that can be found from a folder, the newest first.

    It may be a place for copies, a folder that holds such places, or an office.
    """
    found = {copy.folder: copy for copy in copies_in(place)}
    for below in _folders_in(place):
        found |= {copy.folder: copy for copy in copies_in(below)}
    for each in copies_of(place):
        found[each.folder] = each
    return sorted(found.values(), key=_newness, reverse=True)


def copies_of(office: Path) -> list[Copy]:
    """Return the copies that the office in that folder knows of, whether or not it opens."""
    plan = read_plan(office)
    away = copies_in(place_in(plan.place, office)) if plan.place else []
    return sorted([*away, *copies_in(own_place(office))], key=_newness, reverse=True)


def office_of(copy: Copy) -> Path | None:
    """Return the office in whose own folder a copy lies, None where it lies elsewhere."""
    place = copy.folder.parent
    return place.parent if place.name == COPIES_FOLDER else None


def what_would_be_lost(copy: Copy, office: Path | None, passphrase: str) -> Loss:
    """Compare a copy with the present office; neither is changed.

    Raises what opening the copy raises; the present office may be damaged or not there.
    """
    with storage.look_into(copy.folder, passphrase) as copied, copied.reading() as unit:
        entries, fingerprint = unit.events.office_fingerprint()
        is_free = fold_cover(unit.events.read(OFFICE)).read_only is None
    if office is None:
        return Loss(None, is_present_readable=False)
    try:
        with storage.look_into(office, passphrase) as present:
            loss = _loss(present, entries, fingerprint)
            return replace(loss, held_by=_held_by(present)) if is_free else loss
    except AmendsError:
        noted = read_unsealed(office)
        missing = max(0, noted - entries) if noted is not None else None
        return Loss(missing, is_present_readable=False)


def free_folder(damaged: Path, copy: Copy) -> Path:
    """Return a new folder beside the office for what is brought back, named by the copy's day."""
    name = f"{damaged.name} (copy of {copy.made_at.astimezone().date().isoformat()})"
    names = (name, *(f"{name} {number}" for number in range(2, MOST_NUMBERED)))
    folders = (damaged.with_name(each) for each in names)
    return next(folder for folder in folders if not folder.exists())


def bring_back(
    folder: Path, target: Path, today: date, progress: Progress, passphrase: str | None = None
) -> Restored:
    """Make an office in `target`, new or empty, of the copy in `folder`; leave all else alone.

    With the passphrase it is checked in full. Raises `NotACopyError`, `OfficeExistsError`,
    `FileNotWrittenError`, `WrongPassphraseError`, and what `progress` raises.
    """
    copy = copy_at(folder)
    if passphrase is not None:
        with storage.look_into(copy.folder, passphrase):
            pass  # a wrong passphrase is said before anything is copied
    missing = restore(copy, target, partial(progress, 0, 0))
    verdict = None
    if passphrase is not None:
        verdict = check_folder(target, passphrase, today, progress)
    return Restored(target, verdict, len(missing))


def _loss(present: OpenOffice, entries: int, fingerprint: str) -> Loss:
    """Return what the present office has beyond a head of the copy."""
    with present.reading() as unit:
        now, _fingerprint = unit.events.office_fingerprint()
        new, older = cases_since(unit, entries, present.person)
        same = unit.events.holds(Head(entries, fingerprint))
    return Loss(
        max(0, now - entries),
        tuple(map(case_title, new)),
        tuple(map(case_title, older)),
        is_of_this_record=same,
    )


def _held_by(office: OpenOffice) -> str:
    with office.reading() as unit:
        cover = fold_cover(unit.events.read(OFFICE))
    return cover.name if cover.where is Whereabouts.AWAY else ""


def _folders_in(place: Path) -> list[Path]:
    try:
        return [each for each in place.iterdir() if each.is_dir()]
    except OSError:
        return []


def _newness(copy: Copy) -> datetime:
    return copy.made_at
