"""What an office counts by: its settings, its working days, and the procedures its cases name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from msgspec import structs

from amends.domain.calendar_layers import Layer, layered
from amends.domain.case import Case
from amends.domain.events import Recorded
from amends.domain.office import Office, fold_office
from amends.domain.opening_hours import USUAL_HOURS, OpeningHours
from amends.domain.procedure import Procedure
from amends.domain.procedure_file import read_procedure
from amends.domain.school_terms import SchoolTerm
from amends.domain.streams import OFFICE
from amends.domain.working_days import Closure, WorkingDays
from amends.storage.calendars import decode_calendar
from amends.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Ground:
    """The office as it stands, and its days; `log` is what it was folded from.

    Whoever reads many cases passes one ground along: it remembers how the office stood before, and
    the procedures that it has read.
    """

    office: Office
    days: WorkingDays
    log: tuple[Recorded, ...] = ()
    _before: dict[int, Ground] = field(default_factory=dict, compare=False, repr=False)
    _read: dict[tuple[str, str], Procedure] = field(default_factory=dict, compare=False, repr=False)

    @property
    def seq(self) -> int:
        """The last entry of the office that it knows, 0 where it knows none."""
        return self.log[-1].seq if self.log else 0

    def procedure(self, unit: Unit, name: str, digest: str) -> Procedure:
        """Return the procedure of that name from its pinned bytes, which are read once."""
        if (name, digest) not in self._read:
            self._read[name, digest] = pinned_procedure(unit, name, digest)
        return self._read[name, digest]

    def as_of(self, unit: Unit, seq: int) -> Ground:
        """Return what the office counted by after that entry; it signs as it does now."""
        if not 0 < seq < self.seq:
            return self
        if seq not in self._before:
            then = _ground(unit, [entry for entry in self.log if entry.seq <= seq])
            office = structs.replace(then.office, letterhead=self.office.letterhead)
            self._before[seq] = replace(then, office=office)
        return self._before[seq]


def read_ground(unit: Unit) -> Ground:
    """Return what the office counts by now."""
    return _ground(unit, unit.events.read(OFFICE))


def ground_until(unit: Unit, now: Ground, at: datetime) -> Ground:
    """Return what the office counted by, and how it signed, as was recorded until then."""
    return _ground(unit, [entry for entry in now.log if entry.recorded_at <= at])


def _ground(unit: Unit, log: Sequence[Recorded]) -> Ground:
    office = fold_office(log)
    return ground_of(office, unit.pins.read(office.calendar_digest), log)


def ground_of(office: Office, calendar: bytes, log: Sequence[Recorded] = ()) -> Ground:
    """Return what an office counts by that has pinned this calendar.

    Raises `NoWorkingDayError` where no day would be left to work.
    """
    days = _working_days(
        calendar,
        tuple(office.layers.values()),
        tuple(sorted(office.closures.values())),
        office.terms,
        office.opening_hours or USUAL_HOURS,
    )
    return Ground(office, days, tuple(log))


def procedure_of(unit: Unit, named: Case | Office) -> Procedure:
    """Return the procedure that a case runs under or the office works to, from its pinned bytes."""
    return pinned_procedure(unit, named.procedure, named.procedure_digest)


def pinned_procedure(unit: Unit, name: str, digest: str) -> Procedure:
    """Return the procedure of that name from its pinned bytes."""
    return _procedure(unit.pins.read(digest), f"{name}.toml")


# Decoding a calendar and ranking its days costs more than reading a case; both depend on nothing
# but these bytes.
@lru_cache(maxsize=8)
def _working_days(
    calendar: bytes,
    layers: tuple[Layer, ...],
    closures: tuple[Closure, ...],
    terms: tuple[SchoolTerm, ...],
    opening_hours: OpeningHours,
) -> WorkingDays:
    return WorkingDays(layered(decode_calendar(calendar), layers), closures, terms, opening_hours)


@lru_cache(maxsize=32)
def _procedure(raw: bytes, file: str) -> Procedure:
    return read_procedure(raw, file)
