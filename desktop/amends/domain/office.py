"""What an office is: the fold of the events of its own stream."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import assert_never
from uuid import UUID

import msgspec

from amends.domain.calendar_layers import Layer
from amends.domain.events import Recorded
from amends.domain.events.folding import standing
from amends.domain.events.office_events import (
    CalendarAdopted,
    ClosureAdded,
    HolidaysCorrected,
    Letterhead,
    LetterheadChanged,
    OfficeFact,
    OfficeSetUp,
    OpeningHoursSet,
    ProcedureAdopted,
    ProcedureDropped,
    TermsSet,
)
from amends.domain.opening_hours import OpeningHours
from amends.domain.school_terms import SchoolTerm
from amends.domain.versions import Version, in_force
from amends.domain.working_days import Closure


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """The office as it stands. `closures` and `layers` are keyed by the event that added them.

    `procedure` is the policy under which a new case runs unless another is chosen, and
    `procedure_digest` and `readings` are those of its version that was adopted last. `in_use` names
    every policy that can be chosen, `versions` holds all that were ever adopted, in their order.
    """

    letterhead: Letterhead | None = None
    sample: bool = False
    procedure: str = ""
    procedure_digest: str = ""
    readings: Mapping[str, str] = {}
    in_use: tuple[str, ...] = ()
    versions: tuple[Version, ...] = ()
    calendar: str = ""
    calendar_digest: str = ""
    closures: Mapping[UUID, Closure] = {}
    layers: Mapping[UUID, Layer] = {}
    terms: tuple[SchoolTerm, ...] = ()
    opening_hours: OpeningHours | None = None

    def version(self, procedure: str, received_on: date) -> Version:
        """Return the version of a policy for a complaint that was received on that day."""
        return in_force(self.versions, procedure, received_on)

    def version_for(self, chosen: str, received_on: date) -> Version:
        """Return the version for a new case; where the policy is not in use, of the usual one."""
        name = chosen if chosen in self.in_use else self.procedure
        return self.version(name, received_on)


def fold_office(log: Iterable[Recorded]) -> Office:
    """Return the office that these events of its stream, in recorded order, add up to."""
    office = Office()
    for entry, fact in standing(log):
        if isinstance(fact, OfficeFact):
            office = _with(office, entry, fact)
    return office


def _with(office: Office, entry: Recorded, fact: OfficeFact) -> Office:
    match fact:
        case OfficeSetUp():
            return msgspec.structs.replace(office, letterhead=fact.letterhead, sample=fact.sample)
        case LetterheadChanged():
            return msgspec.structs.replace(office, letterhead=fact.letterhead)
        case ProcedureAdopted():
            return _adopting(office, fact)
        case ProcedureDropped():
            return _dropping(office, fact) if office.in_use else office
        case CalendarAdopted():
            return msgspec.structs.replace(
                office, calendar=fact.calendar, calendar_digest=fact.digest
            )
        case ClosureAdded():
            closure = Closure(fact.first, fact.last, fact.name)
            return msgspec.structs.replace(office, closures={**office.closures, entry.id: closure})
        case HolidaysCorrected():
            layers = {**office.layers, entry.id: _layer(entry, fact)}
            return msgspec.structs.replace(office, layers=layers)
        case TermsSet():
            return msgspec.structs.replace(office, terms=tuple(sorted(fact.terms)))
        case OpeningHoursSet():
            return msgspec.structs.replace(office, opening_hours=OpeningHours(**fact.hours))
    assert_never(fact)


def _adopting(office: Office, fact: ProcedureAdopted) -> Office:
    """Return the office once it works to a policy, or to a new version of one."""
    is_first = all(it.procedure != fact.procedure for it in office.versions)
    since = fact.in_force_from or (None if is_first else fact.happened_on)
    version = Version(
        procedure=fact.procedure, digest=fact.digest, readings=fact.readings, since=since
    )
    known = fact.procedure in office.in_use
    in_use = office.in_use if known else (*office.in_use, fact.procedure)
    return _working_to(office, in_use, (*office.versions, version))


def _dropping(office: Office, fact: ProcedureDropped) -> Office:
    """Return the office without a policy; its last one stays, or no complaint could come in."""
    in_use = tuple(name for name in office.in_use if name != fact.procedure)
    return _working_to(office, in_use or office.in_use, office.versions)


def _working_to(office: Office, in_use: tuple[str, ...], versions: tuple[Version, ...]) -> Office:
    main = next(it for it in reversed(versions) if it.procedure == in_use[0])
    return msgspec.structs.replace(
        office,
        procedure=main.procedure,
        procedure_digest=main.digest,
        readings=main.readings or {},
        in_use=in_use,
        versions=versions,
    )


def _layer(entry: Recorded, fact: HolidaysCorrected) -> Layer:
    return Layer(
        source=fact.source,
        why=fact.why,
        added=fact.added,
        removed=fact.removed,
        recorded_on=fact.happened_on,
        recorded_by=entry.recorded_by,
    )
