"""Tables whose cells lead to pages: the index, the chronology, counted days, facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from amends_reports.content import Run, Runs
from amends_reports.house_style import Look
from amends_reports.setting import Setter
from amends_reports.structure import Element
from amends_reports.table import Row, Table
from amends_reports.text import Text


class Jump(NamedTuple):
    """An area (left, bottom, right, top) of our own page `on` that leads to `page`."""

    on: int
    area: tuple[float, float, float, float]
    page: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell; `page` is where it leads, 0 for nowhere."""

    runs: Runs
    colour: str = ""
    align: Literal["left", "right"] = "left"
    page: int = 0

    @classmethod
    def of(cls, text: str, colour: str = "") -> Cell:
        return cls((Run(text),), colour)


class JumpingText(Text):
    """Text that leads to a page of the bundle, and says where it stands when it is drawn."""

    page = 0
    jumps: list[Jump]

    def draw(self) -> None:
        super().draw()
        left, bottom = self.canv.absolutePosition(0, 0)
        area = (left, bottom, left + self.width, bottom + self.height)
        self.jumps.append(Jump(self.canv.getPageNumber(), area, self.page))


@dataclass(slots=True)
class CellSetter:
    """Sets tables of cells, and gathers where they lead."""

    setter: Setter
    jumps: list[Jump] = field(default_factory=list)

    def table(self, header: Sequence[Cell], rows: Iterable[Sequence[Cell]]) -> Table:
        whole = Element("Table", self.setter.document)
        set_rows = [self._row(whole, header, "Column"), *(self._row(whole, row) for row in rows)]
        return Table(set_rows, self._look, self.setter.style.rule)

    def grid(self, header: Iterable[str], rows: Iterable[Sequence[Cell]]) -> Table:
        """Set a table whose columns are equally wide."""
        whole = Element("Table", self.setter.document)
        titles = [Cell.of(title, self.setter.style.muted) for title in header]
        set_rows = [self._row(whole, titles, "Column"), *(self._row(whole, row) for row in rows)]
        return Table(set_rows, self._look, self.setter.style.rule, is_even=True)

    def facts(self, facts: Iterable[tuple[str, str]]) -> Table:
        """Set names and values side by side, those without a value left out."""
        whole = Element("Table", self.setter.document)
        rows = [
            self._row(whole, (Cell.of(label, self.setter.style.muted), Cell.of(value)), "Row")
            for label, value in facts
            if value.strip()
        ]
        return Table(rows, self._look, self.setter.style.rule, has_header=False)

    @property
    def _look(self) -> Look:
        """Return the look of a cell: a little smaller, but in large print no smaller."""
        line = self.setter.style.line
        return line if self.setter.style.is_large_print else line.smaller()

    def _row(self, table: Element, cells: Iterable[Cell], scope: str = "") -> Row:
        """Set a row; with the scope "Row" its first cell names it, with "Column" all are names."""
        row = Element("TR", table)
        texts = []
        for number, cell in enumerate(cells):
            is_header = scope == "Column" or (scope == "Row" and not number)
            attributes = {"O": "Table", "Scope": scope} if is_header else {}
            texts.append(self._cell(cell, Element("TH" if is_header else "TD", row, attributes)))
        return Row(texts)

    def _cell(self, cell: Cell, element: Element) -> Text:
        is_title = element.attributes.get("Scope") == "Column" and not cell.colour
        look = replace(self._look, align=cell.align, bold=is_title)
        if cell.colour:
            look = replace(look, colour=cell.colour)
        if not cell.page:
            return Text(cell.runs, look, self.setter.fonts, element)
        text = JumpingText(cell.runs, look, self.setter.fonts, element)
        text.page, text.jumps = cell.page, self.jumps
        return text
