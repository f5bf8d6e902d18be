"""How near a date is, in the groups by which the inbox is read."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from amends.domain.working_days import WorkingDays

SOON_WORKING_DAYS: Final = 3


class Urgency(StrEnum):
    """The groups of the inbox, most urgent first."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    PAUSED = "paused"
    NOTHING_DUE = "nothing-due"


def urgency(due: date | None, today: date, days: WorkingDays) -> Urgency:
    """Return the group of a date. It is overdue when today is past it, whatever the day is."""
    if due is None:
        return Urgency.NOTHING_DUE
    if today > due:
        return Urgency.OVERDUE
    return Urgency.SOON if days.count(today, due) <= SOON_WORKING_DAYS else Urgency.LATER
