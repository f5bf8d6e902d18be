"""Why a date that was told is counted otherwise today: what was recorded since the letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from amends.domain.clocks import Clock
from amends.domain.dates_in_words import long
from amends.domain.events import AnyEvent, Recorded
from amends.domain.events.case_events import LetterFinished
from amends.domain.events.clock_events import FactStated
from amends.domain.events.corrections import EventCorrected, EventWithdrawn
from amends.domain.events.course_events import ProcedureMoved
from amends.domain.events.folding import standing
from amends.domain.events.office_events import (
    CalendarAdopted,
    ClosureAdded,
    HolidaysCorrected,
    TermsSet,
)


def drift_causes(
    clock: Clock, case: Sequence[Recorded], office: Sequence[Recorded]
) -> tuple[str, ...]:
    """Return what came between a letter that told a date and today, a few words each.

    `case` and `office` are the entries of the case, and of the office's own stream.
    """
    if clock.counted is None or (letter := _letter(clock, case)) is None:
        return ()
    causes = [*filter(None, _of_the_office(clock, office, letter)), *_of_the_case(case, letter)]
    if not causes and clock.start is not None and clock.start > letter.event.happened_on:
        causes = [f"the letter, which went out on {long(clock.start)}"]
    return tuple(dict.fromkeys(causes))


def _letter(clock: Clock, case: Sequence[Recorded]) -> Recorded | None:
    """Return the last letter that told the date of the clock."""
    name = clock.name
    told = [
        entry
        for entry, fact in standing(case)
        if isinstance(fact, LetterFinished) and any(it.clock == name for it in fact.told)
    ]
    return told[-1] if told else None


def _of_the_office(clock: Clock, office: Sequence[Recorded], letter: Recorded) -> Iterator[str]:
    by_id = {entry.id: entry.event for entry in office}
    for entry in office:
        if entry.recorded_at <= letter.recorded_at:
            continue
        if isinstance(entry.event, EventWithdrawn):
            cause = _changed(clock, by_id.get(entry.event.target))
            yield f"{cause}, which was taken back" if cause else ""
        else:
            yield _changed(clock, entry.event)


def _changed(clock: Clock, event: AnyEvent | None) -> str:
    """Return what an entry of the office changed of these days, "" where it was nothing."""
    match event:
        case ClosureAdded():
            return _closure(clock, event)
        case HolidaysCorrected():
            return "the holidays that were put right"
        case CalendarAdopted():
            return "the calendar that was adopted"
        case TermsSet():
            return "the terms that were set"
        case _:
            return ""


def _closure(clock: Clock, closure: ClosureAdded) -> str:
    assert clock.due is not None
    assert clock.counted is not None
    days = [day for day in (clock.start, clock.due, clock.counted) if day is not None]
    if closure.last < min(days) or closure.first > max(days):
        return ""
    until = f" to {long(closure.last)}" if closure.last != closure.first else ""
    name = f" ({closure.name})" if closure.name else ""
    return f"the closure on {long(closure.first)}{until}{name}"


def _of_the_case(case: Sequence[Recorded], letter: Recorded) -> Iterator[str]:
    for entry in case:
        if entry.seq <= letter.seq:
            continue
        match entry.event:
            case EventCorrected():
                yield f"what was put right on {long(entry.event.happened_on)}"
            case FactStated():
                yield f"what was found on {long(entry.event.happened_on)}"
            case ProcedureMoved():
                yield "the version of the policy to which the case was moved"
