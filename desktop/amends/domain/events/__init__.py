"""Everything that can happen, and how it is written down.

Events are stored as JSON with a `kind`. `encode` gives the bytes that are hashed and kept;
`decode` reads bytes of any schema that was ever released.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from amends.domain.characters import with_whole_text
from amends.domain.events.base import Event
from amends.domain.events.corrections import Correction, Fact
from amends.domain.events.upcasts import UPCASTS, raise_schema

AnyEvent = Fact | Correction

_encoder = msgspec.json.Encoder(order="deterministic")
_decoder: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)


class Recorded(msgspec.Struct, frozen=True, gc=False):
    """An event in its place in the log of its stream."""

    id: UUID
    seq: int
    event: AnyEvent
    recorded_at: datetime
    recorded_by: UUID


def encode(event: Event) -> bytes:
    """Return the bytes under which `event` is hashed and stored.

    What cannot be written down in any text of it is replaced, so that nothing else is lost.
    """
    try:
        return _encoder.encode(event)
    except UnicodeEncodeError:
        mended = with_whole_text(msgspec.to_builtins(event))
        return _encoder.encode(msgspec.convert(mended, type(event)))  # in the order of its fields


def decode(kind: str, schema: int, raw: bytes) -> AnyEvent:
    """Return the event that `raw` holds.

    Raises `msgspec.MsgspecError` for other bytes, and for a schema that is not known yet, even
    where the bytes look familiar: what they mean may have changed.
    """
    if (kind, schema) in UPCASTS:
        raw = _encoder.encode(raise_schema(msgspec.json.decode(raw), kind, schema))
    event = _decoder.decode(raw)
    if schema > event.SCHEMA:
        raise msgspec.ValidationError(f"{kind} has no schema {schema}")
    return event
