"""What the tabs of a case share: a card of lines, made anew whenever the case has changed.

Each line is some widgets, and Qt needs long for hundreds of them: lines are made only once their
tab is looked at, a batch at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final, cast

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from amends.services.case_view import CaseView
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.column import Column
from amends.ui.widgets.reading_order import put_in_reading_order

BATCH: Final = 50


class LinesTab(QFrame):
    """A tab says by `lines` what it shows of a case."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, role="card")
        self._view: CaseView | None = None
        self._most, self._is_due = BATCH, False
        self._content = QWidget()
        self._rows = Column(self._content)
        self.more = QPushButton(self.tr("Show more"))
        self.more.setAccessibleName(self.tr("Show more lines"))
        set_look(self.more, role="link")
        self.more.hide()
        self.more.clicked.connect(self._show_more)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(scaled(16), scaled(6), scaled(16), scaled(6))
        self._layout.setSpacing(0)
        self._layout.addWidget(self._content)
        self._layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_case(self, view: CaseView) -> None:
        """Show the case as it stands now; the keys go on in the line where they were."""
        if self._view is None or self._view.stream != view.stream:
            self._most = BATCH
        self._view, self._is_due = view, True
        if not self.isHidden():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    def lines(self, view: CaseView) -> Iterator[QWidget]:
        """Return the lines from top to bottom; no more of them are asked for than are shown."""
        raise NotImplementedError

    def _fill(self) -> None:
        """Make the lines that are to be shown, where the case has changed since they were made."""
        if self._view is None or not self._is_due:
            return
        self._is_due = False
        place = self._place_of_focus()
        lines = list(islice(self.lines(self._view), self._most + 1))
        self._replace(lines[: self._most])
        self.more.setVisible(len(lines) > self._most)
        if place is not None and self.isVisible():
            self._focus_near(place)

    def _replace(self, lines: list[QWidget]) -> None:
        """Put lines in place of those before, at a stroke: one by one each would be laid out."""
        before, self._content = self._content, QWidget()
        self._rows = Column(self._content)
        self._rows.replace(lines)
        before.hide()
        self._layout.replaceWidget(before, self._content)
        before.deleteLater()
        put_in_reading_order([self._content])
        self._content.show()  # at once, as what is hidden takes no focus

    @Slot()
    def _show_more(self) -> None:
        place = len(self._widgets())
        self._most += BATCH
        self._is_due = True
        self._fill()
        self._focus_near(place + 1)  # at its place stands the rule before the first new line

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
        for _far, widget in sorted(_by_distance(widgets, place), key=_distance):
            if (button := widget.findChild(QPushButton)) is not None:
                button.setFocus()
                return


def _by_distance(widgets: list[QWidget], place: int) -> Iterator[tuple[int, QWidget]]:
    return ((abs(number - place), widget) for number, widget in enumerate(widgets))


def _distance(found: tuple[int, QWidget]) -> int:
    return found[0]


def line(words: QWidget, *beside: QWidget | None) -> QWidget:
    """Return one line: words that take the room there is, and beside them what is small.

    What stands beside them has one middle, so that a mark is not higher than its button.
    """
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, scaled(9), 0, scaled(9))
    layout.setSpacing(scaled(12))
    layout.addWidget(words, 1)
    side = QHBoxLayout()
    side.setSpacing(scaled(12))
    for widget in filter(None, beside):
        side.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    if side.count():
        layout.addLayout(side)
        layout.setAlignment(side, Qt.AlignmentFlag.AlignTop)
    return row
