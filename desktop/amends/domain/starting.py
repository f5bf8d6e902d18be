"""From what the days of a clock run: one event, the last of several, or the last that began them
anew.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from amends.domain.happenings import Happening
from amends.domain.stage_spans import Part


def started(
    part: Part,
    kind: str,
    together_with: Sequence[str] = (),
    resets: Collection[str] = (),
    kept_by: Collection[str] = (),
) -> Happening | None:
    """Return what began the days, None while they have not begun.

    All of `together_with` must have happened as well, and the last of them counts. What is among
    `resets` begins the days anew, until something of `kept_by` has happened.
    """
    each = [_first(part, it) for it in (kind, *together_with)]
    happened = [it for it in each if it is not None]
    if len(happened) < len(each):
        return None
    start = max(happened, key=_day)
    for it in part.done if resets else ():
        if it.kind in kept_by and it.on >= start.on:
            break
        if it.kind in resets and it.on >= start.on:
            start = it
    return start


def _first(part: Part, kind: str) -> Happening | None:
    """Return what happened first of a kind: in the clock's own part, or else before it."""
    led_here = (it for it in part.led_here if it.kind == kind)
    return next((it for it in part.done if it.kind == kind), next(led_here, None))


def _day(happening: Happening) -> int:
    return happening.on.toordinal()
