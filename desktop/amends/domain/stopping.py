"""When a clock stops: when its promise was kept, and when nothing was left to keep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from amends.domain.clock_rules import ClockRule, Release
from amends.domain.clocks import Clock
from amends.domain.counting import due_date
from amends.domain.durations import read_duration
from amends.domain.happenings import Happening, Kind
from amends.domain.stage_spans import Part
from amends.domain.working_days import WorkingDays

# After these nothing that a stage promised is left to wait for.
_ENDINGS: Final = frozenset({Kind.CLOSED, Kind.REDIRECT_SENT, Kind.STAGE_NOT_POSSIBLE_SENT})


class Stops(NamedTuple):
    """On which day the promise was kept, and on which nothing was left to keep."""

    met: date | None
    ended: date | None


def stops(
    clock: Clock, rule: ClockRule, part: Part, start: date | None, days: WorkingDays
) -> Stops:
    """Return when the clock stopped, if it did.

    What the policy asks for instead keeps it as well. Once the complaint is answered, sent
    elsewhere or closed, or a later stage has begun to answer it, a promise that was not kept has
    nothing left to wait for. An answer may come before the clock's own start: it may go out before
    the receipt from which its days run. What came before the stage was opened belongs to another.
    An answer does not end the time in which the next stage can be asked for.
    """
    known = [day for day in (part.opened_on, start) if day is not None]
    if not known:
        return Stops(None, None)
    since, starts = min(known), clock.trigger.kind if clock.trigger else ""
    ends = [] if part.taken_over_on is None else [part.taken_over_on]
    for it in part.done:  # in the order of days, so the first is the earliest
        if it.kind == starts or it.on < since:  # what starts a clock does not end it
            continue
        if it.kind in _ENDINGS or (
            it.kind == Kind.OUTCOME_SENT and not part.leads_in and it.on >= (start or since)
        ):
            ends.append(it.on)
            break
    if rule.released_by:
        ends += _released(clock, rule, part, since, days)
    return Stops(_kept(clock, rule, part.done, since), min(ends, default=None))


def first(done: Sequence[Happening], kind: str, since: date | None = None) -> date | None:
    """Return the first day on which `kind` happened, on or after `since`."""
    for it in done:
        if it.kind == kind and (since is None or it.on >= since):
            return it.on
    return None


def _kept(clock: Clock, rule: ClockRule, done: Sequence[Happening], since: date) -> date | None:
    """Return when all was done that the promise asks for, or what stands in its place."""
    instead = first(done, clock.fallback, since) if clock.fallback else None
    either = () if clock.repeats else (clock.until, *rule.or_until)
    kept = [on for kind in either if (on := first(done, kind, since)) is not None]
    if not kept:
        return instead
    together = [first(done, kind, since) for kind in rule.and_until]
    if None in together:
        return instead
    last = max(min(kept), *(on for on in together if on is not None), min(kept))
    return min(last, instead or last)


def _released(
    clock: Clock, rule: ClockRule, part: Part, since: date, days: WorkingDays
) -> Iterator[date]:
    """Return each day on which an event released the office from the promise."""
    for release in rule.released_by:
        on = first(part.done, release.event, since)
        if on is not None and _in_time(release, on, clock, part, days):
            yield on


def _in_time(release: Release, on: date, clock: Clock, part: Part, days: WorkingDays) -> bool:
    if release.within is None or release.from_ is None:
        return True
    begun = first(part.done, release.from_) or first(part.led_here, release.from_)
    within = read_duration(release.within)
    return begun is not None and on <= due_date(begun, within, days, clock.counting)
