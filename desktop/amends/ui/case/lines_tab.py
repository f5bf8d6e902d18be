"""What the tabs of a case share: a card of lines, made anew whenever the case has changed."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

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
        """Show the case as it stands now."""
        self._rows.replace(self.lines(view))

    def lines(self, view: CaseView) -> Iterator[QWidget]:
        """Return the lines from top to bottom."""
        raise NotImplementedError


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
