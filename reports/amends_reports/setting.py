"""Plain content set in the office's type: what is a heading, a list or a table becomes one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import assert_never

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus.flowables import Flowable

from amends_reports.content import Block, Heading, Items, Paragraph, Rows, Run, words
from amends_reports.fonts import load_fonts
from amends_reports.house_style import HouseStyle, Look
from amends_reports.structure import Element
from amends_reports.table import Row, Table
from amends_reports.text import Label, Text

_BULLET = "•"


class Setter:
    """Sets texts one after the other; each joins the document when it is set."""

    def __init__(self, style: HouseStyle, document: Element) -> None:
        self.style = style
        self.fonts = load_fonts(style.fonts)
        self.document = document
        self._level = 0

    def line(self, text: str, look: Look) -> Text:
        return Text((Run(text),), look, self.fonts, Element("P", self.document))

    def loose(self, text: str, look: Look) -> Text:
        """Return a text that belongs to nothing yet: decoration, or a trial of a size."""
        return Text((Run(text),), look, self.fonts)

    def adopt(self, text: Text) -> Text:
        """Let a loose text become the next part of the document."""
        text.element = Element("P", self.document)
        return text

    def heading(self, text: str, level: int) -> Text:
        """Set a heading; one that skips a level is raised, for readers step from level to level."""
        self._level = min(level, self._level + 1)
        look = self.style.heading(level)
        element = Element(f"H{self._level}", self.document)
        room = 2 * self.style.body.leading + look.after
        return Text((Run(text),), look, self.fonts, element, room_below=room)

    def blocks(self, blocks: Iterable[Block]) -> list[Flowable]:
        """Set blocks of a body; one without words leaves no trace."""
        filled = (block for block in blocks if any(text.strip() for text in words(block)))
        return [part for block in filled for part in self._block(block)]

    def _block(self, block: Block) -> list[Flowable]:
        match block:
            case Heading():
                return [self.heading(block.text, block.level)]
            case Paragraph():
                element = Element("P", self.document)
                return [Text(block.runs, self.style.body, self.fonts, element)]
            case Items():
                return self._items(block)
            case Rows():
                return [self._table(block)]
        assert_never(block)

    def _items(self, block: Items) -> list[Flowable]:
        numbering = "Decimal" if block.numbered else "Disc"
        whole = Element("L", self.document, {"O": "List", "ListNumbering": numbering})
        items = [runs for runs in block.items if any(run.text.strip() for run in runs)]
        labels = [f"{n}." if block.numbered else _BULLET for n in range(1, len(items) + 1)]
        body = self.style.body
        width = max(self._width(label, body) for label in labels)
        looks = [replace(body, after=body.after / 2)] * (len(labels) - 1) + [body]
        parts: list[Flowable] = []
        for label, runs, look in zip(labels, items, looks, strict=True):
            item = Element("LI", whole)
            hanging = Label(label, Element("Lbl", item), width + 0.7 * body.size)
            parts.append(Text(runs, look, self.fonts, Element("LBody", item), label=hanging))
        return parts

    def _table(self, block: Rows) -> Table:
        whole = Element("Table", self.document)
        header = self._row(whole, block.header, ["Column"] * len(block.header))
        scopes = ["Row" if block.row_headers else "", *[""] * (len(block.header) - 1)]
        rows = [self._row(whole, cells, scopes) for cells in block.rows]
        return Table([header, *rows], self.style.body, self.style.rule)

    def _row(self, table: Element, cells: Sequence[str], scopes: Sequence[str]) -> Row:
        row = Element("TR", table)
        return Row([self._cell(row, *each) for each in zip(cells, scopes, strict=False)])

    def _cell(self, row: Element, text: str, scope: str) -> Text:
        attributes = {"O": "Table", "Scope": scope} if scope else {}
        element = Element("TH" if scope else "TD", row, attributes)
        look = replace(self.style.line, bold=scope == "Column")
        return Text((Run(text),), look, self.fonts, element)

    def _width(self, text: str, look: Look) -> float:
        return float(stringWidth(text, self.fonts.face(bold=look.bold), look.size))
