"""How a grouped list is painted: the countdown, and beside it three lines with a label."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from amends.ui.text_scale import SMALL_PX, font, scaled
from amends.ui.theme import Theme, theme_in_use
from amends.ui.widgets.countdown import block_size, paint_countdown
from amends.ui.widgets.grouped_list import ENTRY_ROLE, Heading, Line

Index = QModelIndex | QPersistentModelIndex

_MARGIN: Final = 13
_PADDING: Final = 9
_GAP: Final = 12
_BAR: Final = 3
_LINE_GAP: Final = 3
_ELIDE: Final = Qt.TextElideMode.ElideRight
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class GroupedDelegate(QStyledItemDelegate):
    """Paints headings and lines; both say the same to a screen reader through the model."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if isinstance(index.data(ENTRY_ROLE), Heading):
            return QSize(0, QFontMetrics(_heading_font()).height() + scaled(16))
        lines = sum(QFontMetrics(used).height() for used in _line_fonts())
        text = lines + 2 * scaled(_LINE_GAP)
        return QSize(0, max(text, block_size().height()) + 2 * scaled(_PADDING))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, theme = index.data(ENTRY_ROLE), theme_in_use()
        painter.save()
        if isinstance(entry, Heading):
            _paint_heading(painter, _rect(option), entry, theme)
        elif isinstance(entry, Line):
            _paint_ground(painter, option, theme)
            _paint_words(painter, _rect(option), entry, theme)
        painter.restore()


def act_rect(line: QRect, act: str) -> QRect:
    """Return where the link of a line stands, which as a whole takes the room of `line`."""
    metrics = QFontMetrics(font())
    inner = _inner(line)
    size = QSize(metrics.horizontalAdvance(act), metrics.height())
    return QRect(inner.bottomRight() - QPoint(size.width(), size.height()), size)


def _inner(line: QRect) -> QRect:
    """Return what a line has for its words, within its margins."""
    edge, padding = scaled(_MARGIN), scaled(_PADDING)
    return line.adjusted(edge, padding, -edge, -padding)


def _rect(option: QStyleOptionViewItem) -> QRect:
    return QRect(option.rect)


def _heading_font() -> QFont:
    return font(SMALL_PX, QFont.Weight.DemiBold)


def _line_fonts() -> tuple[QFont, QFont, QFont]:
    return font(weight=QFont.Weight.DemiBold), font(), font(SMALL_PX)


def _paint_heading(painter: QPainter, rect: QRect, heading: Heading, theme: Theme) -> None:
    painter.fillRect(rect, theme.background)
    _rule(painter, rect, theme)
    inner = rect.adjusted(scaled(_MARGIN), 0, -scaled(_MARGIN), 0)
    painter.setFont(_heading_font())
    painter.setPen(theme.muted)
    painter.drawText(inner, _LEFT, heading.title)
    if heading.count is not None:
        painter.drawText(inner, _RIGHT, f"{heading.count:,}")


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
    rect, state = _rect(option), option.state
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    painter.fillRect(rect, theme.accent_soft if chosen else theme.panel)
    _rule(painter, rect, theme)
    if chosen:
        painter.fillRect(QRect(rect.topLeft(), QSize(scaled(_BAR), rect.height())), theme.accent)
    if chosen and state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(theme.accent)
        painter.drawRect(rect.adjusted(0, 0, -1, -1))


def _rule(painter: QPainter, rect: QRect, theme: Theme) -> None:
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line)


def _paint_words(painter: QPainter, rect: QRect, line: Line, theme: Theme) -> None:
    inner = _inner(rect)
    block = QRect(inner.topLeft(), block_size())
    if line.countdown is not None:
        block.moveTop(inner.top() + (inner.height() - block.height()) // 2)
        paint_countdown(painter, block, line.countdown)
    text = inner.adjusted(block.width() + scaled(_GAP), 0, 0, 0)
    bold, body, small = _line_fonts()
    label = QFontMetrics(small).horizontalAdvance(line.label)
    top = text.topLeft()
    top = _paint_line(painter, top, text.width() - label - scaled(8), line.title, bold, theme.ink)
    painter.setFont(small)
    painter.setPen(theme.muted)
    beside = QRect(text.left(), text.top(), text.width(), QFontMetrics(bold).height())
    painter.drawText(beside, _RIGHT, line.label)
    top = _paint_line(painter, top, text.width(), line.step, body, theme.ink)
    act = _paint_act(painter, rect, line.act, theme)
    _paint_line(painter, top, text.width() - act, line.details, small, theme.muted)


def _paint_act(painter: QPainter, rect: QRect, act: str, theme: Theme) -> int:
    """Paint the link of a line, if it has one; return the width that it takes."""
    if not act:
        return 0
    beside = act_rect(rect, act)
    painter.setFont(font())
    painter.setPen(theme.accent)
    painter.drawText(beside, _RIGHT, act)
    return beside.width() + scaled(_GAP)


def _paint_line(
    painter: QPainter, top: QPoint, width: int, text: str, used: QFont, colour: QColor
) -> QPoint:
    """Paint one line, cut with an ellipsis where it is too long; return where the next begins."""
    metrics = QFontMetrics(used)
    painter.setFont(used)
    painter.setPen(colour)
    one_line = metrics.elidedText(" ".join(text.split()), _ELIDE, width)
    painter.drawText(QRect(top, QSize(width, metrics.height())), _LEFT, one_line)
    return top + QPoint(0, metrics.height() + scaled(_LINE_GAP))
