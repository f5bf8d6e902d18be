"""Let the office work to a procedure, to a new version of one, or no longer to one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from amends.domain.case import fold
from amends.domain.errors import DateNotPossibleError, LastProcedureError
from amends.domain.events.base import EARLIEST_DAY
from amends.domain.events.office_events import ProcedureAdopted, ProcedureDropped
from amends.domain.procedure_file import read_procedure
from amends.domain.streams import CASES, OFFICE
from amends.services.desk import Changed, Desk, Moment
from amends.services.ground import read_ground
from amends.services.inbox_rows import rebuild
from amends.services.policy_in_words import readings_of
from amends.services.progress import Progress

LATEST_START: Final = date(2060, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """What the office decides: a file, its answers to what that leaves open, and since when."""

    raw: bytes
    readings: Mapping[str, str]
    in_force_from: date


def adopt_procedure(desk: Desk, adoption: Adoption, moment: Moment) -> Changed:
    """Record that complaints received from a day on run under this version.

    Cases that are there stay with theirs. Raises `ProcedureFileError`, and `DateNotPossibleError`
    for a day that nobody means.
    """
    procedure = read_procedure(adoption.raw, "procedure.toml")
    since = adoption.in_force_from
    if not EARLIEST_DAY <= since <= LATEST_START:
        raise DateNotPossibleError(since, EARLIEST_DAY, LATEST_START)
    readings = readings_of(procedure, adoption.readings)
    with desk.store.transaction() as unit:
        event = ProcedureAdopted(
            happened_on=moment.today,
            procedure=procedure.name,
            digest=unit.pins.pin(adoption.raw),
            readings=readings,
            in_force_from=since,
        )
        seq = unit.events.last_seq(OFFICE)
        unit.events.append(OFFICE, seq, [event], now=moment.now, person=desk.store.person)
        rebuild(unit, moment.today)
    return Changed(frozenset({OFFICE}))


def drop_procedure(desk: Desk, name: str, moment: Moment) -> Changed:
    """Record that no new case runs under a policy. Raises `LastProcedureError`."""
    with desk.store.transaction() as unit:
        if read_ground(unit).office.in_use == (name,):
            raise LastProcedureError(name)
        event = ProcedureDropped(happened_on=moment.today, procedure=name)
        seq = unit.events.last_seq(OFFICE)
        unit.events.append(OFFICE, seq, [event], now=moment.now, person=desk.store.person)
    return Changed(frozenset({OFFICE}))


def open_cases_under(desk: Desk, name: str, progress: Progress) -> int:
    """Return how many open cases run under any version of a policy, as far as they are seen."""
    count = 0
    with desk.store.reading() as unit:
        streams = [it for it in unit.events.streams(CASES) if it not in desk.store.kept_from]
        for done, stream in enumerate(streams):
            progress(done, len(streams))
            case = fold(unit.events.read(stream))
            count += case.procedure == name and case.closed_on is None
    return count
