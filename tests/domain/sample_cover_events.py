"""The samples of what changes who holds the office: one full and one bare of every kind."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from amends.domain.events.cover_events import (
    CoverFact,
    OfficeGivenBack,
    OfficePassed,
    OfficeTakenBack,
    OfficeTakenOver,
)

_DAY = date(2026, 11, 17)
_PERSON = UUID("11111111-2222-8333-8444-555555555555")
_DIGEST = "ab" * 32

FULL: tuple[CoverFact, ...] = (
    OfficePassed(
        happened_on=_DAY,
        person=_PERSON,
        name="Sofia Marsh",
        until=date(2026, 12, 4),
        entries=412,
        fingerprint=_DIGEST,
    ),
    OfficeTakenOver(happened_on=_DAY),
    OfficeGivenBack(happened_on=_DAY, entries=420, fingerprint=_DIGEST),
    OfficeTakenBack(happened_on=_DAY, without_file=True),
)

BARE: tuple[CoverFact, ...] = (
    OfficePassed(happened_on=_DAY, person=_PERSON, name="", until=_DAY, entries=0, fingerprint=""),
    OfficeTakenOver(happened_on=_DAY),
    OfficeGivenBack(happened_on=_DAY, entries=0, fingerprint=""),
    OfficeTakenBack(happened_on=_DAY),
)
