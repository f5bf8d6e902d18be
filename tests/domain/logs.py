"""Logs as storage would hand them out, with ids that can be told apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from amends.domain.events import AnyEvent, Recorded

PERSON = UUID(int=9_999)
RECORDED = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def entry_id(number: int) -> UUID:
    """Return the id of the entry with that number; the first has number 1."""
    return UUID(int=number)


def log_of(*events: AnyEvent) -> list[Recorded]:
    """Return the events as recorded one after another, a minute apart."""
    return log_from(events)


def log_from(events: Sequence[AnyEvent]) -> list[Recorded]:
    return [
        Recorded(entry_id(seq), seq, event, RECORDED + timedelta(minutes=seq), PERSON)
        for seq, event in enumerate(events, 1)
    ]
