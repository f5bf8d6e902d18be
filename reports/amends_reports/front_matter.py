"""What comes before the documents: cover, index, chronology, counted days, sections, held back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from operator import attrgetter
from typing import NamedTuple

from reportlab.platypus.flowables import Flowable, PageBreak, Spacer

from amends_reports.archive import Facts
from amends_reports.bundle_content import Bundle, Day, DayStrip, Document
from amends_reports.cells import Cell, CellSetter, Jump
from amends_reports.content import Run
from amends_reports.house_style import MM, HouseStyle
from amends_reports.own_pages import RunningHead, build_pages
from amends_reports.setting import Setter
from amends_reports.structure import Element
from amends_reports.tagged import TaggedCanvas
from amends_reports.text import Together

_ABOVE_TITLE = 45 * MM
_DAYS_A_WEEK = 7


class Places(NamedTuple):
    """Where things are: the first page of each document by its number, that of each part in turn,
    and how many pages there are.
    """

    documents: Mapping[int, int]
    parts: Sequence[int]
    pages: int


class Front(NamedTuple):
    """The pages before the documents; `parts` says on which page each part begins."""

    pdf: bytes
    pages: int
    parts: list[int]
    jumps: list[Jump]


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Sets the front for a bundle whose documents are in certain places.

    `notes` are sentences about documents, by their numbers.
    """

    bundle: Bundle
    style: HouseStyle
    notes: Mapping[int, Sequence[str]]

    def set(self, places: Places, *, is_trial: bool = False) -> Front:
        """Set the front; on trial only to see how many pages it takes, and where parts begin."""
        setter = Setter(self.style, Element("Document"))
        cells = CellSetter(setter)
        page = _Page(self.bundle, self.style, self.notes, places, setter, cells)
        begun: list[int] = []
        parts = list(page.cover())
        for part in page.parts():
            parts += [PageBreak(), _Begin(begun), *part]
        cover = self.bundle.cover
        head = RunningHead(f"{cover.reference} · {cover.title}", setter, first=2)
        facts = Facts("", "", self.bundle.language)
        built = build_pages(parts, setter, head, facts, is_trial=is_trial)
        return Front(built.pdf, built.pages, begun, cells.jumps)


def part_titles(bundle: Bundle) -> list[str]:
    """Return the titles of the parts that have content, in their order."""
    words = bundle.wording
    return [
        words.index,
        *([words.chronology] if bundle.chronology else []),
        *([words.strips] if bundle.strips else []),
        *(section.title for section in bundle.sections),
        *([words.held_back] if bundle.held_back else []),
    ]


class _Begin(Flowable):
    """Takes no room, and notes on which page it comes to stand."""

    canv: TaggedCanvas

    def __init__(self, begun: list[int]) -> None:
        super().__init__()
        self._begun = begun

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self._begun.append(self.canv.getPageNumber())


