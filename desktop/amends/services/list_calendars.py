"""Find the place whose public holidays an office leaves out; several are counted together."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from amends.services.progress import Progress
from amends.storage.places import UK_WIDE, all_places
from amends.storage.rows import Place

__all__ = ("UK_WIDE", "Place", "find_places", "joined", "list_calendars", "named", "places_of")


def list_calendars(_progress: Progress) -> tuple[Place, ...]:
    """Return every country and region whose holidays can be taken.

    The first time it takes up to a second, since it loads what knows them all.
    """
    return all_places()


def find_places(places: Iterable[Place], typed: str) -> list[Place]:
    """Return the places that all the typed words begin a word of, in their order.

    Accents and capitals make no difference; the codes of a place are words of it too.
    """
    words = _folded(typed).split()
    return [place for place in places if _fits(place, words)]


def places_of(places: Iterable[Place], calendar: str) -> list[Place]:
    """Return the places whose union a calendar is ("GB-ENG+IE"), in its order."""
    by_name = {place.name: place for place in places}
    if calendar in by_name:
        return [by_name[calendar]]
    return [by_name[name] for name in calendar.split("+") if name in by_name]


def joined(places: Iterable[Place]) -> str:
    """Return the name of the calendar by which only those days count that all these work."""
    names = {name for place in places for name in place.name.split("+")}
    return "+".join(sorted(names))


def named(places: Iterable[Place]) -> str:
    """Return "England, Ireland and Bayern"."""
    titles = [place.region or place.country for place in places]
    return " and ".join(filter(None, (", ".join(titles[:-1]), *titles[-1:])))


def _fits(place: Place, words: list[str]) -> bool:
    known = _folded(" ".join((place.title, place.name, *place.also)))
    starts = {*known.split(), *known.replace("-", " ").replace("+", " ").split()}
    return all(any(start.startswith(word) for start in starts) for word in words)


def _folded(text: str) -> str:
    """Return `text` in small letters without accents, so that "Zurich" finds Zürich."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(
        char if char.isalnum() or char in "-+" else " "
        for char in apart
        if not unicodedata.combining(char)
    )
