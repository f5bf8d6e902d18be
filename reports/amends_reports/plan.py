"""How each document of a bundle will be shown, found out before anything is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, assert_never

from amends_reports.bundle_content import (
    BundleWording,
    Document,
    Jpeg,
    Note,
    Pdf,
    Refusal,
    SlipSheet,
    Source,
    Text,
    open_source,
)
from amends_reports.jpeg import NotJpegError, Picture, can_be_shown, read_jpeg
from amends_reports.own_pages import Built, OwnPages
from amends_reports.pdf_source import Survey, survey_pdf

MOST_PIXELS: Final = 80_000_000
MOST_PICTURE_BYTES: Final = 200_000_000
MOST_CHARACTERS: Final = 1_000_000  # of a text: some 300 pages


@dataclass(frozen=True, slots=True)
class Plan:
    """A document, on how many pages it is shown, and what a reader should know.

    `own` holds the pages where we set them ourselves: texts and slip sheets.
    """

    document: Document
    pages: int
    notes: tuple[Note, ...] = ()
    refusal: Refusal | None = None
    own: bytes | None = None


def plan(document: Document, own_pages: OwnPages, wording: BundleWording) -> Plan:
    """Return how a document will be shown. Errors in opening its source are the caller's."""
    match document.content:
        case Pdf(source):
            found = survey_pdf(source)
        case Jpeg(source):
            found = _survey_picture(source)
        case Text():
            return _plan_text(document, document.content, own_pages, wording)
        case SlipSheet(reason):
            return _own(document, own_pages.slip_sheet(document, reason))
        case _:
            assert_never(document.content)
    if isinstance(found, Survey):
        return Plan(document, found.pages, found.notes)
    return _refused(document, found, own_pages, wording)


def read_picture(source: Source) -> Picture:
    """Return the picture in a file. Raises `NotJpegError`."""
    with open_source(source) as stream:
        return read_jpeg(stream.read(MOST_PICTURE_BYTES))


def _survey_picture(source: Source) -> Survey | Refusal:
    try:
        picture = read_picture(source)
    except NotJpegError:
        return "not a JPEG"
    if picture.width * picture.height > MOST_PIXELS:
        return "too large"
    return Survey(1) if can_be_shown(picture) else "damaged"


def _plan_text(document: Document, text: Text, own_pages: OwnPages, wording: BundleWording) -> Plan:
    given = text.lines() if callable(text.lines) else text.lines
    lines = _up_to(MOST_CHARACTERS, given)
    if lines is None:
        return _refused(document, "too long", own_pages, wording)
    printed = own_pages.printed(lines)
    notes: tuple[Note, ...] = ("characters",) if printed != lines else ()
    return _own(document, own_pages.text(document, printed), notes)


def _up_to(most: int, lines: Iterable[str]) -> list[str] | None:
    """Return the lines, or None if they hold more than so many characters."""
    kept = []
    for line in lines:
        kept.append(line)
        most -= len(line) + 1
        if most < 0:
            return None
    return kept


def _refused(
    document: Document, refusal: Refusal, own_pages: OwnPages, wording: BundleWording
) -> Plan:
    own = own_pages.slip_sheet(document, wording.refusals[refusal])
    return _own(document, own, refusal=refusal)


def _own(
    document: Document, own: Built, notes: tuple[Note, ...] = (), refusal: Refusal | None = None
) -> Plan:
    return Plan(document, own.pages, notes, refusal, own.pdf)
