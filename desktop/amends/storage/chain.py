"""How events are sealed: each digest covers the one before it, so that nothing drops out unseen.

Pure functions, and all that a receiver needs to recompute the fingerprint of a case. A digest is
SHA-256 over its parts, each preceded by its length in eight bytes, big-endian; the first part says
what is being digested. Text is UTF-8, numbers are decimal, dates and instants as ISO 8601 has
them, instants in UTC with microseconds, and what is not known is empty.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from typing import Final, NamedTuple
from uuid import UUID

START: Final = bytes(32)  # what the first digest of any chain follows


class Entry(NamedTuple):
    """The columns of one event, without its place in the office and without its own digest."""

    id: UUID
    stream: str
    stream_seq: int
    kind: str
    schema: int
    happened_on: date
    happened_at: datetime | None
    zone: str | None
    recorded_at: datetime
    recorded_by: UUID
    body_digest: bytes


def body_digest(salt: bytes, raw: bytes) -> bytes:
    """Return what an entry keeps of its body; without the salt it says nothing about it."""
    return _digest(b"amends/body/1", salt, raw)


def entry_digest(before: bytes, entry: Entry) -> bytes:
    """Return the head of a stream once `entry` follows the head `before`."""
    return _digest(
        b"amends/entry/1",
        before,
        entry.id.bytes,
        entry.stream.encode(),
        b"%d" % entry.stream_seq,
        entry.kind.encode(),
        b"%d" % entry.schema,
        entry.happened_on.isoformat().encode(),
        _instant(entry.happened_at),
        (entry.zone or "").encode(),
        _instant(entry.recorded_at),
        entry.recorded_by.bytes,
        entry.body_digest,
    )


def office_digest(before: bytes, office_seq: int, stream: str, head: bytes) -> bytes:
    """Return the head of the office once `stream` has the head `head`, after `before`."""
    return _digest(b"amends/office/1", before, b"%d" % office_seq, stream.encode(), head)


def _instant(value: datetime | None) -> bytes:
    if value is None:
        return b""
    return value.astimezone(UTC).isoformat(timespec="microseconds").encode()


def _digest(*parts: bytes) -> bytes:
    sealed = hashlib.sha256()
    for part in parts:
        sealed.update(len(part).to_bytes(8, "big"))
        sealed.update(part)
    return sealed.digest()
