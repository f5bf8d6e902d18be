"""What stands around the text of a letter's pages; a screen reader passes it over."""

from __future__ import annotations

from dataclasses import replace

from reportlab.pdfbase.pdfmetrics import stringWidth

from amends_reports.content import Letter
from amends_reports.fonts import as_printed
from amends_reports.house_style import MM
from amends_reports.setting import Setter
from amends_reports.tagged import TaggedCanvas
from amends_reports.text import Text

_HEADER_TOP = 14 * MM
_FOOTER_BOTTOM = 10 * MM
_FOLD_MARK = (4 * MM, 8 * MM)  # from the left edge, clear of what printers cannot reach
_MOST_LINES = 2.5  # of header and footer
_WATERMARK = "#ECECEA"
_WATERMARK_SLOPE = 28  # degrees
_WATERMARK_SPAN = 0.72  # of the page's width


class LetterFurniture:
    """Draws header, footer, fold marks and, on a draft, the word that says so."""

    def __init__(self, letter: Letter, setter: Setter, *, draft: bool) -> None:
        self._style, self._setter = setter.style, setter
        self._wording, self._draft = letter.wording, draft
        numbers = setter.loose(self._page_words(99, 99), self._style.small)
        self._width = self._style.text_width - numbers.natural_width - self._style.small.size
        facts = [*letter.recipient[:1], letter.reference, letter.dated]
        self._header = self._wrapped(" · ".join(fact for fact in facts if fact.strip()))
        self._footer = self._wrapped(letter.footer)

    @property
    def header_bottom(self) -> float:
        """Return how far from the top of a continuation page its header ends, in points."""
        return _HEADER_TOP + self._header.height

    @property
    def footer_top(self) -> float:
        """Return how far from the foot of a page its footer begins, in points."""
        return _FOOTER_BOTTOM + max(self._footer.height, self._style.small.leading)

    def draw_head(self, canvas: TaggedCanvas, number: int, total: int) -> None:
        if self._draft:
            self._draw_watermark(canvas)
        if number > 1:
            top = self._style.page.height * MM - _HEADER_TOP
            self._draw(canvas, self._header, top)
            self._draw_number(canvas, number, total, top)

    def draw_foot(self, canvas: TaggedCanvas, number: int, total: int) -> None:
        self._draw(canvas, self._footer, self.footer_top)
        if number == 1 and total > 1:
            self._draw_number(canvas, number, total, self.footer_top)
        if number == 1 and self._style.for_post:
            self._draw_fold_marks(canvas)

    def _draw_number(self, canvas: TaggedCanvas, number: int, total: int, top: float) -> None:
        look = replace(self._style.small, align="right")
        text = self._setter.loose(self._page_words(number, total), look)
        text.wrap(self._style.text_width, 0)
        self._draw(canvas, text, top)

    def _draw(self, canvas: TaggedCanvas, text: Text, top: float) -> None:
        if text.text:
            text.drawOn(canvas, self._style.margin_side * MM, top - text.height)

    def _draw_fold_marks(self, canvas: TaggedCanvas) -> None:
        height = self._style.page.height * MM
        with canvas.decoration("Rule"):
            canvas.setLineWidth(0.4)
            canvas.setStrokeColor(self._style.muted)
            for third in (1, 2):
                canvas.line(_FOLD_MARK[0], height * third / 3, _FOLD_MARK[1], height * third / 3)

    def _draw_watermark(self, canvas: TaggedCanvas) -> None:
        page, font = self._style.page, self._setter.fonts.bold
        word = as_printed(self._wording.draft)
        size = _WATERMARK_SPAN * page.width * MM / max(stringWidth(word, font, 1), 1)
        canvas.saveState()
        with canvas.decoration("Watermark"):
            canvas.translate(page.width / 2 * MM, page.height / 2 * MM)
            canvas.rotate(_WATERMARK_SLOPE)
            canvas.setFillColor(_WATERMARK)
            canvas.setFont(font, size)
            canvas.drawCentredString(0, -0.36 * size, word)
        canvas.restoreState()

    def _page_words(self, number: int, total: int) -> str:
        words = self._wording.page.replace("{number}", str(number))
        return words.replace("{total}", str(total))

    def _wrapped(self, words: str) -> Text:
        """Set a line for the page's edge; a long one gives way in size before it takes room."""
        look = self._style.small
        while True:
            text = self._setter.loose(words.replace("\n", " "), look)
            _width, height = text.wrap(self._width, 0)
            if height <= _MOST_LINES * look.leading or not look.can_shrink:
                return text
            look = look.smaller()
