"""The dated facts that clocks run by: the part of a case that counting days needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What can start, stop or end a clock; each is the tag of a case event."""

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
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, order=True)
class Happening:
    """Something of a kind that happened on a day."""

    on: date
    kind: Kind
