"""How corrections are applied before anything else is read from a log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast
from uuid import UUID

from msgspec.structs import replace

from amends.domain.events import Recorded
from amends.domain.events.corrections import EventCorrected, EventWithdrawn, Fact
from amends.domain.events.groups import CORRECTIONS


def standing(log: Iterable[Recorded]) -> Iterator[tuple[Recorded, Fact]]:
    """Return the entries that count, each with its fact as last corrected, in recorded order.

    A withdrawal may name a correction, which takes the correction back, or another withdrawal,
    which lets its target stand again. A correction of a correction is one of the entry that the
    first one was about.
    """
    entries = list(log)
    if CORRECTIONS.isdisjoint([type(entry.event) for entry in entries]):  # as in most cases
        for entry in entries:
            yield entry, cast("Fact", entry.event)
        return
    void = _withdrawn(entries)
    corrected = _corrected(entries, void)
    for entry in entries:
        if entry.id in void or type(entry.event) in CORRECTIONS:
            continue
        fact = corrected.get(entry.id) or cast("Fact", entry.event)
        yield entry if fact is entry.event else replace(entry, event=fact), fact


def in_force(log: Iterable[Recorded]) -> list[Recorded]:
    """Return the entries that were not taken back, corrections among them, as recorded."""
    entries = list(log)
    void = _withdrawn(entries)
    return [
        entry
        for entry in entries
        if entry.id not in void and not isinstance(entry.event, EventWithdrawn)
    ]


def _corrected(entries: list[Recorded], void: set[UUID]) -> dict[UUID, Fact]:
    """Return how corrected entries are to be read; of several corrections the last one holds."""
    corrected: dict[UUID, Fact] = {}
    about: dict[UUID, UUID] = {}  # by correction: the entry that it is about in the end
    for entry in entries:
        if isinstance(entry.event, EventCorrected) and entry.id not in void:
            target = about.get(entry.event.target, entry.event.target)
            about[entry.id] = target
            corrected[target] = entry.event.corrected
    return corrected


def _withdrawn(entries: list[Recorded]) -> set[UUID]:
    """Return the ids that no longer count; later withdrawals are weighed first."""
    void: set[UUID] = set()
    for entry in reversed(entries):
        if isinstance(entry.event, EventWithdrawn) and entry.id not in void:
            void.add(entry.event.target)
    return void
