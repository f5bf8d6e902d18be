"""To whom a letter goes, and how it greets them."""

from __future__ import annotations

from typing import Final

from amends.domain.case import Case
from amends.domain.course import body_of, outside_body
from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Identity, Person, Role
from amends.domain.procedure import Procedure
from amends.services.case_view import CaseView

ON_FILE: Final = "On file"
UNNAMED: Final = "Dear complainant"


def recipient_of(view: CaseView, kind: LetterKind) -> tuple[tuple[str, ...], str]:
    """Return the address, line by line, and the salutation."""
    if kind is LetterKind.COVER:
        name = outside_body(view.case, view.procedure)
        greeting = f"Dear colleagues at {name}" if name else "Dear colleagues"
        return _outside_address(view.case, view.procedure), greeting
    return _complainant(view.case)


def is_put_on_file(case: Case, kind: LetterKind) -> bool:
    """Return whether a letter of that kind goes nowhere, as nobody can be reached."""
    return kind is not LetterKind.COVER and not case.is_reachable


def _outside_address(case: Case, procedure: Procedure) -> tuple[str, ...]:
    """Return the name and address of that body, as far as the procedure gives it."""
    name, body = outside_body(case, procedure), body_of(case, procedure)
    if body is None:
        return (name,) if name else ()
    return tuple(line for line in (name, *body.address, body.email) if line)


def _complainant(case: Case) -> tuple[tuple[str, ...], str]:
    """Return who complained; who speaks for them where only they can be reached.

    Who is anonymous is written to without a name.
    """
    if not case.is_reachable:
        return (ON_FILE,), UNNAMED
    person, speaker = _reachable(case, Role.COMPLAINANT), _reachable(case, Role.REPRESENTATIVE)
    if speaker is not None and person is None:
        return _lines(speaker.name, speaker), _greeting(speaker.name)
    person = person or case.person(Role.COMPLAINANT)
    name = person.name if person and case.identity is not Identity.ANONYMOUS else ""
    return _lines(name, person), _greeting(name)


def _reachable(case: Case, role: Role) -> Person | None:
    """Return who was named first in `role` of those who can be reached."""
    people = (person for part, person in case.people if part is role)
    return next((person for person in people if person.can_be_reached), None)


def _lines(name: str, person: Person | None) -> tuple[str, ...]:
    if person is None:
        return ()
    ways = person.address, (person.email,), () if name else (person.phone,)
    at = next((way for way in ways if any(way)), ())
    return tuple(line for line in (name, *at) if line)


def _greeting(name: str) -> str:
    return f"Dear {name}" if name.strip() else UNNAMED
