"""A column of widgets that is filled anew whenever what it shows has changed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from amends.ui.theme import set_look
from amends.ui.widgets.reading_order import put_in_reading_order


class Column(QVBoxLayout):
    """Widgets below one another, with a thin rule between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent) if parent else super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(0)

    def replace(self, widgets: Iterable[QWidget]) -> None:
        """Show `widgets` in place of those that were there, which are thrown away."""
        while (item := self.takeAt(0)) is not None:
            if (before := item.widget()) is not None:
                before.hide()
                before.deleteLater()
        shown = list(widgets)
        for number, widget in enumerate(shown):
            if number:
                self.addWidget(_rule())
            self.addWidget(widget)
        put_in_reading_order(shown)


def _rule() -> QFrame:
    rule = QFrame()
    set_look(rule, role="rule")
    return rule
