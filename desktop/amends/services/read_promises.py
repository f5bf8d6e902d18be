"""Read what the office has promised in its open cases, a page at a time, and how much is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from amends.domain.urgency import Urgency
from amends.domain.working_days import WorkingDays
from amends.services.desk import Desk
from amends.services.ground import read_ground
from amends.services.read_inbox import count_by_urgency
from amends.storage.rows import PromiseRow


@dataclass(frozen=True, slots=True)
class PromiseTotals:
    """How many promises there are of each urgency by `days`."""

    days: WorkingDays
    by_urgency: dict[Urgency, int]


def read_promise_page(desk: Desk, after: PromiseRow | None, limit: int) -> list[PromiseRow]:
    """Return the rows that follow `after`, the earliest first; what stands still comes last."""
    with desk.store.reading() as unit:
        return unit.promises.page(after, limit, without=desk.store.kept_from)


def read_promise_totals(desk: Desk, today: date) -> PromiseTotals:
    """Return the totals as of `today`; they are kept by due date, not counted one by one."""
    with desk.store.reading() as unit:
        days = read_ground(unit).days
        totals = unit.promises.totals(without=desk.store.kept_from)
    return PromiseTotals(days, count_by_urgency(totals, today, days))
