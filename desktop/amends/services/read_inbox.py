"""Read the inbox, a page at a time, and how many cases fall due when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from amends.domain.urgency import Urgency, urgency
from amends.domain.working_days import WorkingDays
from amends.services.desk import Desk
from amends.services.ground import read_ground
from amends.storage.rows import InboxRow


@dataclass(frozen=True, slots=True)
class InboxTotals:
    """How many open cases there are of each urgency by `days`, and how many cases in all."""

    days: WorkingDays
    by_urgency: dict[Urgency, int]
    open_cases: int
    all_cases: int


def read_page(
    desk: Desk, query: str, after: InboxRow | None, limit: int, *, with_closed: bool = False
) -> list[InboxRow]:
    """Return the rows that follow `after`, most urgent first; `query` narrows by words."""
    closed = None if with_closed else False
    with desk.store.reading() as unit:
        return unit.inbox.page(query, after, limit, closed=closed)


def read_totals(desk: Desk, today: date) -> InboxTotals:
    """Return the totals as of `today`; they are kept by due date, not counted by case."""
    with desk.store.reading() as unit:
        days = read_ground(unit).days
        totals, counts = unit.inbox.totals(), unit.inbox.counts()
    by_urgency = dict.fromkeys(Urgency, 0)
    for total in totals:
        by_urgency[urgency(total.next_due, today, days)] += total.cases
    return InboxTotals(days, by_urgency, counts.open, counts.all)
