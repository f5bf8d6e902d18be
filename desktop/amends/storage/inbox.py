"""The inbox as the list reads it: a page at a time, by key, with totals that are kept.

A projection: every row can be derived again from the log, and `clear` makes room for that.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    bindparam,
    delete,
    func,
    insert,
    select,
    tuple_,
    update,
)

from amends.storage.rows import PAUSED, CaseCounts, DueTotal, InboxRow
from amends.storage.tables import due_totals, inbox

_COLUMNS: Final = tuple(inbox.c[name] for name in InboxRow._fields)
_KEY: Final = (inbox.c.sort_key, inbox.c.stream)

# Where dates stand as ISO has them, this comes after each of them.
_PAUSED_TOTAL: Final = "paused"
_HYPHEN: Final = "-"
# What letters and word processors put for a hyphen: two hyphens, two dashes, and a minus.
_DASHES: Final = dict.fromkeys((0x2010, 0x2012, 0x2013, 0x2014, 0x2212), _HYPHEN)

# Made once, since a row is put with every event that is recorded. The columns that an update sets
# are those it is given.
_STORED: Final = select(*_COLUMNS, inbox.c.label_key, inbox.c.search_text).where(
    inbox.c.stream == bindparam("of")
)
_ROW: Final = select(*_COLUMNS).where(inbox.c.stream == bindparam("of"))
_ADD: Final = insert(inbox)
_CHANGE: Final = update(inbox).where(inbox.c.stream == bindparam("of"))
_IS_TOTAL: Final = (due_totals.c.closed == bindparam("of_closed")) & (
    due_totals.c.next_due == bindparam("of_day")
)
_ADD_TOTAL: Final = insert(due_totals)
_COUNT: Final = (
    update(due_totals).where(_IS_TOTAL).values(cases=due_totals.c.cases + bindparam("by"))
)
_DROP_TOTAL: Final = delete(due_totals).where(_IS_TOTAL, due_totals.c.cases == 0)

# SQLite refuses conditions nested deeper than a thousand and very long patterns. Nobody looks for
# more than this; a text pasted by mistake must not end in an error.
_MOST_WORDS: Final = 32
_LONGEST_WORD: Final = 200


class Inbox:
    """Reads and writes within the caller's transaction; the caller commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, row: InboxRow, search_text: str) -> None:
        """Add the row, or replace the one of its stream; `search_text` is what finds it.

        The reference need not be in `search_text`, it is found with its dashes and without.
        """
        new = _columns_of(row, search_text)
        found = self._connection.execute(_STORED, {"of": row.stream}).one_or_none()
        if found is None:
            self._connection.execute(_ADD, new)
            self._count(_total_of(row), +1)
            return
        old = found._asdict()
        if changed := {name: value for name, value in new.items() if old[name] != value}:
            self._connection.execute(_CHANGE, {"of": row.stream, **changed})
            self._move(_total_of(found), _total_of(row))

    def page(
        self,
        query: str,
        after: InboxRow | None,
        limit: int,
        *,
        closed: bool | None = False,
        without: Collection[str] = (),
    ) -> list[InboxRow]:
        """Return the `limit` rows that follow `after` and hold every word of `query`.

        Open cases by default, closed ones with True, all with None; never the streams of
        `without`. The key, not a count, says
        where to go on, so a page costs the same after a million rows as at the top.
        """
        rows = select(*_COLUMNS).order_by(*_KEY).limit(limit).where(*_conditions(query))
        if without:
            rows = rows.where(inbox.c.stream.not_in(without))
        if closed is not None:
            rows = rows.where(inbox.c.closed == closed)
        if after is not None:
            rows = rows.where(tuple_(*_KEY) > (after.sort_key, after.stream))
        return [InboxRow(*row) for row in self._connection.execute(rows)]

    def totals(self, *, without: Collection[str] = ()) -> list[DueTotal]:
        """Return how many open cases are due on each day, those with nothing due last.

        Cases `without` which they are counted are few: those that concern one person.
        """
        query = (
            select(due_totals.c.next_due, due_totals.c.cases)
            .where(due_totals.c.closed.is_(False))
            .order_by(due_totals.c.next_due == "", due_totals.c.next_due)
        )
        kept: Counter[str] = Counter()
        for day, cases in self._connection.execute(query):
            kept[day] = cases
        for total in self._totals_of(without):
            if not total.closed:
                kept[total.next_due] -= 1
        return [_due_total(day, cases) for day, cases in kept.items() if cases]

    def counts(self, *, without: Collection[str] = ()) -> CaseCounts:
        """Return how many cases there are, none of `without` among them."""
        query = select(due_totals.c.closed, func.sum(due_totals.c.cases))
        found = self._connection.execute(query.group_by(due_totals.c.closed))
        cases = Counter({row.closed: int(row[1]) for row in found})
        cases.subtract(total.closed for total in self._totals_of(without))
        return CaseCounts(open=cases[False], closed=cases[True])

    def open_streams(self) -> list[str]:
        """Return the streams of the open cases."""
        query = select(inbox.c.stream).where(inbox.c.closed.is_(False)).order_by(inbox.c.stream)
        return list(self._connection.scalars(query))

    def open_answered_by(self, post: str) -> list[InboxRow]:
        """Return the open cases which somebody with that post answers, by the policy."""
        rows = select(*_COLUMNS).where(inbox.c.closed.is_(False), inbox.c.answered_by == post)
        return [InboxRow(*row) for row in self._connection.execute(rows.order_by(inbox.c.label))]

    def stale(self, today: date) -> list[str]:
        """Return the streams whose rows time alone has changed by `today`."""
        query = select(inbox.c.stream).where(inbox.c.stale_on <= today)
        return list(self._connection.scalars(query.order_by(inbox.c.stale_on, inbox.c.stream)))

    def find(self, label: str) -> str | None:
        """Return the stream of the case with this reference, typed with dashes or without."""
        query = select(inbox.c.stream).where(inbox.c.label_key == _label_key(label))
        return self._connection.scalar(query.order_by(inbox.c.stream).limit(1))

    def row(self, stream: str) -> InboxRow | None:
        """Return the row of a stream, None where it has none."""
        found = self._connection.execute(_ROW, {"of": stream}).one_or_none()
        return InboxRow(*found) if found else None

    def holds(self, row: InboxRow, search_text: str) -> bool:
        """Return whether this is what is kept of the row's stream, to the letter."""
        found = self._connection.execute(_STORED, {"of": row.stream}).one_or_none()
        return found is not None and found._asdict() == _columns_of(row, search_text)

    def streams(self) -> list[tuple[str, date | None]]:
        """Return the stream of each row, and the day on which time alone will have changed it."""
        query = select(inbox.c.stream, inbox.c.stale_on).order_by(inbox.c.stream)
        return [(stream, stale_on) for stream, stale_on in self._connection.execute(query)]

    def totals_hold(self) -> bool:
        """Return whether the totals that are kept are those of the rows."""
        counted = Counter(_total_of(row) for row in self._connection.execute(select(*_COLUMNS)))
        kept = select(due_totals.c.closed, due_totals.c.next_due, due_totals.c.cases)
        found = {_Total(closed, day): n for closed, day, n in self._connection.execute(kept)}
        return counted == found

    def clear(self) -> None:
        """Forget every row and total, so that they can be derived again."""
        self._connection.execute(delete(inbox))
        self._connection.execute(delete(due_totals))

    def _totals_of(self, streams: Collection[str]) -> list[_Total]:
        """Return in which total each of these cases is counted."""
        rows = (self.row(stream) for stream in streams)
        return [_total_of(row) for row in rows if row is not None]

    def _move(self, before: _Total, after: _Total) -> None:
        if before != after:
            self._count(before, -1)
            self._count(after, +1)

    def _count(self, total: _Total, change: int) -> None:
        """Change the number of cases in `total`; a total of none is not kept."""
        key = {"of_closed": total.closed, "of_day": total.next_due}
        if not self._connection.execute(_COUNT, {"by": change, **key}).rowcount:
            self._connection.execute(_ADD_TOTAL, {"cases": change, **total._asdict()})
        elif change < 0:
            self._connection.execute(_DROP_TOTAL, key)


