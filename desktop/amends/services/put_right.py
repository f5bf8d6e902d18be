"""Put a record right: correct an entry, or take one back. Neither hides what stood there."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

import msgspec

from amends.domain.errors import EventStandsError
from amends.domain.events import Recorded
from amends.domain.events.base import check_day, required
from amends.domain.events.case_events import (
    CaseOpened,
    HandedOver,
    LetterFinished,
    NoteAdded,
    Received,
    Sending,
)
from amends.domain.events.corrections import EventCorrected, EventWithdrawn, Fact
from amends.domain.events.folding import in_force, standing
from amends.domain.events.handling_events import (
    ActionPlanMade,
    Notified,
    Redirected,
    StageNotPossible,
)
from amends.domain.handling import Handling
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.recording import record

# What opened the case, or left the office, is never as if it had not been.
_STAYS: Final = CaseOpened | Received | Notified | HandedOver


def correct_day(
    desk: Desk, view: CaseView, target: UUID, day: date, reason: str, moment: Moment
) -> Changed:
    """Record that an entry happened on another day, and why the first one was wrong.

    Raises `DateNotPossibleError`, and `FieldMissingError` without a reason.
    """
    check_day(day, moment.today)
    _entry, fact = _standing(view, target)
    corrected: Fact = msgspec.structs.replace(fact, happened_on=day, happened_at=None, zone="")
    event = EventCorrected(
        happened_on=moment.today,
        target=target,
        corrected=corrected,
        reason=required("reason", reason),
    )
    return record(desk, view.stream, view.seq, [event], moment)


def take_back(desk: Desk, view: CaseView, target: UUID, reason: str, moment: Moment) -> Changed:
    """Record that an entry does not count. Raises `EventStandsError` where it must stand."""
    if not may_take_back(view, target):
        raise EventStandsError(view.stream)
    return _withdraw(desk, view, [target], reason, moment)


def undo(desk: Desk, view: CaseView, moment: Moment) -> Changed:
    """Take back what was recorded last, all of it. Raises `EventStandsError` where it stays."""
    if not (last := last_action(view)):
        raise EventStandsError(view.stream)
    return _withdraw(desk, view, [entry.id for entry in reversed(last)], "", moment)


def last_action(view: CaseView) -> tuple[Recorded, ...]:
    """Return the latest entries that were recorded together, such as a promise with its proof.

    Nothing where one of them must stay, and of what came with the complaint.
    """
    entries = in_force(view.log)
    last = entries[-1]
    if last.recorded_at == view.log[0].recorded_at:
        return ()
    together = tuple(it for it in entries if it.recorded_at == last.recorded_at)
    return together if all(may_take_back(view, it.id) for it in together) else ()


def may_take_back(view: CaseView, target: UUID) -> bool:
    """Return whether an entry may be taken back.

    What opened the case stays, and so does what was disclosed. What stood in the record when a
    letter was finished that has been sent stays too, as the letter relies on it. Notes are relied
    on by nothing.
    """
    entry = next((it for it in in_force(view.log) if it.id == target), None)
    if entry is None or isinstance(entry.event, _STAYS):
        return False
    if isinstance(entry.event, NoteAdded):
        return True
    if _was_told(view.case.handling, entry.event):
        return False
    return not any(entry.seq <= seq for seq in _seqs_of_sent_letters(view))


def _was_told(handling: Handling, event: object) -> bool:
    """Return whether the complainant knows of it; that they were told is taken back first."""
    match event:
        case Redirected():
            return handling.is_redirect_told
        case StageNotPossible():
            return handling.is_not_possible_told
        case ActionPlanMade(plan=made):
            return any(plan.made.plan == made and plan.sent_on for plan in handling.plans)
        case _:
            return False


def _seqs_of_sent_letters(view: CaseView) -> list[int]:
    """Return the entries by which a letter was finished or sent, for letters that were sent."""
    sent = view.case.sent_letters
    return [
        entry.seq
        for entry, fact in standing(view.log)
        if isinstance(fact, LetterFinished | Sending) and fact.letter in sent
    ]


def _withdraw(
    desk: Desk, view: CaseView, targets: list[UUID], reason: str, moment: Moment
) -> Changed:
    today = moment.today
    events = [EventWithdrawn(happened_on=today, target=it, reason=reason) for it in targets]
    return record(desk, view.stream, view.seq, events, moment)


def _standing(view: CaseView, target: UUID) -> tuple[Recorded, Fact]:
    return next((entry, fact) for entry, fact in standing(view.log) if entry.id == target)
