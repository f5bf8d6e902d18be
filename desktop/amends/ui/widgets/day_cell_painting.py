"""How a cell of the day strip is painted, on the screen and on paper alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from amends.ui.theme import Theme
from amends.ui.widgets.day_cells import DayCell, Meaning

_TOP: Final = Qt.AlignmentFlag.AlignHCenter.value | Qt.AlignmentFlag.AlignTop.value
_CORNER: Final = 0.13  # of the height
_MOST_LINES: Final = 2


@dataclass(frozen=True, slots=True)
class CellFonts:
    """The fonts of the date above and of the words below, for one device."""

    date: QFont
    words: QFont
    small: QFont  # for the name of a holiday


def paint_cell(
    painter: QPainter, box: QRectF, cell: DayCell, theme: Theme, fonts: CellFonts
) -> None:
    """Draw the ground of a cell and its two texts, one above the other."""
    ground, above, below = _colours(cell.meaning, theme)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if ground is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        corner = box.height() * _CORNER
        painter.drawRoundedRect(box, corner, corner)
    is_due = cell.meaning is Meaning.DUE
    date_font = _bold(fonts.date) if is_due else fonts.date
    words_font = _bold(fonts.words) if is_due else fonts.words
    if cell.meaning is Meaning.SKIPPED:
        words_font = fonts.small
    height = box.height()
    painter.setFont(date_font)
    painter.setPen(above)
    top = QRectF(box.left(), box.top() + 0.12 * height, box.width(), 0.32 * height)
    painter.drawText(top, Qt.AlignmentFlag.AlignCenter.value, cell.date_text)
    painter.setFont(words_font)
    painter.setPen(below)
    bottom = QRectF(box.left() + 3, top.bottom(), box.width() - 6, 0.54 * height)
    painter.drawText(bottom, _TOP, _fitted(cell.words, words_font, bottom))


def _colours(meaning: Meaning, theme: Theme) -> tuple[QColor | None, QColor, QColor]:
    """Return the ground, and the colours of date and words upon it."""
    match meaning:
        case Meaning.TRIGGER:
            return theme.accent, theme.on_accent, theme.on_accent
        case Meaning.COUNTED:
            return theme.accent_soft, theme.muted, theme.ink
        case Meaning.DUE:
            return theme.soon_soft, theme.soon, theme.soon
        case Meaning.SKIPPED:
            return theme.rail, theme.muted, theme.muted
        case Meaning.WEEKEND | Meaning.OUTSIDE:
            return None, theme.muted, theme.muted


def _fitted(text: str, used: QFont, box: QRectF) -> str:
    """Return the text shortened to what two lines hold; the whole of it is in the tool tip."""
    metrics = QFontMetricsF(used)
    words, lines = text.split(), [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if metrics.horizontalAdvance(longer) <= box.width() or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    room = max(1, min(_MOST_LINES, int(box.height() // metrics.lineSpacing())))
    kept = lines[:room]
    if len(lines) > room:
        kept[-1] = f"{kept[-1]} {' '.join(lines[room:])}"
    return "\n".join(
        metrics.elidedText(line, Qt.TextElideMode.ElideRight, box.width()) for line in kept
    )


def _bold(used: QFont) -> QFont:
    bold = QFont(used)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
