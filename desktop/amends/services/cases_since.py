"""Which cases got entries after a moment of the record, but those about whoever asks."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from amends.services.take_seat import kept_from
from amends.storage.rows import InboxRow
from amends.storage.unit import Unit


class CasesSince(NamedTuple):
    """Those that are new, and those that were there before."""

    new: tuple[InboxRow, ...]
    older: tuple[InboxRow, ...]


def cases_since(unit: Unit, entries: int, person: UUID) -> CasesSince:
    """Return the cases with entries after that many entries of the office, told to `person`."""
    without = kept_from(unit, person)
    found = [
        (first == 1, row)
        for stream, first in unit.events.since(entries)
        if stream not in without and (row := unit.inbox.row(stream)) is not None
    ]
    return CasesSince(
        new=tuple(row for is_new, row in found if is_new),
        older=tuple(row for is_new, row in found if not is_new),
    )


def case_title(row: InboxRow) -> str:
    """Return what people call a case, such as "2026-002 Cold hall"."""
    return f"{row.label} {row.title}"