class _Total(NamedTuple):
    """Which total a case is counted in; all closed cases are counted in one."""

    closed: bool
    next_due: str


def _total_of(row: InboxRow | Row[*tuple[Any, ...]]) -> _Total:
    if row.sort_key == PAUSED:
        return _Total(row.closed, _PAUSED_TOTAL)
    due = None if row.closed else row.next_due
    return _Total(row.closed, due.isoformat() if due else "")


def _due_total(day: str, cases: int) -> DueTotal:
    if day == _PAUSED_TOTAL:
        return DueTotal(None, cases, is_paused=True)
    return DueTotal(date.fromisoformat(day) if day else None, cases)


def _columns_of(row: InboxRow, search_text: str) -> dict[str, Any]:
    """Return what is kept of a row: what it shows, and what it is found by."""
    label_key = _label_key(row.label)
    text = _folded(f"{row.label} {label_key} {search_text}")
    return row._asdict() | {"label_key": label_key, "search_text": text}


def _conditions(query: str) -> list[ColumnElement[bool]]:
    words = list(dict.fromkeys(_folded(query).split()))[:_MOST_WORDS]
    return [inbox.c.search_text.contains(word[:_LONGEST_WORD], autoescape=True) for word in words]


def _folded(text: str) -> str:
    """Return `text` as it is compared: without case, accents composed, and one kind of dash."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", folded).translate(_DASHES)


def _label_key(label: str) -> str:
    return "".join(_folded(label).replace(_HYPHEN, "").split())
