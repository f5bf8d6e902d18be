"""What somebody meets who goes through a window by Tab and hears the name of each control."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def tab_stops(window: QWidget) -> Iterator[QWidget]:
    """Return what Tab reaches, in its order."""
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        can = widget.isVisibleTo(window) and widget.isEnabledTo(window)
        if can and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.focusProxy():
            yield widget
        widget = widget.nextInFocusChain()


def name_of(widget: QWidget) -> str:
    """Return what a screen reader says of a control."""
    if widget.accessibleName():  # of a choice, Qt would give the value here, not the name
        return widget.accessibleName()
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def unnamed(window: QWidget) -> list[str]:
    """Return the controls that Tab reaches and of which nothing is said."""
    stops = (it for it in tab_stops(window) if not _is_inside_another(it))
    return [type(it).__name__ for it in stops if not name_of(it)]


def _is_inside_another(widget: QWidget) -> bool:
    """The parts of an editable box or of a scroll area are heard as the whole."""
    parent = widget.parentWidget()
    inside = isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget
    return inside or widget.objectName().startswith("qt_")