class _Page(NamedTuple):
    """What the parts are made of, in one hand."""

    bundle: Bundle
    style: HouseStyle
    notes: Mapping[int, Sequence[str]]
    places: Places
    setter: Setter
    cells: CellSetter

    def cover(self) -> Iterator[Flowable]:
        cover, words, style = self.bundle.cover, self.bundle.wording, self.style
        title = replace(
            style.subject, size=2 * style.subject.size, leading=2.5 * style.subject.size
        )
        yield self.setter.line(cover.prepared_by, style.letterhead)
        yield Spacer(0, _ABOVE_TITLE)
        yield self.setter.line(cover.title, title)
        yield Spacer(0, style.body.leading)
        yield self.cells.facts(
            [
                (words.reference, cover.reference),
                *((party.label, party.value) for party in cover.parties),
                (words.procedure, cover.procedure),
                (words.prepared_by, cover.prepared_by),
                (words.prepared_on, cover.date),
                *((fact.label, fact.value) for fact in cover.facts),
                (words.contents, self._counted()),
                (words.held_back, "\n".join(self._held_back_in_short())),
            ]
        )
        yield Spacer(0, style.body.leading)
        yield self.setter.line(words.numbering, style.body)

    def parts(self) -> Iterator[list[Flowable]]:
        """Yield the parts that have content, in the order of their titles."""
        bundle, words, title = self.bundle, self.bundle.wording, self._title
        yield [title(words.index), self._index()]
        if bundle.chronology:
            yield [title(words.chronology), self._chronology()]
        if bundle.strips:
            yield list(self._strips())
        for section in bundle.sections:
            yield [title(section.title), *self.setter.blocks(section.body)]
        if bundle.held_back:
            yield [title(words.held_back), self._held_back()]

    def _title(self, words: str) -> Flowable:
        return self.setter.heading(words, 1)

    def _counted(self) -> str:
        words = self.bundle.wording.counted
        words = words.replace("{documents}", str(len(self.bundle.documents)))
        return words.replace("{pages}", str(self.places.pages))

    def _held_back_in_short(self) -> Iterator[str]:
        words = self.bundle.wording
        reason_of = attrgetter("reason")
        for reason, group in groupby(sorted(self.bundle.held_back, key=reason_of), reason_of):
            numbers = ", ".join(str(each.number) for each in group)
            yield f"{words.number} {numbers}: {reason}"
        if not self.bundle.held_back:
            yield words.nothing_held_back

    def _index(self) -> Flowable:
        words = self.bundle.wording
        rows: list[tuple[Cell, ...]] = [
            (Cell.of(""), _to(title, page), Cell.of(""), Cell.of(""), self._page_cell(page))
            for title, page in self._begins()
        ]
        rows += [self._index_row(each) for each in self.bundle.documents]
        header = [*map(Cell.of, (words.number, words.document, words.date, words.kind))]
        return self.cells.table([*header, _right(words.page)], rows)

    def _begins(self) -> Iterator[tuple[str, int]]:
        """Yield each part after the index, and where it begins."""
        titles = part_titles(self.bundle)
        return islice(zip(titles, self.places.parts, strict=True), 1, None)

    def _index_row(self, document: Document) -> tuple[Cell, ...]:
        page = self.places.documents[document.number]
        notes = tuple(Run(f"\n{note}", italic=True) for note in self.notes[document.number])
        return (
            Cell.of(str(document.number)),
            Cell((Run(document.title), *notes), page=page),
            Cell.of(document.date),
            Cell.of(document.kind),
            self._page_cell(page),
        )

    def _chronology(self) -> Flowable:
        words = self.bundle.wording
        rows = []
        for happening in self.bundle.chronology:
            page = self.places.documents.get(happening.document or 0, 0)
            rows.append((Cell.of(happening.date), Cell.of(happening.what), self._page_cell(page)))
        return self.cells.table(
            (Cell.of(words.date), Cell.of(words.what), _right(words.page)), rows
        )

    def _strips(self) -> Iterator[Flowable]:
        """Set each strip together if a page holds it, the first below the part's title."""
        above = [self._title(self.bundle.wording.strips)]
        for strip in self.bundle.strips:
            yield Together([*above, *self._strip(strip)])
            yield Spacer(0, self.style.body.leading)
            above = []

    def _strip(self, strip: DayStrip) -> Iterator[Flowable]:
        """Set a strip as weeks below each other."""
        yield self.setter.heading(strip.title, 2)
        yield self.setter.line(strip.rule, self.style.body)
        weeks = groupby(strip.days, key=lambda day: day.date.isocalendar()[:2])
        rows = [self._week(days) for _week, days in weeks]
        if rows:
            yield self.cells.grid(self.bundle.wording.weekdays, rows)
        yield Spacer(0, self.style.body.after)
        yield self.setter.line(strip.basis, replace(self.style.body, colour=self.style.muted))

    def _page_cell(self, page: int) -> Cell:
        return Cell((Run(str(page) if page else ""),), self.style.accent, "right", page)

    def _week(self, days: Iterable[Day]) -> list[Cell]:
        week = [Cell.of("")] * _DAYS_A_WEEK
        for day in days:
            week[day.date.weekday()] = self._day(day)
        return week

    def _day(self, day: Day) -> Cell:
        words = self.bundle.wording
        label = f"{day.date.day} {words.months[day.date.month - 1]}"
        number = "" if day.number is None else str(day.number)
        marks = " · ".join(mark for mark in (number, day.note, words.due * day.is_due) if mark)
        colour = self.style.accent if day.is_due else "" if number else self.style.muted
        return Cell((Run(f"{label}\n", bold=day.is_due), Run(marks, bold=day.is_due)), colour)

    def _held_back(self) -> Flowable:
        words = self.bundle.wording
        rows = [
            (Cell.of(str(each.number)), Cell.of(each.what), Cell.of(each.reason))
            for each in self.bundle.held_back
        ]
        return self.cells.table([*map(Cell.of, (words.number, words.document, words.reason))], rows)


def _to(title: str, page: int) -> Cell:
    return Cell((Run(title),), page=page)


def _right(text: str) -> Cell:
    return Cell((Run(text),), align="right")
