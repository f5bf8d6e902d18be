"""What is wrong with a text, a line each; one that is chosen leads to its place."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from amends.domain.errors import AmendsError
from amends.services.check_procedure import Checked
from amends.services.procedure_form import form_of
from amends.ui.procedures.words import mistake_words
from amends.ui.text_scale import scaled
from amends.ui.theme import Tone, set_look
from amends.ui.widgets.label import plain_label

_ROWS_SHOWN: Final = 4
_MOST_PX, _AROUND_PX = 120, 8
_LINE = Qt.ItemDataRole.UserRole


class MistakeList(QWidget):
    """Says that nothing is wrong, too."""

    line_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = plain_label("", "heading")
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("What is wrong"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(6))
        layout.addWidget(self.heading)
        layout.addWidget(self.list)
        self.list.itemClicked.connect(self._on_chosen)
        self.list.itemActivated.connect(self._on_chosen)
        self.list.hide()

    def show_result(self, result: Checked) -> None:
        """List what is wrong with the text."""
        self.list.clear()
        places = _places(result.text)
        for problem in result.problems:
            item = QListWidgetItem(mistake_words(problem, places.get(problem.key)))
            item.setData(_LINE, problem.line)
            self.list.addItem(item)
        count = len(result.problems)
        self.list.setVisible(count > 0)
        if count:
            words = (
                self.tr("1 thing is wrong") if count == 1 else self.tr("{count} things are wrong")
            )
            self.heading.setText(words.format(count=count))
        else:
            self.heading.setText(self.tr("Nothing is wrong with it."))
        self._fit()
        set_look(self.heading, tone=Tone.LATE if count else Tone.CALM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the first rows need; the others are scrolled to."""
        shown = range(min(self.list.count(), _ROWS_SHOWN))
        rows = sum(self.list.sizeHintForRow(row) for row in shown)
        self.list.setFixedHeight(min(rows, scaled(_MOST_PX)) + scaled(_AROUND_PX))

    @Slot(QListWidgetItem)
    def _on_chosen(self, item: QListWidgetItem) -> None:
        if (line := item.data(_LINE)) is not None:
            self.line_chosen.emit(line)


def _places(text: str) -> dict[str, str]:
    """Return what the form calls each place of the text that it asks for."""
    try:
        groups = form_of(text)
    except AmendsError:
        return {}
    return {it.key: f"{group.title}, {it.label}" for group in groups for it in group.asked}
