"""The append-only log: the only way by which anything is recorded."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import (
    Connection,
    Row,
    String,
    Table,
    bindparam,
    func,
    insert,
    or_,
    select,
    type_coerce,
)

from amends.domain.cover import BY_KIND, STILL, Whereabouts, fold_cover, may_happen, refusal
from amends.domain.errors import (
    CaseChangedError,
    OfficeDamagedError,
    OfficeInUseError,
    OfficeTooNewError,
)
from amends.domain.events import AnyEvent, Recorded, decode, encode
from amends.domain.streams import OFFICE
from amends.storage.chain import START, Entry, body_digest, entry_digest, office_digest
from amends.storage.database import DATABASE_FILE
from amends.storage.rows import Head
from amends.storage.tables import bodies, events, office_chain
from amends.storage.verification import BrokenPlace, broken_places

_SALT_BYTES: Final = 16
_STREAMS_AT_ONCE: Final = 500
_LAST_CHARACTER: Final = "\U0010ffff"

WholeEntry = dict[str, Any]  # the columns of an entry, its body, and the office's chain there
_Log = tuple[str, int, list[Recorded]]  # a stream, its last number, its events
Permit = Callable[[str, AnyEvent], None]  # stream, event; raises where it may not be recorded

# Made once: to build these anew for each event costs more than to run them.
_READ: Final = (
    select(
        events.c.id,
        events.c.stream_seq,
        events.c.kind,
        events.c.schema,
        bodies.c.bytes,
        events.c.recorded_at,
        events.c.recorded_by,
    )
    .join(bodies, bodies.c.id == events.c.id)
    .where(events.c.stream == bindparam("of"))
    .order_by(events.c.stream_seq)
)
# The same for many streams at once, erased bodies included: their numbers are taken all the same.
# Ids come as they are stored: to make them one by one takes longer than all the rest of a row.
_READ_MANY: Final = (
    select(
        events.c.stream,
        type_coerce(events.c.id, String),
        events.c.stream_seq,
        events.c.kind,
        events.c.schema,
        bodies.c.bytes,
        type_coerce(events.c.recorded_at, String),
        type_coerce(events.c.recorded_by, String),
    )
    .join(bodies, bodies.c.id == events.c.id, isouter=True)
    .where(events.c.stream.between(bindparam("first"), bindparam("last")))
    .order_by(events.c.stream, events.c.stream_seq)
)
_HEAD: Final = (
    select(events.c.stream_seq, events.c.digest)
    .where(events.c.stream == bindparam("of"))
    .order_by(events.c.stream_seq.desc())
    .limit(1)
)
_COVER: Final = (
    select(events.c.kind)
    .where(events.c.stream == OFFICE, or_(*(events.c.kind == kind for kind in BY_KIND)))
    .order_by(events.c.stream_seq.desc())
    .limit(1)
)
_OFFICE_HEAD: Final = (
    select(office_chain.c.office_seq, office_chain.c.digest)
    .order_by(office_chain.c.office_seq.desc())
    .limit(1)
)
# The same with where the office is, which is asked for each entry: one question, not two.
_OFFICE_STANDS: Final = _OFFICE_HEAD.add_columns(_COVER.scalar_subquery())
_ADD_ENTRY: Final = insert(events)
_ADD_BODY: Final = insert(bodies)
_ADD_LINK: Final = insert(office_chain)


def anything(_stream: str, _event: AnyEvent) -> None:
    """Permit whatever is to be recorded."""


class EventLog:
    """Reads and appends within the caller's transaction; the caller commits."""

    def __init__(self, connection: Connection, folder: Path, permit: Permit = anything) -> None:
        self._connection = connection
        self._folder = folder
        self._permit = permit
        self.appended: Head | None = None  # where the office stands, once something was appended

    def read(self, stream: str) -> list[Recorded]:
        """Return the stream's events as recorded, erased ones left out.

        Raises `OfficeTooNewError` where one was written by a version that knew more, and
        `OfficeDamagedError` where one cannot be read at all.
        """
        found = self._connection.execute(_READ, {"of": stream})
        with self._typed():
            return [
                Recorded(id_, seq, decode(kind, schema, raw), at, by)
                for id_, seq, kind, schema, raw, at, by in found
            ]

    def read_many(self, prefix: str) -> Iterator[_Log]:
        """Return each stream whose name starts with `prefix`, its last number and its events.

        In order, as `streams` and `read` give them, which take several times as long one by one.
        """
        for names in _batched(self.streams(prefix)):
            between = {"first": names[0], "last": names[-1]}
            found = self._connection.execute(_READ_MANY, between).all()
            yield from self._logs(found)

    def _logs(self, found: Sequence[Row[*tuple[Any, ...]]]) -> list[_Log]:
        """Return what `_READ_MANY` found, by stream."""
        logs = []
        ids = iter(msgspec.convert([row[1] for row in found], list[UUID]))
        with self._typed():
            for stream, rows in groupby(found, key=itemgetter(0)):
                seq, log = 0, []
                for (_, _, seq, kind, schema, raw, at, by), id_ in zip(rows, ids, strict=False):
                    if raw is not None:
                        event = decode(kind, schema, raw)
                        log.append(Recorded(id_, seq, event, _instant(at), _person(by)))
                logs.append((stream, seq, log))
        return logs

    def last_seq(self, stream: str) -> int:
        """Return the number of the stream's last event, 0 where it has none."""
        return self._head(stream)[0]

    def streams(self, prefix: str = "") -> Iterator[str]:
        """Return every stream whose name starts with `prefix`, in order.

        Other queries, and writes, may run between two of them.
        """
        query = (
            select(events.c.stream)
            .where(events.c.stream_seq == 1, events.c.stream < prefix + _LAST_CHARACTER)
            .order_by(events.c.stream)
            .limit(_STREAMS_AT_ONCE)
        )
        found = self._connection.scalars(query.where(events.c.stream >= prefix)).all()
        while found:
            yield from found
            found = self._connection.scalars(query.where(events.c.stream > found[-1])).all()

    def streams_holding(self, kinds: Collection[str], part: bytes) -> list[str]:
        """Return the streams with an event of these kinds whose stored bytes hold `part`."""
        query = (
            select(events.c.stream)
            .distinct()
            .join(bodies, bodies.c.id == events.c.id)
            .where(events.c.kind.in_(kinds), func.instr(bodies.c.bytes, part) > 0)
            .order_by(events.c.stream)
        )
        return list(self._connection.scalars(query))

    def append(
        self,
        stream: str,
        expected_seq: int,
        new: Sequence[AnyEvent],
        *,
        now: datetime,
        person: UUID,
    ) -> list[UUID]:
        """Record `new` after event number `expected_seq`, which the caller has seen last.

        Returns their ids. Raises `CaseChangedError` if somebody else was faster, what `permit`
        raises for what may not be recorded, and `OfficeReadOnlyError` where the office
        is elsewhere.
        """
        office_seq, office_head, where = self._office_stands()
        for event in new:
            self._permit(stream, event)
            if not may_happen(where, event):
                raise refusal(fold_cover(self.read(OFFICE)))
        seq, head = self._head(stream)
        if seq != expected_seq:
            raise CaseChangedError(stream)
        ids = []
        for event in new:
            seq, office_seq = seq + 1, office_seq + 1
            entry, body = _sealed(stream, seq, event, now, person)
            head = entry_digest(head, entry)
            office_head = office_digest(office_head, office_seq, stream, head)
            place = {"office_seq": office_seq, "digest": head}
            self._connection.execute(_ADD_ENTRY, entry._asdict() | place)
            self._connection.execute(_ADD_BODY, body)
            self._connection.execute(_ADD_LINK, {"office_seq": office_seq, "digest": office_head})
            ids.append(entry.id)
        self.appended = Head(office_seq, office_head.hex())
        return ids

    def check_not_still(self) -> None:
        """Raise `OfficeReadOnlyError` where the office goes on elsewhere."""
        if self._where() in STILL:
            raise refusal(fold_cover(self.read(OFFICE)))

    def whole_entries(self, after: int) -> list[WholeEntry]:
        """Return what was recorded after that many entries of the office, as it is kept."""
        link = office_chain.c.digest.label("office_digest")
        query = (
            select(events, bodies.c.salt, bodies.c.bytes, link)
            .join(bodies, bodies.c.id == events.c.id)
            .join(office_chain, office_chain.c.office_seq == events.c.office_seq)
            .where(events.c.office_seq > after)
            .order_by(events.c.office_seq)
        )
        return [dict(row) for row in self._connection.execute(query).mappings()]

    def adopt(self, before: Head, entries: Sequence[WholeEntry]) -> None:
        """Take in what a copy of this office has recorded after `before`, to the last byte.

        Raises `OfficeInUseError` where somebody has recorded something here meanwhile.
        """
        if Head(*self.office_fingerprint()) != before:
            raise OfficeInUseError(self._folder)
        for entry in entries:
            head = entry["office_digest"]
            link = {"office_seq": entry["office_seq"], "digest": head}
            self._connection.execute(_ADD_ENTRY, _columns(entry, events))
            self._connection.execute(_ADD_BODY, _columns(entry, bodies))
            self._connection.execute(_ADD_LINK, link)
            self.appended = Head(entry["office_seq"], head.hex())

    def fingerprint(self, stream: str) -> str:
        """Return the head of the stream's chain, as 64 hex digits."""
        return self._head(stream)[1].hex()

    def office_fingerprint(self) -> tuple[int, str]:
        """Return how many events the office has, and the head of its chain as 64 hex digits."""
        seq, head = self._office_head()
        return seq, head.hex()

    def holds(self, head: Head) -> bool:
        """Return whether the office's chain passed through `head`, wherever it stands now."""
        if head.entries == 0:
            return True
        link = select(office_chain.c.digest).where(office_chain.c.office_seq == head.entries)
        digest: bytes | None = self._connection.scalar(link)
        return digest is not None and digest.hex() == head.fingerprint

    def entries(self) -> int:
        """Return the number of the office's last entry, 0 where it has none."""
        return self._office_head()[0]

    def streams_told_since(self, entries: int, kinds: Collection[str]) -> list[str]:
        """Return the streams that got an entry of these kinds after that many of the office."""
        query = (
            select(events.c.stream)
            .distinct()
            .where(events.c.office_seq > entries, events.c.kind.in_(kinds))
            .order_by(events.c.stream)
        )
        return list(self._connection.scalars(query))

    def since(self, entries: int) -> list[tuple[str, int]]:
        """Return the streams that got more after that many entries of the office.

        Each with the number of its entry that came first.
        """
        query = (
            select(events.c.stream, func.min(events.c.stream_seq))
            .where(events.c.office_seq > entries)
            .group_by(events.c.stream)
            .order_by(events.c.stream)
        )
        return [(stream, first) for stream, first in self._connection.execute(query)]

    def broken_places(self) -> list[BrokenPlace]:
        """Recompute every chain from the first event on, and return where it does not hold."""
        return broken_places(self._connection)

    def _head(self, stream: str) -> tuple[int, bytes]:
        row = self._connection.execute(_HEAD, {"of": stream}).one_or_none()
        return (row.stream_seq, row.digest) if row else (0, START)

    def _where(self) -> Whereabouts:
        return _whereabouts(self._connection.scalar(_COVER))

    def _office_stands(self) -> tuple[int, bytes, Whereabouts]:
        row = self._connection.execute(_OFFICE_STANDS).one_or_none()
        return (row[0], row[1], _whereabouts(row[2])) if row else (0, START, Whereabouts.HERE)

    def _office_head(self) -> tuple[int, bytes]:
        row = self._connection.execute(_OFFICE_HEAD).one_or_none()
        return (row.office_seq, row.digest) if row else (0, START)

    @contextmanager
    def _typed(self) -> Iterator[None]:
        """Say of an event that cannot be read what is the matter with the office."""
        try:
            yield
        except msgspec.ValidationError as error:
            raise OfficeTooNewError(self._folder) from error
        except msgspec.DecodeError as error:
            raise OfficeDamagedError(self._folder, DATABASE_FILE) from error


