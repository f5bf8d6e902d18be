"""Where everything on the stage timeline lies, as plain values; painting is another matter.

From top to bottom: rows of stage titles, the line with its marks, rows of labels for the marks,
rows of notes (today, holidays, what was left out). In each of them labels step away from the line
where they would cover one another; what is too crowded for that is gathered into one label.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from amends.domain.clocks import Clock
from amends.domain.timeline import Band, Mark, MarkKind, Timeline
from amends.ui.theme import Tone
from amends.ui.widgets import timeline_words as words
from amends.ui.widgets.countdown_words import clock_words
from amends.ui.widgets.label_rows import Place, Wanted, place_labels, rows_used
from amends.ui.widgets.time_axis import Break, TimeAxis

MOST_ROWS: Final = 3  # of labels under the line, before labels are gathered
MOST_TRIED: Final = 40  # labels that are measured at all: each try costs time, and more never fit
MOST_NOTE_ROWS: Final = 2
MOST_NOTCHES_NAMED: Final = 2
WIDEST_FUTURE: Final = 0.4  # share of the line that stages not yet opened may take

# Lengths of the design, in pixels.
_MARGIN: Final = 18.0
_GAP: Final = 12.0
_BREAK: Final = 34.0
_TITLES_TO_LINE: Final = 22.0
_LINE_TO_LABELS: Final = 15.0
_LABELS_TO_NOTES: Final = 10.0
_ROW_GAP: Final = 5.0


class Look(StrEnum):
    """How a spot on the line is drawn."""

    DONE = "done"
    DUE = "due"
    SOON = "soon"
    LATE = "late"
    PROJECTED = "projected"
    HOLIDAY = "holiday"
    NOT_OPENED = "not-opened"


class Box(NamedTuple):
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Ruler:
    """How large text is: the width of a text (bold or not), the height of a line, one design px."""

    width_of: Callable[[str, bool], float]
    line: float
    px: float = 1.0


@dataclass(frozen=True, slots=True)
class Spot:
    """Something on the line to be pointed at. `clock` is "" where there is nothing to explain."""

    x: float
    look: Look
    sentence: str
    on: date | None
    clock: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A text in its place: the first line may be bold or muted, further ones are muted."""

    lines: tuple[str, ...]
    box: Box
    anchor: float
    bold: bool = False
    muted: bool = False
    leader: bool = False  # whether a thin line leads to it from its anchor
    clock: str = ""


