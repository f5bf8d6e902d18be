"""Where a day lies on a line that is true to scale, long empty gaps broken out of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

LONGEST_GAP_DAYS: Final = 40


class Break(NamedTuple):
    """A stretch without anything in it that is not drawn to scale."""

    first: date
    last: date
    left: float
    right: float

    @property
    def days(self) -> int:
        """Return the days between the two, neither of them counted."""
        return (self.last - self.first).days - 1


class TimeAxis:
    """Maps days to places; every day that is not in a break is as wide as any other."""

    def __init__(self, days: Iterable[date], left: float, right: float, break_width: float) -> None:
        """Lay the days out from `left` to `right`; `days` holds whatever the line shows."""
        shown = sorted(set(days))
        steps = list(pairwise(shown))
        gaps = [step for step in steps if _length(step) > LONGEST_GAP_DAYS]
        to_scale = sum(map(_length, steps)) - sum(map(_length, gaps))
        # Breaks leave at least half of the line to what is drawn to scale.
        share = 0.5 if to_scale else 1.0
        widest = (right - left) * share / len(gaps) if gaps else 0.0
        self.break_width = min(break_width, widest) if to_scale else widest
        room = right - left - self.break_width * len(gaps)
        self.day_width = room / to_scale if to_scale else 0.0
        self._ordinals: list[int] = [day.toordinal() for day in shown]
        self._places = [left]
        breaks: list[Break] = []
        for step in steps:
            start, is_gap = self._places[-1], _length(step) > LONGEST_GAP_DAYS
            width = self.break_width if is_gap else _length(step) * self.day_width
            self._places.append(min(start + width, right))
            if is_gap:
                breaks.append(Break(*step, start, self._places[-1]))
        self.breaks = tuple(breaks)

    def x(self, day: date) -> float:
        """Return the place of a day; a day before or after all others lies at the end."""
        ordinal = day.toordinal()
        after = bisect_right(self._ordinals, ordinal)
        if after == 0:
            return self._places[0]
        if after == len(self._ordinals):
            return self._places[-1]
        before = after - 1
        span = self._ordinals[after] - self._ordinals[before]
        share = (ordinal - self._ordinals[before]) / span
        return self._places[before] + share * (self._places[after] - self._places[before])


def _length(step: tuple[date, date]) -> int:
    return (step[1] - step[0]).days