def _id(stored: str) -> UUID:
    """Return an id as the database keeps it."""
    return msgspec.convert(stored, UUID)


# There are few persons, and what is recorded together has one time.
_person = lru_cache(maxsize=256)(_id)


@lru_cache(maxsize=256)
def _instant(stored: str) -> datetime:
    """Return a point in time as the database keeps it, in UTC."""
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)


def _batched(names: Iterator[str]) -> Iterator[list[str]]:
    """Return the names by as many as are read at once."""
    while batch := list(islice(names, _STREAMS_AT_ONCE)):
        yield batch


def _sealed(
    stream: str, seq: int, event: AnyEvent, now: datetime, person: UUID
) -> tuple[Entry, dict[str, Any]]:
    """Return the entry for `event`, and its body as `bodies` keeps it."""
    id_, salt, raw = _new_id(stream), secrets.token_bytes(_SALT_BYTES), encode(event)
    entry = Entry(
        id=id_,
        stream=stream,
        stream_seq=seq,
        kind=event.kind,
        schema=event.SCHEMA,
        happened_on=event.happened_on,
        happened_at=event.happened_at,
        zone=event.zone or None,
        recorded_at=now,
        recorded_by=person,
        body_digest=body_digest(salt, raw),
    )
    return entry, {"id": id_, "salt": salt, "bytes": raw}


def _whereabouts(kind: str | None) -> Whereabouts:
    """Return where the office is, by the kind of the last entry that says so."""
    return BY_KIND[kind] if kind is not None else Whereabouts.HERE


def _columns(entry: WholeEntry, table: Table) -> WholeEntry:
    return {column.name: entry[column.name] for column in table.c}


def _new_id(stream: str) -> UUID:
    """Return a fresh id (version 8 of RFC 9562: 48 bits by stream, 74 by chance).

    Bodies are kept in the order of ids. The ids of one stream begin alike, so its bodies lie side
    by side, and a case opens as fast in a large office as in a small one.
    """
    raw = bytearray(hashlib.sha256(stream.encode()).digest()[:6] + secrets.token_bytes(10))
    raw[6] = 0x80 | raw[6] & 0x0F
    raw[8] = 0x80 | raw[8] & 0x3F
    return UUID(bytes=bytes(raw))
