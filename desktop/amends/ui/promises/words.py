"""A promise in words: what, by when, in which case, from whom and what it comes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from amends.domain.clocks import PROMISED
from amends.domain.dates_in_words import short
from amends.domain.urgency import Urgency
from amends.domain.working_days import WorkingDays
from amends.storage.rows import PromiseRow
from amends.ui.widgets.due_words import DueWords, at_time
from amends.ui.widgets.grouped_list import Heading, Line

CONTEXT: Final = "promises"


class PromiseWords:
    """Puts the rows of the list into words, as of one day."""

    def __init__(
        self, today: date, days: WorkingDays, counts: Mapping[Urgency, int], *, may_act: bool = True
    ) -> None:
        self._today, self._may_act = today, may_act
        self._due = DueWords(today, days, counts)

    def heading(self, row: PromiseRow) -> Heading:
        """Return the heading under which the row stands."""
        return self._due.heading(row.due) if row.due else self._due.heading_of(Urgency.PAUSED)

    def line(self, row: PromiseRow) -> Line:
        """Return the row in words."""
        countdown = self._due.countdown(row.due, row.told_in) or self._due.paused()
        by = self._by(row.due, row.due_time) if row.due else self._since(row)
        details = " · ".join(filter(None, (by, row.origin, row.owner)))
        return Line(
            row=row,
            countdown=countdown,
            title=row.what,
            step=row.title,
            details=details,
            label=row.label,
            spoken=f"{countdown.text}. {row.what}. {row.title}, {row.label}. {details}",
            act=act_words(row) if self._may_act else "",
        )

    def _since(self, row: PromiseRow) -> str:
        """Say since when something stands still, and how much is left of it."""
        if row.since is None:
            return ""
        day = short(row.since, self._today)
        return _tr("Paused since {day}, {left}").format(day=day, left=row.left)

    def _by(self, due: date, time: str) -> str:
        day = at_time(short(due, self._today), time)
        if due == self._today:
            return at_time(_tr("Today"), time)
        if due < self._today:
            return _tr("Was due {day}").format(day=day)
        return _tr("By {day}").format(day=day)


def act_words(row: PromiseRow) -> str:
    """Return what can be done about a promise from the list, "" where it stands still."""
    if row.due is None:
        return ""
    if row.letter:
        return _tr("Write the letter...")
    if row.clock.startswith(f"{PROMISED}."):
        return _tr("Mark as done...")
    return _tr("Record it...")


def _tr(words: str) -> str:
    return QCoreApplication.translate(CONTEXT, words)
