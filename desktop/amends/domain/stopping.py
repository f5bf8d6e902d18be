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


_NOT_STOPPED: Final = Stops(None, None)


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
    if (since := _earlier(part.opened_on, start)) is None:
        return _NOT_STOPPED
    ended = _earlier(part.taken_over_on, _answered(clock, part, since, start or since))
    for on in _released(clock, rule, part, since, days) if rule.released_by else ():
        ended = _earlier(ended, on)
    return Stops(_kept(clock, rule, part.done, since), ended)


def _earlier(one: date | None, other: date | None) -> date | None:
    """Return the earlier of two days, the one that there is, or None."""
    if one is None or other is None:
        return one or other
    return min(one, other)


def _answered(clock: Clock, part: Part, since: date, start: date) -> date | None:
    """Return the first day from which the complaint was answered, elsewhere or closed."""
    starts = clock.trigger.kind if clock.trigger else ""
    for it in part.done:  # in the order of days, so the first is the earliest
        if it.kind == starts or it.on < since:  # what starts a clock does not end it
            continue
        if it.kind in _ENDINGS or (
            it.kind == Kind.OUTCOME_SENT and not part.leads_in and it.on >= start
        ):
            return it.on
    return None


def first(done: Sequence[Happening], kind: str, since: date | None = None) -> date | None:
    """Return the first day on which `kind` happened, on or after `since`."""
    for it in done:
        if it.kind == kind and (since is None or it.on >= since):
            return it.on
    return None


def _kept(clock: Clock, rule: ClockRule, done: Sequence[Happening], since: date) -> date | None:
    """Return when all was done that the promise asks for, or what stands in its place."""
    instead = first(done, clock.fallback, since) if clock.fallback else None
    kept = None if clock.repeats else first(done, clock.until, since)
    for kind in () if clock.repeats else rule.or_until:
        kept = _earlier(kept, first(done, kind, since))
    if kept is None:
        return instead
    for kind in rule.and_until:
        if (also := first(done, kind, since)) is None:
            return instead
        kept = max(kept, also)
    return _earlier(kept, instead)


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
