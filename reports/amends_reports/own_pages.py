"""The pages of a bundle that we set ourselves: how they are built, and texts and slip sheets."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.frames import Frame

from amends_reports.archive import Facts
from amends_reports.bundle_content import BundleWording, Document
from amends_reports.cells import CellSetter
from amends_reports.fonts import load_fonts
from amends_reports.house_style import MM, HouseStyle
from amends_reports.printable import in_one_line, shown
from amends_reports.setting import Setter
from amends_reports.stamp import FOOT
from amends_reports.structure import Element
from amends_reports.tagged import TaggedCanvas
from amends_reports.text import Text

_HEADER_TOP = 10 * MM
_TAB = 8
_GAP = re.compile(r"^ +| {2,}")


class RunningHead:
    """The line at the top of our own pages; a cover has none."""

    def __init__(self, words: str, setter: Setter, first: int = 1) -> None:
        self._line = _fitting_line(words, setter)
        self._style, self._first = setter.style, first

    def draw_head(self, canvas: TaggedCanvas, number: int, _total: int) -> None:
        if number >= self._first and self._line.text:
            top = self._style.page.height * MM - _HEADER_TOP
            self._line.drawOn(canvas, self._style.margin_side * MM, top - self._line.height)

    def draw_foot(self, canvas: TaggedCanvas, number: int, total: int) -> None:
        """Leave the foot to the stamp."""


def _fitting_line(words: str, setter: Setter) -> Text:
    """Set as much of the words as goes into one line."""
    style, most = setter.style, len(words)
    while True:
        line = setter.loose(in_one_line(words, most), style.small)
        _width, height = line.wrap(style.text_width, 0)
        if height <= style.small.leading:
            return line
        most = len(line.text) * 9 // 10


class Built(NamedTuple):
    """Pages as PDF, to be copied into the bundle one by one."""

    pdf: bytes
    pages: int


def build_pages(
    parts: Sequence[Flowable],
    setter: Setter,
    head: RunningHead,
    facts: Facts,
    *,
    is_trial: bool = False,
) -> Built:
    """Lay the parts out on pages; on trial only to see how many it takes."""
    style, out = setter.style, io.BytesIO()
    height = style.page.height * MM
    bottom, top = max(style.margin_bottom * MM, FOOT), height - style.margin_top * MM
    left, width = style.margin_side * MM, style.text_width
    template = PageTemplate(frames=[Frame(left, bottom, width, top - bottom, 0, 0, 0, 0)])
    pages = BaseDocTemplate(
        out,
        pagesize=(style.page.width * MM, height),
        pageTemplates=[template],
        initialFontName=setter.fonts.regular,
        invariant=1,
    )
    kind = _Trial if is_trial else TaggedCanvas
    canvas = partial(kind, facts=facts, root=setter.document, furniture=head)
    pages.build(list(parts), canvasmaker=canvas)
    return Built(out.getvalue(), pages.page)


class _Trial(TaggedCanvas):
    """Pages that are counted and thrown away."""

    def save(self) -> None:
        """Write nothing."""


class OwnPages:
    """Sets the documents that come without pages of their own."""

    def __init__(self, style: HouseStyle, wording: BundleWording, language: str) -> None:
        self._style, self._wording, self._language = style, wording, language

    def text(self, document: Document, lines: Iterable[str]) -> Built:
        """Set a text line by line, indented as it was typed."""
        setter = self._setter()
        look = replace(self._style.line, measure=self._style.text_width)
        parts: list[Flowable] = self._opening(document, setter)
        parts += [setter.line(_as_typed(line), look) for line in lines]
        return self._build(parts, document, setter)

    def slip_sheet(self, document: Document, reason: str) -> Built:
        """Set the one page that stands for a file, with what is known of it."""
        setter = self._setter()
        parts = self._opening(document, setter)
        parts += [setter.line(self._wording.not_shown, self._style.body)]
        parts += [setter.line(reason, self._style.body)]
        parts += [CellSetter(setter).facts(self._facts(document))]
        return self._build(parts, document, setter)

    def lost_page(self, document: Document) -> Built:
        """Set the page that stands for one that could not be read."""
        setter = self._setter()
        parts: list[Flowable] = [setter.line(self._wording.lost_page, self._style.body)]
        return self._build(parts, document, setter)

    def printed(self, lines: Iterable[str]) -> list[str]:
        """Return the lines as they can be printed."""
        fonts = load_fonts(self._style.fonts)
        return [shown(line, fonts) for line in lines]

    def _setter(self) -> Setter:
        return Setter(self._style, Element("Document"))

    def _opening(self, document: Document, setter: Setter) -> list[Flowable]:
        source = document.file.source if document.file else ""
        facts = [fact for fact in (document.kind, document.date, source) if fact.strip()]
        title = setter.heading(f"{document.number}. {document.title}", 1)
        muted = replace(self._style.body, colour=self._style.muted)
        return [title, setter.line(" · ".join(facts), muted)]

    def _facts(self, document: Document) -> Iterator[tuple[str, str]]:
        words, file = self._wording, document.file
        yield words.name, file.name if file else document.title
        if file:
            yield words.media_type, file.media_type
            yield words.size, words.size_in_bytes.replace("{size}", f"{file.size:,}")
            yield words.sha256, file.sha256
            yield words.source, file.source
        yield words.date, document.date

    def _build(self, parts: Sequence[Flowable], document: Document, setter: Setter) -> Built:
        head = RunningHead(f"{document.number}. {document.title}", setter, first=2)
        return build_pages(parts, setter, head, Facts("", "", self._language))


def _as_typed(line: str) -> str:
    """Return a line whose spaces keep their width; an empty line keeps its height."""
    spread = line.rstrip().expandtabs(_TAB)
    return _GAP.sub(lambda gap: "\u00a0" * len(gap[0]), spread) or "\u00a0"