class Span(NamedTuple):
    """A stretch of the line that a stage took; `running` while it still does."""

    left: float
    right: float
    running: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """All that is to be painted, within `width` and `height`."""

    width: float
    height: float
    line_y: float
    line_left: float
    line_right: float
    scale_right: float  # where the scale ends, and stages begin that may still come
    today_x: float
    spans: tuple[Span, ...]
    breaks: tuple[Break, ...]
    spots: tuple[Spot, ...]
    titles: tuple[Label, ...]
    labels: tuple[Label, ...]
    notes: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A label that has no place yet."""

    lines: tuple[str, ...]
    anchor: float
    align: float = 0.5
    furthest: float | None = None
    bold: bool = False
    muted: bool = False
    leader: bool = False
    clock: str = ""


class _Row(NamedTuple):
    """Labels with their places, in the order of their anchors."""

    drafts: Sequence[_Draft]
    places: Sequence[Place]


def lay_out(timeline: Timeline, clocks: Iterable[Clock], width: float, ruler: Ruler) -> Drawing:
    """Return the drawing of a timeline `width` wide; its height follows from what it must say."""
    return _Layout(timeline, words.by_name(clocks), width, ruler).drawing()


class _Layout:
    """One drawing in the making."""

    def __init__(
        self, timeline: Timeline, clocks: Mapping[str, Clock], width: float, ruler: Ruler
    ) -> None:
        self._timeline = timeline
        self._clocks = clocks
        self._width = width
        self._ruler = ruler
        self._margin = min(_MARGIN * ruler.px, width / 8)
        self._future = words.not_opened(timeline)
        self._slot = self._slot_width()
        self._scale_right = width - self._margin - self._slot * len(self._future)
        marks, notches = timeline.marks, timeline.notches
        self._axis = TimeAxis(
            [timeline.today, *(mark.on for mark in marks), *(day.date for day in notches)],
            2 * self._margin,
            self._scale_right - self._margin,
            _BREAK * ruler.px,
        )

    def drawing(self) -> Drawing:
        px, line = self._ruler.px, self._ruler.line
        titles, labels, notes = self._titles(), self._mark_labels(), self._notes()
        one, two = line + _ROW_GAP * px, 2 * line + _ROW_GAP * px
        line_y = rows_used(titles.places) * one + _TITLES_TO_LINE * px
        labels_y = line_y + _LINE_TO_LABELS * px
        notes_y = labels_y + rows_used(labels.places) * two + _LABELS_TO_NOTES * px
        return Drawing(
            width=self._width,
            height=notes_y + rows_used(notes.places) * one,
            line_y=line_y,
            line_left=self._margin,
            line_right=self._width - self._margin,
            scale_right=self._scale_right,
            today_x=self._axis.x(self._timeline.today),
            spans=tuple(self._spans()),
            breaks=self._axis.breaks,
            spots=tuple(self._spots()),
            titles=self._finished(titles, line_y - _TITLES_TO_LINE * px - line, -one),
            labels=self._finished(labels, labels_y, two),
            notes=self._finished(notes, notes_y, one),
        )

    def _spans(self) -> Iterator[Span]:
        for band in self._timeline.bands:
            if band.first is not None:
                last = band.last or self._timeline.today
                yield Span(self._axis.x(band.first), self._axis.x(last), band.last is None)

    def _spots(self) -> Iterator[Spot]:
        """Return what can be pointed at, from left to right."""
        today, x = self._timeline.today, self._axis.x
        dated = [
            Spot(
                x(mark.on),
                self._look(mark),
                words.mark_sentence(mark, today, self._clocks),
                mark.on,
                mark.clock,
            )
            for mark in self._timeline.marks
        ]
        dated += [
            Spot(x(day.date), Look.HOLIDAY, words.notch_sentence(day, today), day.date)
            for day in self._timeline.notches
        ]
        yield from sorted(dated, key=_place_of)
        for number, band in enumerate(self._future):
            sentence = words.band_sentence(band, self._timeline.today)
            yield Spot(self._future_x(number), Look.NOT_OPENED, sentence, None)

    def _look(self, mark: Mark) -> Look:
        match mark.kind:
            case MarkKind.DONE:
                return Look.DONE
            case MarkKind.LATE:
                return Look.LATE
            case MarkKind.PROJECTED:
                return Look.PROJECTED
            case MarkKind.DUE:
                clock = self._clocks.get(mark.clock)
                soon = clock and clock_words(clock, self._timeline.today).tone is Tone.SOON
                return Look.SOON if soon else Look.DUE

    def _titles(self) -> _Row:
        """Return the names of the stages, each beginning over its own stretch of the line."""
        drafts = [
            _Draft(
                (words.band_title(band),),
                self._axis.x(band.first),
                align=0.0,
                furthest=self._axis.x(band.last or self._timeline.today),
                muted=True,
            )
            for band in self._timeline.bands
            if band.first is not None
        ]
        drafts += [
            _Draft((words.band_title(band),), self._future_x(number), muted=True)
            for number, band in enumerate(self._future)
        ]
        return self._placed(drafts)

    def _mark_labels(self) -> _Row:
        """Return the labels of the marks, the nearest of them gathered until they fit."""
        groups = [list(same_day) for _, same_day in groupby(self._timeline.marks, key=_day_of)]
        future = [
            _Draft(self._wait(band), self._future_x(number), muted=True)
            for number, band in enumerate(self._future)
        ]
        while len(groups) > MOST_TRIED:
            _gather_nearest(groups, self._axis)
        while True:
            row = self._placed([*map(self._mark_draft, groups), *future])
            if rows_used(row.places) <= MOST_ROWS or len(groups) <= 1:
                return row
            _gather_nearest(groups, self._axis)

    def _mark_draft(self, marks: Sequence[Mark]) -> _Draft:
        looks = {self._look(mark) for mark in marks}
        middle = (self._axis.x(marks[0].on) + self._axis.x(marks[-1].on)) / 2
        return _Draft(
            words.gathered_marks_words(marks, self._timeline.today),
            middle,
            bold=bool(looks & {Look.SOON, Look.LATE}),
            clock=next((mark.clock for mark in marks if mark.clock), ""),
        )

    def _notes(self) -> _Row:
        """Return today, the days that do not count, and what is left out."""
        today, notches = self._timeline.today, self._timeline.notches
        notes = [_Draft((words.today_words(today),), self._axis.x(today), bold=True)]
        notes += [
            _Draft((words.break_words(gap.days),), (gap.left + gap.right) / 2, muted=True)
            for gap in self._axis.breaks
        ]
        if len(notches) <= MOST_NOTCHES_NAMED:
            named = [
                _Draft(
                    (words.notch_words(day, today),),
                    self._axis.x(day.date),
                    muted=True,
                    leader=True,
                )
                for day in notches
            ]
            row = self._placed([*notes, *named])
            if rows_used(row.places) <= MOST_NOTE_ROWS:
                return row
        if notches:
            middle = self._axis.x(notches[len(notches) // 2].date)
            gathered = words.gathered_notches_words(notches, today)
            notes.append(_Draft((gathered,), middle, muted=True))
        return self._placed(notes)

    def _slot_width(self) -> float:
        """Return how much of the line each stage gets that may still come."""
        if not self._future:
            return 0.0
        waits = (line for band in self._future for line in self._wait(band))
        texts = [*waits, *map(words.band_title, self._future)]
        widest = max(self._ruler.width_of(text, False) for text in texts)
        share = WIDEST_FUTURE * self._width / len(self._future)
        return min(widest + _GAP * self._ruler.px, share)

    def _wait(self, band: Band) -> tuple[str, ...]:
        return words.not_opened_lines(band, self._timeline.today)

    def _future_x(self, number: int) -> float:
        return self._scale_right + (number + 0.5) * self._slot

    def _placed(self, drafts: Iterable[_Draft]) -> _Row:
        """Return labels in places where none covers another, shortened to the width if need be."""
        fitted = [
            replace(draft, lines=tuple(self._fitted(line, draft.bold) for line in draft.lines))
            for draft in sorted(drafts, key=_anchor_of)
        ]
        wanted = [
            Wanted(draft.anchor, self._wide(draft), draft.align, draft.furthest) for draft in fitted
        ]
        return _Row(fitted, place_labels(wanted, self._width, _GAP * self._ruler.px))

    def _wide(self, draft: _Draft) -> float:
        first, *rest = draft.lines
        plain = (self._ruler.width_of(line, False) for line in rest)
        return min(max(self._ruler.width_of(first, draft.bold), *plain, 0.0), self._width)

    def _fitted(self, text: str, bold: bool) -> str:
        while len(text) > 1 and self._ruler.width_of(text, bold) > self._width:
            text = f"{text[:-2].rstrip()}…"
        return text

    def _finished(self, row: _Row, top: float, step: float) -> tuple[Label, ...]:
        """Return the labels of a row of rows; the first lies at `top`, each next by `step` on."""
        return tuple(
            Label(
                draft.lines,
                Box(
                    place.x,
                    top + place.row * step,
                    self._wide(draft),
                    len(draft.lines) * self._ruler.line,
                ),
                draft.anchor,
                bold=draft.bold,
                muted=draft.muted,
                leader=draft.leader or place.row > 0,
                clock=draft.clock,
            )
            for draft, place in zip(row.drafts, row.places, strict=True)
        )


def _gather_nearest(groups: list[list[Mark]], axis: TimeAxis) -> None:
    """Join the two neighbours that lie closest to one another."""
    gaps = [axis.x(after[0].on) - axis.x(before[-1].on) for before, after in pairwise(groups)]
    nearest = gaps.index(min(gaps))
    groups[nearest] += groups.pop(nearest + 1)


def _day_of(mark: Mark) -> date:
    return mark.on


def _place_of(spot: Spot) -> float:
    return spot.x


def _anchor_of(draft: _Draft) -> float:
    return draft.anchor
