"""Text on a page: lines that belong to an element, wherever pages break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, Self, TypeVar

from reportlab.lib.colors import Color, toColor
from reportlab.platypus.flowables import Flowable, KeepTogether

from amends_reports.content import Run
from amends_reports.fonts import Fonts, as_printed
from amends_reports.house_style import Look
from amends_reports.lines import Line, Piece, break_lines, natural_width, widest_word
from amends_reports.structure import Element, Link
from amends_reports.tagged import TaggedCanvas

_FOLLOWED = ("https://", "http://", "mailto:", "tel:")
ROUNDING = 1e-6
_WHOLE = 6  # lines: up to so many move on together to stay with what follows


AnyFlowable = TypeVar("AnyFlowable", bound=Flowable)


class Label(NamedTuple):
    """A bullet or number that hangs left of a text."""

    text: str
    element: Element
    indent: float


class Text(Flowable):
    """Lines of text that belong to one element, wherever pages break; without one, to none."""

    canv: TaggedCanvas

    def __init__(
        self,
        runs: Sequence[Run],
        look: Look,
        fonts: Fonts,
        element: Element | None = None,
        *,
        label: Label | None = None,
        room_below: float = 0,
    ) -> None:
        """`room_below` is how much must have room on the same page, as it must below a heading."""
        super().__init__()
        self.look, self.element, self.label = look, element, label
        self.spaceBefore, self.spaceAfter = look.before, look.after
        self.room_below = room_below
        self._label_font = fonts.face(bold=look.bold)
        self._pieces = [_piece(run, look, fonts, element) for run in runs]
        self._indent = look.indent + (label.indent if label else 0.0)
        self._lines: list[Line] = []
        self._broken_at = -1.0  # the width for which the lines hold

    @property
    def text(self) -> str:
        """Return the words, as they are read aloud."""
        return "".join(piece.text for piece in self._pieces)

    @property
    def natural_width(self) -> float:
        return natural_width(self._pieces, self.look.size) + self._indent

    @property
    def widest_word(self) -> float:
        return widest_word(self._pieces, self.look.size)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if width != self._broken_at:
            measure = min(width - self._indent, self.look.measure)
            self._lines = break_lines(self._pieces, self.look.size, measure)
            self._broken_at = width
        self.width, self.height = width, len(self._lines) * self.look.leading
        enough = self.height + self.room_below <= height + ROUNDING
        return width, self.height if enough else self.height + self.room_below

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        count, fitting = len(self._lines), self.lines_within(height)
        if fitting >= count:  # all that lacks is room for what follows
            fitting = count - 2 if count > _WHOLE else 0
        fitting = min(fitting, count - 2)  # no line stands alone
        return list(self.cut(fitting)) if fitting >= 2 else []

    def lines_within(self, height: float) -> int:
        return int((height + ROUNDING) / self.look.leading)

    def cut(self, count: int) -> tuple[Self, Self]:
        """Return the first `count` lines, and the rest."""
        head, tail = fresh_copy(self), fresh_copy(self)
        head.keep(self._lines[:count])
        tail.keep(self._lines[count:])
        head.spaceAfter = tail.spaceBefore = head.room_below = 0
        tail.label = None
        return head, tail

    def untag(self) -> None:
        """Become decoration, such as a header repeated on the next page."""
        self.element = None
        self._pieces = [piece._replace(link=None) for piece in self._pieces]
        self._broken_at = -1

    def draw(self) -> None:
        if self.label:
            piece = Piece(self.label.text, self._label_font)
            self._draw_pieces(self.label.element, [(self.look.indent, self._baseline(0), piece)])
        for owner, group in groupby(self._placed(), key=itemgetter(0)):
            placed = [place for _owner, place in group]
            self._draw_pieces(owner, placed)
            for x, y, piece in placed:
                if piece.link and piece.text.strip():
                    self._draw_link(piece.link, x, y, piece)

    def keep(self, lines: list[Line]) -> None:
        """Be these lines only."""
        self._lines = lines
        self._pieces = [piece for line in lines for piece in line.pieces]

    def _baseline(self, index: int) -> float:
        look = self.look
        return self.height - index * look.leading - look.leading / 2 - 0.388 * look.size

    def _placed(self) -> Iterator[tuple[Element | None, tuple[float, float, Piece]]]:
        for index, line in enumerate(self._lines):
            x = self.width - line.width if self.look.align == "right" else self._indent
            for piece in line.pieces:
                owner = piece.link.element if piece.link else self.element
                yield owner, (x, self._baseline(index), piece)
                if piece is not line.pieces[-1]:
                    x += piece.width(self.look.size)

    def _draw_pieces(self, owner: Element | None, placed: list[tuple[float, float, Piece]]) -> None:
        if owner and self.element and owner.tag == "Link":
            owner.join(self.element)
        with self.canv.element(owner) if owner else self.canv.decoration("Pagination"):
            text = self.canv.beginText()
            text.setFillColor(_colour(self.look.colour))
            for x, y, piece in placed:
                text.setTextOrigin(x, y)
                text.setFont(piece.font, self.look.size)
                text.textLine(piece.text.replace("\n", " "))
            self.canv.drawText(text)

    def _draw_link(self, link: Link, x: float, y: float, piece: Piece) -> None:
        size = self.look.size
        shown = piece.text.rstrip()
        end = x + piece._replace(text=shown).width(size)
        with self.canv.decoration("Rule"):
            self.canv.setStrokeColor(self.look.colour)
            self.canv.setLineWidth(size / 20)
            self.canv.line(x, y - size / 7, end, y - size / 7)
        self.canv.follow(link, (x, y - size / 4, end, y + size), shown)


class Placed(Flowable):
    """Texts at places of their own, below and beside each other, as at the head of a letter."""

    canv: TaggedCanvas

    def __init__(self, height: float) -> None:
        super().__init__()
        self.height = height
        self._texts: list[tuple[Text, float, float]] = []

    @property
    def text(self) -> str:
        return "\n".join(text.text for text, _left, _down in self._texts)

    def put(self, text: Text, left: float, down: float) -> None:
        """Place a text, wrapped already, so far from the left and below the top."""
        self._texts.append((text, left, down))

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        return width, self.height

    def draw(self) -> None:
        for text, left, down in self._texts:
            text.drawOn(self.canv, left, self.height - down - text.height)


class Together(KeepTogether):
    """Parts that move to the next page as one, unless a page cannot hold them."""

    def __init__(self, parts: Sequence[Flowable]) -> None:
        super().__init__(list(parts))
        self.text = "\n".join(part.text for part in parts if hasattr(part, "text"))


def fresh_copy(flowable: AnyFlowable) -> AnyFlowable:
    """Return a copy without the mark that reportlab leaves on what had to wait for a page."""
    twin = copy(flowable)
    vars(twin).pop("_postponed", None)
    return twin


@cache
def _colour(value: str) -> Color:
    """Return a colour as reportlab works it out, which takes it longer than to print a line."""
    return toColor(value)


def _piece(run: Run, look: Look, fonts: Fonts, element: Element | None) -> Piece:
    text = as_printed(run.text)
    link = None
    if element and text.strip() and run.link.lower().startswith(_FOLLOWED):
        link = Link(run.link, Element("Link"))  # joins when drawn, between the words around it
    return Piece(text, fonts.face(bold=run.bold or look.bold, italic=run.italic), link)
