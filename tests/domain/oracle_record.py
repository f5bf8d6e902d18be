"""A case's record in the words of the oracle, and what counts of it once it was put right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple


class Told(NamedTuple):
    """One line of a case's record, as it was written down.

    `about` is the place in the record of what a "correction" (to another `day`) or a "withdrawal"
    is about. `clock` and either `more` (in the clock's own unit) or `until` belong to an
    "extension"; `holds` to a "fact".
    """

    what: str
    day: date
    about: int = -1
    clock: str = ""
    more: int = 0
    until: date | None = None
    holds: bool = True


def standing_facts(record: Sequence[Told]) -> list[Told]:
    """Return what counts of a record, each as last corrected, in the order of the record.

    What takes an entry back may be taken back in turn. A correction of a correction is one of what
    the first was about, and is taken back with it.
    """

    def counts(place: int) -> bool:
        return not any(
            it.what == "withdrawal" and it.about == place and counts(later)
            for later, it in enumerate(record)
            if later > place
        )

    def subject(place: int) -> int | None:
        while record[place].what == "correction":
            if not counts(place):
                return None
            place = record[place].about
        return place

    facts = {
        place: it
        for place, it in enumerate(record)
        if it.what not in ("correction", "withdrawal") and counts(place)
    }
    for place, it in enumerate(record):
        if it.what == "correction" and (about := subject(place)) in facts:
            facts[about] = facts[about]._replace(day=it.day)
    return list(facts.values())


def day_of(it: Told) -> date:
    return it.day


def first_day(events: Sequence[Told], kind: str) -> date | None:
    """Return the first day on which something happened."""
    return next((it.day for it in events if it.what == kind), None)
