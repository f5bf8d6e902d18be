"""What an office is: the fold of the events of its own stream."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import assert_never
from uuid import UUID

import msgspec

from amends.domain.events import Recorded
from amends.domain.events.folding import standing
from amends.domain.events.office_events import (
    CalendarAdopted,
    ClosureAdded,
    Letterhead,
    LetterheadChanged,
    OfficeFact,
    OfficeSetUp,
    ProcedureAdopted,
)
from amends.domain.working_days import Closure


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """The office as it stands. `closures` are keyed by the event that added them."""

    letterhead: Letterhead | None = None
    sample: bool = False
    procedure: str = ""
    procedure_digest: str = ""
    readings: Mapping[str, str] = {}
    calendar: str = ""
    calendar_digest: str = ""
    closures: Mapping[UUID, Closure] = {}


def fold_office(log: Iterable[Recorded]) -> Office:
    """Return the office that these events of its stream, in recorded order, add up to."""
    office = Office()
    for entry, fact in standing(log):
        if isinstance(fact, OfficeFact):
            office = _with(office, entry.id, fact)
    return office


def _with(office: Office, id_: UUID, fact: OfficeFact) -> Office:
    match fact:
        case OfficeSetUp():
            return msgspec.structs.replace(office, letterhead=fact.letterhead, sample=fact.sample)
        case LetterheadChanged():
            return msgspec.structs.replace(office, letterhead=fact.letterhead)
        case ProcedureAdopted():
            return msgspec.structs.replace(
                office,
                procedure=fact.procedure,
                procedure_digest=fact.digest,
                readings=fact.readings,
            )
        case CalendarAdopted():
            return msgspec.structs.replace(
                office, calendar=fact.calendar, calendar_digest=fact.digest
            )
        case ClosureAdded():
            closure = Closure(fact.first, fact.last, fact.name)
            return msgspec.structs.replace(office, closures={**office.closures, id_: closure})
    assert_never(fact)
