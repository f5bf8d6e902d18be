"""What the office has promised in its open cases, as the list reads it: a page at a time, by key.

A projection, as the inbox is: every row can be derived again, and `clear` makes room for that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from sqlalchemy import Connection, bindparam, delete, func, insert, select, tuple_, update

from amends.storage.rows import DueTotal, PromiseRow
from amends.storage.tables import inbox, promise_totals, promises

_COLUMNS: Final = tuple(promises.c[name] for name in PromiseRow._fields)
_KEY: Final = (promises.c.due, promises.c.stream, promises.c.clock)

# Made once, since the rows of a case are put with every event that is recorded.
_OF_CASE: Final = select(*_COLUMNS).where(promises.c.stream == bindparam("of"))
_REMOVE: Final = delete(promises).where(promises.c.stream == bindparam("of"))
_ADD: Final = insert(promises)
_IS_TOTAL: Final = promise_totals.c.due == bindparam("of_day")
_ADD_TOTAL: Final = insert(promise_totals)
_COUNT: Final = (
    update(promise_totals)
    .where(_IS_TOTAL)
    .values(promises=promise_totals.c.promises + bindparam("by"))
)
_DROP_TOTAL: Final = delete(promise_totals).where(_IS_TOTAL, promise_totals.c.promises == 0)


class Promises:
    """Reads and writes within the caller's transaction; the caller commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, stream: str, rows: Sequence[PromiseRow]) -> None:
        """Have these rows, each with a date, and no others stand for the case of that stream."""
        before = [PromiseRow(*row) for row in self._connection.execute(_OF_CASE, {"of": stream})]
        if set(before) == set(rows):
            return
        if before:
            self._connection.execute(_REMOVE, {"of": stream})
        if rows:
            self._connection.execute(_ADD, [row._asdict() for row in rows])
        changes = Counter(row.due for row in rows if row.due is not None)
        changes.subtract(row.due for row in before if row.due is not None)
        for day, change in changes.items():
            self._count(day, change)

    def page(
        self, after: PromiseRow | None, limit: int, *, without: Collection[str] = ()
    ) -> list[PromiseRow]:
        """Return the `limit` rows that follow `after`, the earliest first, none of `without`."""
        rows = select(*_COLUMNS).order_by(*_KEY).limit(limit)
        if without:
            rows = rows.where(promises.c.stream.not_in(without))
        if after is not None:
            rows = rows.where(tuple_(*_KEY) > (after.due, after.stream, after.clock))
        return [PromiseRow(*row) for row in self._connection.execute(rows)]

    def totals(self) -> list[DueTotal]:
        """Return how many promises are due on each day."""
        query = select(promise_totals.c.due, promise_totals.c.promises)
        found = self._connection.execute(query.order_by(promise_totals.c.due))
        return [DueTotal(day, count) for day, count in found]

    def of_case(self, stream: str) -> set[PromiseRow]:
        """Return the rows that stand for the case of that stream."""
        return {PromiseRow(*row) for row in self._connection.execute(_OF_CASE, {"of": stream})}

    def totals_hold(self) -> bool:
        """Return whether the totals that are kept are those of the rows."""
        counted = select(promises.c.due, func.count()).group_by(promises.c.due)
        kept = select(promise_totals.c.due, promise_totals.c.promises)
        rows = (self._connection.execute(query).all() for query in (counted, kept))
        first, second = (sorted(map(tuple, found)) for found in rows)
        return first == second

    def strangers(self) -> list[str]:
        """Return the streams of rows whose case has no line in the inbox."""
        known = select(inbox.c.stream)
        query = select(promises.c.stream).distinct().where(promises.c.stream.not_in(known))
        return list(self._connection.scalars(query))

    def clear(self) -> None:
        """Forget every row and total, so that they can be derived again."""
        self._connection.execute(delete(promises))
        self._connection.execute(delete(promise_totals))

    def _count(self, day: date, change: int) -> None:
        """Change how many are due on a day; a total of none is not kept."""
        if not change:
            return
        if not self._connection.execute(_COUNT, {"of_day": day, "by": change}).rowcount:
            self._connection.execute(_ADD_TOTAL, {"due": day, "promises": change})
        elif change < 0:
            self._connection.execute(_DROP_TOTAL, {"of_day": day})
