"""What may not be told of a complainant who is not to be named, and where it stands in texts.

Parts of a name are looked for as well as the whole, in any case and without accents, so that too
much is held back rather than too little.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from amends.domain.case import Case
from amends.domain.events import AnyEvent, Recorded
from amends.domain.events.case_events import PersonNamed
from amends.domain.events.corrections import EventCorrected
from amends.domain.people import Identity, Person, Role

HELD_BACK: Final = "[held back: it names the complainant]"

_SECRET_ROLES: Final = frozenset({Role.COMPLAINANT, Role.REPRESENTATIVE})
_TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "and", "the", "of"})
_SHORTEST_ANYWHERE: Final = 4  # shorter parts of a name stand in too many other words
_SHORTEST_PHONE: Final = 6


class WithheldNames:
    """The names, addresses and numbers of one case; none where the complainant may be named."""

    def __init__(self, case: Case, log: tuple[Recorded, ...]) -> None:
        self.is_needed = case.identity is not Identity.OPEN
        people = list(_people(log)) if self.is_needed else []
        self._whole = {folded for it in people for text in _of(it) if (folded := _folded(text))}
        parts = {part for it in people for part in _parts(it)}
        self._anywhere = {it for it in parts if len(it) >= _SHORTEST_ANYWHERE or not it.isascii()}
        self._words = parts - self._anywhere
        phones = {_digits(it.phone) for it in people}
        self._phones = {it for it in phones if len(it) >= _SHORTEST_PHONE}

    def told_in(self, text: str) -> bool:
        """Return whether the text holds any part of what may not be told."""
        folded = _folded(text)
        return (
            any(it in folded for it in self._anywhere)
            or _any_of(self._whole, folded)
            or not self._words.isdisjoint(re.findall(r"\w+", folded))
            or self._told_by_phone(folded)
        )

    def told_whole_in(self, text: str) -> bool:
        """Return whether the text holds a whole name, e-mail address or number.

        Names of one word are left out here: some are the names of months.
        """
        folded = _folded(text)
        whole = {it for it in self._whole if not it.isalpha()}
        return _any_of(whole, folded) or self._told_by_phone(folded)

    def shown(self, text: str) -> str:
        """Return the text, or what stands in its place."""
        return HELD_BACK if self.told_in(text) else text

    def shown_all(self, value: object) -> object:
        """Return plain values (of JSON) with every telling text replaced."""
        match value:
            case str():
                return self.shown(value)
            case dict():
                return {key: self.shown_all(it) for key, it in value.items()}
            case list() | tuple():
                return type(value)(self.shown_all(it) for it in value)
            case _:
                return value

    def _told_by_phone(self, folded: str) -> bool:
        if not self._phones:
            return False
        digits = re.sub(r"[\s().+/-]", "", folded)
        return any(phone in digits for phone in self._phones)


def names_secret_person(event: AnyEvent) -> bool:
    """Return whether the event is the naming of a complainant, or of who speaks for one."""
    fact = event.corrected if isinstance(event, EventCorrected) else event
    return isinstance(fact, PersonNamed) and fact.role in _SECRET_ROLES


def _people(log: tuple[Recorded, ...]) -> Iterator[Person]:
    """Return everybody who was ever named so, taken back or not."""
    for entry in log:
        event = entry.event
        fact = event.corrected if isinstance(event, EventCorrected) else event
        if isinstance(fact, PersonNamed) and fact.role in _SECRET_ROLES:
            yield fact.person


def _of(person: Person) -> Iterator[str]:
    yield person.name
    yield person.email
    yield from person.address[:1]  # the street; the town alone tells nobody


def _parts(person: Person) -> Iterator[str]:
    local, _at, _host = person.email.partition("@")
    for word in re.findall(r"\w+", _folded(f"{person.name} {local}")):
        if len(word) > 1 and word not in _TITLES and not word.isdecimal():
            yield word


def _any_of(wanted: set[str], folded: str) -> bool:
    """Return whether any of these stands in the text, not as a part of longer words."""
    return any(re.search(rf"(?<!\w){re.escape(it)}(?!\w)", folded) for it in wanted)


def _folded(text: str) -> str:
    """Return the text without case, accents, and more than one space in a row."""
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(bare.casefold().split())


def _digits(phone: str) -> str:
    """Return the digits of a number without what differs at home and abroad."""
    return "".join(char for char in phone if char.isdecimal())[-9:]
