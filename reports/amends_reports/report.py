"""A paper that goes to nobody by post: a title, a line below it, and what there is to say."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import Final

from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.frames import Frame

from amends_reports.archive import Facts
from amends_reports.content import Block
from amends_reports.fonts import load_fonts
from amends_reports.house_style import MM, HouseStyle
from amends_reports.printable import all_shown, in_one_line
from amends_reports.setting import Setter
from amends_reports.structure import Element
from amends_reports.table import Table
from amends_reports.tagged import TaggedCanvas
from amends_reports.text import Text

_FOOT: Final = 10 * MM
_ABOVE_FOOT: Final = 6 * MM
_MOST_IN_FOOT: Final = 80  # characters, so that the number of the page keeps its room
_MOST_IN_TITLE: Final = 200
_LINES_OF_A_ROW: Final = 12  # what a table needs below its heading to be begun there
_SMALLER: Final = 0.93
_SMALLEST: Final = 0.72  # of the usual size: 8 points


@dataclass(frozen=True, slots=True)
class Report:
    """`footer` stands small at the foot of each page, with the number of the page."""

    title: str
    subtitle: str
    body: tuple[Block, ...]
    footer: str = ""
    language: str = "en-GB"
    page: str = "Page {number} of {total}"


def report_pdf(report: Report, style: HouseStyle, *, pages: int | None = None) -> bytes:
    """Return the report as PDF; equal reports give equal bytes.

    To stay within so many `pages` its type gives way, down to 8 points and no further.
    """
    report = all_shown(report, load_fonts(style.fonts), bytes)
    while True:
        pdf, count = _built(report, style)
        if pages is None or count <= pages or style.scale * _SMALLER < _SMALLEST:
            return pdf
        style = replace(style, scale=style.scale * _SMALLER)


def _built(report: Report, style: HouseStyle) -> tuple[bytes, int]:
    out, document = io.BytesIO(), Element("Document")
    setter = Setter(style, document)
    muted = replace(style.body, colour=style.muted)
    parts: list[Flowable] = [setter.heading(report.title, 1)]
    if report.subtitle:
        parts.append(setter.line(report.subtitle, muted))
    parts += setter.blocks(report.body)
    _keep_with_tables(parts, _LINES_OF_A_ROW * style.body.leading)
    title = in_one_line(report.title, _MOST_IN_TITLE)
    facts = Facts(title, in_one_line(report.footer, _MOST_IN_TITLE), report.language)
    furniture = _Foot(report, setter)
    height, bottom = style.page.height * MM, _FOOT + style.small.leading + _ABOVE_FOOT
    frame = Frame(
        style.margin_side * MM,
        bottom,
        style.text_width,
        height - style.margin_top * MM - bottom,
        *(0, 0, 0, 0),
    )
    pages = BaseDocTemplate(
        out,
        pagesize=(style.page.width * MM, height),
        pageTemplates=[PageTemplate(frames=[frame])],
        initialFontName=setter.fonts.regular,  # else a Helvetica that is not embedded
        invariant=1,
    )
    canvas = partial(TaggedCanvas, facts=facts, root=document, furniture=furniture)
    pages.build(parts, canvasmaker=canvas)
    return out.getvalue(), pages.page


def _keep_with_tables(parts: Sequence[Flowable], room: float) -> None:
    """Let no heading end a page while its table begins on the next."""
    for part, following in pairwise(parts):
        if isinstance(part, Text) and part.room_below and isinstance(following, Table):
            part.room_below = room


class _Foot:
    """The foot of each page; a screen reader passes it over."""

    def __init__(self, report: Report, setter: Setter) -> None:
        self._report, self._setter = report, setter

    def draw_head(self, canvas: TaggedCanvas, number: int, total: int) -> None:
        """Leave the head free."""

    def draw_foot(self, canvas: TaggedCanvas, number: int, total: int) -> None:
        style = self._setter.style
        page = self._report.page.replace("{number}", str(number)).replace("{total}", str(total))
        for words, look in (
            (in_one_line(self._report.footer, _MOST_IN_FOOT), style.small),
            (page, replace(style.small, align="right")),
        ):
            text = self._setter.loose(words, look)
            text.wrap(style.text_width, 0)
            if text.text:
                text.drawOn(canvas, style.margin_side * MM, _FOOT)
