"""A PDF from outside, before anything is copied: can it be shown, how many pages, what is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

from pikepdf import (
    AccessMode,
    Array,
    Dictionary,
    Object,
    PasswordError,
    Pdf,
    PikepdfError,
    String,
)

from amends_reports.bundle_content import Note, Refusal, Source, open_source

MOST_PAGES: Final = 5_000

# A file that lies about itself makes pikepdf answer with all of these.
FAULTS: Final = (
    PikepdfError,
    AttributeError,
    LookupError,
    MemoryError,
    OverflowError,
    RuntimeError,
    TypeError,
    ValueError,
)
_NO_COMMENTS: Final = {"/Link", "/Popup", "/Widget", "/FileAttachment"}
_RUN_BY_VIEWERS: Final = {"/JavaScript", "/Launch"}


class Survey(NamedTuple):
    """How a document will be shown: on so many pages, with these notes."""

    pages: int
    notes: tuple[Note, ...] = ()


@contextmanager
def open_pdf(source: Source) -> Iterator[Pdf]:
    """Open a PDF, repaired if need be; numbers in it stay as they are written."""
    with (
        open_source(source) as stream,
        Pdf.open(stream, access_mode=AccessMode.stream, conversion_mode="explicit") as pdf,
    ):
        yield pdf


def survey_pdf(source: Source) -> Survey | Refusal:
    """Return how many pages the file has, or why it cannot be shown.

    What asks no password of its reader is shown, though it may forbid to change it.
    """
    try:
        with open_pdf(source) as pdf:
            pages = len(pdf.pages)
            if not 0 < pages <= MOST_PAGES:
                return "too many pages" if pages else "no pages"
            notes = tuple(_notes(pdf))
    except PasswordError:
        return "password"
    except FAULTS:
        return "damaged"
    return Survey(pages, notes)


def needs_appearances(pdf: Pdf) -> bool:
    """Tell whether viewers are asked to draw what fields hold, since the file does not."""
    return str(_part(pdf.Root, "/AcroForm").get("/NeedAppearances")) == "True"


def _notes(pdf: Pdf) -> Iterator[Note]:
    annotations = [each for page in pdf.pages for each in _annotations(page.obj)]
    kinds = {str(each.get("/Subtype")) for each in annotations}
    form, names = _part(pdf.Root, "/AcroForm"), _part(pdf.Root, "/Names")
    if pdf.get_warnings():
        yield "repaired"
    if "/XFA" in form or needs_appearances(pdf):
        yield "form"
    if any(str(each.get("/FT")) == "/Sig" and "/V" in each for each in annotations):
        yield "signature"
    if "/EmbeddedFiles" in names or "/FileAttachment" in kinds:
        yield "attachment"
    if any(_is_lost(each) for each in annotations):
        yield "comment"
    if "/JavaScript" in names or _runs(_part(pdf.Root, "/OpenAction")):
        yield "program"


def _annotations(page: Dictionary) -> list[Dictionary]:
    found = page.get("/Annots")
    if not isinstance(found, Array):
        return []
    return [thing for thing in found.as_list() if isinstance(thing, Dictionary)]


def _is_lost(annotation: Dictionary) -> bool:
    """Tell whether words or marks of a comment do not come along: no drawing shows them."""
    kind, words = str(annotation.get("/Subtype")), annotation.get("/Contents")
    if kind in _NO_COMMENTS:
        return False
    has_words = isinstance(words, String) and bool(str(words).strip()) and kind != "/FreeText"
    return has_words or "/AP" not in annotation


def _runs(action: Dictionary) -> bool:
    return str(action.get("/S")) in _RUN_BY_VIEWERS


def _part(thing: Object, key: str) -> Dictionary:
    found = thing.get(key)
    return found if isinstance(found, Dictionary) else Dictionary()
