"""What the form for a new complaint says of dates and of e-mails, in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time

from PySide6.QtCore import QCoreApplication

from amends.domain.clocks import Clock, State
from amends.domain.dates_in_words import by_time, full, short
from amends.domain.events.base import EARLIEST_DAY
from amends.ui.widgets.day_edit import NO_DAY

translate = QCoreApplication.translate
CONTEXT = "complaint"


def promise_line(clocks: Sequence[Clock], today: date) -> str:
    """Return what the office would owe: "Receipt due Tue 24 Nov, response due Wed 16 Dec ..."."""
    if not clocks:
        return ""
    parts = [_promise(clock, today, is_first=n == 0) for n, clock in enumerate(clocks)]
    readings = [clock.trigger is not None and clock.trigger.is_reading for clock in clocks]
    marked = translate("complaint", "{dates} (your office's reading)")
    if all(readings):
        return marked.format(dates=", ".join(parts)) + "."
    pairs = zip(parts, readings, strict=True)
    shown = [marked.format(dates=part) if is_own else part for part, is_own in pairs]
    return ", ".join(shown) + "."


def _promise(clock: Clock, today: date, *, is_first: bool) -> str:
    assert clock.due is not None
    words = {
        State.LATE: translate("complaint", "{what} was due {day}, so it is late"),
        State.PROJECTED: translate("complaint", "{what} expected by {day}"),
    }.get(clock.state, translate("complaint", "{what} due {day}"))
    what = clock.title if is_first else clock.title.lower()
    day = short(clock.due, today)
    return words.format(what=what, day=f"{day}, {by_time(clock.due_at)}" if clock.due_at else day)


def day_problem(day: date, today: date) -> str:
    """Return why nothing can have come in on that day; "" where it can."""
    if day == NO_DAY:
        return translate("complaint", "This is no day. Type it like 17 Nov 2026, or 17/11/2026.")
    if day > today:
        words = translate("complaint", "{day} is after today. The last day it can be is {today}.")
        return words.format(day=full(day), today=full(today))
    if day < EARLIEST_DAY:
        words = translate("complaint", "{day} is too early: Amends keeps dates from {first} on.")
        return words.format(day=full(day), first=full(EARLIEST_DAY))
    return ""


def read_time(typed: str) -> time | None:
    """Return the time of day that was typed, such as "16:30" or "9.05"; None where it is none."""
    found = re.fullmatch(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])", typed.strip(), re.ASCII)
    return time(int(found[1]), int(found[2])) if found else None


def time_problem(typed: str) -> str:
    """Return why that is no time of day; "" where it is one, or nothing was typed."""
    if not typed.strip() or read_time(typed) is not None:
        return ""
    return translate("complaint", "This is no time of day. Type it like 16:30, or leave it empty.")
