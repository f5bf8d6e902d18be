"""What the tabs of a case share: a card of lines, made anew whenever the case has changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from amends.services.case_view import CaseView
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.column import Column


class LinesTab(QFrame):
    """A tab says by `lines` what it shows of a case."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, role="card")
        self._rows = Column(self)
        self._rows.setContentsMargins(scaled(16), scaled(6), scaled(16), scaled(6))

    def show_case(self, view: CaseView) -> None:
        """Show the case as it stands now; the keys go on in the line where they were."""
        place = self._place_of_focus()
        self._rows.replace(self.lines(view))
        if place is not None and self.isVisible():
            self._focus_near(place)

    def lines(self, view: CaseView) -> Iterator[QWidget]:
        """Return the lines from top to bottom."""
        raise NotImplementedError

    def _widgets(self) -> list[QWidget]:
        """Return the lines on show, and the rules between them."""
        items = (self._rows.itemAt(place) for place in range(self._rows.count()))
        return [widget for item in items if item and (widget := item.widget())]

    def _place_of_focus(self) -> int | None:
        """Return which of them holds the focus, though a form may have the keys just now."""
        focused = cast("QWidget | None", self.window().focusWidget())
        places = enumerate(self._widgets())
        return next((place for place, it in places if focused and it.isAncestorOf(focused)), None)

    def _focus_near(self, place: int) -> None:
        """Move to the first button of a line, or of the nearest one that has any."""
        widgets = self._widgets()
        for widget in widgets:
            widget.show()  # at once, as what is hidden takes no focus
        for widget in sorted(widgets, key=lambda it: abs(widgets.index(it) - place)):
            if (button := widget.findChild(QPushButton)) is not None:
                button.setFocus()
                return


def line(words: QWidget, *beside: QWidget | None) -> QWidget:
    """Return one line: words that take the room there is, and beside them what is small."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, scaled(9), 0, scaled(9))
    layout.setSpacing(scaled(12))
    layout.addWidget(words, 1)
    for widget in beside:
        if widget is not None:
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
    return row
