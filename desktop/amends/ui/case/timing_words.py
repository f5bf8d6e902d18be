"""What the history says of what changed the times of a case, and of a policy's own steps."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from PySide6.QtCore import QCoreApplication

from amends.domain.dates_in_words import short
from amends.domain.events.clock_events import (
    ClockFact,
    Extended,
    FactStated,
    Occurred,
    Paused,
    Resumed,
)
from amends.domain.procedure import Procedure

translate = QCoreApplication.translate


def timing_title(fact: ClockFact, procedure: Procedure) -> str:
    """Return what the history calls the entry."""
    match fact:
        case Paused():
            return translate("history", "Clocks paused")
        case Resumed():
            return translate("history", "Clocks resumed")
        case Extended():
            return translate("history", "More time given")
        case FactStated():
            return translate("history", "Found whether another time holds")
        case Occurred():
            return procedure.words(fact.what).title
    assert_never(fact)


def timing_detail(fact: ClockFact, procedure: Procedure, today: date) -> str:
    """Return what else the entry holds."""
    match fact:
        case Paused():
            return fact.reason
        case Resumed() | Occurred():
            return fact.note
        case Extended():
            until = translate("history", "until {day}")
            day = until.format(day=short(fact.until, today)) if fact.until else ""
            return "\n".join(filter(None, (fact.by or day, fact.reason, fact.agreed_with)))
        case FactStated():
            rule = next((it for it in procedure.facts if it.key == fact.fact), None)
            title = rule.title if rule else fact.fact
            holds = translate("history", "yes") if fact.holds else translate("history", "no")
            return f"{title}: {holds}"
    assert_never(fact)
