"""Whether the record still is what was recorded: every chain computed again from its start."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from amends.storage.chain import START, Entry, body_digest, entry_digest, office_digest
from amends.storage.tables import bodies, events, office_chain, pins

_ROWS_AT_ONCE: Final = 1000


class Damage(StrEnum):
    """What is wrong with a place in the record."""

    ENTRY = "entry"  # its columns, or what comes before it, are not what was sealed
    BODY = "body"  # the text is not what was recorded
    MISSING = "missing"  # entries before this one are gone
    OFFICE = "office"  # the office's chain does not have the entry at this place
    UNREADABLE = "unreadable"  # a column does not hold what belongs there


@dataclass(frozen=True, slots=True)
class BrokenPlace:
    """Where a chain does not hold. `seq` counts in the stream; in the office for `OFFICE`."""

    stream: str
    seq: int
    damage: Damage


def broken_places(
    connection: Connection, step: Callable[[], object] | None = None
) -> list[BrokenPlace]:
    """Return each place where a stream or the office as a whole is not as it was recorded.

    Erased bodies are no damage. A record that was cut short at its very end, in all tables, is
    whole in itself: compare its fingerprint with one that was kept elsewhere. `step` is called
    before each stream.
    """
    streams = connection.scalars(select(events.c.stream).distinct().order_by(events.c.stream))
    broken: list[BrokenPlace] = []
    for stream in streams.all():
        if step is not None:
            step()
        broken += _in_stream(connection, stream)
    return broken + list(_in_office(connection))


class Checks:
    """What the database can be asked of itself, within the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def damaged_pages(self) -> int:
        """Return how many pages of the file are not what was written under the key."""
        return self._found("cipher_integrity_check")

    def faults_of_structure(self) -> int:
        """Return how many faults SQLite finds in its tables and indexes."""
        found = self._connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        return 0 if found == ["ok"] else len(found)

    def loose_rows(self) -> int:
        """Return how many rows name another that is not there."""
        return self._found("foreign_key_check")

    def changed_pins(self) -> list[str]:
        """Return the digests under which something else is kept than was pinned."""
        kept = self._connection.execute(select(pins.c.digest, pins.c.bytes))
        return [digest for digest, raw in kept if _sha256(raw) != digest]

    def silent_entries(self) -> list[tuple[str, int]]:
        """Return the stream and number of each entry whose text is gone."""
        query = (
            select(events.c.stream, events.c.stream_seq)
            .join(bodies, bodies.c.id == events.c.id, isouter=True)
            .where(bodies.c.id.is_(None))
            .order_by(events.c.stream, events.c.stream_seq)
        )
        return [(stream, seq) for stream, seq in self._connection.execute(query)]

    def broken_places(self, step: Callable[[], object] | None = None) -> list[BrokenPlace]:
        """Recompute every chain, as the function of that name does."""
        return broken_places(self._connection, step)

    def _found(self, pragma: str) -> int:
        return len(self._connection.exec_driver_sql(f"PRAGMA {pragma}").all())


def _sha256(raw: object) -> str:
    """Return the digest of what is kept; "" where that is not even bytes."""
    return hashlib.sha256(raw).hexdigest() if isinstance(raw, bytes) else ""


def _in_stream(connection: Connection, stream: str) -> Iterator[BrokenPlace]:
    query = (
        select(events, bodies.c.salt, bodies.c.bytes)
        .join(bodies, bodies.c.id == events.c.id, isouter=True)
        .where(events.c.stream == stream)
        .order_by(events.c.stream_seq)
    )
    seq, head = 0, START
    try:
        for row in connection.execute(query):
            for damage in _in_entry(row, seq + 1, head):
                yield BrokenPlace(stream, row.stream_seq, damage)
            seq, head = row.stream_seq, row.digest
    except (AttributeError, TypeError, ValueError):
        yield BrokenPlace(stream, seq + 1, Damage.UNREADABLE)


def _in_entry(row: Row[*tuple[Any, ...]], seq: int, head: bytes) -> Iterator[Damage]:
    """Return what is wrong with `row`, which should have the number `seq` and follow `head`."""
    if row.stream_seq != seq:
        yield Damage.MISSING
    elif entry_digest(head, Entry(*(getattr(row, name) for name in Entry._fields))) != row.digest:
        yield Damage.ENTRY
    if row.bytes is not None and body_digest(row.salt, row.bytes) != row.body_digest:
        yield Damage.BODY


def _in_office(connection: Connection) -> Iterator[BrokenPlace]:
    query = (
        select(office_chain, events.c.stream, events.c.digest.label("stream_head"))
        .join(events, events.c.office_seq == office_chain.c.office_seq, isouter=True)
        .order_by(office_chain.c.office_seq)
        .execution_options(yield_per=_ROWS_AT_ONCE)
    )
    seq, head = 0, START
    for row in connection.execute(query):
        if row.office_seq != seq + 1 or not _is_link(row, head):
            yield BrokenPlace(row.stream or "", row.office_seq, Damage.OFFICE)
        seq, head = row.office_seq, row.digest
    unlinked = (
        select(events.c.stream, events.c.office_seq)
        .join(office_chain, office_chain.c.office_seq == events.c.office_seq, isouter=True)
        .where(office_chain.c.office_seq.is_(None))
    )
    for stream, office_seq in connection.execute(unlinked):
        yield BrokenPlace(stream, office_seq, Damage.OFFICE)


def _is_link(row: Row[*tuple[Any, ...]], head: bytes) -> bool:
    try:
        return bool(office_digest(head, row.office_seq, row.stream, row.stream_head) == row.digest)
    except (AttributeError, TypeError):
        return False
