"""Where labels go so that none covers another: as near to what they name as can be, in rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label as it would like to lie: `align` is the share of it that lies left of its anchor.

    It may be pushed to the right as long as it still starts at or before `furthest`.
    """

    anchor: float
    width: float
    align: float = 0.5
    furthest: float | None = None


class Place(NamedTuple):
    """Where a label starts, and in which row, 0 being the nearest to the line."""

    x: float
    row: int


def place_labels(labels: Sequence[Wanted], width: float, gap: float) -> list[Place]:
    """Return the places of labels that are given in the order of their anchors.

    Each takes the nearest row that has room at its anchor, else a row of its own, so that labels
    step away from the line rather than cover one another. No label may be wider than `width`.
    """
    ends: list[float] = []  # by row: where the last label of it ends
    places: list[Place] = []
    for label in labels:
        ideal = min(max(label.anchor - label.align * label.width, 0.0), width - label.width)
        furthest = label.anchor if label.furthest is None else label.furthest
        furthest = max(ideal, min(furthest, width - label.width))
        place = Place(ideal, len(ends))
        for row, end in enumerate(ends):
            x = max(ideal, end + gap)
            if x <= furthest:
                place = Place(x, row)
                break
        if place.row == len(ends):
            ends.append(0.0)
        ends[place.row] = place.x + label.width
        places.append(place)
    return places


def rows_used(places: Sequence[Place]) -> int:
    """Return how many rows the labels take."""
    return max((place.row for place in places), default=-1) + 1
