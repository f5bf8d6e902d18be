"""By what a case goes: its policies, the office's readings of them, and the days it counts by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from amends.domain.case import Case
from amends.domain.joined import joined, under
from amends.domain.office import Office
from amends.domain.procedure import Procedure
from amends.domain.versions import Version
from amends.services.ground import Ground
from amends.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class CaseRules:
    """The policies of a case as one, and what is read into them, by "stage.clock"."""

    procedure: Procedure
    readings: Mapping[str, str]
    ground: Ground


def rules_of(unit: Unit, case: Case, now: Ground) -> CaseRules:
    """Return by what a case goes. One that is closed goes by what the office counted by then."""
    ground = now.as_of(unit, case.closed_seq) if case.closed_on is not None else now
    beside = [(it.procedure, now.procedure(unit, it.procedure, it.digest)) for it in case.joined]
    procedure = joined(now.procedure(unit, case.procedure, case.procedure_digest), beside)
    return CaseRules(procedure, _readings(case, ground.office), ground)


def _readings(case: Case, office: Office) -> Mapping[str, str]:
    first = case.readings if case.readings is not None else _readings_of_today(case, office)
    beside = (readings_beside(other) for other in case.joined)
    return {**first, **{key: it for each in beside for key, it in each.items()}}


def readings_beside(other: Version) -> Mapping[str, str]:
    """Return the readings of a joined policy, by the names that its clocks have in the case."""
    return {under(other.procedure, key): it for key, it in (other.readings or {}).items()}


def _readings_of_today(case: Case, office: Office) -> Mapping[str, str]:
    """Return the readings of a case from before they were kept: those of its version, if known."""
    digest = case.procedure_digest
    known = (it.readings for it in reversed(office.versions) if it.digest == digest)
    return next((it for it in known if it is not None), office.readings)
