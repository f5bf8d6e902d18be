"""The days of an explanation as weeks of cells: what stands in each, and how it is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication

from amends.domain.dates_in_words import day_month, long
from amends.domain.explanation import CountedDay
from amends.domain.working_days import SATURDAY

DAYS_IN_WEEK: Final = 7
translate = QCoreApplication.translate


class Meaning(StrEnum):
    """What a day is to the count."""

    TRIGGER = "trigger"
    COUNTED = "counted"
    DUE = "due"
    SKIPPED = "skipped"  # a holiday or a closure
    WEEKEND = "weekend"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class DayCell:
    """A cell: its day above, what it is to the count below, and both for a screen reader."""

    day: date
    meaning: Meaning
    date_text: str
    words: str
    spoken: str


def weeks_of(days: Sequence[CountedDay]) -> list[tuple[DayCell, ...]]:
    """Return whole weeks from Monday that hold `days`, which follow one another; none for none."""
    if not days:
        return []
    monday = days[0].date - timedelta(days=days[0].date.weekday())
    known = {day.date: day for day in days}
    count = (days[-1].date - monday).days // DAYS_IN_WEEK + 1
    cells = [
        _cell(monday + timedelta(days=number), known, days[0].date)
        for number in range(count * DAYS_IN_WEEK)
    ]
    return [
        tuple(cells[start : start + DAYS_IN_WEEK]) for start in range(0, len(cells), DAYS_IN_WEEK)
    ]


def _cell(day: date, known: dict[date, CountedDay], trigger: date) -> DayCell:
    counted = known.get(day)
    if counted is None:
        return DayCell(day, Meaning.OUTSIDE, _short(day), "", long(day))
    meaning, words = _meaning(counted, trigger)
    return DayCell(day, meaning, _short(day), words, f"{long(day)}, {_spoken(counted, words)}")


def _meaning(day: CountedDay, trigger: date) -> tuple[Meaning, str]:
    if day.date == trigger:
        return Meaning.TRIGGER, day.note
    counted = day.hours if day.number is None else str(day.number)
    if day.is_due:
        due = translate("day strip", "due")
        return Meaning.DUE, f"{counted} · {due}" if counted else due
    if counted:
        return Meaning.COUNTED, counted
    # The rules name holidays and closures; what else does not count is a weekend.
    is_weekend = day.date.weekday() >= SATURDAY or not day.note
    return (Meaning.WEEKEND if is_weekend else Meaning.SKIPPED), day.note


def _spoken(day: CountedDay, words: str) -> str:
    if day.number is None:
        return words
    counted = translate("day strip", "day {number}").format(number=day.number)
    return f"{counted}, {translate('day strip', 'due')}" if day.is_due else counted


def _short(day: date) -> str:
    """Return the day; the first of a year says which, since a strip may run over its end."""
    return f"{day_month(day)} {day.year}" if (day.month, day.day) == (1, 1) else day_month(day)
