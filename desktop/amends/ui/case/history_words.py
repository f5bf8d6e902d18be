"""The history of a case in words: every entry, what it said, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, assert_never
from uuid import UUID

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from amends.domain.dates_in_words import short
from amends.domain.events import Recorded
from amends.domain.events.case_events import (
    Acknowledged,
    CaseClosed,
    CaseOpened,
    EvidenceAdded,
    FindingMade,
    HandedOver,
    IdentityChosen,
    IntakeFact,
    LetterFinished,
    NoteAdded,
    OutcomeSent,
    PersonNamed,
    PointsDefined,
    Raised,
    Received,
    Referred,
)
from amends.domain.events.clock_events import ClockFact
from amends.domain.events.corrections import EventCorrected, EventWithdrawn
from amends.domain.events.course_events import CourseFact
from amends.domain.events.handling_events import HandlingFact
from amends.domain.people import Identity, Role
from amends.domain.procedure import Procedure
from amends.services.case_view import CaseView
from amends.ui.case.handling_words import by_channel, handling_detail, handling_title
from amends.ui.case.timing_words import (
    course_detail,
    course_title,
    timing_detail,
    timing_title,
)

CONTEXT: Final = "history"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry: the day it happened, what happened, and who recorded it when.

    `stands` is False where it was taken back or is no entry that can be put right.
    """

    entry: UUID
    day: str
    title: str
    detail: str
    recorded: str
    stands: bool


def history_lines(
    view: CaseView, standing_ids: frozenset[UUID], people: Mapping[UUID, str]
) -> Iterator[HistoryLine]:
    """Return the history, the latest entry first."""
    today, by_id = view.today, {entry.id: entry for entry in view.log}
    for entry in reversed(view.log):
        title, detail = _said(entry, by_id, view)
        stands = entry.id in standing_ids
        yield HistoryLine(
            entry=entry.id,
            day=short(entry.event.happened_on, today),
            title=title if stands or _is_correction(entry) else _taken_back(title),
            detail=detail,
            recorded=_recorded(entry, people, today),
            stands=stands,
        )


def entry_title(entry: Recorded, view: CaseView) -> str:
    """Return what an entry is called."""
    return _said(entry, {it.id: it for it in view.log}, view)[0]


def _is_correction(entry: Recorded) -> bool:
    return isinstance(entry.event, EventCorrected | EventWithdrawn)


def _taken_back(title: str) -> str:
    return _tr(_NO_LONGER).format(title=title)


def _recorded(entry: Recorded, people: Mapping[UUID, str], today: date) -> str:
    day = short(entry.recorded_at.astimezone().date(), today)
    who = people.get(entry.recorded_by, "")
    return _tr(_RECORDED_BY).format(day=day, who=who) if who else _tr(_RECORDED).format(day=day)


def _said(entry: Recorded, by_id: Mapping[UUID, Recorded], view: CaseView) -> tuple[str, str]:
    """Return what an entry says: a title, and what else it holds."""
    event, today = entry.event, view.today
    if isinstance(event, EventCorrected):
        before = by_id[event.target].event.happened_on
        moved = _tr(_MOVED).format(
            before=short(before, today), after=short(event.corrected.happened_on, today)
        )
        title = _title(event.corrected, view.procedure)
        return _tr(_CORRECTED).format(title=title), f"{moved} {event.reason}"
    if isinstance(event, EventWithdrawn):
        target = by_id.get(event.target)
        title = _title(target.event, view.procedure) if target else ""
        return _tr(_WITHDRAWN).format(title=title), event.reason
    return _title(event, view.procedure), _detail(event, view)


def _title(event: object, procedure: Procedure) -> str:
    if isinstance(event, ClockFact):
        return timing_title(event, procedure)
    if isinstance(event, CourseFact):
        return course_title(event)
    if isinstance(event, PersonNamed):
        return _tr(_NAMED[event.role])
    return handling_title(event) or _tr(_TITLES.get(type(event), ""))


def _detail(event: object, view: CaseView) -> str:
    if isinstance(event, ClockFact):
        return timing_detail(event, view.procedure, view.today)
    if isinstance(event, CourseFact):
        return course_detail(event, view.procedure)
    if isinstance(event, HandlingFact):
        return handling_detail(event, view.procedure, view.today)
    return _intake_detail(event) if isinstance(event, IntakeFact) else ""


