"""The samples of what changes clocks: one full and one bare event of every kind."""

from __future__ import annotations

from datetime import date

from amends.domain.events.clock_events import (
    ClockFact,
    Extended,
    FactStated,
    Occurred,
    Paused,
    Resumed,
)

_DAY = date(2026, 11, 17)

FULL: tuple[ClockFact, ...] = (
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
)

BARE: tuple[ClockFact, ...] = (
    Paused(happened_on=_DAY, reason=""),
    Resumed(happened_on=_DAY),
    Extended(happened_on=_DAY, clock="", reason=""),
    FactStated(happened_on=_DAY, fact="", holds=False),
    Occurred(happened_on=_DAY, what=""),
)
