"""How the office's paper looks: page, margins, the envelope's window, type and colour."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

MM = 72 / 25.4  # points
LARGE_PRINT = 18 / 11


@dataclass(frozen=True, slots=True)
class PageSize:
    """In millimetres."""

    width: float
    height: float


A4 = PageSize(210, 297)
US_LETTER = PageSize(215.9, 279.4)


@dataclass(frozen=True, slots=True)
class Zone:
    """A rectangle on the page, in millimetres from its left and its top edge."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Envelope:
    """An envelope and its window, in millimetres from the envelope's left and bottom edge."""

    width: float = 220
    height: float = 110
    window_left: float = 20
    window_bottom: float = 18
    window_width: float = 90
    window_height: float = 35

    def address_zone(self, page: PageSize) -> Zone:
        """Return where an address shows however the sheet, folded in three, slides inside."""
        aside = self.width - page.width
        down = self.height - page.height / 3
        top = self.height - self.window_bottom - self.window_height
        return Zone(
            left=self.window_left,
            top=top,
            right=self.window_left + self.window_width - aside,
            bottom=top + self.window_height - down,
        )


DL = Envelope()


@dataclass(frozen=True, slots=True)
class Look:
    """How one kind of text is set; sizes in points."""

    size: float
    leading: float
    bold: bool = False
    colour: str = "#000000"
    align: Literal["left", "right"] = "left"
    before: float = 0
    after: float = 0
    indent: float = 0
    measure: float = float("inf")  # the widest that a line may get

    @property
    def can_shrink(self) -> bool:
        return self.size > 7

    def smaller(self) -> Look:
        return replace(self, size=self.size * 0.9, leading=self.leading * 0.9)


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """The office's choices. Margins are in millimetres.

    `scale` lays the letter out anew in larger type; `LARGE_PRINT` makes the body 18 points.
    `for_post` holds the address to the envelope's window and adds the fold marks.
    """

    fonts: Path
    page: PageSize = A4
    envelope: Envelope = DL
    scale: float = 1.0
    for_post: bool = False
    margin_side: float = 25
    margin_top: float = 20
    margin_bottom: float = 20
    accent: str = "#0B5D57"
    ink: str = "#1F2421"
    muted: str = "#5A6056"
    rule: str = "#C9C5BC"

    @property
    def is_large_print(self) -> bool:
        return self.scale > 1.2

    @property
    def text_width(self) -> float:
        """Return the width of the column of text, in points."""
        return (self.page.width - 2 * self.margin_side) * MM

    @property
    def body(self) -> Look:
        return self._look(11, after=7)

    @property
    def line(self) -> Look:
        """Return the look of lines that stand together, such as date and reference."""
        return self._look(11)

    @property
    def subject(self) -> Look:
        return replace(self._look(13, before=2, after=6), bold=True)

    @property
    def small(self) -> Look:
        """Return the look of what stands at the page's edge; in large print no smaller."""
        return replace(self._look(11 if self.is_large_print else 8.5), colour=self.muted)

    @property
    def letterhead(self) -> Look:
        return replace(self._look(16), bold=True, colour=self.accent)

    def heading(self, level: int) -> Look:
        if level == 1:
            return self.subject
        look = self._look(12 if level == 2 else 11, before=5, after=3)
        return replace(look, bold=True)

    def _look(self, size: float, *, before: float = 0, after: float = 0) -> Look:
        large = size * self.scale
        return Look(
            size=large,
            leading=large * 1.36,
            colour=self.ink,
            before=before * self.scale,
            after=after * self.scale,
        )
