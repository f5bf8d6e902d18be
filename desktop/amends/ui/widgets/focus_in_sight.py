"""What gets the keys is seen: also where Tab comes into a page that was scrolled away from it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Slot
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


class FocusInSight(QObject):
    """Qt itself scrolls from one part of a page to another alone, not for who comes from outside.

    A click scrolls nothing: what is clicked is seen, and must not move away from under the mouse.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    @Slot(QWidget, QWidget)
    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is None or QApplication.mouseButtons() is not Qt.MouseButton.NoButton:
            return
        around = None if now.isWindow() else now.parentWidget()
        while around is not None and not around.isWindow():  # a dialog may be made in a page
            comes_in = before is None or not around.isAncestorOf(before)
            if isinstance(around, QScrollArea) and comes_in and not _is_seen(now, around):
                around.ensureWidgetVisible(now)
            around = around.parentWidget()


def _is_seen(widget: QWidget, area: QScrollArea) -> bool:
    place = QRect(widget.mapTo(area.viewport(), QPoint(0, 0)), widget.size())
    return area.viewport().rect().contains(place)
