"""The week grid of the day strip: a real table, so that keys and screen readers know their way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from amends.domain.dates_in_words import SHORT_WEEKDAYS
from amends.domain.explanation import CountedDay
from amends.ui.text_scale import font, scaled
from amends.ui.theme import theme_in_use
from amends.ui.widgets.day_cell_painting import CellFonts, paint_cell
from amends.ui.widgets.day_cells import DAYS_IN_WEEK, DayCell, weeks_of

Index = QModelIndex | QPersistentModelIndex

CELL_ROLE: Final = Qt.ItemDataRole.UserRole
MOST_WEEKS_SHOWN: Final = 8
FEWEST_WEEKS_SHOWN: Final = 3
_NO_PARENT: Final = QModelIndex()
_DISPLAY: Final = Qt.ItemDataRole.DisplayRole


class DayGridModel(QAbstractTableModel):
    """Weeks as rows, weekdays as columns."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._weeks: list[tuple[DayCell, ...]] = []

    def show_days(self, days: Sequence[CountedDay]) -> None:
        self.beginResetModel()
        self._weeks = weeks_of(days)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._weeks)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else DAYS_IN_WEEK

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return SHORT_WEEKDAYS[section]
        return None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        cell = self._weeks[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{cell.date_text} {cell.words}".strip()
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return cell.spoken
            case Qt.ItemDataRole.UserRole:
                return cell
        return None


class DayGrid(QTableView):
    """Shows up to eight weeks at once and scrolls through more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days = DayGridModel(self)
        self.setModel(self.days)
        self.setItemDelegate(_DayDelegate(self))
        self.setObjectName("dayGrid")
        self.setAccessibleName(self.tr("Days, counted or not"))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)

    def show_days(self, days: Sequence[CountedDay]) -> None:
        self.days.show_days(days)
        self.verticalHeader().setDefaultSectionSize(_row_height())
        self.setVisible(bool(days))
        if days:
            self.setCurrentIndex(self.days.index(0, days[0].date.weekday()))
        self.setMaximumHeight(self._height(self.days.rowCount()))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(scaled(790), self._height(MOST_WEEKS_SHOWN))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(480), self._height(FEWEST_WEEKS_SHOWN))

    def _height(self, most_weeks: int) -> int:
        """Return the height of all weeks, or of `most_weeks` and half of one that says: more."""
        weeks = self.days.rowCount()
        shown = weeks if weeks <= most_weeks else most_weeks + 0.5
        return self.horizontalHeader().sizeHint().height() + round(shown * _row_height())


class _DayDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: DayCell = index.data(CELL_ROLE)
        state, rect = option.state, option.rect
        margin = scaled(4)
        box = QRectF(rect).adjusted(margin, margin, -margin, -margin)
        painter.save()
        fonts = CellFonts(font(11.5), font(13), font(11))
        paint_cell(painter, box, cell, theme_in_use(), fonts)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme_in_use().accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(rect).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, scaled(9), scaled(9))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(scaled(60), _row_height())


def _row_height() -> int:
    return scaled(66)
