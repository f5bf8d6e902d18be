"""From what the days of a clock run: one event, the last of several, or the last that began them
anew.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from amends.domain.happenings import Happening
from amends.domain.stage_spans import Part


def started(
    part: Part,
    every: Sequence[str],
    resets: Collection[str] = (),
    kept_by: Collection[str] = (),
) -> Happening | None:
    """Return what began the days, None while they have not begun.

    Every kind of `every` must have happened, and the last of them counts. What is among `resets`
    begins the days anew, until something of `kept_by` has happened.
    """
    start: Happening | None = None
    for kind in every:
        if (found := _first(part, kind)) is None:
            return None
        if start is None or found.on > start.on:
            start = found
    return _anew(start, part, resets, kept_by) if start and resets else start


def _anew(
    start: Happening, part: Part, resets: Collection[str], kept_by: Collection[str]
) -> Happening:
    """Return the last thing that began the days anew before they were kept, if any did."""
    for it in part.done:
        if it.kind in kept_by and it.on >= start.on:
            break
        if it.kind in resets and it.on >= start.on:
            start = it
    return start


def _first(part: Part, kind: str) -> Happening | None:
    """Return what happened first of a kind: in the clock's own part, or else before it."""
    for place in (part.done, part.led_here):
        for it in place:
            if it.kind == kind:
                return it
    return None
