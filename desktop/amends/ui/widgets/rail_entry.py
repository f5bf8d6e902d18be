"""An entry of the rail: a place to go to, and how many things wait there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from amends.ui.text_scale import font, scaled
from amends.ui.theme import set_look, theme_in_use


class RailEntry(QPushButton):
    """Put the entries of one rail into an exclusive `QButtonGroup`; the one shown is checked."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._count: int | None = None
        self.setCheckable(True)
        set_look(self, role="rail")
        self.show_count(None)

    def show_count(self, count: int | None, about: str = "") -> None:
        """Show a number at the right end, or none; `about` says more of it, to be heard."""
        self._count = count
        shown = self.text().replace("&", "")
        told = (shown, "" if count is None else str(count), about)
        self.setAccessibleName(", ".join(filter(None, told)))
        self.setToolTip(about)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(scaled(40), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._count is None:
            return
        painter = QPainter(self)
        painter.setFont(font())
        painter.setPen(theme_in_use().muted)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(0, 0, -scaled(10), 0), right, str(self._count))
        painter.end()
