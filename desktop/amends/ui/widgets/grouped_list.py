"""A list in groups: rows arrive page by page as the view asks, with a heading above each group."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from amends.ui.widgets.countdown_words import CountdownWords

Index = QModelIndex | QPersistentModelIndex
FetchPage = Callable[[Any, int], list[Any]]  # last row seen, limit

PAGE_SIZE: Final = 200
NO_PARENT: Final = QModelIndex()
ENTRY_ROLE: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Heading:
    """A line above a group. `count` is None where the group was not counted."""

    title: str
    count: int | None

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        return self.title if self.count is None else f"{self.title}, {self.count}"


@dataclass(frozen=True, slots=True)
class Line:
    """A row in words; `countdown` is None where nothing is due, `label` stands at the right.

    `spoken` is what a screen reader says of it; `act` is a link in the line, "" for none.
    """

    row: Any
    countdown: CountdownWords | None
    title: str
    step: str
    details: str
    label: str
    spoken: str
    act: str = ""


class Wording(Protocol):
    """Says under which heading a row stands, and puts it into words."""

    def heading(self, row: Any) -> Heading: ...

    def line(self, row: Any) -> Line: ...


class GroupedModel(QAbstractListModel):
    """Rows in the order of the query; headings are rows that cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch: FetchPage | None = None
        self._wording: Wording | None = None
        self._entries: list[Heading | Line] = []
        self._last: Any = None
        self._heading: Heading | None = None
        self._exhausted = True

    def show_query(self, fetch: FetchPage, wording: Wording) -> None:
        """Start again from the first page of a query; that page is fetched at once."""
        self.beginResetModel()
        self._fetch, self._wording = fetch, wording
        self._entries, self._last, self._heading = [], None, None
        self._entries = self._next_page()
        self.endResetModel()

    def place_of(self, is_it: Callable[[Any], bool]) -> int | None:
        """Return the place of the first row for which that holds, among those that were fetched."""
        for place, entry in enumerate(self._entries):
            if isinstance(entry, Line) and is_it(entry.row):
                return place
        return None

    def line_nearest(self, place: int) -> int | None:
        """Return the place of the line nearest to `place`, the first of two that are as near."""
        lines = [n for n, entry in enumerate(self._entries) if isinstance(entry, Line)]
        return min(lines, key=lambda n: (abs(n - place), n), default=None)

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
        return None

    def _next_page(self) -> list[Heading | Line]:
        if self._fetch is None:
            return []
        page = self._fetch(self._last, PAGE_SIZE)
        self._exhausted = len(page) < PAGE_SIZE
        return list(self._with_headings(page))

    def _with_headings(self, page: list[Any]) -> Iterator[Heading | Line]:
        assert self._wording is not None
        for row in page:
            heading = self._wording.heading(row)
            if heading != self._heading:
                self._heading = heading
                yield heading
            self._last = row
            yield self._wording.line(row)
