"""The times of a case in words: what stands still, what moves a date, and why something cannot."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication

from amends.domain.case_times import Refused, paused_since, paused_words
from amends.domain.clocks import Clock, State
from amends.domain.dates_in_words import end_time, short
from amends.domain.events.clock_events import Paused
from amends.domain.events.folding import standing
from amends.services.case_view import CaseView
from amends.services.suppose import Moved
from amends.ui.widgets.countdown_words import countdown_words

translate = QCoreApplication.translate


def moved_words(moved: Iterable[Moved], today: date) -> str:
    """Return which dates move, a line each: "Response: Thu 17 Dec becomes Mon 4 Jan 2027"."""
    words = translate("times", "{clock}: {before} becomes {after}")
    lines = (
        words.format(
            clock=it.after.title, before=_when(it.before, today), after=_when(it.after, today)
        )
        for it in moved
    )
    return "\n".join(lines) or translate("times", "No date moves.")


def _when(clock: Clock, today: date) -> str:
    if clock.state is State.PAUSED:
        return paused_words(clock)
    if clock.due is None:
        return translate("times", "no date")
    day = short(clock.due, today)
    return f"{day}, {end_time(clock.due_at)}" if clock.due_at else day


def stands_words(view: CaseView) -> str:
    """Return "Wed 16 Dec still stands" for the date that is due next, "" where none is."""
    step = view.next_step
    if step is None or step.due is None:
        return ""
    return translate("times", "{day} still stands").format(day=short(step.due, view.today))


def no_pause_words(view: CaseView) -> str:
    """Return that the policy has no pause, and which date stands all the same."""
    stands = stands_words(view)
    if not stands:
        return translate("times", "Your policy has no pause.")
    return translate("times", "Your policy has no pause; {stands}.").format(stands=stands)


def why_no_pause(view: CaseView, refused: Refused | None) -> str:
    """Return why the clocks cannot be paused, or cannot go on, "" where they can."""
    match refused:
        case None:
            return ""
        case Refused.NO_RULE:
            return no_pause_words(view)
        case Refused.CLOSED:
            return translate("times", "The case is closed.")
        case Refused.NOT_PAUSED:
            return translate("times", "No clock stands still.")
        case Refused.PAUSED:
            return translate("times", "The clocks stand still already.")
        case _:
            return translate("times", "No clock runs that your policy lets stand still.")


def why_not_longer(view: CaseView, refused: tuple[Refused, Clock | None] | None) -> str:
    """Return why no clock can be given more time, "" where one can."""
    if refused is None:
        return ""
    why, clock = refused
    match why:
        case Refused.NO_RULE:
            words = translate("times", "Your policy gives no more time")
            return ". ".join(filter(None, (words, stands_words(view)))) + "."
        case Refused.CLOSED:
            return translate("times", "The case is closed.")
        case Refused.PAUSED:
            return translate("times", "While the clocks stand still there is no date to move.")
        case Refused.ALL_GIVEN:
            return translate("times", "All the time is given that your policy lets you add.")
        case Refused.OVER if clock is not None and clock.due is not None:
            words = translate("times", "{day} is over; your policy gives more time only before.")
            return words.format(day=short(clock.due, view.today))
        case _:
            return translate("times", "No clock runs that could be given more time.")


def paused_sentence(view: CaseView) -> str:
    """Return since when the clocks stand still, and why."""
    since = paused_since(view.case, view.procedure)
    reasons = [fact.reason for _e, fact in standing(view.log) if isinstance(fact, Paused)]
    words = translate("times", "The clocks have stood still since {day}: {reason}")
    day = short(since, view.today) if since else ""
    return words.format(day=day, reason=" ".join(reasons[-1].split()) if reasons else "")


def late_by(clock: Clock) -> str:
    """Return how late something was that stopped a clock: "3 days late, was due Wed 18 Nov"."""
    assert clock.stopped is not None
    return countdown_words(clock.due, clock.days_left, clock.stopped, clock.told_in).text


def came_late_words(clock: Clock, view: CaseView) -> str:
    """Return that something came after its time, and what the office does about that."""
    name = clock.name
    words = translate("times", "{stage}: it came in {late}.")
    said = words.format(stage=clock.stage_title, late=late_by(clock))
    decided = view.case.late_decisions.get(name)
    if decided is None:
        return f"{said} {translate('times', 'Take it, or not?')}" if clock.discretion else said
    if decided.accepted:
        return f"{said} {translate('times', 'You take it all the same.')}"
    return f"{said} {translate('times', 'It is not taken; close the case once they know.')}"


def answered_words(clock: Clock, today: date, *, is_first: bool) -> str:
    """Return when a case was answered that was begun anew since, and whether in time."""
    assert clock.stopped is not None
    in_time = translate("times", "in time")
    how = late_by(clock) if clock.state is State.MET_LATE else in_time
    words = translate("times", "Answered again {day}, {how}")
    if is_first:
        words = translate("times", "First answered {day}, {how}")
    return words.format(day=short(clock.stopped, today), how=how)
