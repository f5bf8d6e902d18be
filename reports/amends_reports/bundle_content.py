"""What a bundle holds, as plain values: cover facts, documents, chronology, counted days.

Whatever is typed here is printed as typed; what the fonts lack is printed as its code point, since
no bundle may fail for the name of a file.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO, Literal

from amends_reports.content import Block, Lines

Source = bytes | Path | Callable[[], BinaryIO]
"""A file's content. Only one is open at a time, so a function that opens keeps the memory small;
what it opens must be able to seek, and is opened twice: to count its pages, and to copy them."""


def open_source(source: Source) -> BinaryIO:
    match source:
        case bytes():
            return io.BytesIO(source)
        case Path():
            return source.open("rb")
        case _:
            return source()


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the cover, such as "Complainant" and a name as it may be given."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Cover:
    """`date` is in words. What is held back, and why, follows from the bundle itself."""

    title: str
    reference: str
    parties: tuple[Fact, ...]
    procedure: str
    prepared_by: str
    date: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of a file whether or not it can be shown as pages; `size` is in bytes."""

    name: str
    media_type: str
    size: int
    sha256: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Pdf:
    source: Source


@dataclass(frozen=True, slots=True)
class Jpeg:
    source: Source


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text, such as an e-mail, line by line; a function may fetch the lines when wanted."""

    lines: Lines | Callable[[], Iterable[str]]


@dataclass(frozen=True, slots=True)
class SlipSheet:
    """One page in place of what cannot be shown as pages, and why it cannot."""

    reason: str


Content = Pdf | Jpeg | Text | SlipSheet


@dataclass(frozen=True, slots=True)
class Document:
    """A document under its number; numbers may have gaps, where documents are held back.

    `date` is in words, `kind` a word or two ("Letter", "Evidence"). `file` fills the slip sheet of
    what turns out not to be showable, so give it for everything that is a file.
    """

    number: int
    title: str
    date: str
    kind: str
    content: Content
    file: FileFacts | None = None


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A document that stays out. `what` must not tell what its absence shall hide."""

    number: int
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Happening:
    """A line of the chronology. `document` is the number of the document that shows it."""

    date: str
    what: str
    document: int | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a count: its number where it counts, else what it is called."""

    date: date
    number: int | None = None
    note: str = ""
    is_due: bool = False


@dataclass(frozen=True, slots=True)
class DayStrip:
    """How one deadline was counted: the rule, the days, and what it was counted by."""

    title: str
    rule: str
    days: tuple[Day, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of its own, such as findings or actions; it begins on a new page."""

    title: str
    body: tuple[Block, ...]


Refusal = Literal[
    "password", "damaged", "no pages", "too many pages", "too large", "not a JPEG", "too long"
]
"""Why a file has a slip sheet although it is of a kind that is shown as pages."""

Note = Literal[
    "repaired", "lost page", "form", "signature", "attachment", "comment", "program", "characters"
]
"""What a reader should know about a document that is shown."""

_REFUSALS: Mapping[Refusal, str] = {
    "password": "It is protected by a password.",
    "damaged": "It is damaged and cannot be read.",
    "no pages": "It has no pages.",
    "too many pages": "It has more pages than a bundle can take.",
    "too large": "Its picture is too large.",
    "not a JPEG": "It is not a picture of the kind that its name promises.",
    "too long": "Its text is too long to be printed.",
}
_NOTES: Mapping[Note, str] = {
    "repaired": "The file was damaged and has been repaired; compare with the original.",
    "lost page": "A page of the file could not be read.",
    "form": "The file is a form; what is typed in its fields is shown as far as it can be.",
    "signature": "The file is signed; the signature can be checked in the original only.",
    "attachment": "Other files are attached to the file; they are not shown.",
    "comment": "The file has comments that are not shown; see the original.",
    "program": "The file holds a program, which is left out.",
    "characters": "Characters that cannot be printed stand as codes, such as [U+0007].",
}


@dataclass(frozen=True, slots=True)
class BundleWording:
    """The words that the bundle itself adds, in its language.

    The stamps must end with the page's number, by which the finished bundle is checked.
    """

    stamp: str = "Page {page}"
    document_stamp: str = "Document {document} · Page {page}"
    index: str = "Index"
    chronology: str = "Chronology"
    strips: str = "How each deadline was counted"
    held_back: str = "Held back"
    nothing_held_back: str = "Nothing"
    reference: str = "Case"
    procedure: str = "Procedure"
    prepared_by: str = "Prepared by"
    prepared_on: str = "Date"
    contents: str = "Contents"
    counted: str = "Documents: {documents}. Pages: {pages}."
    numbering: str = "The page number at the foot of each page is the one that your viewer shows."
    number: str = "No."
    document: str = "Document"
    date: str = "Date"
    kind: str = "Kind"
    page: str = "Page"
    what: str = "What happened"
    reason: str = "Why"
    due: str = "due"
    not_shown: str = "This file is not shown as pages."
    lost_page: str = "This page of the file could not be read. See the original."
    name: str = "Name"
    media_type: str = "Type"
    size: str = "Size"
    size_in_bytes: str = "{size} bytes"
    sha256: str = "SHA-256"
    source: str = "Source"
    weekdays: Lines = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    months: Lines = (
        *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
        *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    )
    refusals: Mapping[Refusal, str] = field(default_factory=lambda: _REFUSALS)
    notes: Mapping[Note, str] = field(default_factory=lambda: _NOTES)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle as it shall be printed, in this order: cover, index, chronology, strips, sections,
    what is held back, documents. Parts without content are left out.
    """

    cover: Cover
    documents: tuple[Document, ...]
    chronology: tuple[Happening, ...] = ()
    strips: tuple[DayStrip, ...] = ()
    sections: tuple[Section, ...] = ()
    held_back: tuple[HeldBack, ...] = ()
    language: str = "en-GB"
    wording: BundleWording = field(default_factory=BundleWording)

    def __post_init__(self) -> None:
        numbers = [each.number for each in self.documents]
        numbers += [each.number for each in self.held_back]
        if len(set(numbers)) < len(numbers):
            raise ValueError("every document has a number of its own")
