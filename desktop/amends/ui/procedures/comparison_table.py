"""The clauses in which two procedures differ, as a table that is read by keys as well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from amends.domain.comparison import Change
from amends.domain.durations import NOT_STATED
from amends.domain.explanation import quoted
from amends.domain.promise_clauses import Clause
from amends.ui.procedures.words import difference_words
from amends.ui.text_scale import scaled
from amends.ui.theme import theme_in_use

Index = QModelIndex | QPersistentModelIndex

_NO_PARENT: Final = QModelIndex()
_DISPLAY: Final = Qt.ItemDataRole.DisplayRole
_CLAUSE, _BEFORE, _AFTER = range(3)
_CLAUSE_SHARE: Final = 0.2
# What the style keeps free around the words of a cell, in the design's pixels.
_BESIDE_PX, _ABOVE_PX = 12, 6


class ChangesModel(QAbstractTableModel):
    """A change a row: the clause, what stood before, what stands after."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changes: Sequence[Change] = ()
        self._heads = (self.tr("Clause"), self.tr("Before"), self.tr("After"))

    def show_changes(self, changes: Sequence[Change]) -> None:
        self.beginResetModel()
        self._changes = changes
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._changes)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        change = self._changes[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(change, index.column())
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
            case Qt.ItemDataRole.ForegroundRole if index.column() == _CLAUSE:
                return theme_in_use().text_of(difference_words(change.difference)[1])
            case Qt.ItemDataRole.FontRole if index.column() == _CLAUSE:
                bold = QFont()
                bold.setWeight(QFont.Weight.DemiBold)
                return bold
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self._heads[section] if role == _DISPLAY else None

    def _words(self, change: Change, column: int) -> str:
        if column == _CLAUSE:
            clause = change.clause
            name = clause.title if clause.title == clause.part else f"{clause.part}\n{clause.title}"
            how = difference_words(change.difference)[0]
            if change.is_of_words_alone:
                how = self.tr("{changed}: the policy's own words alone").format(changed=how)
            return f"{name}\n({how})"
        return self._cell(change.before if column == _BEFORE else change.after)

    def _cell(self, clause: Clause | None) -> str:
        if clause is None:
            return self.tr("nothing")
        said = clause.words
        if clause.is_reading:
            said = self.tr("{words} (a reading)").format(words=said)
        if clause.source in {"", NOT_STATED}:
            return said
        return f"{said}\n{quoted(clause.source)}"


class ComparisonTable(QTableView):
    """Its rows are as high as their words need, at whatever width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ChangesModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_WholeWords(self))
        self.setAccessibleName(self.tr("What differs"))
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)

    def show_changes(self, changes: Sequence[Change]) -> None:
        """Show changes in place of those that were there, the first of them chosen."""
        self._model.show_changes(changes)
        self._fit()
        if changes:
            self.setCurrentIndex(self._model.index(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self.viewport().width()
        first = round(width * _CLAUSE_SHARE)
        half = (width - first) // 2
        for column, share in ((_CLAUSE, first), (_BEFORE, half), (_AFTER, width - first - half)):
            self.setColumnWidth(column, share)
        self.resizeRowsToContents()


class _WholeWords(QStyledItemDelegate):
    """Asks for the height that all words of a cell need; Qt forgets what the style keeps free."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        table = self.parent()
        assert isinstance(table, QTableView)
        font = index.data(Qt.ItemDataRole.FontRole) or table.font()
        merged = QFont(font).resolve(table.font())
        width = table.columnWidth(index.column()) - 2 * scaled(_BESIDE_PX)
        flags = Qt.TextFlag.TextWordWrap.value
        room = QRect(0, 0, max(width, 1), 1_000_000)
        needed = QFontMetrics(merged).boundingRect(room, flags, str(index.data()))
        return QSize(width, needed.height() + 2 * scaled(_ABOVE_PX))
