"""What a letter says, as plain values: no fonts, no pages; markup in it is printed as typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, Self

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one kind; a newline starts a new line.

    `link` is where a reader may go from here: https, http, mailto or tel. Others stay plain text.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is the subject's; a section of the letter is at 2, a part of a section at 3."""

    text: str
    level: Literal[1, 2, 3] = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Runs

    @classmethod
    def of(cls, text: str) -> Self:
        return cls((Run(text),))


@dataclass(frozen=True, slots=True)
class Items:
    """A list, with bullets or with numbers from 1."""

    items: tuple[Runs, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A table. With `row_headers` the first cell names its row, for those who hear it read."""

    header: Lines
    rows: tuple[Lines, ...]
    row_headers: bool = False

    def __post_init__(self) -> None:
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError("every row of a table has one cell for each of its headers")


Block = Heading | Paragraph | Items | Rows


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes: the office's name, and how to reach it, line by line."""

    name: str
    lines: Lines = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """The few words that the page itself adds, in the language of the letter."""

    reference: str = "Our reference: {reference}"
    page: str = "Page {number} of {total}"
    draft: str = "DRAFT"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it shall be printed.

    `dated` is in words, ready to print. `recipient` is the address, name first. `signatory` is who
    signs: name, then role. `footer` is the office's legal name, set small at the foot of each page.
    `keywords` stand on no page, but in what the file says of itself.
    """

    letterhead: Letterhead
    recipient: Lines
    dated: str
    reference: str
    salutation: str
    subject: str
    body: tuple[Block, ...]
    closing: str
    signatory: Lines
    footer: str = ""
    language: str = "en-GB"
    keywords: str = ""
    wording: Wording = field(default_factory=Wording)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield every text that is printed, each with the name of its place."""
        yield "letterhead", self.letterhead.name
        yield from _numbered("letterhead", self.letterhead.lines)
        yield from _numbered("recipient", self.recipient)
        yield "date", self.dated
        yield "reference", self.reference
        yield "salutation", self.salutation
        yield "subject", self.subject
        for number, block in enumerate(self.body, 1):
            for text in words(block):
                yield f"body {number}", text
        yield "closing", self.closing
        yield from _numbered("signatory", self.signatory)
        yield "footer", self.footer
        for text in (self.wording.reference, self.wording.page, self.wording.draft):
            yield "wording", text


def _numbered(place: str, lines: Lines) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(lines, 1):
        yield f"{place} {number}", line


def words(block: Block) -> Iterator[str]:
    """Yield the block's texts in reading order."""
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield from (run.text for run in block.runs)
        case Items():
            yield from (run.text for runs in block.items for run in runs)
        case Rows():
            yield from block.header
            yield from (cell for row in block.rows for cell in row)
