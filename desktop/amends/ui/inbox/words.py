"""A case of the inbox in words: how long is left, what is due, who and where."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from amends.domain.dates_in_words import short
from amends.domain.urgency import Urgency
from amends.domain.working_days import WorkingDays
from amends.storage.rows import PAUSED, InboxRow
from amends.ui.widgets.due_words import DueWords, at_time
from amends.ui.widgets.grouped_list import Heading, Line

CONTEXT: Final = "inbox"

_CLOSED: Final = QT_TRANSLATE_NOOP("inbox", "Closed")


class InboxWords:
    """Puts the rows of the inbox into words, as of one day."""

    def __init__(
        self, today: date, days: WorkingDays, counts: Mapping[Urgency, int] | None
    ) -> None:
        self._today = today
        self._due = DueWords(today, days, counts)

    def heading(self, row: InboxRow) -> Heading:
        """Return the heading under which the row stands."""
        if row.closed:
            return Heading(_translated(_CLOSED), None)
        if row.sort_key == PAUSED:
            return self._due.heading_of(Urgency.PAUSED)
        return self._due.heading(row.next_due)

    def line(self, row: InboxRow) -> Line:
        """Return the row in words."""
        countdown, step = self._due.countdown(row.next_due, row.told_in), self._step(row)
        if row.sort_key == PAUSED and not row.closed:
            countdown = self._due.paused()
        details = " · ".join(filter(None, (row.who, row.stage, row.answered_by)))
        left = f"{countdown.text}. " if countdown else ""
        return Line(
            row=row,
            countdown=countdown,
            title=row.title,
            step=step,
            details=details,
            label=row.label,
            spoken=f"{left}{row.title}, {row.label}. {step}. {details}",
        )

    def _step(self, row: InboxRow) -> str:
        if row.next_due is None:
            return row.step
        day = at_time(short(row.next_due, self._today), row.due_time)
        if row.next_due < self._today:
            return _translated(_WAS_DUE).format(day=day, step=_lowered(row.step))
        if row.next_due == self._today:
            return at_time(_translated(_TODAY).format(step=row.step), row.due_time)
        return _translated(_BY).format(day=day, step=row.step)


_WAS_DUE: Final = QT_TRANSLATE_NOOP("inbox", "Was due {day}: {step}")
_TODAY: Final = QT_TRANSLATE_NOOP("inbox", "{step} today")
_BY: Final = QT_TRANSLATE_NOOP("inbox", "{step} by {day}")


def _lowered(step: str) -> str:
    """Return the step within a sentence; an abbreviation at its start stays as it is."""
    return step if step[1:2].isupper() else step[:1].lower() + step[1:]


def _translated(words: object) -> str:
    return QCoreApplication.translate(CONTEXT, str(words))
