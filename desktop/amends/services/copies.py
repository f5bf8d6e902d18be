"""Copies of an office: made at the start and each day, thinned out, and rehearsed each month.

One is kept in the office's own folder, another in a place that the user chose, such as a stick.
Where that is, and when a copy last left the computer, stands in `plan.json` beside the copies: it
must be readable when the office is not.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Annotated, Final

import msgspec

from amends.domain.copies import is_possible, worth_keeping
from amends.domain.errors import AmendsError
from amends.services.check_office import check_office
from amends.services.desk import Desk, Moment
from amends.services.office_place import is_syncing
from amends.services.progress import Progress
from amends.storage.backup import (
    COPIES_FOLDER,
    REHEARSAL,
    copies_in,
    kept_names,
    make_copy,
    own_copies,
    remove_copies,
    restore,
)
from amends.storage.durable_files import read_plain, replace_whole, writing
from amends.storage.office import OpenOffice
from amends.storage.rows import Copy

PLAN_FILE: Final = "plan.json"
REHEARSED_EVERY: Final = timedelta(days=30)
_AHEAD: Final = timedelta(days=1)  # a copy that claims to come from later was made by a wrong clock


_Instant = Annotated[datetime, msgspec.Meta(tz=True)]


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Where copies go besides the office's own folder, and what became of them.

    `away` is "" where no place was chosen; the instants are None where it never happened. How many
    entries a copy has is noted too, since it may be out of reach when somebody asks.
    """

    away: str = ""
    away_made_at: _Instant | None = None
    left_at: _Instant | None = None  # the last copy on another disk, or in a folder that syncs
    left_entries: int | None = None
    rehearsed_at: _Instant | None = None
    rehearsed_copy: _Instant | None = None
    rehearsal_problem: str = ""

    @property
    def place(self) -> Path | None:
        """The folder that was chosen, if one was."""
        return Path(self.away) if self.away else None


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of one round of copying, and the plan as it stands after it.

    `is_kept_here`: there is one in the office's own folder; `is_away_missing`: the place that was
    chosen is not there today. `failed` is what kept a copy from being made; `left_out` is how many
    files are damaged in the office, and in no copy.
    """

    plan: Plan
    is_kept_here: bool
    is_away_missing: bool
    failed: AmendsError | None
    left_out: int


def read_plan(office: Path) -> Plan:
    """Return the plan of the office in that folder; a damaged one is as good as none."""
    with suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        plan = msgspec.json.decode(read_plain(office / COPIES_FOLDER / PLAN_FILE), type=Plan)
        told = (plan.away_made_at, plan.left_at, plan.rehearsed_at, plan.rehearsed_copy)
        if all(is_possible(it) for it in told if it is not None):
            return plan
    return Plan()


def choose_place(office: Path, away: Path | None) -> Plan:
    """Note where copies go from now on, None for nowhere else. Raises `FileNotWrittenError`."""
    chosen = str(away.absolute()) if away is not None else ""
    plan = replace_struct(read_plan(office), away=chosen, away_made_at=None)
    _write_plan(office, plan)
    return plan


def own_place(office: Path) -> Path:
    """Return where the copies in the office's own folder are."""
    return office / COPIES_FOLDER


def place_in(chosen: Path, office: Path) -> Path:
    """Return where in a chosen folder the copies of this office are, apart from other offices'."""
    return chosen / f"{office.name} (copies)"


def copy_to(
    store: OpenOffice, place: Path, moment: Moment, progress: Progress
) -> tuple[Copy, tuple[str, ...]]:
    """Make a copy in `place`, and thin out those before it.

    Returns it, and the names of damaged files that it lacks. Raises as `make_copy` does.
    """
    made = make_copy(store, place, moment.now, partial(progress, 0, 0))
    copies = own_copies(store, place)
    kept = worth_keeping((copy.made_at for copy in copies), moment.today)
    present = kept_names(store)
    remove_copies(place, [copy for copy in copies if copy.made_at not in kept], present)
    return made


def copy_office(desk: Desk, moment: Moment, progress: Progress) -> Copied:
    """Make the day's copies: in the office's own folder, and in the place that was chosen.

    What keeps one of them from being made is told and does not keep the other. Raises what
    `progress` raises, and `OfficeLockedError`.
    """
    store = desk.store
    plan, failed, left_out, is_kept_here = read_plan(store.folder), None, 0, False
    try:
        _copy, lacking = copy_to(store, own_place(store.folder), moment, progress)
        left_out, is_kept_here = len(lacking), True
    except AmendsError as error:
        failed = error
    is_missing = plan.place is not None and not _is_there(plan, store.folder)
    if plan.place is not None and not is_missing:
        place = place_in(plan.place, store.folder)
        try:
            made, _lacking = copy_to(store, place, moment, progress)
            plan = _away(store.folder, made)
        except AmendsError as error:
            failed = error
    return Copied(plan, is_kept_here, is_missing, failed, left_out)


