"""What the page of the office says of closures and of what they move, in words."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from amends.domain.dates_in_words import full, short
from amends.domain.working_days import Calendar, Closure
from amends.services.closure_effect import Moved
from amends.ui.settings.presenter import Proposal

translate = QCoreApplication.translate

HOLIDAYS_SHOWN = 4


def closure_days(closure: Closure, today: date) -> str:
    """Return "Thu 24 Dec", or "Thu 24 Dec to Fri 1 Jan 2027"."""
    if closure.first == closure.last:
        return short(closure.first, today)
    return translate("settings", "{first} to {last}").format(
        first=short(closure.first, today), last=short(closure.last, today)
    )


def proposal_words(proposal: Proposal, today: date) -> str:
    """Return what would happen, to be read before anybody agrees."""
    adding = translate("settings", "Closing on {days} moves the next date of {cases}:")
    removing = translate("settings", "Without the closure on {days} this moves for {cases}:")
    count = len(proposal.moves)
    cases = (
        translate("settings", "1 open case")
        if count == 1
        else translate("settings", "{count} open cases").format(count=count)
    )
    words = adding if proposal.removed is None else removing
    return words.format(days=closure_days(proposal.closure, today), cases=cases)


def move_words(move: Moved, today: date) -> str:
    """Return "2026-035: Wed 16 Dec → Thu 17 Dec · Assessment feedback never arrived"."""
    before, after = short(move.before, today), short(move.after, today)
    return f"{move.reference}: {before} → {after} · {move.title}"


def calendar_words(calendar: Calendar) -> str:
    """Return where the calendar's dates come from, and how far they are certain."""
    return translate(
        "settings",
        "{title} (source: {source}). Announced up to {day}; dates after that are expected.",
    ).format(title=calendar.title, source=calendar.source, day=full(calendar.confirmed_through))


def next_holidays(calendar: Calendar, today: date) -> tuple[str, ...]:
    """Return the next holidays on which the office would work, as "Mon 30 Nov: St Andrew's Day"."""
    ahead = [
        holiday
        for holiday in calendar.holidays
        if holiday.day >= today and holiday.day.weekday() not in calendar.weekend
    ]
    return tuple(f"{short(it.day, today)}: {it.name}" for it in ahead[:HOLIDAYS_SHOWN])
