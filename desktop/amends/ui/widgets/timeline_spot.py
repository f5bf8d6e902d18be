"""A spot on the stage timeline: drawn small, and reached by mouse, keyboard and screen reader."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from amends.ui.text_scale import scale, scaled
from amends.ui.theme import theme_in_use
from amends.ui.widgets.timeline_layout import Look, Spot

SPOT_PX: Final = 24
_STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class SpotButton(QAbstractButton):
    """One spot. Arrow keys ask for its neighbours, Enter presses it."""

    left_by = Signal(int)  # how many spots further the focus should go

    def __init__(self, spot: Spot, parent: QWidget) -> None:
        super().__init__(parent)
        self.spot = spot
        self.setAccessibleName(spot.sentence)
        if spot.clock:
            self.setAccessibleDescription(self.tr("Press Enter to see why this date"))
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(scaled(SPOT_PX), scaled(SPOT_PX))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if step := _STEPS.get(key, 0):
            self.left_by.emit(step)
        elif key in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, self.height() / 2)
        if self.hasFocus():
            painter.setPen(QPen(theme_in_use().accent, 2))
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, scaled(6), scaled(6))
        paint_spot(painter, middle, self.spot.look)
        painter.end()


def paint_spot(painter: QPainter, middle: QPointF, look: Look) -> None:
    """Draw a spot: an event filled, a deadline as a ring, a holiday as a small notch."""
    theme = theme_in_use()
    match look:
        case Look.DONE:
            _dot(painter, middle, theme.accent)
        case Look.DUE:
            _ring(painter, middle, 6, QPen(theme.muted, 2 * scale()))
        case Look.SOON:
            _ring(painter, middle, 7, QPen(theme.soon, 3 * scale()))
        case Look.LATE:
            _ring(painter, middle, 7, QPen(theme.late, 3 * scale()))
        case Look.PROJECTED:
            _ring(painter, middle, 6, _dashed(theme.muted, 2, 2.2, 1.6))
        case Look.NOT_OPENED:
            _ring(painter, middle, 6, _dashed(theme.muted, 2, 0.4, 1.9))
        case Look.HOLIDAY:
            _notch(painter, middle)


def _dot(painter: QPainter, middle: QPointF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(middle, 6.5 * scale(), 6.5 * scale())


def _ring(painter: QPainter, middle: QPointF, radius: float, pen: QPen) -> None:
    painter.setPen(pen)
    painter.setBrush(theme_in_use().panel)
    painter.drawEllipse(middle, radius * scale(), radius * scale())


def _notch(painter: QPainter, middle: QPointF) -> None:
    half = 4.5 * scale()
    notch = QRectF(middle.x() - half, middle.y() - half - 1, 2 * half, 2 * half + 2)
    painter.setPen(QPen(theme_in_use().muted, 1.3 * scale()))
    painter.setBrush(theme_in_use().rail)
    painter.drawRect(notch)


def _dashed(colour: QColor, width: float, dash: float, space: float) -> QPen:
    pen = QPen(colour, width * scale())
    pen.setDashPattern([dash, space])
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if dash < 1 else Qt.PenCapStyle.FlatCap)
    return pen
