"""Two ways of doing the same, timed by turns in one run: what counts is how they compare.

A busy machine slows both alike, so a ratio holds where seconds do not; the median of several
rounds leaves out the round in which somebody else needed the processor.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Way = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The seconds that each of two ways took, round by round."""

    ours: tuple[float, ...]
    theirs: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """How many times as long theirs took, in the median round."""
        pairs = zip(self.ours, self.theirs, strict=True)
        return median(theirs / ours for ours, theirs in pairs)

    def __str__(self) -> str:
        return (
            f"ours {1_000 * median(self.ours):,.1f} ms, theirs {1_000 * median(self.theirs):,.1f} "
            f"ms, {self.ratio:,.1f} times (median of {len(self.ours)} rounds)"
        )


def compare(ours: Way, theirs: Way, rounds: int) -> Comparison:
    """Time both ways by turns, ours first in every other round."""
    pairs = []
    for number in range(rounds):
        if number % 2:
            slow, fast = seconds(theirs), seconds(ours)
        else:
            fast, slow = seconds(ours), seconds(theirs)
        pairs.append((fast, slow))
    return Comparison(*zip(*pairs, strict=True))


def seconds(way: Way) -> float:
    """Return how long one run takes."""
    began = perf_counter()
    way()
    return perf_counter() - began
