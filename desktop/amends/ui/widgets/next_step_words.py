"""The next step in words: what to do by when, which promise asks for it, and how it is counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from amends.domain.clocks import Clock, State
from amends.domain.dates_in_words import end_time, full, long
from amends.domain.durations import Duration
from amends.domain.happenings import Kind
from amends.domain.readings import Trigger
from amends.ui.widgets.countdown_words import CountdownWords, clock_words

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class StepWords:
    """What the banner says. `explained` is the clock whose date can be asked about, "" for none.

    One that stands still has no date, and it can be asked why.
    """

    countdown: CountdownWords
    heading: str
    sentences: str
    explained: str = ""
    has_date: bool = True


def step_words(clock: Clock, today: date) -> StepWords:
    """Return the words for the clock that is due next."""
    return StepWords(
        countdown=clock_words(clock, today),
        heading=_heading(clock, today),
        sentences=" ".join(filter(None, (_promise(clock), _counting(clock)))),
        explained=clock.name,
    )


def _heading(clock: Clock, today: date) -> str:
    if clock.due is None:
        return clock.step
    if clock.due == today:
        if clock.due_at is not None:
            by = translate("next step", "{step} today by {time}")
            return by.format(step=clock.step, time=end_time(clock.due_at))
        return translate("next step", "{step} today").format(step=clock.step)
    day = _day(clock.due, today)
    day = f"{day}, {end_time(clock.due_at)}" if clock.due_at is not None else day
    if clock.state is State.LATE:
        return translate("next step", "{step}: it was due {day}").format(step=clock.step, day=day)
    return translate("next step", "{step} by {day}").format(step=clock.step, day=day)


def _promise(clock: Clock) -> str:
    if clock.is_promise:
        return translate("next step", "{origin}: promised for this day.").format(
            origin=clock.stage_title
        )
    if clock.is_own_time:
        own = translate(
            "next step", "{stage} promises {promise}, without a time; your office takes {time}."
        )
        own = own.format(stage=clock.stage_title, promise=clock.promise, time=clock.usual)
        return " ".join(filter(None, (own, _added(clock))))
    if clock.within is None:
        return translate("next step", "{stage} speaks of {promise}, without a time.").format(
            stage=clock.stage_title, promise=clock.promise
        )
    said = translate("next step", "{stage} promises {promise} within {time}.").format(
        stage=clock.stage_title, promise=clock.promise, time=clock.usual
    )
    return " ".join(filter(None, (said, _added(clock))))


def _added(clock: Clock) -> str:
    """Return that more time was given, "" where none was."""
    if clock.pinned is not None:
        agreed = translate("next step", "{day} was agreed instead.")
        return agreed.format(day=long(clock.pinned))
    if not clock.added or clock.within is None:
        return ""
    more = Duration(clock.added, clock.within.unit)
    return translate("next step", "{time} more were given.").format(time=more)


def _counting(clock: Clock) -> str:
    """Return from when the days count, and say so where that is the office's own reading."""
    if clock.trigger is None or clock.within is None:
        return ""
    event = _event(clock.trigger)
    if clock.trigger.is_reading:
        return translate("next step", "Counted from {event}: your office's reading.").format(
            event=event
        )
    return translate("next step", "Counted from {event}.").format(event=event)


def _event(begins: Trigger) -> str:
    """Return what a clock runs from, shortly; the explanation says it in full."""
    match begins.kind:
        case Kind.RAISED:
            return translate("next step", "the day the concern was raised")
        case Kind.RECEIVED:
            return translate("next step", "the complaint")
        case Kind.ACKNOWLEDGED:
            return translate("next step", "the receipt")
        case Kind.OUTCOME_SENT:
            return translate("next step", "the outcome")
        case Kind.REFERRED:
            return translate("next step", "the referral")
        case Kind.CLOSED:
            return translate("next step", "the day the case was closed")
        case _:
            return translate("next step", "the day on which {event}").format(
                event=begins.words.when
            )


def _day(day: date, today: date) -> str:
    return long(day) if day.year == today.year else full(day)
