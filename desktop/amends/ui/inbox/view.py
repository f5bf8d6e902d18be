"""How the inbox is laid out: search, what is listed, and the list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListView,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from amends.ui.inbox.model import STREAM_ROLE
from amends.ui.inbox.presenter import InboxPresenter
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.grouped_painting import GroupedDelegate
from amends.ui.widgets.search_field import SearchField


class InboxView(QWidget):
    """The list of cases. The case under the cursor is the one on show."""

    def __init__(self, presenter: InboxPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._stream = ""
        self.search_box = self._make_search_box()
        self.list = self._make_list(presenter)
        self.nothing = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.nothing.setMargin(scaled(28))
        set_look(self.nothing, role="muted")
        self._lay_out()
        self.search_box.textChanged.connect(presenter.search)
        self.search_box.returnPressed.connect(self._go_to_list)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        presenter.listed.connect(self._on_listed)
        self._on_listed()

    @Slot()
    def go_to_search(self) -> None:
        """Put the cursor into the search box."""
        self.search_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_box.selectAll()

    def show_case(self, stream: str) -> None:
        """Mark a case as the one on show, as far as it is listed."""
        self._stream = stream
        self._mark()

    def _make_search_box(self) -> SearchField:
        return SearchField(self.tr("Search cases by title, name or number"), "Ctrl+K")

    def _make_list(self, presenter: InboxPresenter) -> QListView:
        view = QListView()
        view.setAccessibleName(self.tr("Cases, most urgent first"))
        view.setModel(presenter.model)
        view.setItemDelegate(GroupedDelegate(view))
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setFrameShape(QListView.Shape.NoFrame)
        return view

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(scaled(12), scaled(12), scaled(12), scaled(10))
        top.addWidget(self.search_box)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(self._pages)

    @Slot()
    def _on_listed(self) -> None:
        """Keep the case on show marked when the list was read anew; else show the first one."""
        empty = self._presenter.model.rowCount() == 0
        self._pages.setCurrentIndex(1 if empty else 0)
        if empty:
            self.nothing.setText(self._why_empty())
        self._mark()

    def _why_empty(self) -> str:
        if self._presenter.query and self._presenter.shows_all_cases:
            return self.tr("No case has these words in its title, name or number.")
        if self._presenter.query:
            return self.tr(
                "No open case has these words in its title, name or number. "
                "Ctrl+2 looks through all cases."
            )
        if not self._presenter.may_record:
            is_all = self._presenter.shows_all_cases
            return self.tr("There are no cases yet.") if is_all else self.tr("No open cases.")
        if self._presenter.shows_all_cases:
            return self.tr("There are no cases yet. Press Ctrl+N for a new complaint.")
        return self.tr(
            "No open cases. Press Ctrl+N for a new complaint, or drop an e-mail that you saved "
            "on this window."
        )

    def _mark(self) -> None:
        model = self._presenter.model
        place = model.place_of_case(self._stream)
        if place is None and not self._stream:
            place = model.first_case()
        if place is None:
            return
        index = model.index(place, 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    @Slot()
    def _go_to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        stream = current.data(STREAM_ROLE) if current.isValid() else None
        if stream and stream != self._stream:
            self._stream = stream
            self._presenter.choose(stream)
