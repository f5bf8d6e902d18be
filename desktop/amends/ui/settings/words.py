"""What the page of the office says of its closures and its calendar, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from amends.domain.calendar_layers import Layer
from amends.domain.dates_in_words import full, short
from amends.domain.school_terms import SchoolTerm
from amends.domain.working_days import Calendar, Closure
from amends.services.plan_calendar import Import

translate = QCoreApplication.translate

FIRST, LAST = "first", "last"  # the fields for days from one to another

HOLIDAYS_SHOWN: Final = 4
WEEKENDS_SHOWN: Final = 5
DAYS_SHOWN: Final = 3


def span_days(span: Closure | SchoolTerm, today: date) -> str:
    """Return "Thu 24 Dec", or "Thu 24 Dec to Fri 1 Jan 2027"."""
    if span.first == span.last:
        return short(span.first, today)
    return translate("settings", "{first} to {last}").format(
        first=short(span.first, today), last=short(span.last, today)
    )


def weekday_words(weekday: str) -> str:
    """Return "Monday" for the weekday that stands as "monday" in a file."""
    return {
        "monday": translate("settings", "Monday"),
        "tuesday": translate("settings", "Tuesday"),
        "wednesday": translate("settings", "Wednesday"),
        "thursday": translate("settings", "Thursday"),
        "friday": translate("settings", "Friday"),
        "saturday": translate("settings", "Saturday"),
        "sunday": translate("settings", "Sunday"),
    }[weekday]


def calendar_words(calendar: Calendar) -> str:
    """Return where the calendar's dates come from, and how far they are certain."""
    return translate(
        "settings",
        "{title} (source: {source}). Announced up to {day}; dates after that are expected.",
    ).format(title=calendar.title, source=calendar.source, day=full(calendar.confirmed_through))


def doubts_words(found: Import, today: date) -> tuple[str, ...]:
    """Return what somebody should look at before the days of a list are taken."""
    doubts = [
        translate(
            "settings",
            "{day} ({name}) is on a weekend, when nobody works anyway. Where another day is kept "
            "instead, the list should name that one.",
        ).format(day=short(it.day, today), name=it.name)
        for it in found.on_weekend[:WEEKENDS_SHOWN]
    ]
    if (more := len(found.on_weekend) - len(doubts)) > 0:
        doubts.append(translate("settings", "{count} more are on weekends.").format(count=more))
    if found.without:
        doubts.append(
            translate(
                "settings",
                "The list names no day in {years}. Your calendar keeps what it has there.",
            ).format(years=", ".join(map(str, found.without)))
        )
    return tuple(doubts)


def layer_words(layer: Layer, people: Mapping[UUID, str], today: date) -> str:
    """Return who put the calendar right, when, by what source and why."""
    who = people.get(layer.recorded_by, "") or translate("settings", "Somebody of the office")
    told = translate("settings", "{who}, {day}, from {source}")
    words = told.format(who=who, day=short(layer.recorded_on, today), source=layer.source)
    return f"{words}: {layer.why}" if layer.why else words


def layer_days(layer: Layer, today: date) -> str:
    """Return the days that were put right: "Mon 15 Jun is added; Mon 3 Aug goes"."""
    added = translate("settings", "{day} is added ({name})")
    goes = translate("settings", "{day} goes")
    told = [added.format(day=short(it.day, today), name=it.name) for it in layer.added]
    told += [goes.format(day=short(day, today)) for day in layer.removed]
    if (more := len(told) - DAYS_SHOWN) > 0:
        told = [*told[:DAYS_SHOWN], translate("settings", "and {count} more").format(count=more)]
    return "; ".join(told)


def next_holidays(calendar: Calendar, today: date) -> tuple[str, ...]:
    """Return the next holidays on which the office would work, as "Mon 30 Nov: St Andrew's Day"."""
    ahead = [
        holiday
        for holiday in calendar.holidays
        if holiday.day >= today and holiday.day.weekday() not in calendar.weekend
    ]
    return tuple(f"{short(it.day, today)}: {it.name}" for it in ahead[:HOLIDAYS_SHOWN])
