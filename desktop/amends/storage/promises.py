"""What the office has promised in its open cases, as the list reads it: a page at a time, by key.

A projection, as the inbox is: every row can be derived again, and `clear` makes room for that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    func,
    insert,
    literal,
    null,
    select,
    tuple_,
    update,
)

from amends.storage.rows import DueTotal, PromiseRow
from amends.storage.tables import inbox, paused_promises, promise_totals, promises

_SHARED: Final = PromiseRow._fields[: PromiseRow._fields.index("due")]
_COLUMNS: Final = (
    *(promises.c[name] for name in _SHARED),
    promises.c.due,
    null(),
    literal(""),
    promises.c.due_time,
    promises.c.told_in,
)
_KEY: Final = (promises.c.due, promises.c.stream, promises.c.clock)

# What stands still is due on no day, and a key cannot be empty: it has a table of its own.
_PAUSED_COLUMNS: Final = (
    *(paused_promises.c[name] for name in _SHARED),
    null(),
    paused_promises.c.since,
    paused_promises.c.left,
)
_PAUSED_KEY: Final = (paused_promises.c.since, paused_promises.c.stream, paused_promises.c.clock)

# Made once, since the rows of a case are put with every event that is recorded.
_OF_CASE: Final = select(*_COLUMNS).where(promises.c.stream == bindparam("of"))
_PAUSED_OF_CASE: Final = select(*_PAUSED_COLUMNS).where(paused_promises.c.stream == bindparam("of"))
_REMOVE: Final = delete(promises).where(promises.c.stream == bindparam("of"))
_REMOVE_PAUSED: Final = delete(paused_promises).where(paused_promises.c.stream == bindparam("of"))
_ADD: Final = insert(promises)
_ADD_PAUSED: Final = insert(paused_promises)
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
        """Have these rows, and no others, stand for the case of that stream."""
        known = self.of_case(stream)
        if known == set(rows):
            return
        before = [row for row in known if row.due is not None]
        if before:
            self._connection.execute(_REMOVE, {"of": stream})
        if len(before) < len(known):
            self._connection.execute(_REMOVE_PAUSED, {"of": stream})
        dated = [row for row in rows if row.due is not None]
        if dated:
            self._connection.execute(_ADD, [_without(row, "since", "left") for row in dated])
        if len(dated) < len(rows):
            paused = [
                _without(row, "due", "due_time", "told_in") for row in rows if row.due is None
            ]
            self._connection.execute(_ADD_PAUSED, paused)
        changes = Counter(row.due for row in dated if row.due is not None)
        changes.subtract(row.due for row in before if row.due is not None)
        for day, change in changes.items():
            self._count(day, change)

    def page(
        self, after: PromiseRow | None, limit: int, *, without: Collection[str] = ()
    ) -> list[PromiseRow]:
        """Return the `limit` rows that follow `after`, the earliest first, none of `without`.

        What stands still comes last, whatever has done so longest first.
        """
        if after is not None and after.due is None:
            return self._paused(after, limit, without)
        rows = select(*_COLUMNS).order_by(*_KEY).limit(limit)
        if without:
            rows = rows.where(promises.c.stream.not_in(without))
        if after is not None:
            rows = rows.where(tuple_(*_KEY) > (after.due, after.stream, after.clock))
        found = [PromiseRow(*row) for row in self._connection.execute(rows)]
        return [*found, *self._paused(None, limit - len(found), without)]

    def _paused(
        self, after: PromiseRow | None, limit: int, without: Collection[str]
    ) -> list[PromiseRow]:
        if not limit:
            return []
        rows = select(*_PAUSED_COLUMNS).order_by(*_PAUSED_KEY).limit(limit)
        if without:
            rows = rows.where(paused_promises.c.stream.not_in(without))
        if after is not None:
            rows = rows.where(tuple_(*_PAUSED_KEY) > (after.since, after.stream, after.clock))
        return [PromiseRow(*row) for row in self._connection.execute(rows)]

    def totals(self, *, without: Collection[str] = ()) -> list[DueTotal]:
        """Return how many promises are due on each day, and how many stand still.

        Those of cases in `without` are left out.
        """
        query = select(promise_totals.c.due, promise_totals.c.promises)
        found = self._connection.execute(query.order_by(promise_totals.c.due))
        kept = Counter(dict(map(tuple, found)))
        # Counted, as they are few: what a policy lets stand still, and only for a while.
        paused = self._connection.scalar(select(func.count()).select_from(paused_promises)) or 0
        for row in (row for stream in without for row in self.of_case(stream)):
            if row.due is None:
                paused -= 1
            else:
                kept[row.due] -= 1
        totals = [DueTotal(day, count) for day, count in kept.items() if count]
        return [*totals, DueTotal(None, paused, is_paused=True)] if paused else totals

    def streams(self) -> list[str]:
        """Return the streams of the cases in which something is promised."""
        streams = (select(table.c.stream).distinct() for table in (promises, paused_promises))
        return sorted({it for query in streams for it in self._connection.scalars(query)})

    def of_case(self, stream: str) -> set[PromiseRow]:
        """Return the rows that stand for the case of that stream."""
        return {
            PromiseRow(*row)
            for query in (_OF_CASE, _PAUSED_OF_CASE)
            for row in self._connection.execute(query, {"of": stream})
        }

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
        streams = (table.c.stream for table in (promises, paused_promises))
        queries = (select(stream).distinct().where(stream.not_in(known)) for stream in streams)
        return sorted({it for query in queries for it in self._connection.scalars(query)})

    def clear(self) -> None:
        """Forget every row and total, so that they can be derived again."""
        self._connection.execute(delete(promises))
        self._connection.execute(delete(paused_promises))
        self._connection.execute(delete(promise_totals))

    def _count(self, day: date, change: int) -> None:
        """Change how many are due on a day; a total of none is not kept."""
        if not change:
            return
        if not self._connection.execute(_COUNT, {"of_day": day, "by": change}).rowcount:
            self._connection.execute(_ADD_TOTAL, {"due": day, "promises": change})
        elif change < 0:
            self._connection.execute(_DROP_TOTAL, {"of_day": day})


def _without(row: PromiseRow, *names: str) -> dict[str, Any]:
    """Return the columns of a row but for those names."""
    return {name: value for name, value in row._asdict().items() if name not in names}
