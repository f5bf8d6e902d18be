"""How the stage timeline is painted, from a drawing that says where everything lies."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen

from amends.ui.text_scale import font, scale
from amends.ui.theme import Theme, theme_in_use
from amends.ui.widgets.time_axis import Break
from amends.ui.widgets.timeline_layout import Drawing, Label

LABEL_PX: Final = 12.0
_TRACK: Final = 5.0
_PAST: Final = 0.5  # how much accent a stage keeps that is over


def paint_line(painter: QPainter, drawing: Drawing) -> None:
    """Draw the line, its stages and labels; the spots upon it draw themselves."""
    theme = theme_in_use()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_track(painter, drawing, theme)
    _paint_leaders(painter, drawing, theme)
    for gap in drawing.breaks:
        _paint_break(painter, gap, drawing.line_y, theme)
    _paint_today(painter, drawing, theme)
    for label in (*drawing.titles, *drawing.labels, *drawing.notes):
        _paint_label(painter, label, theme)


def label_font(*, bold: bool = False) -> QFont:
    """Return the font of the labels."""
    return font(LABEL_PX, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)


def _paint_track(painter: QPainter, drawing: Drawing, theme: Theme) -> None:
    """Draw the line, dotted where it has no scale, and the stages upon it."""
    y, width = drawing.line_y, _TRACK * scale()
    pen = QPen(theme.line, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawLine(QLineF(drawing.line_left, y, drawing.scale_right, y))
    if drawing.scale_right < drawing.line_right:
        pen.setDashPattern([0.01, 2.0])
        painter.setPen(pen)
        painter.drawLine(QLineF(drawing.scale_right + 2 * width, y, drawing.line_right, y))
    for span in drawing.spans:
        colour = theme.accent if span.running else _mixed(theme.accent, theme.panel, _PAST)
        pen = QPen(colour, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QLineF(span.left, y, span.right, y))


def _paint_break(painter: QPainter, gap: Break, y: float, theme: Theme) -> None:
    """Cut the line, with the two strokes that say so on any axis."""
    middle, half, px = (gap.left + gap.right) / 2, 4.0 * scale(), scale()
    cut = QRectF(middle - half, y - 5 * px, 2 * half, 10 * px)
    painter.fillRect(cut, theme.panel)
    painter.setPen(QPen(theme.muted, 1.5 * px))
    for x in (middle - half, middle + half):
        painter.drawLine(QLineF(x - 3 * px, y + 7 * px, x + 3 * px, y - 7 * px))


def _paint_leaders(painter: QPainter, drawing: Drawing, theme: Theme) -> None:
    """Draw thin lines to labels that had to step away; other labels lie over them."""
    painter.setPen(QPen(theme.line, 1.2 * scale()))
    for label in (*drawing.labels, *drawing.notes):
        if label.leader and not (label.bold and label in drawing.notes):
            painter.drawLine(QLineF(label.anchor, drawing.line_y, label.anchor, label.box.y))


def _paint_today(painter: QPainter, drawing: Drawing, theme: Theme) -> None:
    today = next(note for note in drawing.notes if note.bold)
    pen = QPen(theme.ink, 1.3 * scale())
    pen.setDashPattern([2.4, 2.0])
    painter.setPen(pen)
    top = drawing.line_y - 14 * scale()
    painter.drawLine(QLineF(drawing.today_x, top, drawing.today_x, today.box.y))


def _paint_label(painter: QPainter, label: Label, theme: Theme) -> None:
    """Draw a label over whatever line passes behind it."""
    box = QRectF(*label.box)
    painter.fillRect(box.adjusted(-2, 0, 2, 0), QBrush(theme.panel))
    line = QRectF(box.topLeft(), QPointF(box.right(), box.top() + box.height() / len(label.lines)))
    for number, text in enumerate(label.lines):
        is_first = number == 0
        painter.setFont(label_font(bold=label.bold and is_first))
        painter.setPen(theme.muted if label.muted or not is_first else theme.ink)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, text)
        line.translate(0, line.height())


def _mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """Return `colour` laid thinly on `ground`."""
    return QColor.fromRgbF(
        colour.redF() * share + ground.redF() * (1 - share),
        colour.greenF() * share + ground.greenF() * (1 - share),
        colour.blueF() * share + ground.blueF() * (1 - share),
    )
