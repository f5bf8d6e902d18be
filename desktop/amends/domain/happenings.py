"""The dated facts that clocks run by: the part of a case that counting days needs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter
from typing import Final

import msgspec
from msgspec.structs import replace


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
    REOPENED = "reopened"
    BEGUN_ANEW = "begun-anew"


# What the office sends, and others receive.
SENT: Final[frozenset[str]] = frozenset(
    {
        Kind.ACKNOWLEDGED,
        Kind.ACTION_PLAN_SENT,
        Kind.OUTCOME_SENT,
        Kind.STAGE_NOT_POSSIBLE_SENT,
        Kind.REDIRECT_SENT,
    }
)

_COURSE: Final[tuple[str, ...]] = tuple(Kind)


class Happening(msgspec.Struct, frozen=True, gc=False):
    """Something of a kind that happened on a day.

    `at` is the instant, where it is known, and `zone` the one by whose clock it fell on that day.
    `posted` is true of what the office sent by post; `arrived_on` is when what it sent was
    received, where that is known.
    """

    on: date
    kind: str
    at: datetime | None = None
    zone: str = ""
    posted: bool = False
    arrived_on: date | None = None


def in_order(happenings: Iterable[Happening]) -> tuple[Happening, ...]:
    """Return what happened by its days; within a day, as it was recorded."""
    return tuple(sorted(happenings, key=attrgetter("on")))


def as_if_not_closed(happenings: Iterable[Happening]) -> tuple[Happening, ...]:
    """Return what happened in order, without each closing after which the case was reopened.

    A closing ends a pause, and reopening does not bring that back.
    """
    done = in_order(happenings)
    if not (reopened := [n for n, it in enumerate(done) if it.kind == Kind.REOPENED]):
        return done
    last = reopened[-1]
    return tuple(
        replace(it, kind=Kind.RESUMED) if it.kind == Kind.CLOSED and n < last else it
        for n, it in enumerate(done)
    )


def place_in_course(kind: str) -> int:
    """Return how far on in a case an event comes; what one policy alone knows, after the receipt.

    It tells which of two of one day is the later.
    """
    known = kind if kind in _COURSE else Kind.ACKNOWLEDGED
    return _COURSE.index(known)
