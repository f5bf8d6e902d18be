"""A page that scrolls, and whose content keeps a width that can be read."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from amends.ui.text_scale import scaled

_EDGE_PX: Final = 24


class Page(QScrollArea):
    """Put what the page shows into `body`. What gets the focus is scrolled into view by Qt."""

    def __init__(self, width_px: float, parent: QWidget | None = None) -> None:
        """Keep the content at most `width_px` wide, in the pixels of the design."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._revealed: QWidget | None = None
        content, column = QWidget(), QWidget()
        column.setMaximumWidth(scaled(width_px))
        self.body = QVBoxLayout(column)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(scaled(14))
        self._around = QHBoxLayout(content)
        self._around.addStretch(0)  # takes what is left where the column is at its widest
        self._around.addWidget(column, 1)
        self._around.addStretch(0)
        self._keep_in_middle(0, 0)
        self.setWidget(content)
        self.verticalScrollBar().rangeChanged.connect(self._keep_in_middle)

    def reveal(self, widget: QWidget) -> None:
        """Scroll until `widget` is seen whole, once what has just changed is laid out."""
        self._revealed = widget
        QTimer.singleShot(0, self, self._reveal)

    @Slot()
    def _reveal(self) -> None:
        if self._revealed is not None:
            self.ensureWidgetVisible(self._revealed)
            self._revealed = None

    @Slot(int, int)
    def _keep_in_middle(self, _first: int, last: int) -> None:
        """Leave as much room at the left as the scroll bar takes at the right."""
        bar = self.verticalScrollBar().sizeHint().width() if last > 0 else 0
        edge = scaled(_EDGE_PX)
        self._around.setContentsMargins(edge + bar, edge, edge, edge)
