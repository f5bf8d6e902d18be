"""Move a case to another version of its policy, or to another policy that the office works to.

Its record stays as it is: the clocks are those of a case that had run under that version from the
start, with every pause and every day that was agreed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from amends.domain.case import Case, supposing
from amends.domain.case_clocks import case_clocks
from amends.domain.clocks import Clock
from amends.domain.errors import CaseClosedError, CaseMovedOnError, VersionDoesNotFitError
from amends.domain.events.base import required
from amends.domain.events.case_events import Received
from amends.domain.events.corrections import EventCorrected
from amends.domain.events.course_events import ProcedureMoved
from amends.domain.events.folding import standing
from amends.domain.events.handling_events import Notified
from amends.domain.procedure import Procedure
from amends.domain.versions import Version
from amends.services.case_rules import rules_of
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.ground import pinned_procedure
from amends.services.recording import record


@dataclass(frozen=True, slots=True)
class MovedClock:
    """One clock as it runs now, and as it would; None where there is none."""

    before: Clock | None
    after: Clock | None

    @property
    def is_another(self) -> bool:
        """Whether anything about it would be otherwise."""
        return _shown(self.before) != _shown(self.after)


def other_versions(view: CaseView) -> tuple[Version, ...]:
    """Return the versions to which the case can be moved; none once it is closed.

    They are the other ones of its own policy, and those of each policy that the office works to.
    """
    case, office = view.case, view.ground.office
    if case.closed_on is not None:
        return ()
    known = {*office.in_use, case.procedure} - {it.procedure for it in case.joined}
    own = (case.procedure_digest, view.readings if case.readings is None else case.readings)
    others = [it for it in office.versions if it.procedure in known]
    return tuple(it for it in others if (it.digest, it.readings or {}) != own)


def version_due(view: CaseView) -> Version | None:
    """Return the version that was in force on the day of receipt, where the case has another.

    None once somebody has moved the case since that day was put right: that was their choice.
    """
    case, office = view.case, view.ground.office
    day, known = case.came_in_on, any(it.procedure == case.procedure for it in office.versions)
    if case.closed_on is not None or day is None or not known or _was_chosen(view):
        return None
    held = office.version(case.procedure, day)
    return held if held.digest != case.procedure_digest else None


def procedure_under(desk: Desk, version: Version) -> Procedure:
    """Return the policy as that version has it."""
    with desk.store.reading() as unit:
        return pinned_procedure(unit, version.procedure, version.digest)


def effect_of_moving(desk: Desk, view: CaseView, version: Version) -> tuple[MovedClock, ...]:
    """Return every clock of the policy as it runs and as it would; nothing is changed.

    Raises `VersionDoesNotFitError` where the case cannot run under it, and `CalendarRangeError`.
    """
    moved = supposing(view.case, [_moving(version, "", view)])
    with desk.store.reading() as unit:
        rules = rules_of(unit, moved, view.ground)
    _check_fit(moved, rules.procedure)
    days, today = rules.ground.days, view.today
    clocks = case_clocks(moved, rules.procedure, rules.readings, days, today)
    return tuple(_side_by_side(view.clocks, clocks))


def move_case(desk: Desk, view: CaseView, version: Version, reason: str, moment: Moment) -> Changed:
    """Record that the case runs under another version from here on, as if it always had.

    Raises `CaseClosedError`, `CaseMovedOnError` for a version to which it cannot be moved,
    `VersionDoesNotFitError`, and `FieldMissingError` without a reason.
    """
    if view.case.closed_on is not None:
        raise CaseClosedError(view.stream)
    if version not in other_versions(view):
        raise CaseMovedOnError(view.stream)
    event = _moving(version, required("reason", reason), view)
    effect_of_moving(desk, view, version)
    return record(desk, view.stream, view.seq, [event], moment)


def _moving(version: Version, reason: str, view: CaseView) -> ProcedureMoved:
    return ProcedureMoved(
        happened_on=view.today,
        procedure=version.procedure,
        procedure_digest=version.digest,
        readings=dict(version.readings or {}),
        reason=reason,
    )


def _check_fit(case: Case, procedure: Procedure) -> None:
    """Raise `VersionDoesNotFitError` where the case was decided by a rule that this one lacks."""
    redirected, ruled_out = case.handling.redirected, case.handling.not_possible
    if redirected and redirected.redirect not in {it.key for it in procedure.redirects}:
        raise VersionDoesNotFitError(redirected.redirect)
    if ruled_out and ruled_out.stage not in {it.key for it in procedure.every_stage}:
        raise VersionDoesNotFitError(ruled_out.stage)


def _was_chosen(view: CaseView) -> bool:
    facts = [(entry.seq, fact) for entry, fact in standing(view.log)]
    moved = [seq for seq, fact in facts if isinstance(fact, ProcedureMoved)]
    put_right = [
        entry.seq
        for entry in view.log
        if isinstance(entry.event, EventCorrected)
        and isinstance(entry.event.corrected, Received | Notified)
    ]
    return max(moved, default=0) > max(put_right, default=0)


def _side_by_side(before: tuple[Clock, ...], after: tuple[Clock, ...]) -> Iterator[MovedClock]:
    """Return the clocks by their names, in the order of the policy to come; promises stay."""
    then = {(it.stage, it.key): it for it in after if not it.is_promise}
    now = {(it.stage, it.key): it for it in before if not it.is_promise}
    for name in then | now:
        yield MovedClock(now.get(name), then.get(name))


def _shown(clock: Clock | None) -> object:
    if clock is None:
        return None
    begins = clock.trigger.kind if clock.trigger else ""
    return clock.due, clock.counted, clock.state, clock.within, begins, clock.counting
