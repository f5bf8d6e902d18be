"""When a clock stood still, in a policy that lets it: from a pause until it was resumed.

Nobody resumes what is over: an answer, a closing and the opening of a later stage end a pause too.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from datetime import date

from amends.domain.clock_rules import Pause
from amends.domain.counting import Span
from amends.domain.happenings import Happening, Kind
from amends.domain.working_days import ONE_DAY


def pauses(
    rule: Pause, done: Iterable[Happening], ended: date | None, over: Container[str] = ()
) -> Iterator[Span]:
    """Return the days that do not count, in order; the last of one that still lasts is None.

    `ended` is when the clock stopped, if it did: that ends a pause as well, and so does each kind
    of event in `over`.
    """
    through = date.min  # a day on which one pause ends and the next begins is lost once
    for since, until in _stretches(done, ended, over):
        first = since + ONE_DAY if rule.first_day_counts else since
        first = max(first, through + ONE_DAY)
        last = until - ONE_DAY if until is not None and rule.last_day_counts else until
        if last is None or first <= last:
            through = last or through
            yield Span(first, last)


def _stretches(
    done: Iterable[Happening], ended: date | None, over: Container[str]
) -> Iterator[tuple[date, date | None]]:
    """Return the day of each pause, and the day on which it was over, if it is."""
    since: date | None = None
    for it in done:
        if ended is not None and it.on > ended:
            break
        if it.kind == Kind.PAUSED and since is None:
            since = it.on
        elif since is not None and (it.kind == Kind.RESUMED or it.kind in over):
            yield since, it.on
            since = None
    if since is not None:
        yield since, ended
