"""The number at the foot of every page of a bundle: its words, its font and its place."""

from __future__ import annotations

import io
from typing import BinaryIO, Final

from pikepdf import Page, Pdf, parse_content_stream
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from amends_reports.bundle_content import BundleWording
from amends_reports.copier import Copier, Layers
from amends_reports.fonts import load_fonts
from amends_reports.house_style import MM, HouseStyle
from amends_reports.pdf_file import PdfFile, numbers

FOOT: Final = 9 * MM  # of every page, where nothing but the stamp may stand
_BASELINE: Final = 4.5 * MM
_RIGHT: Final = 10 * MM
_LEAST_RIGHT: Final = 1 * MM
_SIZE: Final = 9.0
_LARGE: Final = 14.0  # as large as the foot has room for
_DIGITS: Final = "0123456789"


class Stamp:
    """Draws page numbers in one font, which the bundle holds once."""

    def __init__(self, file: PdfFile, style: HouseStyle, wording: BundleWording) -> None:
        self._words, self._face = wording, load_fonts(style.fonts).bold
        self._size = _LARGE if style.is_large_print else _SIZE
        letters = sorted({*wording.stamp, *wording.document_stamp, *_DIGITS})
        with Pdf.open(_page_of(letters, self._face), conversion_mode="explicit") as source:
            fonts_named = source.pages[0].resources.Font.values()
            (font,) = (each for each in fonts_named if "/FontDescriptor" in each)  # ours, embedded
            self.font = Copier(file, Layers(), source).value(font)
            self._codes = dict(zip(letters, _written(source.pages[0]), strict=True))

    def words(self, page: int, document: int = 0) -> str:
        """Return what is printed on a page; those before the documents have no document."""
        words = self._words.document_stamp if document else self._words.stamp
        return words.replace("{document}", str(document)).replace("{page}", str(page))

    def content(self, width: float, page: int, document: int = 0) -> bytes:
        """Return what draws the stamp in font /Stamp, at the right of a page's foot."""
        words = self.words(page, document)
        wide = float(stringWidth(words, self._face, 1))
        size = min(self._size, (width - 2 * _LEAST_RIGHT) / wide)
        left = max(width - _RIGHT - wide * size, _LEAST_RIGHT)
        codes = bytes(self._codes[character] for character in words).hex().encode()
        place = numbers(left, _BASELINE)
        return b"0 g BT /Stamp %b Tf %b Td <%b> Tj ET" % (numbers(size), place, codes)


def _page_of(letters: list[str], face: str) -> BinaryIO:
    """Return a PDF whose one page holds the letters, for its font's sake."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    text = canvas.beginText()
    text.setFont(face, _SIZE)
    text.textOut("".join(letters))
    canvas.drawText(text)
    canvas.save()
    out.seek(0)
    return out


def _written(page: Page) -> bytes:
    """Return the codes of what a page says in one piece, a byte for each letter."""
    shown = [each.operands for each in parse_content_stream(page) if str(each.operator) == "Tj"]
    return bytes(shown[0][0])
