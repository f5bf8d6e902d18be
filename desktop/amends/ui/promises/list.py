"""The list itself: Enter or a click opens a case, and the link in a line does what is due."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from amends.ui.widgets.grouped_list import ENTRY_ROLE, GroupedModel, Line
from amends.ui.widgets.grouped_painting import GroupedDelegate, act_rect

_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_LEFT: Final = Qt.MouseButton.LeftButton


class PromiseList(QListView):
    """Emits the row that was chosen, or about which something is to be done."""

    chosen = Signal(object)  # PromiseRow
    act_requested = Signal(object)  # PromiseRow

    def __init__(self, model: GroupedModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed = QPersistentModelIndex()
        self.setAccessibleName(self.tr("Promises, the most urgent first"))
        self.setModel(model)
        self.setItemDelegate(GroupedDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)

    def current_line(self) -> Line | None:
        """Return the line under the cursor."""
        entry = self.currentIndex().data(ENTRY_ROLE) if self.currentIndex().isValid() else None
        return entry if isinstance(entry, Line) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.current_line()
        if line is None or event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if line.act:
                self.act_requested.emit(line.row)
        else:
            self.chosen.emit(line.row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = QPersistentModelIndex(self.indexAt(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        line = index.data(ENTRY_ROLE)
        if event.button() != _LEFT or index != self._pressed or not isinstance(line, Line):
            return
        (self.act_requested if self._is_on_act(place, index) else self.chosen).emit(line.row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        place = event.position().toPoint()
        over = self._is_on_act(place, self.indexAt(place))
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def _is_on_act(self, place: QPoint, index: QModelIndex) -> bool:
        line = index.data(ENTRY_ROLE)
        if not isinstance(line, Line):
            return False
        return act_rect(self.visualRect(index), line.act).contains(place)
