"""A finished bundle read back: index, bookmarks and stamps say the same of every document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pikepdf import Array, Page, Pdf

from amends_reports.pdf_source import FAULTS
from amends_reports.preview import Area, page_count, texts_at
from amends_reports.stamp import FOOT

_NUMBERED = re.compile(r"(\d+)\. ")


class _Bookmark(NamedTuple):
    words: str
    page: int  # from 0, as all pages here
    foot: Area


class _Line(NamedTuple):
    """An area of our own pages that leads to a page."""

    on: int
    area: Area
    page: int


class _Read(NamedTuple):
    pages: int
    bookmarks: list[_Bookmark]
    lines: list[_Line]


def check_bundle(path: Path) -> tuple[str, ...]:
    """Return what is wrong with a bundle, in words; nothing if all is well.

    Each number printed in the index and the chronology is held against the page to which its line
    leads, each bookmark against the stamp that PDFium reads on its page, and the number of pages
    against PDFium's own count.
    """
    try:
        read, counted = _read(path), page_count(path)
    except FAULTS as error:
        return (f"it cannot be read: {error}",)
    if counted != read.pages:
        return (f"it has {read.pages} pages for qpdf and {counted} for PDFium",)
    return (*_wrong_lines(path, read), *_wrong_bookmarks(path, read))


def _read(path: Path) -> _Read:
    with Pdf.open(path) as pdf:
        pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        bookmarks = list(_bookmarks(pdf, pages))
        lines = [line for on, page in enumerate(pdf.pages) for line in _lines(on, page, pages)]
        return _Read(len(pdf.pages), bookmarks, lines)


def _bookmarks(pdf: Pdf, pages: Mapping[tuple[int, int], int]) -> Iterator[_Bookmark]:
    with pdf.open_outline() as outline:
        for item in outline.root:
            if not isinstance(item.destination, Array):
                raise TypeError(f"“{item.title}” leads nowhere")
            page = pages[item.destination[0].objgen]
            width = float(pdf.pages[page].mediabox[2])
            yield _Bookmark(item.title, page, (0, 0, width, FOOT))


def _lines(on: int, page: Page, pages: Mapping[tuple[int, int], int]) -> Iterator[_Line]:
    for link in page.obj.get("/Annots", []):
        left, bottom, right, top = (float(each) for each in link.Rect)
        yield _Line(on, (left, bottom, right, top), pages[link.Dest[0].objgen])


def _wrong_lines(path: Path, read: _Read) -> Iterator[str]:
    texts = texts_at(path, [(line.on, line.area) for line in read.lines])
    for line, text in zip(read.lines, texts, strict=True):
        if text.isdecimal() and int(text) != line.page + 1:
            yield f"page {line.on + 1} says {text} and leads to page {line.page + 1}"
    listed = {line.page for line in read.lines}
    for bookmark in read.bookmarks:
        if _NUMBERED.match(bookmark.words) and bookmark.page not in listed:
            yield f"no line of the index leads to “{bookmark.words}”"


def _wrong_bookmarks(path: Path, read: _Read) -> Iterator[str]:
    stamps = texts_at(path, [(each.page, each.foot) for each in read.bookmarks])
    for bookmark, stamp in zip(read.bookmarks, stamps, strict=True):
        *before, page = re.findall(r"\d+", stamp) or [""]
        number = _NUMBERED.match(bookmark.words)
        if page != str(bookmark.page + 1) or (number and number[1] not in before):
            yield f"page {bookmark.page + 1}, “{bookmark.words}”, is stamped “{stamp}”"
