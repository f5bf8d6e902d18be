"""Let a complaint fall under a second policy as well, whose clocks run beside the first one's.

One letter may hold a complaint about a service and one about personal data: both are owed their
times.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from amends.domain.case import supposing
from amends.domain.case_clocks import case_clocks
from amends.domain.clocks import Clock
from amends.domain.errors import CaseClosedError, CaseMovedOnError
from amends.domain.events.base import required
from amends.domain.events.course_events import ProcedureJoined
from amends.domain.joined import joined
from amends.domain.procedure import Procedure
from amends.domain.procedure_file import read_procedure
from amends.domain.versions import Version
from amends.services.case_rules import readings_beside
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.inbox_rows import refresh_row
from amends.services.policy_in_words import readings_of
from amends.services.shipped import other_procedures, procedure_bytes


@dataclass(frozen=True, slots=True)
class Joinable:
    """A policy under which a complaint may fall as well, and its file."""

    version: Version
    procedure: Procedure
    raw: bytes


def may_join(view: CaseView) -> bool:
    """Return whether a second policy can be named: the case is open, and has its first alone."""
    return view.case.closed_on is None and not view.case.joined


def policies_to_join(desk: Desk, view: CaseView) -> tuple[Joinable, ...]:
    """Return the other policies of the office, then those of other bodies that Amends ships."""
    office, day = view.ground.office, view.case.came_in_on or view.today
    taken = {view.case.procedure, *(it.procedure for it in view.case.joined)}
    own = [name for name in office.in_use if name not in taken]
    with desk.store.reading() as unit:
        found = [
            _joinable(version, unit.pins.read(version.digest))
            for version in (office.version(name, day) for name in own)
        ]
    others = [name for name in other_procedures(desk.resources) if name not in {*taken, *own}]
    return (*found, *(_shipped(desk, name) for name in others))


def effect_of_joining(view: CaseView, policy: Joinable) -> tuple[Clock, ...]:
    """Return the clocks that would run beside those of the case; nothing is changed.

    Raises `CalendarRangeError` where a date lies outside the calendar.
    """
    case = supposing(view.case, [_joining(policy, "", view)])
    rules = joined(view.procedure, [(policy.version.procedure, policy.procedure)])
    readings = {**view.readings, **readings_beside(policy.version)}
    clocks = case_clocks(case, rules, readings, view.ground.days, view.today)
    return tuple(clock for clock in clocks if clock.policy)


def join_policy(
    desk: Desk, view: CaseView, policy: Joinable, reason: str, moment: Moment
) -> Changed:
    """Record that the complaint falls under a second policy as well, and pin its file.

    Raises `CaseClosedError`, `CaseMovedOnError` where it has a second one already,
    `FieldMissingError` without a reason, and `CaseChangedError`.
    """
    if view.case.closed_on is not None:
        raise CaseClosedError(view.stream)
    if not may_join(view) or policy.version.procedure == view.case.procedure:
        raise CaseMovedOnError(view.stream)
    event = _joining(policy, required("reason", reason), view)
    effect_of_joining(view, policy)
    with desk.store.transaction() as unit:
        unit.pins.pin(policy.raw)
        unit.events.append(view.stream, view.seq, [event], now=moment.now, person=desk.store.person)
        refresh_row(unit, view.stream, moment.today)
    return Changed(frozenset({view.stream}))


def _joining(policy: Joinable, reason: str, view: CaseView) -> ProcedureJoined:
    return ProcedureJoined(
        happened_on=view.today,
        procedure=policy.version.procedure,
        procedure_digest=policy.version.digest,
        readings=dict(policy.version.readings or {}),
        reason=reason,
    )


def _shipped(desk: Desk, name: str) -> Joinable:
    """Return a policy of another body; what it leaves open is read as it suggests."""
    raw = procedure_bytes(desk.resources, name)
    procedure = read_procedure(raw, f"{name}.toml")
    digest, readings = sha256(raw).hexdigest(), readings_of(procedure, {})
    version = Version(procedure=name, digest=digest, readings=readings)
    return Joinable(version, procedure, raw)


def _joinable(version: Version, raw: bytes) -> Joinable:
    return Joinable(version, read_procedure(raw, f"{version.procedure}.toml"), raw)
