"""The room that a form gives its fields: as much as they need, else they scroll."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from amends.ui.text_scale import scaled

_WIDTH_PX, _LEAST_PX = 412, 120


class Room(QScrollArea):
    """Wide enough for a sentence, and never so low that no field could be seen."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)

    def sizeHint(self) -> QSize:
        wanted = self._content.sizeHint()
        width = max(wanted.width(), scaled(_WIDTH_PX))
        seen = max(width, self.viewport().width()) if self.isVisible() else width
        wrapped = self._content.heightForWidth(seen)  # -1 where nothing wraps
        return QSize(width, wrapped if wrapped >= 0 else wanted.height())

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        least = self._content.minimumSizeHint()
        width = max(least.width() + bar, scaled(_WIDTH_PX))
        return QSize(width, min(least.height(), scaled(_LEAST_PX)))
