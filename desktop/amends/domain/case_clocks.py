"""Every clock of a case: what its policies promise, and what the office has promised since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec.structs import replace

from amends.domain.case import Case
from amends.domain.clocks import Clock, State
from amends.domain.clockwork import run_clocks
from amends.domain.counting import days_between
from amends.domain.events.handling_events import Redirected, StageNotPossible
from amends.domain.happenings import Happening, Kind
from amends.domain.joined import policies, policy_of
from amends.domain.letter_kinds import LetterKind
from amends.domain.procedure import Procedure
from amends.domain.promises import promise_clocks
from amends.domain.working_days import WorkingDays


def case_clocks(
    case: Case, procedure: Procedure, readings: Mapping[str, str], days: WorkingDays, today: date
) -> tuple[Clock, ...]:
    """Return the clocks of the case as they stand on `today`: the procedure's, then the promises.

    Those of a policy that is `Joined` come after the first one's. What a letter has told stands as
    told. Raises `CalendarRangeError` where a date lies outside the calendar.
    """
    stated = stated_clocks(case, procedure, readings, case.happenings, days, today)
    clocks = (*stated, *promise_clocks(case.handling, procedure, days, today))
    if (decided := case.handling.must_tell) is None:
        return clocks
    return tuple(_once_decided(clock, decided, procedure) for clock in clocks)


def stated_clocks(
    case: Case,
    procedure: Procedure,
    readings: Mapping[str, str],
    happenings: Iterable[Happening],
    days: WorkingDays,
    today: date,
) -> tuple[Clock, ...]:
    """Return the clocks of the case's policies as they stand once these things have happened."""
    if not case.is_reachable:  # no receipt goes out from which days could be counted
        readings = {name: kind for name, kind in readings.items() if kind != Kind.ACKNOWLEDGED}
    terms = replace(case.terms, told=case.told) if case.told else case.terms
    done, clocks = tuple(happenings), list[Clock]()
    for place, policy in enumerate(policies(procedure)):
        own = _under(policy, done, case) if case.joined else done
        run = run_clocks(policy, readings, own, days, today, terms)
        clocks += [replace(it, policy=policy.title) for it in run] if place else run
    if not case.is_reachable:
        clocks = [_without_receipt(clock, days) for clock in clocks]
    if case.terms.extensions:
        clocks = [_with_reason(clock, case) for clock in clocks]
    return tuple(clocks)


def _under(policy: Procedure, done: Iterable[Happening], case: Case) -> Iterator[Happening]:
    """Return what happened under one of several policies: what another decided counts not."""
    decided = (
        (Kind.REDIRECT_SENT, case.handling.redirected),
        (Kind.STAGE_NOT_POSSIBLE_SENT, case.handling.not_possible),
    )
    beside = {kind for kind, what in decided if what and not _decides(policy, what)}
    return (it for it in done if it.kind not in beside)


def _decides(policy: Procedure, decided: Redirected | StageNotPossible) -> bool:
    """Return whether a decision was one of this policy."""
    if isinstance(decided, Redirected):
        return any(it.key == decided.redirect for it in policy.redirects)
    return any(it.key == decided.stage for it in policy.stages)


def _with_reason(clock: Clock, case: Case) -> Clock:
    """Return the clock; where a day was agreed, with the reason."""
    if clock.pinned is None:
        return clock
    name = clock.name
    agreed = (it for it in reversed(case.terms.extensions) if it.clock == name and it.until)
    return replace(clock, pinned_because=next(it.reason for it in agreed))


def _without_receipt(clock: Clock, days: WorkingDays) -> Clock:
    """Return the clock where nobody can be written to: a receipt is not owed from its first day."""
    if clock.letter is not LetterKind.RECEIPT or not clock.is_open:
        return clock
    assert clock.start is not None
    assert clock.due is not None
    assert clock.within is not None
    left = days_between(clock.start, clock.due, clock.within.unit, days)
    return replace(clock, state=State.ENDED, stopped=clock.start, days_left=left)


def _once_decided(
    clock: Clock, decided: Redirected | StageNotPossible, procedure: Procedure
) -> Clock:
    """Return the clock once the case goes elsewhere, which the complainant is still to be told.

    What else was promised stays owed.
    """
    if not clock.is_open or (clock.is_promise and clock.letter is None):
        return clock
    if clock.policy and not _decides(policy_of(procedure, clock.stage), decided):
        return clock
    if isinstance(decided, Redirected):
        goes_to = procedure.redirect(decided.redirect).goes_to
        return replace(
            clock,
            step=f"Say that it goes to the {goes_to}",
            until=Kind.REDIRECT_SENT,
            letter=LetterKind.REDIRECT,
        )
    return replace(
        clock,
        step=f"Say that {procedure.stage(decided.stage).title.lower()} is not possible",
        until=Kind.STAGE_NOT_POSSIBLE_SENT,
        letter=LetterKind.STAGE_NOT_POSSIBLE,
    )
