"""How the page of the promises is laid out: what it shows, what can be done, and the list."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from amends.storage.rows import PromiseRow
from amends.ui.promises.list import PromiseList
from amends.ui.promises.presenter import PromisesPresenter
from amends.ui.session import Session
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.label import plain_label

_WIDTH_PX: Final = 900


class PromisesView(QWidget):
    """Goes on with the line under the cursor when the list was read anew."""

    case_chosen = Signal(str)
    act_requested = Signal(str, str)  # stream, clock

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = PromisesPresenter(session, self)
        self._current: tuple[str, str] | None = None
        self._place = 0
        self.list = PromiseList(self.presenter.model)
        self.act = QPushButton()
        self.act.setToolTip(self.tr("Ctrl+Enter in the list"))
        self.nothing = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.list.chosen.connect(self._on_chosen)
        self.list.act_requested.connect(self._on_act)
        self.act.clicked.connect(self._on_button)
        self.presenter.listed.connect(self._on_listed)
        self.presenter.refresh()

    @Slot()
    def _on_listed(self) -> None:
        """Stay on the same promise; where it is done, on the one that took its place."""
        model = self.presenter.model
        is_empty = model.rowCount() == 0
        self._pages.setCurrentIndex(1 if is_empty else 0)
        wanted, before = self._current, self._place
        place = model.place_of(lambda row: (row.stream, row.clock) == wanted)
        if place is None:
            place = model.line_nearest(before)
        if place is not None:
            self.list.setCurrentIndex(model.index(place, 0))
            self.list.scrollTo(model.index(place, 0))
        self._show_act()  # only now: what hides while it has the keys gives them to the list

    @Slot()
    def _on_current_changed(self) -> None:
        if (line := self.list.current_line()) is None:
            return
        self._current, self._place = _key(line.row), self.list.currentIndex().row()
        self._show_act()

    def _show_act(self) -> None:
        """Say what can be done about the line under the cursor, if anything can."""
        line = self.list.current_line()
        self.act.setVisible(line is not None and bool(line.act))
        if line is not None:
            self.act.setText(line.act)
            self.act.setAccessibleName(f"{line.act} {line.title}")

    @Slot(object)
    def _on_chosen(self, row: PromiseRow) -> None:
        self.case_chosen.emit(row.stream)

    @Slot(object)
    def _on_act(self, row: PromiseRow) -> None:
        self.act_requested.emit(*_key(row))

    @Slot()
    def _on_button(self) -> None:
        if (line := self.list.current_line()) is not None:
            self._on_act(line.row)

    def _lay_out(self) -> None:
        column = QFrame()
        column.setMaximumWidth(scaled(_WIDTH_PX))
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(scaled(14))
        inside.addLayout(self._head())
        inside.addWidget(self._card(), 1)
        layout = QHBoxLayout(self)
        edge = scaled(24)
        layout.setContentsMargins(edge, scaled(20), edge, edge)
        layout.addStretch(0)
        layout.addWidget(column, 1)
        layout.addStretch(0)

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(scaled(2))
        words.addWidget(plain_label(self.tr("Promises"), "title"))
        about = self.tr("Everything your office has promised in its open cases, most urgent first.")
        words.addWidget(plain_label(about, "muted"))
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(self.act, 0, Qt.AlignmentFlag.AlignBottom)
        return head

    def _card(self) -> QFrame:
        """Return the frame with the list, or with the words that it is empty."""
        self.nothing.setMargin(scaled(28))
        set_look(self.nothing, role="muted")
        self.nothing.setText(
            self.tr(
                "Nothing is owed to anybody. What the policy promises for a new complaint, and "
                "every action that you plan in a case, comes up here."
            )
        )
        card = QFrame()
        set_look(card, role="card")
        self._pages = QStackedLayout()
        edge = scaled(6)  # so that the list leaves the card its round corners
        around = QVBoxLayout(card)
        around.setContentsMargins(1, edge, 1, edge)
        around.addLayout(self._pages)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.nothing)
        return card


def _key(row: PromiseRow) -> tuple[str, str]:
    return row.stream, row.clock
