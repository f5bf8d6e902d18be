"""Read the inbox, a page at a time, and how many cases fall due when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from amends.domain.urgency import Urgency, urgency
from amends.domain.working_days import WorkingDays
from amends.services.desk import Desk
from amends.services.ground import read_ground
from amends.storage.rows import DueTotal, InboxRow


@dataclass(frozen=True, slots=True)
class InboxTotals:
    """How many open cases there are of each urgency by `days`, and how many cases in all.

    `promises` counts in the same way all that the office owes in its open cases.
    """

    days: WorkingDays
    by_urgency: dict[Urgency, int]
    promises: dict[Urgency, int]
    open_cases: int
    all_cases: int


def read_page(
    desk: Desk, query: str, after: InboxRow | None, limit: int, *, with_closed: bool = False
) -> list[InboxRow]:
    """Return the rows that follow `after`, most urgent first; `query` narrows by words.

    Cases about whoever has opened the office are left out.
    """
    closed = None if with_closed else False
    with desk.store.reading() as unit:
        return unit.inbox.page(query, after, limit, closed=closed, without=desk.store.kept_from)


def read_totals(desk: Desk, today: date) -> InboxTotals:
    """Return the totals as of `today`; they are kept by due date, not counted by case.

    Cases about whoever has opened the office are not among them.
    """
    with desk.store.reading() as unit:
        days = read_ground(unit).days
        kept_from = desk.store.kept_from
        totals = unit.inbox.totals(without=kept_from)
        counts = unit.inbox.counts(without=kept_from)
        promises = unit.promises.totals(without=kept_from)
    return InboxTotals(
        days=days,
        by_urgency=count_by_urgency(totals, today, days),
        promises=count_by_urgency(promises, today, days),
        open_cases=counts.open,
        all_cases=counts.all,
    )


def count_by_urgency(
    totals: Iterable[DueTotal], today: date, days: WorkingDays
) -> dict[Urgency, int]:
    """Return how many things there are of each urgency, those of which there is none included."""
    counted = dict.fromkeys(Urgency, 0)
    for total in totals:
        group = Urgency.PAUSED if total.is_paused else urgency(total.due, today, days)
        counted[group] += total.how_many
    return counted
