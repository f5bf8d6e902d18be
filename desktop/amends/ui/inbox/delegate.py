"""How a line of the inbox is painted: the countdown, the title, what is due, who and where."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from amends.ui.inbox.model import ENTRY_ROLE
from amends.ui.inbox.words import CaseLine, Heading
from amends.ui.text_scale import SMALL_PX, font, scaled
from amends.ui.theme import Theme, theme_in_use
from amends.ui.widgets.countdown import block_size, paint_countdown

Index = QModelIndex | QPersistentModelIndex

_MARGIN: Final = 13
_PADDING: Final = 9
_GAP: Final = 12
_BAR: Final = 3
_LINE_GAP: Final = 3
_ELIDE: Final = Qt.TextElideMode.ElideRight
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class InboxDelegate(QStyledItemDelegate):
    """Paints headings and cases; both say the same to a screen reader through the model."""

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
        elif isinstance(entry, CaseLine):
            _paint_ground(painter, option, theme)
            _paint_case(painter, _rect(option), entry, theme)
        painter.restore()


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


def _paint_case(painter: QPainter, rect: QRect, line: CaseLine, theme: Theme) -> None:
    inner = rect.adjusted(scaled(_MARGIN), scaled(_PADDING), -scaled(_MARGIN), -scaled(_PADDING))
    block = QRect(inner.topLeft(), block_size())
    if line.countdown is not None:
        block.moveTop(inner.top() + (inner.height() - block.height()) // 2)
        paint_countdown(painter, block, line.countdown)
    text = inner.adjusted(block.width() + scaled(_GAP), 0, 0, 0)
    bold, body, small = _line_fonts()
    label = QFontMetrics(small).horizontalAdvance(line.row.label)
    top = text.topLeft()
    top = _paint_line(
        painter, top, text.width() - label - scaled(8), line.row.title, bold, theme.ink
    )
    painter.setFont(small)
    painter.setPen(theme.muted)
    beside = QRect(text.left(), text.top(), text.width(), QFontMetrics(bold).height())
    painter.drawText(beside, _RIGHT, line.row.label)
    top = _paint_line(painter, top, text.width(), line.step, body, theme.ink)
    _paint_line(painter, top, text.width(), line.details, small, theme.muted)


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
