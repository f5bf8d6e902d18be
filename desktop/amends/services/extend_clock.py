"""Give a clock more time, by the rule that its policy has for that, and no further."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from msgspec.structs import replace

from amends.domain.case_times import Refused, added, clock_rule, extending, extension_of
from amends.domain.clock_rules import Extension
from amends.domain.clocks import Clock
from amends.domain.counting import due_date
from amends.domain.course import asks_for_plan
from amends.domain.durations import Duration, read_duration
from amends.domain.errors import (
    CaseClosedError,
    CaseMovedOnError,
    ConditionsNotMetError,
    DateNotPossibleError,
    FieldMissingError,
    NotInPolicyError,
    NotMoreTimeError,
    TimeOverError,
    TooMuchTimeError,
)
from amends.domain.events.base import required
from amends.domain.events.clock_events import Extended
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.recording import record
from amends.services.suppose import clocks_if

MOST_ADDED: Final = 999  # as many as a procedure file can name


@dataclass(frozen=True, slots=True)
class MoreTime:
    """More time for the clock "stage.clock": so many of its own unit, or until an agreed day.

    `confirmed` are those conditions of the policy of which the person says that they are met.
    """

    clock: str
    reason: str = ""
    count: int = 0
    until: date | None = None
    agreed_with: str = ""
    confirmed: tuple[str, ...] = ()


def extend_clock(desk: Desk, view: CaseView, more: MoreTime, moment: Moment) -> Changed:
    """Record that the clock has more time.

    Raises `NotInPolicyError`, `CaseClosedError`, `CaseMovedOnError` where the clock does not run,
    `TimeOverError` after its last day, `FieldMissingError` without a reason, a length or, for an
    agreed day, without who agreed; `ConditionsNotMetError`; `NotMoreTimeError` for a day that is
    no later than the one that stands, `DateNotPossibleError` for one that is over,
    `CalendarRangeError` for one that the calendar does not know; and `TooMuchTimeError`, which
    counts all that was added before.
    """
    clock = view.clock(more.clock)
    rule = _rule(view, clock)
    if missing := tuple(need for need in rule.needs if need not in more.confirmed):
        raise ConditionsNotMetError(missing)
    extended = extension(clock, more, moment.today)
    reason = required("reason", more.reason)
    if more.until is not None:
        required("who agreed", more.agreed_with)
    asked = rule.asks(more.confirmed)
    _check(view, clock, rule, extended, is_capped=rule.beyond not in asked)
    if asked:
        reason = f"{reason}\nConfirmed: {'; '.join(asked)}."
    return record(desk, view.stream, view.seq, [replace(extended, reason=reason)], moment)


def extension(clock: Clock, more: MoreTime, today: date) -> Extended:
    """Return what would be recorded, for what it does to the date; a reason need not be given yet.

    Raises `FieldMissingError` without a length or a day, `DateNotPossibleError` for a day before
    today.
    """
    by = ""
    if more.until is not None:
        if more.until < today:
            raise DateNotPossibleError(more.until, today, date.max)
    elif clock.within is None or not 0 < more.count <= MOST_ADDED:
        raise FieldMissingError("how much more time")
    else:
        by = str(Duration(more.count, clock.within.unit))
    return Extended(
        happened_on=today,
        clock=clock.name,
        reason=more.reason.strip(),
        by=by,
        until=more.until,
        agreed_with=more.agreed_with.strip(),
    )


def latest_day(view: CaseView, clock: Clock, rule: Extension) -> date | None:
    """Return the last day until which a clock can be extended, None where the policy sets none.

    It is where the clock would end with all that the policy adds, whatever was added before.
    """
    if rule.at_most is None or clock.within is None:
        return None
    most = read_duration(rule.at_most)
    usual = _without_extensions(view, clock)
    if most.unit is clock.within.unit:
        all_of_it = Extended(happened_on=view.today, clock=clock.name, reason="", by=rule.at_most)
        return _found(clocks_if(usual, all_of_it), clock).due
    due = _found(clocks_if(usual), clock).due
    return due_date(due, most, view.ground.days) if due else None


def _check(
    view: CaseView, clock: Clock, rule: Extension, extended: Extended, *, is_capped: bool
) -> None:
    """Refuse what gives no more time, or more than the policy lets anybody give."""
    if extended.until is not None:
        view.ground.days.known(extended.until)
    longer = _found(clocks_if(view, extended), clock)
    due = longer.due
    if due is not None and clock.due is not None and _end(longer) <= _end(clock):
        raise NotMoreTimeError(due, clock.due)
    if not is_capped or rule.at_most is None:
        return
    if (latest := latest_day(view, clock, rule)) is None:
        return
    most, by = read_duration(rule.at_most), read_duration(extended.by) if extended.by else None
    more = by.count if by is not None and by.unit is most.unit else 0
    is_too_much = added(view.case, clock, rule.at_most) + more > most.count
    if is_too_much or (due is not None and due > latest):
        raise TooMuchTimeError(rule.at_most, latest)


def _end(clock: Clock) -> tuple[date, float]:
    """Return when a clock with a date ends; of two on one day that count in hours, by the hour."""
    assert clock.due is not None
    return clock.due, clock.due_at.timestamp() if clock.due_at else 0


def _without_extensions(view: CaseView, clock: Clock) -> CaseView:
    """Return the case as if nothing had been added to this clock."""
    others = tuple(it for it in view.case.terms.extensions if it.clock != clock.name)
    terms = replace(view.case.terms, extensions=others)
    return dataclasses.replace(view, case=replace(view.case, terms=terms))


def _found(clocks: Iterable[Clock], clock: Clock) -> Clock:
    return next(it for it in clocks if it.name == clock.name)


def _instead(view: CaseView, clock: Clock) -> str:
    """Return what the policy asks for where a clock cannot be kept in time, "" for nothing."""
    rule = clock_rule(view.procedure, clock.name)
    has_plan = asks_for_plan(clock, view.case)
    return rule.fallback.title if has_plan and rule and rule.fallback else ""


def _rule(view: CaseView, clock: Clock) -> Extension:
    """Return the policy's rule, which must hold for the clock as it stands."""
    match extending(view.case, view.procedure, clock):
        case None:
            pass
        case Refused.NO_RULE:
            raise NotInPolicyError("more time")
        case Refused.CLOSED:
            raise CaseClosedError(view.stream)
        case Refused.ALL_GIVEN if clock.due is not None and (rule := _of(view, clock)).at_most:
            raise TooMuchTimeError(rule.at_most, latest_day(view, clock, rule) or clock.due)
        case Refused.OVER if clock.due is not None:
            raise TimeOverError(clock.due, _instead(view, clock))
        case _:
            raise CaseMovedOnError(view.stream)
    return _of(view, clock)


def _of(view: CaseView, clock: Clock) -> Extension:
    """Return the policy's rule; there must be one."""
    rule = extension_of(view.procedure, clock)
    assert rule is not None
    return rule
