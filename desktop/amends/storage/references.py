"""The references by which people call a case, such as 2026-034."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from amends.storage.tables import reference_counters


def next_reference(connection: Connection, year: int) -> str:
    """Return the next reference of `year`, taken once the caller's transaction is committed."""
    same = reference_counters.c.year == year
    last = connection.scalar(select(reference_counters.c.last).where(same))
    if last is None:
        connection.execute(insert(reference_counters).values(year=year, last=1))
        return _worded(year, 1)
    connection.execute(update(reference_counters).where(same).values(last=last + 1))
    return _worded(year, last + 1)


def _worded(year: int, number: int) -> str:
    return f"{year:04}-{number:03}"
