"""How a record is put right: the wrong entry stays on record, and no longer counts."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from amends.domain.events.access_events import AccessFact
from amends.domain.events.base import Event
from amends.domain.events.case_events import IntakeFact
from amends.domain.events.clock_events import ClockFact
from amends.domain.events.course_events import CourseFact
from amends.domain.events.cover_events import CoverFact
from amends.domain.events.handling_events import HandlingFact
from amends.domain.events.office_events import OfficeFact, PersonFact

CaseFact = IntakeFact | HandlingFact | ClockFact | CourseFact
Fact = CaseFact | OfficeFact | PersonFact | AccessFact | CoverFact


class EventCorrected(Event, frozen=True, kw_only=True, tag="event-corrected"):
    """`target` is to be read as `corrected`, for `reason`."""

    target: UUID
    corrected: Fact
    reason: str

    SCHEMA: ClassVar[int] = 2


class EventWithdrawn(Event, frozen=True, kw_only=True, tag="event-withdrawn"):
    """Undo: `target` stays on record and no longer counts."""

    target: UUID
    reason: str


Correction = EventCorrected | EventWithdrawn
