"""Let somebody sit down at an office that they have opened: as whom, and with which role."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from amends.domain.access import Member, fold_member, may_record
from amends.domain.access_errors import NotAllowedError
from amends.domain.case import fold
from amends.domain.errors import WrongPassphraseError
from amends.domain.events import AnyEvent
from amends.domain.events.access_events import OfficeRole
from amends.domain.people import Role, same_name
from amends.domain.streams import PEOPLE, person_of, person_stream
from amends.services.desk import Desk
from amends.storage.unit import Unit

_NAMING = ("person-named", "event-corrected")
_SUBJECT = f'"role":"{Role.SUBJECT}"'.encode()


def take_seat(desk: Desk) -> Desk:
    """Hold whoever has opened the office to their role, and return the desk.

    Raises `WrongPassphraseError` for somebody who has left: an old `keys.json` put in the place of
    today's must not let them in, and says no more than a wrong passphrase does.
    """
    store = desk.store
    with store.reading() as unit:
        member = read_member(unit, store.person)
        if not member.may_open:
            raise WrongPassphraseError
        store.kept_from = _concerning(unit, member.name) if _has_others(unit) else frozenset()
    store.permit(partial(_check, member.role, member.id))
    return desk


def role_at(desk: Desk) -> OfficeRole:
    """Return the role of whoever has opened the office."""
    with desk.store.reading() as unit:
        return read_member(unit, desk.store.person).role


def read_member(unit: Unit, person: UUID) -> Member:
    """Return a person of the office as they stand."""
    return fold_member(person, unit.events.read(person_stream(person)))


def read_members(unit: Unit) -> list[Member]:
    """Return everybody who may open the office, in the order of their names."""
    people = [read_member(unit, person_of(it)) for it in list(unit.events.streams(PEOPLE))]
    standing = (member for member in people if member.may_open)
    return sorted(standing, key=lambda member: (member.name.casefold(), member.id))


def _has_others(unit: Unit) -> bool:
    """Return whether anybody else was ever of this office; one alone is kept from nothing."""
    return len(list(unit.events.streams(PEOPLE))) > 1


def _concerning(unit: Unit, name: str) -> frozenset[str]:
    """Return the cases that are about somebody of that name."""
    about = unit.events.streams_holding(_NAMING, _SUBJECT)
    return frozenset(stream for stream in about if _is_about(unit, stream, name))


def _is_about(unit: Unit, stream: str, name: str) -> bool:
    people = fold(unit.events.read(stream)).people
    return any(role is Role.SUBJECT and same_name(it.name, name) for role, it in people)


def _check(role: OfficeRole, own: UUID, stream: str, event: AnyEvent) -> None:
    if not may_record(role, own, stream, event):
        raise NotAllowedError(role)
