"""A case of the inbox in words: how long is left, what is due, who and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from amends.domain.dates_in_words import short
from amends.domain.urgency import Urgency, urgency
from amends.domain.working_days import WorkingDays
from amends.storage.rows import InboxRow
from amends.ui.widgets.countdown_words import CountdownWords, countdown_words

CONTEXT: Final = "inbox"

_TITLES: Final = {
    Urgency.OVERDUE: QT_TRANSLATE_NOOP("inbox", "Overdue"),
    Urgency.SOON: QT_TRANSLATE_NOOP("inbox", "Next 3 working days"),
    Urgency.LATER: QT_TRANSLATE_NOOP("inbox", "Later"),
    Urgency.NOTHING_DUE: QT_TRANSLATE_NOOP("inbox", "Nothing due"),
}
_CLOSED: Final = QT_TRANSLATE_NOOP("inbox", "Closed")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line above a group. `count` is None where the group was not counted."""

    title: str
    count: int | None

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        return self.title if self.count is None else f"{self.title}, {self.count}"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case with the words in which it is shown; `countdown` is None where nothing is due."""

    row: InboxRow
    countdown: CountdownWords | None
    step: str
    details: str
    spoken: str


class InboxWords:
    """Puts the rows of the inbox into words, as of one day."""

    def __init__(
        self, today: date, days: WorkingDays, counts: Mapping[Urgency, int] | None
    ) -> None:
        self._today = today
        self._days = days
        self._counts = counts

    def heading(self, row: InboxRow) -> Heading:
        """Return the heading under which the row stands."""
        if row.closed:
            return Heading(_translated(_CLOSED), None)
        group = urgency(row.next_due, self._today, self._days)
        count = None if self._counts is None else self._counts[group]
        return Heading(_translated(_TITLES[group]), count)

    def line(self, row: InboxRow) -> CaseLine:
        """Return the row in words."""
        countdown, step = self._countdown(row), self._step(row)
        details = " · ".join(filter(None, (row.who, row.stage, row.answered_by)))
        left = f"{countdown.text}. " if countdown else ""
        return CaseLine(
            row=row,
            countdown=countdown,
            step=step,
            details=details,
            spoken=f"{left}{row.title}, {row.label}. {step}. {details}",
        )

    def _countdown(self, row: InboxRow) -> CountdownWords | None:
        """The block is narrow, so it says "days"; the page of the case says of which kind."""
        if row.next_due is None:
            return None
        left = self._days.count(self._today, row.next_due)
        return countdown_words(row.next_due, left, self._today, unit=None)

    def _step(self, row: InboxRow) -> str:
        if row.next_due is None:
            return row.step
        day = short(row.next_due, self._today)
        if row.next_due < self._today:
            return _translated(_WAS_DUE).format(day=day, step=_lowered(row.step))
        if row.next_due == self._today:
            return _translated(_TODAY).format(step=row.step)
        return _translated(_BY).format(day=day, step=row.step)


_WAS_DUE: Final = QT_TRANSLATE_NOOP("inbox", "Was due {day}: {step}")
_TODAY: Final = QT_TRANSLATE_NOOP("inbox", "{step} today")
_BY: Final = QT_TRANSLATE_NOOP("inbox", "{step} by {day}")


def _lowered(step: str) -> str:
    return step[:1].lower() + step[1:]


def _translated(words: object) -> str:
    return QCoreApplication.translate(CONTEXT, str(words))
