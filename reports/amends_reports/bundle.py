"""A bundle on paper: many documents as one PDF, whose printed page numbers are the viewer's.

A first pass asks each source how many pages it has, so that the index knows its numbers before
anything is written. A second pass opens one source at a time and copies its pages, compressed as
they are, each with a stamp. Neither the bundle nor more than one source is ever held in memory.

Nothing is taken from a source but what its pages show: no metadata, no authors of comments, no
attached files, no programs, no links. What asks for a password, is damaged beyond repair or would
be too much for a reader's computer has a slip sheet in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import BinaryIO, Final, NamedTuple, Protocol

from amends_reports.bundle_content import Bundle, Note, Refusal, Text
from amends_reports.bundle_file import Bookmark, BundleFile
from amends_reports.fonts import load_fonts
from amends_reports.front_matter import Front, FrontMatter, Places, part_titles
from amends_reports.house_style import HouseStyle
from amends_reports.own_pages import OwnPages
from amends_reports.plan import Plan, plan
from amends_reports.printable import all_shown
from amends_reports.sheet import Sheet
from amends_reports.source_sheets import SourceSheets

_PAGES_A_STEP: Final = 20  # so that work can be stopped within a long document, too


class Progress(Protocol):
    def __call__(self, done: int, total: int) -> None:
        """Report a step. It may raise, to stop the work; what is written by then is no bundle."""


class Placed(NamedTuple):
    """Where a document came to stand; `refusal` is why it has a slip sheet, if it has one."""

    number: int
    first_page: int
    pages: int
    notes: tuple[Note, ...]
    refusal: Refusal | None


def unheard(done: int, total: int) -> None:
    """Report to nobody."""


def write_bundle(
    bundle: Bundle, out: BinaryIO, style: HouseStyle, progress: Progress = unheard
) -> tuple[Placed, ...]:
    """Write the bundle as PDF, and return where its documents are; equal bundles, equal bytes.

    Raises what opening a source raises, and what `progress` raises.
    """
    bundle = all_shown(bundle, load_fonts(style.fonts), but=Text)
    return _Work(bundle, style, progress).write(out)


class _Work:
    """One bundle on its way to paper: each document counts as two steps, planned and written."""

    def __init__(self, bundle: Bundle, style: HouseStyle, progress: Progress) -> None:
        self._bundle, self._style, self._progress = bundle, style, progress
        self._own_pages = OwnPages(style, bundle.wording, bundle.language)
        self._done, self._total = 0, 2 * len(bundle.documents)

    def write(self, out: BinaryIO) -> tuple[Placed, ...]:
        plans = list(self._plans())
        front, places = self._front(plans)
        file = BundleFile(out, self._bundle, self._style, places.pages)
        sheets = SourceSheets(file.pdf, file.layers)
        for sheet in sheets.of_pdf(front.pdf, front.pages, foot=0):
            assert sheet, "our own pages can be read"
            file.put_page(sheet, jumps=front.jumps)
        placed = tuple(self._put(each, places, sheets, file) for each in plans)
        file.finish(list(self._bookmarks(places)))
        self._progress(self._total, self._total)
        return placed

    def _plans(self) -> Iterator[Plan]:
        for document in self._bundle.documents:
            self._progress(self._done, self._total)
            yield plan(document, self._own_pages, self._bundle.wording)
            self._done += 1

    def _front(self, plans: Sequence[Plan]) -> tuple[Front, Places]:
        """Set the front until the numbers in it are those to which its own length leads.

        More pages never make shorter numbers, so this ends: mostly right after the trial.
        """
        words = self._bundle.wording.notes
        notes = {each.document.number: [words[note] for note in each.notes] for each in plans}
        matter = FrontMatter(self._bundle, self._style, notes)
        places = _places(plans, 1, [0] * len(part_titles(self._bundle)))
        trial = matter.set(places, is_trial=True)
        places = _places(plans, trial.pages, trial.parts)
        while True:
            self._progress(self._done, self._total)
            front = matter.set(places)
            settled = _places(plans, front.pages, front.parts)
            if settled == places:
                return front, places
            places = settled

    def _put(self, plan: Plan, places: Places, sheets: SourceSheets, file: BundleFile) -> Placed:
        number, notes = plan.document.number, plan.notes
        for index, found in enumerate(sheets.of_plan(plan)):
            if index % _PAGES_A_STEP == 0:
                self._progress(self._done, self._total)
            file.put_page(found or self._lost_page(plan, sheets), number)
            if not found and "lost page" not in notes:
                notes = (*notes, "lost page")
        self._done += 1
        return Placed(number, places.documents[number], plan.pages, notes, plan.refusal)

    def _lost_page(self, plan: Plan, sheets: SourceSheets) -> Sheet:
        (sheet,) = sheets.of_pdf(self._own_pages.lost_page(plan.document).pdf, 1, foot=0)
        assert sheet, "our own pages can be read"
        return sheet

    def _bookmarks(self, places: Places) -> Iterator[Bookmark]:
        yield self._bundle.cover.title, 1
        yield from zip(part_titles(self._bundle), places.parts, strict=True)
        for document in self._bundle.documents:
            number = document.number
            yield f"{number}. {document.title}", places.documents[number]


def _places(plans: Sequence[Plan], front: int, parts: Sequence[int]) -> Places:
    """Return where everything is, given how many pages come before the documents."""
    starts = list(accumulate((each.pages for each in plans), initial=front + 1))
    numbers = [each.document.number for each in plans]
    return Places(dict(zip(numbers, starts, strict=False)), parts, starts[-1] - 1)
