"""List the computers that open the office without a passphrase, and those that once did."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

import msgspec

from amends.domain.computers import Computer, fold_computers
from amends.domain.streams import OFFICE, person_stream
from amends.services.desk import Desk
from amends.storage.keys import computers


class ComputersOf(msgspec.Struct, frozen=True):
    """The computers of one person: those that open the office, and those that do no more.

    Both in the order in which they were trusted. One that opens it and stands in no record was
    trusted before there was a record of it: it has no name and no day.
    """

    opening: tuple[Computer, ...] = ()
    ended: tuple[Computer, ...] = ()


def list_computers(desk: Desk, people: Iterable[UUID]) -> dict[UUID, ComputersOf]:
    """Return the computers of each of these people; `keys.json` says which open the office now."""
    opens = computers(desk.store.folder)
    with desk.store.reading() as unit:
        office = list(unit.events.read(OFFICE))
        told = {
            person: fold_computers(unit.events.read(person_stream(person)), office)
            for person in people
        }
    return {person: _sorted(known, _entries(opens, person)) for person, known in told.items()}


def _entries(opens: Iterable[tuple[UUID, str]], person: UUID) -> frozenset[str]:
    return frozenset(entry for whose, entry in opens if whose == person)


def _sorted(known: list[Computer], opens: frozenset[str]) -> ComputersOf:
    unknown = sorted(opens - {it.entry for it in known})
    opening = (it for it in known if it.entry in opens)
    return ComputersOf(
        opening=(*map(_untold, unknown), *opening),
        ended=tuple(it for it in known if it.entry not in opens),
    )


def _untold(entry: str) -> Computer:
    return Computer(entry=entry)
