"""What an office counts by: its settings, its working days, and the procedures its cases name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from amends.domain.case import Case
from amends.domain.office import Office, fold_office
from amends.domain.procedure import Procedure
from amends.domain.procedure_file import read_procedure
from amends.domain.streams import OFFICE
from amends.domain.working_days import Closure, WorkingDays
from amends.storage.calendars import decode_calendar
from amends.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Ground:
    """The office as it stands, and its days."""

    office: Office
    days: WorkingDays


def read_ground(unit: Unit) -> Ground:
    """Return what the office counts by now."""
    office = fold_office(unit.events.read(OFFICE))
    closures = tuple(sorted(office.closures.values()))
    return Ground(office, _working_days(unit.pins.read(office.calendar_digest), closures))


def procedure_of(unit: Unit, named: Case | Office) -> Procedure:
    """Return the procedure that a case runs under or the office works to, from its pinned bytes."""
    return _procedure(unit.pins.read(named.procedure_digest), f"{named.procedure}.toml")


# Decoding a calendar and ranking its days costs more than reading a case; both depend on nothing
# but these bytes.
@lru_cache(maxsize=8)
def _working_days(calendar: bytes, closures: tuple[Closure, ...]) -> WorkingDays:
    return WorkingDays(decode_calendar(calendar), closures)


@lru_cache(maxsize=32)
def _procedure(raw: bytes, file: str) -> Procedure:
    return read_procedure(raw, file)
