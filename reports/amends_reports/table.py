"""Rows and columns on a page, with the header drawn again where a page begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportlab.platypus.flowables import Flowable

from amends_reports.house_style import Look
from amends_reports.tagged import TaggedCanvas
from amends_reports.text import ROUNDING, Text, fresh_copy

_REPEATED = 4  # lines: a header up to this tall is drawn again on the next page
_WHOLE = 10  # lines: a row up to this tall is never cut, so every page must have room for both


class Row(NamedTuple):
    cells: Sequence[Text]

    def wrap(self, widths: Sequence[float]) -> float:
        """Return the height of the tallest cell."""
        return max(cell.wrap(width, 0)[1] for cell, width in zip(self.cells, widths, strict=True))

    def cut(self, height: float) -> tuple[Row, Row]:
        halves = [cell.cut(cell.lines_within(height)) for cell in self.cells]
        return Row([head for head, _tail in halves]), Row([tail for _head, tail in halves])

    def untagged(self) -> Row:
        cells = [fresh_copy(cell) for cell in self.cells]
        for cell in cells:
            cell.untag()
        return Row(cells)


class Table(Flowable):
    """Rows, of which the first is the header unless the table has none."""

    canv: TaggedCanvas

    def __init__(
        self,
        rows: Sequence[Row],
        look: Look,
        rule: str,
        *,
        has_header: bool = True,
        is_even: bool = False,
    ) -> None:
        """`is_even` gives all columns the same width."""
        super().__init__()
        self._has_header, self._is_even = has_header, is_even
        self.spaceBefore, self.spaceAfter = look.before, look.after
        self._rows, self._look, self._rule = rows, look, rule
        self._padding = look.size / 3  # above and below a row
        self._columns: list[float] = []
        self._heights: list[float] = []

    @property
    def text(self) -> str:
        return "\n".join(" | ".join(cell.text for cell in row.cells) for row in self._rows)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        if width != self.width:
            self._columns = self._share(width)
        self._heights = [row.wrap(self._columns) + 2 * self._padding for row in self._rows]
        self.width, self.height = width, sum(self._heights)
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        count, room = self._fitting(height)
        head, tail = self._rows[:count], self._rows[count:]
        line = self._look.leading
        if tail and self._heights[count] > _WHOLE * line and room >= 3 * line:
            first, rest = tail[0].cut(room)
            head, tail = [*head, first], [rest, *tail[1:]]
        repeats = self._has_header and self._heights[0] <= _REPEATED * line
        header = self._rows[:1] if repeats else []
        if len(head) <= len(header) or not tail:
            return []
        return [self.part(head), self.part([*(row.untagged() for row in header), *tail])]

    def part(self, rows: Sequence[Row]) -> Table:
        """Return a table of some of the rows, its columns as wide as here."""
        part = fresh_copy(self)
        part._rows = rows  # noqa: SLF001 - our own copy
        return part

    def draw(self) -> None:
        bottom = self.height
        for row, height in zip(self._rows, self._heights, strict=True):
            left = 0.0
            for cell, width in zip(row.cells, self._columns, strict=True):
                cell.drawOn(self.canv, left, bottom - self._padding - cell.height)
                left += width + self._look.size
            bottom -= height
        with self.canv.decoration("Rule"):
            self._draw_rules()

    def _draw_rules(self) -> None:
        """Close each row with a line, the header's being heavier."""
        bottom = self.height
        self.canv.setStrokeColor(self._rule)
        for index, height in enumerate(self._heights):
            bottom -= height
            self.canv.setLineWidth(1 if self._has_header and not index else 0.5)
            self.canv.line(0, bottom, self.width, bottom)

    def _fitting(self, height: float) -> tuple[int, float]:
        """Return how many rows go into `height`, and the room then left for one row's lines."""
        for index, needed in enumerate(self._heights):
            if needed > height + ROUNDING:
                return index, height - 2 * self._padding
            height -= needed
        return len(self._heights), 0.0

    def _share(self, width: float) -> list[float]:
        """Give each column what it asks for, as far as that leaves the others a fair share."""
        columns = zip(*(row.cells for row in self._rows), strict=True)
        asked = [max(cell.natural_width for cell in column) for column in columns]
        order = sorted(range(len(asked)), key=asked.__getitem__)
        left = width - self._look.size * (len(asked) - 1)  # one size of type between columns
        if self._is_even:
            return [left / len(asked)] * len(asked)
        shares = [0.0] * len(asked)
        for done, column in enumerate(order):
            shares[column] = min(asked[column], left / (len(asked) - done))
            left -= shares[column]
        shares[order[-1]] += left
        return shares
