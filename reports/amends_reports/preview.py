"""The pages of a PDF as pictures, or read back: what is seen is what is issued."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from threading import Lock

import pypdfium2

Area = tuple[float, float, float, float]

_rendering = Lock()  # PDFium does one thing at a time


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page's pixels, top row first, four bytes each: blue, green, red and one unused.

    Rows are `stride` bytes apart. This is `QImage.Format_RGB32` on every machine we build for.
    """

    width: int
    height: int
    stride: int
    pixels: bytes


def page_count(pdf: bytes | Path) -> int:
    with _rendering, closing(pypdfium2.PdfDocument(pdf)) as document:
        return len(document)


def render_pages(pdf: bytes, dots_per_inch: float, pages: Iterable[int]) -> Iterator[PageImage]:
    """Yield the wanted pages, counted from 0, at the given resolution."""
    for page in pages:
        yield _render(pdf, dots_per_inch, page)


def texts_at(pdf: bytes | Path, areas: Iterable[tuple[int, Area]]) -> list[str]:
    """Return what is printed in areas (left, bottom, right, top) of pages, counted from 0."""
    with _rendering, closing(pypdfium2.PdfDocument(pdf)) as document:
        pages = groupby(areas, key=itemgetter(0))
        return [text for page, group in pages for text in _texts(document[page], group)]


def _texts(page: pypdfium2.PdfPage, areas: Iterable[tuple[int, Area]]) -> list[str]:
    with closing(page), closing(page.get_textpage()) as text:
        return [str(text.get_text_bounded(*area)).strip() for _page, area in areas]


def _render(pdf: bytes, dots_per_inch: float, page: int) -> PageImage:
    # Closed by hand: left to the garbage collector, PDFium would be called from any thread.
    with (
        _rendering,
        closing(pypdfium2.PdfDocument(pdf)) as document,
        closing(document[page]) as opened,
        closing(opened.render(scale=dots_per_inch / 72, prefer_bgrx=True)) as bitmap,
    ):
        return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
