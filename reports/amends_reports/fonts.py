"""Noto Sans, and which characters it can print. The folder comes from the caller."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from amends_reports.errors import Reason

FILES = ("NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic", "NotoSans-BoldItalic")

# Marks that show nothing on a screen and come along when text is copied: soft hyphen, zero-width
# space and its kin, the marks that phones wrap around a number or put after a sign. Printed, a
# soft hyphen would be a hyphen.
_MARKS = (
    "\u00ad\u200b\u200c\u200d\u200e\u202a\u202c\u202d\u2060\u2066\u2068\u2069\ufe0e\ufe0f\ufeff"
)
_UNSEEN = dict.fromkeys(map(ord, _MARKS))
_LOST = {0xFFFC, 0xFFFD}  # there are glyphs for them, but they stand where something went missing
_SPACES = {"Zs", "Zl", "Zp"}  # of any width: where a line may break they are printed as one space
_NO_BREAK = "\u00a0\u2007\u202f"
_RIGHT_TO_LEFT = {"R", "AL", "AN", "RLE", "RLO", "RLI"}

_loading = Lock()  # reportlab keeps fonts in one global table


@dataclass(frozen=True, slots=True)
class Fonts:
    """The four faces, by the names under which reportlab knows them."""

    regular: str
    bold: str
    italic: str
    bold_italic: str
    characters: frozenset[int]

    def face(self, *, bold: bool = False, italic: bool = False) -> str:
        if bold:
            return self.bold_italic if italic else self.bold
        return self.italic if italic else self.regular

    def missing_characters(self, text: str) -> tuple[str, ...]:
        """Return each character that cannot be printed, once, in the order of the text."""
        return tuple(character for character, _reason in self.faults(text))

    def faults(self, text: str) -> Iterator[tuple[str, Reason]]:
        """Yield the same characters, each with the reason."""
        for character in dict.fromkeys(as_printed(text)):
            if reason := self._fault(character):
                yield character, reason

    def _fault(self, character: str) -> Reason | None:
        if character in "\n\t":
            return None
        if unicodedata.category(character) == "Cc":
            return "control character"
        if unicodedata.bidirectional(character) in _RIGHT_TO_LEFT:
            return "right to left"
        is_gap = unicodedata.category(character) in _SPACES and character not in _NO_BREAK
        return None if is_gap or ord(character) in self.characters else "no glyph"


def load_fonts(folder: Path) -> Fonts:
    """Return the fonts in `folder`, read on first use."""
    with _loading:
        return _load(folder.resolve())


def as_printed(text: str) -> str:
    """Return `text` as it goes to paper: composed, since marks are not moved over their letters."""
    return unicodedata.normalize("NFC", text.translate(_UNSEEN))


@cache
def _load(folder: Path) -> Fonts:
    faces = [TTFont(f"{folder}/{file}", str(folder / f"{file}.ttf")) for file in FILES]
    for face in faces:
        pdfmetrics.registerFont(face)
    common = frozenset.intersection(*(_characters(face) for face in faces))
    regular, bold, italic, bold_italic = (face.fontName for face in faces)
    return Fonts(regular, bold, italic, bold_italic, common)


def _characters(font: TTFont) -> frozenset[int]:
    """Return what the font can show; its first glyph is the box for what it cannot."""
    glyphs: dict[int, int] = font.face.charToGlyph
    return frozenset(code for code, glyph in glyphs.items() if glyph) - _LOST
