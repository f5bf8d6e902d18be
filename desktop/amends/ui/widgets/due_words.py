"""What lists say of a date: the group in which it stands, and how near it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from amends.domain.counting import days_between
from amends.domain.durations import Unit
from amends.domain.urgency import Urgency, urgency
from amends.domain.working_days import WorkingDays
from amends.ui.theme import Tone
from amends.ui.widgets.countdown_words import CountdownWords, countdown_words
from amends.ui.widgets.grouped_list import Heading

_TITLES: Final = {
    Urgency.OVERDUE: QT_TRANSLATE_NOOP("due", "Overdue"),
    Urgency.SOON: QT_TRANSLATE_NOOP("due", "Next 3 working days"),
    Urgency.LATER: QT_TRANSLATE_NOOP("due", "Later"),
    Urgency.PAUSED: QT_TRANSLATE_NOOP("due", "Paused"),
    Urgency.NOTHING_DUE: QT_TRANSLATE_NOOP("due", "Nothing due"),
}


def at_time(day: str, time: str) -> str:
    """Return "Tue 24 Nov, 10:00", the day alone where the whole of it counts."""
    return f"{day}, {time}" if time else day


@dataclass(frozen=True, slots=True)
class DueWords:
    """Puts dates into words, as of one day; `counts` is None where the groups were not counted."""

    today: date
    days: WorkingDays
    counts: Mapping[Urgency, int] | None

    def heading(self, due: date | None) -> Heading:
        """Return the heading of the group in which the date stands."""
        return self.heading_of(urgency(due, self.today, self.days))

    def heading_of(self, group: Urgency) -> Heading:
        """Return the heading of a group."""
        title = QCoreApplication.translate("due", str(_TITLES[group]))
        return Heading(title, None if self.counts is None else self.counts[group])

    def paused(self) -> CountdownWords:
        """Return what the block says of something that stands still; the line says how long."""
        words = QCoreApplication.translate("due", "paused")
        return CountdownWords(words, "", Tone.NONE, words)

    def countdown(self, due: date | None, told_in: str) -> CountdownWords | None:
        """Return how far it is, in the days in which the page of the case tells it.

        The block is narrow, so it says "days"; that page says of which kind.
        """
        if due is None:
            return None
        left = days_between(self.today, due, Unit(told_in), self.days)
        words = countdown_words(due, left, self.today, unit=None)
        tones = {Urgency.SOON: Tone.SOON, Urgency.LATER: Tone.CALM}
        return replace(words, tone=tones.get(urgency(due, self.today, self.days), words.tone))
