"""See a letter as it will be on paper: its PDF, what it still must say, and pages as pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from amends.services.check_letter import Item, check_letter
from amends.services.letter_drafts import LetterInHand
from amends.services.letter_page import letter_pdf
from amends.services.progress import Progress
from amends_reports.errors import ReportError


class Picture(Protocol):
    """A page's pixels, top row first, four bytes each: blue, green, red and one unused.

    Rows are `stride` bytes apart.
    """

    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def stride(self) -> int: ...
    @property
    def pixels(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Proof:
    """A draft as it stands: its checklist, and its PDF, None where it cannot be printed."""

    checklist: tuple[Item, ...]
    pdf: bytes | None


def proof_letter(in_hand: LetterInHand, resources: Path) -> Proof:
    """Return what the draft still must say, and its PDF, marked as a draft.

    What keeps it from paper stands in the checklist.
    """
    try:
        pdf = letter_pdf(in_hand, resources, finished=False)
    except ReportError:
        pdf = None
    return Proof(check_letter(in_hand, resources), pdf)


def count_pages(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    from amends_reports.preview import page_count  # PDFium loads with the first page

    return page_count(pdf)


def picture_pages(
    pdf: bytes, dots_per_inch: float, pages: Sequence[int], progress: Progress
) -> tuple[Picture, ...]:
    """Return the wanted pages, counted from 0; slow at a printer's resolution."""
    from amends_reports.preview import render_pages

    pictures = []
    for done, picture in enumerate(render_pages(pdf, dots_per_inch, pages), 1):
        pictures.append(picture)
        progress(done, len(pages))
    return tuple(pictures)
