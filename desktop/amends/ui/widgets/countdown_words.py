"""How much time is left, in words: what a countdown says, and in which tone.

Days that are left or late are counted by the rules; this only says them. It never says "0 days
late", and what is due today is "today" everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from amends.domain.clocks import Clock, State
from amends.domain.dates_in_words import day_month, end_time, short
from amends.domain.durations import Unit
from amends.domain.urgency import SOON_WORKING_DAYS
from amends.ui.theme import Tone

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class CountdownWords:
    """What a countdown shows: a headline over a line, and the same as one text."""

    headline: str
    line: str
    tone: Tone
    text: str

    @property
    def is_number(self) -> bool:
        """Whether the headline is a count, which is drawn large."""
        return self.headline.isdecimal()


def countdown_words(
    due: date | None, days_left: int | None, today: date, unit: Unit | None = Unit.WORKING_DAYS
) -> CountdownWords:
    """Return the words for something due on `due`.

    `days_left` counts from today to `due`, negative when late. With `unit` None the words say
    "days", for a place too narrow to say of which kind; weeks and months are counted in days too.
    """
    if due is None or days_left is None:
        return _said(translate("countdown", "no date"), Tone.NONE)
    if due == today:
        return _said(translate("countdown", "today"), Tone.SOON)
    if due < today:
        return _late(due, -days_left, today, unit)
    tone = Tone.SOON if days_left <= SOON_WORKING_DAYS else Tone.CALM
    if days_left < 1:  # only days that do not count lie between
        return _dated(translate("countdown", "due"), short(due, today), tone)
    return _counted(days_left, _left(days_left, unit), tone)


def clock_words(clock: Clock, today: date) -> CountdownWords:
    """Return the words for a clock in whatever state it is."""
    unit = clock.told_in
    match clock.state:
        case State.RUNNING if clock.due_at is not None and clock.due == today:
            day, at = translate("countdown", "today"), end_time(clock.due_at)
            by = translate("countdown", "by {time}").format(time=at)
            return CountdownWords(day, by, Tone.SOON, f"{day}, {by}")
        case State.RUNNING | State.LATE:
            return countdown_words(clock.due, clock.days_left, today, unit)
        case State.MET:
            return _said(translate("countdown", "done"), Tone.CALM)
        case State.MET_LATE:
            return _said(translate("countdown", "done late"), Tone.NONE)
        case State.PROJECTED if clock.due is not None:
            return _dated(translate("countdown", "expected"), short(clock.due, today), Tone.NONE)
        case State.PAUSED:
            left = clock.days_left or 0
            rest = f"{left} {_left(left, unit)}"
            return _dated(translate("countdown", "paused,"), rest, Tone.NONE)
        case State.ENDED:
            return _said(translate("countdown", "ended"), Tone.NONE)
        case State.NOT_STATED:
            return _said(translate("countdown", "no time stated"), Tone.NONE)
    return _said(translate("countdown", "not started"), Tone.NONE)


def _late(due: date, days_late: int, today: date, unit: Unit | None) -> CountdownWords:
    was_due = translate("countdown", "was due {day}").format(day=short(due, today))
    if days_late < 1:  # no day that counts has passed since
        late = translate("countdown", "late")
        # In a narrow place the day stands beside the block, and has no room within it.
        line = was_due if unit else translate("countdown", "due {day}").format(day=day_month(due))
        return CountdownWords(late, line, Tone.LATE, f"{late}, {was_due}")
    counted = _counted(days_late, _late_by(days_late, unit), Tone.LATE)
    return CountdownWords(counted.headline, counted.line, Tone.LATE, f"{counted.text}, {was_due}")


def _left(count: int, unit: Unit | None) -> str:
    """Return what stands under the number; other languages have more forms than two."""
    if unit is Unit.SCHOOL_DAYS:
        if count == 1:
            return translate("countdown", "school day left")
        return translate("countdown", "school days left", "", count)
    if unit is Unit.WORKING_DAYS:
        if count == 1:
            return translate("countdown", "working day left")
        return translate("countdown", "working days left", "", count)
    if count == 1:
        return translate("countdown", "day left")
    return translate("countdown", "days left", "", count)


def _late_by(count: int, unit: Unit | None) -> str:
    if unit is Unit.SCHOOL_DAYS:
        if count == 1:
            return translate("countdown", "school day late")
        return translate("countdown", "school days late", "", count)
    if unit is Unit.WORKING_DAYS:
        if count == 1:
            return translate("countdown", "working day late")
        return translate("countdown", "working days late", "", count)
    if count == 1:
        return translate("countdown", "day late")
    return translate("countdown", "days late", "", count)


def _counted(count: int, line: str, tone: Tone) -> CountdownWords:
    return CountdownWords(str(count), line, tone, f"{count} {line}")


def _dated(headline: str, line: str, tone: Tone) -> CountdownWords:
    return CountdownWords(headline, line, tone, f"{headline} {line}")


def _said(words: str, tone: Tone) -> CountdownWords:
    return CountdownWords(words, "", tone, words)
