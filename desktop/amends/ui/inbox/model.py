"""The list of cases: rows arrive page by page as the view asks, with a heading above each group."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from amends.storage.rows import InboxRow
from amends.ui.inbox.words import CaseLine, Heading

Index = QModelIndex | QPersistentModelIndex
FetchPage = Callable[[InboxRow | None, int], list[InboxRow]]  # last row seen, limit

PAGE_SIZE: Final = 200
NO_PARENT: Final = QModelIndex()
ENTRY_ROLE: Final = Qt.ItemDataRole.UserRole
STREAM_ROLE: Final = Qt.ItemDataRole.UserRole + 1


class Wording(Protocol):
    """Says under which heading a row stands, and puts it into words."""

    def heading(self, row: InboxRow) -> Heading: ...

    def line(self, row: InboxRow) -> CaseLine: ...


class InboxModel(QAbstractListModel):
    """Cases in the order of the query; headings are rows that cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch: FetchPage | None = None
        self._wording: Wording | None = None
        self._entries: list[Heading | CaseLine] = []
        self._last: InboxRow | None = None
        self._heading: Heading | None = None
        self._exhausted = True

    def show_query(self, fetch: FetchPage, wording: Wording) -> None:
        """Start again from the first page of a query; that page is fetched at once."""
        self.beginResetModel()
        self._fetch, self._wording = fetch, wording
        self._entries, self._last, self._heading = [], None, None
        self._entries = self._next_page()
        self.endResetModel()

    def place_of(self, stream: str) -> int | None:
        """Return the row of a case among those that were fetched."""
        for place, entry in enumerate(self._entries):
            if isinstance(entry, CaseLine) and entry.row.stream == stream:
                return place
        return None

    def first_case(self) -> int | None:
        """Return the row of the first case."""
        return next((n for n, it in enumerate(self._entries) if isinstance(it, CaseLine)), None)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._exhausted

    def fetchMore(self, parent: Index) -> None:
        if parent.isValid() or not (page := self._next_page()):
            return
        self.beginInsertRows(NO_PARENT, len(self._entries), len(self._entries) + len(page) - 1)
        self._entries += page
        self.endInsertRows()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self._entries[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return entry.spoken
        if role == STREAM_ROLE and isinstance(entry, CaseLine):
            return entry.row.stream
        return None

    def _next_page(self) -> list[Heading | CaseLine]:
        if self._fetch is None:
            return []
        page = self._fetch(self._last, PAGE_SIZE)
        self._exhausted = len(page) < PAGE_SIZE
        return list(self._with_headings(page))

    def _with_headings(self, page: list[InboxRow]) -> Iterator[Heading | CaseLine]:
        assert self._wording is not None
        for row in page:
            heading = self._wording.heading(row)
            if heading != self._heading:
                self._heading = heading
                yield heading
            self._last = row
            yield self._wording.line(row)
