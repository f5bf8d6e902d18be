"""How words fall into lines. Knows widths, no pages.

Joined again, the lines are the text, spaces at line ends included: a screen reader that misses one
says "whathappened".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from reportlab.pdfbase.pdfmetrics import stringWidth

from amends_reports.structure import Link

# A newline, or a gap at which a line may break (never at a no-break space), or what holds together.
_TOKEN = re.compile(
    r"(?P<newline>[ \t]*\n[ \t]*)|(?P<gap>[^\S\n\u00a0\u2007\u202f]+)|(?:\S|[\u00a0\u2007\u202f])+"
)


class Piece(NamedTuple):
    """Text in one face, part of at most one link."""

    text: str
    font: str
    link: Link | None = None

    def width(self, size: float) -> float:
        return float(stringWidth(self.text, self.font, size))


class Line(NamedTuple):
    """Pieces from left to right; the width leaves out the gap at the end."""

    pieces: tuple[Piece, ...]
    width: float

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


class _Word(NamedTuple):
    pieces: list[Piece]  # more than one where the face changes inside the word
    gap: Piece | None  # what follows: a space, a newline, or nothing at the end of the text


def break_lines(pieces: Iterable[Piece], size: float, width: float) -> list[Line]:
    """Return the lines into which `pieces` fall; a word wider than a line is broken anywhere."""
    lines: list[Line] = []
    line: list[Piece] = []
    used = gap = 0.0  # by the line's words; by the space after them
    for word in _words(pieces):
        held, needed = word.pieces, _width(word.pieces, size)
        if line and used + gap + needed > width:
            lines.append(_line(line, used))
            line, used, gap = [], 0.0, 0.0
        while held and needed > width:
            head, held = _cut(held, size, width)
            lines.append(_line(head, _width(head, size)))
            needed = _width(held, size)
        line += held
        used += gap + needed
        if word.gap:
            line.append(word.gap)
            gap = _space(word.gap.font, size)
            if word.gap.text == "\n":
                lines.append(_line(line, used))
                line, used, gap = [], 0.0, 0.0
    return [*lines, _line(line, used)] if line else lines


def natural_width(pieces: Iterable[Piece], size: float) -> float:
    """Return the width that the text takes where nothing forces it to break."""
    return max((line.width for line in break_lines(pieces, size, float("inf"))), default=0.0)


def widest_word(pieces: Iterable[Piece], size: float) -> float:
    return max((_width(word.pieces, size) for word in _words(pieces)), default=0.0)


def _words(pieces: Iterable[Piece]) -> Iterator[_Word]:
    word: list[Piece] = []
    gap: Piece | None = None
    for text, font, link in pieces:
        space, newline = Piece(" ", font, link), Piece("\n", font, link)
        for token in _TOKEN.finditer(text):
            if token.lastgroup is None:
                if gap:
                    yield _Word(word, gap)
                    word, gap = [], None
                word.append(Piece(token[0], font, link))
            elif token.lastgroup == "gap":
                gap = gap or (space if word else None)
            elif word or gap:
                if gap and gap.text == "\n":
                    yield _Word(word, gap)  # two newlines: an empty line
                    word = []
                gap = newline
    if word:
        yield _Word(word, None)


def _cut(pieces: list[Piece], size: float, width: float) -> tuple[list[Piece], list[Piece]]:
    """Return the part of a word that fills a line, at least one character, and the rest."""
    head: list[Piece] = []
    for index, piece in enumerate(pieces):
        fitting = _fitting(piece, size, width)
        if fitting == len(piece.text):
            head.append(piece)
            width -= piece.width(size)
            continue
        fitting = _good_end(piece.text, fitting) if head else max(_good_end(piece.text, fitting), 1)
        rest = [piece._replace(text=piece.text[fitting:]), *pieces[index + 1 :]]
        if fitting:
            head.append(piece._replace(text=piece.text[:fitting]))
        return head, [piece for piece in rest if piece.text]
    return head, []


def _fitting(piece: Piece, size: float, width: float) -> int:
    for count, character in enumerate(piece.text):
        width -= stringWidth(character, piece.font, size)
        if width < 0:
            return count
    return len(piece.text)


def _good_end(text: str, count: int) -> int:
    """Return a better end for a line within a long word: after the last sign in its second half."""
    return max(text.rfind(sign, count // 2, count) + 1 for sign in "/-@._") or count


def _width(pieces: Iterable[Piece], size: float) -> float:
    return sum(piece.width(size) for piece in pieces)


@cache
def _space(font: str, size: float) -> float:
    return float(stringWidth(" ", font, size))


def _line(pieces: list[Piece], width: float) -> Line:
    merged = tuple(
        Piece("".join(piece.text for piece in group), font, link)
        for (font, link), group in groupby(pieces, key=itemgetter(1, 2))
    )
    return Line(merged, width)
