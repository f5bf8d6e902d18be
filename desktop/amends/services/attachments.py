"""Files that join a case: stored first, then named by an event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from uuid import uuid4

from amends.domain.events.case_events import EvidenceAdded
from amends.services.desk import Desk


@dataclass(frozen=True, slots=True)
class File:
    """A file from outside; `origin` says where it came from."""

    name: str
    media_type: str
    data: bytes
    origin: str = ""


def stored(desk: Desk, file: File, today: date) -> EvidenceAdded:
    """Store the file, and return the event that names it.

    Raises `FileNotWrittenError` where the disk is full; nothing is half stored then.
    """
    kept = desk.store.evidence.add(BytesIO(file.data))
    return EvidenceAdded(
        happened_on=today,
        evidence=uuid4(),
        name=file.name,
        media_type=file.media_type,
        size=kept.size,
        digest=kept.digest,
        blob=kept.blob,
        origin=file.origin,
    )
