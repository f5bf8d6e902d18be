"""The samples of what changes clocks: one full and one bare event of every kind."""

from __future__ import annotations

from datetime import date

from amends.domain.events.clock_events import (
    ClockFact,
    Extended,
    FactStated,
    LateDecided,
    LetterArrived,
    Occurred,
    Paused,
    Resumed,
    Scheduled,
)
from amends.domain.events.course_events import (
    CaseBegunAnew,
    CaseReopened,
    CourseFact,
    ProcedureJoined,
    ProcedureMoved,
)

_DAY = date(2026, 11, 17)

FULL: tuple[ClockFact | CourseFact, ...] = (
    Paused(happened_on=_DAY, reason="Waiting for the exam record."),
    Resumed(happened_on=_DAY, note="It came."),
    Extended(
        happened_on=_DAY,
        clock="stage-2.response",
        reason="The tutor is ill.",
        by="10 working days",
        until=date(2026, 12, 24),
        agreed_with="Maria Ferreira",
    ),
    FactStated(happened_on=_DAY, fact="complex", holds=True),
    Occurred(happened_on=_DAY, what="review-requested", note="by e-mail"),
    Scheduled(happened_on=_DAY, what="hearing", day=date(2026, 12, 10), note="at 10"),
    LateDecided(
        happened_on=_DAY, clock="stage-1.to-complain", accepted=True, because="She was in hospital."
    ),
    LetterArrived(happened_on=_DAY, what="outcome-sent", note="signed for"),
    ProcedureMoved(
        happened_on=_DAY,
        procedure="active-x-backs",
        procedure_digest="ab" * 32,
        readings={"stage-2.response": "received"},
        reason="The new version is kinder.",
    ),
    ProcedureJoined(
        happened_on=_DAY,
        procedure="data-protection",
        procedure_digest="cd" * 32,
        readings={},
        reason="She asks for her file as well.",
    ),
    CaseReopened(happened_on=_DAY, reason="Closed by mistake."),
    CaseBegunAnew(happened_on=_DAY, reason="New evidence came."),
)

BARE: tuple[ClockFact | CourseFact, ...] = (
    Paused(happened_on=_DAY, reason=""),
    Resumed(happened_on=_DAY),
    Extended(happened_on=_DAY, clock="", reason=""),
    FactStated(happened_on=_DAY, fact="", holds=False),
    Occurred(happened_on=_DAY, what=""),
    Scheduled(happened_on=_DAY, what="", day=_DAY),
    LateDecided(happened_on=_DAY, clock="", accepted=False, because=""),
    LetterArrived(happened_on=_DAY, what=""),
    ProcedureMoved(happened_on=_DAY, procedure="", procedure_digest="", readings={}, reason=""),
    ProcedureJoined(happened_on=_DAY, procedure="", procedure_digest="", readings={}, reason=""),
    CaseReopened(happened_on=_DAY, reason=""),
    CaseBegunAnew(happened_on=_DAY, reason=""),
)
