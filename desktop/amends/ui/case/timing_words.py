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
from amends.domain.joined import policies
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
        case Scheduled():
            day_set = translate("history", "Day set: {what}")
            return day_set.format(what=procedure.words(fact.what).title)
        case LetterArrived():
            arrived = translate("history", "Arrived: {what}")
            return arrived.format(what=procedure.words(fact.what).title)
        case LateDecided():
            if fact.accepted:
                return translate("history", "Taken although it came late")
            return translate("history", "Not taken because it came late")
    assert_never(fact)


def course_title(fact: CourseFact) -> str:
    """Return what the history calls an entry that changed the course of the case."""
    match fact:
        case ProcedureMoved():
            return translate("history", "Moved to another version of the policy")
        case ProcedureJoined():
            return translate("history", "Falls under a second policy")
        case CaseReopened():
            return translate("history", "Case reopened")
        case CaseBegunAnew():
            return translate("history", "Case begun anew")
    assert_never(fact)


def course_detail(fact: CourseFact, procedure: Procedure) -> str:
    """Return what else such an entry holds; a policy of the case is called by its title."""
    if not isinstance(fact, ProcedureMoved | ProcedureJoined):
        return fact.reason
    known = {it.name: it.called for it in policies(procedure)}
    return "\n".join((known.get(fact.procedure, fact.procedure), fact.reason))


def timing_detail(fact: ClockFact, procedure: Procedure, today: date) -> str:
    """Return what else the entry holds."""
    match fact:
        case Paused():
            return fact.reason
        case Resumed() | Occurred() | LetterArrived():
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
        case Scheduled():
            return "\n".join(filter(None, (short(fact.day, today), fact.note)))
        case LateDecided():
            return fact.because
    assert_never(fact)