def is_rehearsal_due(plan: Plan, now: datetime) -> bool:
    """Return whether the newest copy has not been opened for a month."""
    if plan.rehearsed_at is None:
        return True
    return abs(now - plan.rehearsed_at) >= REHEARSED_EVERY  # it may have been by a wrong clock


def rehearse(desk: Desk, moment: Moment, progress: Progress) -> Plan:
    """Bring the newest copy back to a place of no consequence, check it in full, and note it.

    Raises `FileNotWrittenError`, `NotACopyError`, and what `progress` raises.
    """
    store = desk.store
    plan = read_plan(store.folder)
    if not (copies := _newest_first(plan, store, moment)):
        return plan
    with writing(own_place(store.folder)):
        scratch = Path(tempfile.mkdtemp(".part", REHEARSAL, own_place(store.folder)))
    try:
        target = scratch / "office"
        restore(copies[0], target, partial(progress, 0, 0), may_link=True)
        with store.looking_into(target) as brought:
            problems = check_office(brought, moment.today, progress).problems
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return _noted(
        store.folder,
        rehearsed_at=moment.now,
        rehearsed_copy=copies[0].made_at,
        rehearsal_problem=problems[0] if problems else "",
    )


def newest_copy(office: Path) -> Copy | None:
    """Return the newest copy in the office's own folder."""
    return next(iter(copies_in(own_place(office))), None)


def copies_within_reach(plan: Plan, office: Path) -> list[Copy]:
    """Return the newest copy of each place, that in the chosen place first."""
    places = [place_in(plan.place, office)] if plan.place else []
    found = (copies_in(place) for place in (*places, own_place(office)))
    return [copies[0] for copies in found if copies]


def is_there(place: Path) -> bool:
    """Return whether a folder is within reach of whoever asks."""
    with suppress(OSError):  # such as a stick that was put in by somebody else
        return place.is_dir()
    return False


def leaves_computer(place: Path, office: Path) -> bool:
    """Return whether a copy in `place` survives the disk of the office: on another disk, or in a
    folder that syncs.
    """
    try:
        return is_syncing(place) or place.stat().st_dev != office.stat().st_dev
    except OSError:
        return False


def replace_struct(plan: Plan, **changes: object) -> Plan:
    """Return the plan with changes."""
    return msgspec.structs.replace(plan, **changes)


def _newest_first(plan: Plan, store: OpenOffice, moment: Moment) -> list[Copy]:
    """Return the newest copies within reach; of two of one moment, the one that is away first.

    What was made while the clock ran ahead is not newer than what was made since.
    """
    office = store.folder
    away = own_copies(store, place_in(plan.place, office)) if plan.place else []
    both = [*away, *own_copies(store, own_place(office))]
    both = [copy for copy in both if copy.made_at - moment.now < _AHEAD] or both
    newest = max((copy.made_at for copy in both), default=None)
    return [copy for copy in both if copy.made_at == newest]


def _is_there(plan: Plan, office: Path) -> bool:
    """Return whether the chosen place is there today.

    An empty folder where a stick used to be is not it: after the first copy, ours must be in it.
    """
    assert plan.place is not None
    return is_there(plan.place if plan.away_made_at is None else place_in(plan.place, office))


def _away(office: Path, made: Copy) -> Plan:
    if not leaves_computer(made.folder, office):
        return _noted(office, away_made_at=made.made_at)
    left = {"left_at": made.made_at, "left_entries": made.entries}
    return _noted(office, away_made_at=made.made_at, **left)


def _noted(office: Path, **changes: object) -> Plan:
    plan = replace_struct(read_plan(office), **changes)
    with suppress(AmendsError):  # what was copied is copied, whether or not that can be noted
        _write_plan(office, plan)
    return plan


def _write_plan(office: Path, plan: Plan) -> None:
    folder = own_place(office)
    with writing(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
    raw = msgspec.json.format(msgspec.json.encode(plan), indent=2)
    replace_whole(folder / PLAN_FILE, raw + b"\n")