def _intake_detail(fact: IntakeFact) -> str:
    match fact:
        case CaseOpened():
            return fact.reference
        case Raised() | Referred():
            return fact.note
        case Received():
            return _tr(_BY_CHANNEL).format(title=fact.title, channel=fact.channel)
        case PersonNamed():
            return ", ".join(filter(None, (fact.person.name, fact.person.relation)))
        case IdentityChosen():
            return _tr(_IDENTITIES[fact.identity])
        case PointsDefined():
            return "\n".join(f"{n}. {it.text}" for n, it in enumerate(fact.points, 1))
        case FindingMade():
            return _tr(_FOUND).format(finding=fact.finding, reasons=fact.reasons)
        case EvidenceAdded():
            return fact.name
        case NoteAdded():
            return fact.text
        case LetterFinished():
            return _tr(_LETTER).format(subject=fact.subject, digest=fact.digest[:12])
        case Acknowledged() | OutcomeSent():
            return "\n".join(filter(None, (by_channel(fact.channel), fact.note)))
        case HandedOver():
            return _handed_over(fact)
        case CaseClosed():
            return fact.reason
    assert_never(fact)


def _handed_over(fact: HandedOver) -> str:
    held = _tr(_HELD_BACK).format(what="; ".join(fact.held_back)) if fact.held_back else ""
    said = _tr(_TO).format(
        to=fact.to, purpose=fact.purpose, count=len(fact.contents), digest=fact.digest[:12]
    )
    return "\n".join(filter(None, (said, held)))


_TITLES: Final[Mapping[type, object]] = {
    CaseOpened: QT_TRANSLATE_NOOP("history", "Case opened"),
    Raised: QT_TRANSLATE_NOOP("history", "First raised"),
    Received: QT_TRANSLATE_NOOP("history", "Complaint received"),
    IdentityChosen: QT_TRANSLATE_NOOP("history", "Whether they may be named"),
    PointsDefined: QT_TRANSLATE_NOOP("history", "Points of the complaint set out"),
    FindingMade: QT_TRANSLATE_NOOP("history", "Finding made"),
    EvidenceAdded: QT_TRANSLATE_NOOP("history", "File added"),
    NoteAdded: QT_TRANSLATE_NOOP("history", "Note"),
    LetterFinished: QT_TRANSLATE_NOOP("history", "Letter finished"),
    Acknowledged: QT_TRANSLATE_NOOP("history", "Receipt sent"),
    OutcomeSent: QT_TRANSLATE_NOOP("history", "Outcome sent"),
    Referred: QT_TRANSLATE_NOOP("history", "Went to the outside body"),
    HandedOver: QT_TRANSLATE_NOOP("history", "Handed over"),
    CaseClosed: QT_TRANSLATE_NOOP("history", "Case closed"),
}
_NAMED: Final[Mapping[Role, object]] = {
    Role.COMPLAINANT: QT_TRANSLATE_NOOP("history", "Complainant named"),
    Role.REPRESENTATIVE: QT_TRANSLATE_NOOP("history", "Representative named"),
    Role.SUBJECT: QT_TRANSLATE_NOOP("history", "Person the complaint is about named"),
    Role.HANDLER: QT_TRANSLATE_NOOP("history", "Handler named"),
}
_IDENTITIES: Final[Mapping[Identity, object]] = {
    Identity.OPEN: QT_TRANSLATE_NOOP("history", "May be named"),
    Identity.WITHHELD: QT_TRANSLATE_NOOP("history", "Identity withheld"),
    Identity.ANONYMOUS: QT_TRANSLATE_NOOP("history", "Anonymous"),
}
_NO_LONGER: Final = QT_TRANSLATE_NOOP("history", "{title} (taken back)")
_CORRECTED: Final = QT_TRANSLATE_NOOP("history", "Corrected: {title}")
_WITHDRAWN: Final = QT_TRANSLATE_NOOP("history", "Taken back: {title}")
_MOVED: Final = QT_TRANSLATE_NOOP("history", "{before} became {after}.")
_RECORDED: Final = QT_TRANSLATE_NOOP("history", "recorded {day}")
_RECORDED_BY: Final = QT_TRANSLATE_NOOP("history", "recorded {day} by {who}")
_BY_CHANNEL: Final = QT_TRANSLATE_NOOP("history", "“{title}”, by {channel}")
_FOUND: Final = QT_TRANSLATE_NOOP("history", "{finding}: {reasons}")
_LETTER: Final = QT_TRANSLATE_NOOP("history", "{subject} (fingerprint {digest})")

_TO: Final = QT_TRANSLATE_NOOP(
    "history", "to {to}: {purpose} Documents: {count} (fingerprint {digest})"
)
_HELD_BACK: Final = QT_TRANSLATE_NOOP("history", "Held back: {what}")


def _tr(words: object) -> str:
    return QCoreApplication.translate(CONTEXT, str(words))
