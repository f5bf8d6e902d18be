"""How much room there is on the screen on which a window stands."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from amends.ui.text_scale import scaled

_TITLE_BAR_PX = 48


def room_on_screen(widget: QWidget) -> QSize:
    """Return the room on the screen of a widget, or of what it is about to open over, in pixels.

    The widget's own `screen()` is not asked: PySide takes a screen that was asked of a widget for a
    part of it, and deletes it together with the widget; the next window to open ends the app.
    """
    over = (widget.parentWidget() or widget).window()
    screen = QGuiApplication.screenAt(over.mapToGlobal(over.rect().center()))
    return (screen or QGuiApplication.primaryScreen()).availableSize()


def room_in_frame(widget: QWidget) -> QSize:
    """Return the room on the screen for what a window holds, below its title bar."""
    room = room_on_screen(widget)
    return QSize(room.width(), room.height() - scaled(_TITLE_BAR_PX))
