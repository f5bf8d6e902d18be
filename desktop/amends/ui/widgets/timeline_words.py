"""What the stage timeline says: its labels, and the same as rows for screen readers and paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from amends.domain.clocks import Clock
from amends.domain.dates_in_words import day_month, short
from amends.domain.explanation import why_not_counted
from amends.domain.timeline import Band, Mark, MarkKind, Timeline
from amends.domain.working_days import Day, DayKind
from amends.ui.widgets.countdown_words import clock_words

translate = QCoreApplication.translate


class TimelineRow(NamedTuple):
    """A line of the table that says what the drawing shows. `when` is empty for what may come."""

    when: str
    what: str
    standing: str


def timeline_rows(timeline: Timeline, clocks: Iterable[Clock] = ()) -> list[TimelineRow]:
    """Return all that the drawing shows, by date; with the clocks, also how long is left."""
    today = timeline.today
    known = by_name(clocks)
    dated = [(band.first, 0, _band_row(band, today)) for band in timeline.bands if band.first]
    dated += [(mark.on, 1, _mark_row(mark, today, known)) for mark in timeline.marks]
    dated += [(day.date, 2, _notch_row(day, today)) for day in timeline.notches]
    dated.append((today, 3, TimelineRow(short(today), translate("timeline", "Today"), "")))
    rows = [row for _day, _rank, row in sorted(dated, key=_by_date)]
    rows += [
        TimelineRow("", band_title(band), ", ".join(not_opened_lines(band, today)))
        for band in not_opened(timeline)
    ]
    return rows


def by_name(clocks: Iterable[Clock]) -> Mapping[str, Clock]:
    """Return clocks by the names that marks call them by, "stage.clock"."""
    return {clock.name: clock for clock in clocks}


def not_opened(timeline: Timeline) -> Sequence[Band]:
    """Return the stages that may still come; one that was passed over will not."""
    opened = [number for number, band in enumerate(timeline.bands) if band.first is not None]
    return timeline.bands[opened[-1] + 1 :] if opened else timeline.bands


def band_title(band: Band) -> str:
    return f"{band.title} · {band.answered_by}" if band.answered_by else band.title


def not_opened_lines(band: Band, today: date) -> tuple[str, ...]:
    """Return when a stage may still come, line by line; some only from a day on."""
    why = translate("timeline", "if not satisfied")
    if band.not_before is None:
        return (why,)
    day = near_date(band.not_before, today)
    return why, translate("timeline", "from {day} on").format(day=day)


def today_words(today: date) -> str:
    return translate("timeline", "Today, {day}").format(day=short(today))


def near_date(day: date, today: date) -> str:
    """Return "24 Nov" for under a mark, with the year where it is another."""
    return day_month(day) if day.year == today.year else f"{day_month(day)} {day.year}"


def notch_words(day: Day, today: date) -> str:
    return translate("timeline", "{day}: {reason}, not counted").format(
        day=short(day.date, today), reason=why_not_counted(day)
    )


def gathered_notches_words(days: Sequence[Day], today: date) -> str:
    """Return one label for all the days that do not count."""
    count = len(days)
    if count == 1:
        return notch_words(days[0], today)
    if all(day.kind is DayKind.HOLIDAY for day in days):
        words = translate("timeline", "{count} holidays not counted", "", count)
    else:
        words = translate("timeline", "{count} closed days not counted", "", count)
    return words.format(count=count)


def gathered_marks_words(marks: Sequence[Mark], today: date) -> tuple[str, str]:
    """Return title and date for marks too close together to be labelled each."""
    titles = list(dict.fromkeys(mark.title for mark in marks))
    first, last = near_date(marks[0].on, today), near_date(marks[-1].on, today)
    days = first if first == last else f"{first} – {last}"
    if len(titles) <= 2:
        return ", ".join((titles[0], *map(_within_sentence, titles[1:]))), days
    words = translate("timeline", "{count} entries", "", len(marks))
    return words.format(count=len(marks)), days


def _within_sentence(title: str) -> str:
    """Return a title as it stands behind another; names in capitals keep theirs."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def break_words(days: int) -> str:
    return translate("timeline", "{count} days not drawn", "", days).format(count=days)


def mark_sentence(mark: Mark, today: date, known: Mapping[str, Clock]) -> str:
    """Return what a mark says when it is pointed at or read out."""
    return _sentence(_mark_row(mark, today, known))


def notch_sentence(day: Day, today: date) -> str:
    return _sentence(_notch_row(day, today))


def band_sentence(band: Band, today: date) -> str:
    return ", ".join((band_title(band), *not_opened_lines(band, today)))


def _sentence(row: TimelineRow) -> str:
    return ", ".join(filter(None, (row.what, row.when, row.standing)))


def _band_row(band: Band, today: date) -> TimelineRow:
    assert band.first is not None
    if band.last is None:
        standing = translate("timeline", "opened, now running")
    else:
        standing = translate("timeline", "opened, until {day}").format(day=short(band.last, today))
    return TimelineRow(short(band.first, today), band_title(band), standing)


def _mark_row(mark: Mark, today: date, known: Mapping[str, Clock]) -> TimelineRow:
    return TimelineRow(short(mark.on, today), mark.title, _standing(mark, today, known))


def _standing(mark: Mark, today: date, known: Mapping[str, Clock]) -> str:
    if clock := known.get(mark.clock):
        return ", ".join(filter(None, (clock_words(clock, today).text, _as_told(clock, today))))
    match mark.kind:
        case MarkKind.DONE:
            return translate("timeline", "done")
        case MarkKind.LATE:
            return translate("timeline", "late")
        case MarkKind.PROJECTED:
            return translate("timeline", "expected")
        case MarkKind.DUE:
            return translate("timeline", "due")


def _as_told(clock: Clock, today: date) -> str:
    """Return that a date stands as a letter told it, where it is counted otherwise by now."""
    if clock.counted is None:
        return ""
    words = translate("timeline", "as told in your letter; counted today it would be {day}")
    return words.format(day=short(clock.counted, today))


def _notch_row(day: Day, today: date) -> TimelineRow:
    return TimelineRow(
        short(day.date, today), why_not_counted(day), translate("timeline", "not counted")
    )


def _by_date(entry: tuple[date, int, TimelineRow]) -> tuple[date, int]:
    return entry[:2]
