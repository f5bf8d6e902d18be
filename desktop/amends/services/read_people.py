"""Who of the office recorded what."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from amends.domain.events.folding import standing
from amends.domain.events.office_events import PersonJoined
from amends.domain.streams import PEOPLE, person_of
from amends.services.desk import Desk


def read_people(desk: Desk) -> Mapping[UUID, str]:
    """Return the name of each person of the office, by the id under which they record."""
    names: dict[UUID, str] = {}
    with desk.store.reading() as unit:
        for stream in list(unit.events.streams(PEOPLE)):
            for _entry, fact in standing(unit.events.read(stream)):
                if isinstance(fact, PersonJoined):
                    names[person_of(stream)] = fact.name
    return names
