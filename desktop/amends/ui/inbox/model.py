"""The list of cases, by the stream of each."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt

from amends.ui.widgets.grouped_list import ENTRY_ROLE, GroupedModel, Index, Line

STREAM_ROLE: Final = ENTRY_ROLE + 1


class InboxModel(GroupedModel):
    """Cases in the order of the query."""

    def place_of_case(self, stream: str) -> int | None:
        """Return the row of a case among those that were fetched."""
        return self.place_of(lambda row: row.stream == stream)

    def first_case(self) -> int | None:
        """Return the row of the first case."""
        return self.place_of(lambda _row: True)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == STREAM_ROLE and index.isValid():
            entry = super().data(index, ENTRY_ROLE)
            return entry.row.stream if isinstance(entry, Line) else None
        return super().data(index, role)
