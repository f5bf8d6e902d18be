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
    OUTCOME_SENT = "outcome-sent"
    REFERRED = "referred"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, order=True)
class Happening:
    """Something of a kind that happened on a day."""

    on: date
    kind: Kind
