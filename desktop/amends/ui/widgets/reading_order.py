"""Tab goes in reading order: also to what was made later, which Qt would put at the very end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def put_in_reading_order(widgets: Iterable[QWidget]) -> None:
    """Let Tab reach what is in `widgets`, which stand together, from what stands before them."""
    shown = list(widgets)
    stops = [stop for widget in shown for stop in stops_in(widget)]
    if stops and (before := _stop_before(shown[0])) is not None:
        for earlier, later in pairwise((before, *stops)):
            QWidget.setTabOrder(earlier, later)


def stops_in(widget: QWidget) -> Iterator[QWidget]:
    """Return what takes Tab in `widget`, as it is laid out; also what is hidden just now."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    elif isinstance(widget, QScrollArea):
        inside = widget.widget()
        yield from stops_in(inside) if inside is not None else ()
    else:
        for part in _laid_out(widget.layout()):
            yield from stops_in(part)


def _stop_before(widget: QWidget) -> QWidget | None:
    """Return what takes Tab last before `widget`: in what it is a part of, or around that."""
    inside: QWidget | None = widget
    while inside is not None and (around := inside.parentWidget()) is not None:
        parts = list(_laid_out(around.layout()))
        earlier = parts[: parts.index(inside)] if inside in parts else []
        for part in reversed(earlier):
            if stops := list(stops_in(part)):
                return stops[-1]
        inside = around
    return None


def _laid_out(layout: QLayout | None) -> Iterator[QWidget]:
    """Return the widgets of a layout, and of those within it, in their order."""
    for place in range(layout.count() if layout is not None else 0):
        assert layout is not None
        if (item := layout.itemAt(place)) is None:
            continue
        if (widget := item.widget()) is not None:
            yield widget
        else:
            yield from _laid_out(item.layout())
