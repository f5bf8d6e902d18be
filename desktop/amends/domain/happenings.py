"""The dated facts that clocks run by: the part of a case that counting days needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import Final


class Kind(StrEnum):
    """What can start, stop or end a clock in every policy; each is the tag of a case event.

    They are declared in the order in which a case runs. A policy may name more of its own, see
    `EventRule`.
    """

    RAISED = "raised"
    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    ACTION_PLAN_SENT = "action-plan-sent"
    OUTCOME_SENT = "outcome-sent"
    STAGE_NOT_POSSIBLE_SENT = "stage-not-possible-sent"
    REDIRECT_SENT = "redirect-sent"
    TAKEN_OVER = "taken-over"
    PROMISE_KEPT = "promise-kept"
    REFERRED = "referred"
    NOTIFIED = "notified"
    OUTSIDE_BODY_WROTE = "outside-body-wrote"
    PAUSED = "paused"
    RESUMED = "resumed"
    CLOSED = "closed"


_COURSE: Final[tuple[str, ...]] = tuple(Kind)


@dataclass(frozen=True, slots=True)
class Happening:
    """Something of a kind that happened on a day."""

    on: date
    kind: str


def in_order(happenings: Iterable[Happening]) -> tuple[Happening, ...]:
    """Return what happened by its days; within a day, as it was recorded."""
    return tuple(sorted(happenings, key=attrgetter("on")))


def place_in_course(kind: str) -> int:
    """Return how far on in a case an event comes; what one policy alone knows, after the receipt.

    It tells which of two of one day is the later.
    """
    known = kind if kind in _COURSE else Kind.ACKNOWLEDGED
    return _COURSE.index(known)
