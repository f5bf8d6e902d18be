"""A letter on paper: what stands where, from the letterhead to the signature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from reportlab.platypus.doctemplate import BaseDocTemplate, LayoutError, PageTemplate
from reportlab.platypus.flowables import Flowable, Spacer
from reportlab.platypus.frames import Frame

from amends_reports.archive import Facts
from amends_reports.content import Letter, Lines
from amends_reports.errors import PartTooTallError, UnprintableTextError
from amends_reports.fonts import as_printed, load_fonts
from amends_reports.furniture import LetterFurniture
from amends_reports.house_style import MM, HouseStyle, Look
from amends_reports.opening import set_opening
from amends_reports.setting import Setter
from amends_reports.structure import Element
from amends_reports.table import Table
from amends_reports.tagged import TaggedCanvas
from amends_reports.text import Text, Together

_BELOW_HEADER = 9 * MM
_ABOVE_FOOTER = 6 * MM
_SIGNATURE = 15 * MM
_COMPANY = 400  # characters: up to so much of the end goes where the signature goes


def write_letter(letter: Letter, out: BinaryIO, style: HouseStyle, *, draft: bool) -> None:
    """Write the letter as PDF; equal letters give equal bytes.

    Raises `UnprintableTextError`, `PartTooTallError` for an address or a subject that fills more
    than a page, and `AddressDoesNotFitError` where the letter goes by post.
    """
    for error in unprintable(letter, style.fonts):
        raise error
    document = Element("Document")
    setter = Setter(style, document)
    furniture = LetterFurniture(letter, setter, draft=draft)
    parts = _compose(letter, setter)
    title = " ".join(as_printed(letter.subject).split()) or letter.reference
    facts = Facts(title, as_printed(letter.letterhead.name), letter.language, letter.keywords)
    canvas = partial(TaggedCanvas, facts=facts, root=document, furniture=furniture)
    try:
        _pages(out, style, furniture).build(parts, canvasmaker=canvas)
    except LayoutError as error:
        raise PartTooTallError("a part of the letter is taller than a page") from error


def compose(letter: Letter, style: HouseStyle) -> list[Flowable]:
    """Return the letter's parts from top to bottom; those with words have them as `text`."""
    return _compose(letter, Setter(style, Element("Document")))


def unprintable(letter: Letter, fonts: Path) -> Iterator[UnprintableTextError]:
    """Yield what of the letter cannot be printed, each character once for each place."""
    loaded = load_fonts(fonts)
    for where, text in letter.texts():
        for character, reason in loaded.faults(text):
            yield UnprintableTextError(character, where, reason)


def _compose(letter: Letter, setter: Setter) -> list[Flowable]:
    line, body = setter.style.line, setter.style.body
    reference = letter.wording.reference.replace("{reference}", letter.reference)
    return [
        *set_opening(letter, setter),
        *_lines((letter.dated, reference if letter.reference else ""), line, setter),
        *_lines((letter.salutation,), replace(body, before=1.2 * body.leading), setter),
        *([setter.heading(letter.subject, 1)] if letter.subject.strip() else []),
        *_ending(letter, setter, setter.blocks(letter.body)),
    ]


def _ending(letter: Letter, setter: Setter, body: list[Flowable]) -> list[Flowable]:
    """Keep the signature in company: a page that holds only a name could belong to any letter."""
    close, line = replace(setter.style.body, before=setter.style.body.leading), setter.style.line
    count = _company(body, _COMPANY / setter.style.scale)
    if body and not count and isinstance(body[-1], Text):
        body[-1].room_below = _SIGNATURE + 4 * line.leading
    kept = [
        *body[len(body) - count :],
        *_lines((letter.closing,), close, setter),
        Spacer(0, _SIGNATURE),
        *_lines(letter.signatory, line, setter),
    ]
    return [*body[: len(body) - count], Together(kept)]


def _company(body: Sequence[Flowable], most: float) -> int:
    """Return how many short parts at the end of the letter go where the signature goes."""
    count, left = 0, most
    for part in reversed(body):
        left -= len(part.text) if isinstance(part, Text | Table) else left + 1
        if left < 0:
            break
        count += 1
    while 0 < count < len(body) and _is_heading(body[-count - 1]):
        count += 1
    return count


def _is_heading(part: Flowable) -> bool:
    return isinstance(part, Text) and part.room_below > 0


def _lines(lines: Lines, look: Look, setter: Setter) -> list[Text]:
    return [setter.line(line, look) for line in lines if line.strip()]


def _pages(out: BinaryIO, style: HouseStyle, furniture: LetterFurniture) -> BaseDocTemplate:
    width, height = style.page.width * MM, style.page.height * MM
    foot = max(style.margin_bottom * MM, furniture.footer_top + _ABOVE_FOOTER)
    later = max(style.margin_top * MM, furniture.header_bottom + _BELOW_HEADER)
    templates = [
        PageTemplate(
            id=name, frames=[_frame(style, foot, height - top)], autoNextPageTemplate="later"
        )
        for name, top in (("first", style.margin_top * MM), ("later", later))
    ]
    fonts = load_fonts(style.fonts)
    return BaseDocTemplate(
        out,
        pagesize=(width, height),
        pageTemplates=templates,
        initialFontName=fonts.regular,  # else a Helvetica that is not embedded
        invariant=1,
    )


def _frame(style: HouseStyle, bottom: float, top: float) -> Frame:
    left, width = style.margin_side * MM, style.text_width
    return Frame(left, bottom, width, top - bottom, 0, 0, 0, 0)
