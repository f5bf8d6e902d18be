"""Let somebody sit down at an office that they have opened: as whom, and with which role.

What they may record, and from which cases they are kept, holds from the moment that it is on
record: each unit of work begins by looking whether anything of it has changed.
"""

from __future__ import annotations

from functools import partial
from typing import Final
from uuid import UUID

from msgspec.structs import replace

from amends.domain.access import Member, Seat, fold_member, may_record
from amends.domain.access_errors import NotAllowedError, OfficeReadOnlyError
from amends.domain.case import fold
from amends.domain.cover import BY_KIND, fold_cover
from amends.domain.errors import WrongPassphraseError
from amends.domain.events import AnyEvent
from amends.domain.people import Role, same_name
from amends.domain.read_only import HasLeft
from amends.domain.streams import CASES, OFFICE, PEOPLE, person_of, person_stream
from amends.services.desk import Desk
from amends.storage.office import OpenOffice
from amends.storage.unit import Unit

_NAMING: Final = ("person-named", "event-corrected")
_OF_PEOPLE: Final = ("person-joined", "role-given", "person-left")
_TELLING: Final = (*_NAMING, "event-withdrawn", *_OF_PEOPLE, *BY_KIND)
_SUBJECT: Final = f'"role":"{Role.SUBJECT}"'.encode()


def take_seat(desk: Desk) -> Desk:
    """Hold whoever has opened the office to their role, and return the desk.

    Raises `WrongPassphraseError` for somebody who has left: an old `keys.json` put in the place of
    today's must not let them in, and says no more than a wrong passphrase does.
    """
    store = desk.store
    with store.reading() as unit:
        if not read_member(unit, store.person).may_open:
            raise WrongPassphraseError
    store.permit(partial(_check, store), partial(_renewed, store.person))
    return desk


def seat_at(desk: Desk) -> Seat:
    """Return what holds now of whoever has opened the office."""
    with desk.store.reading() as unit:
        return desk.store.seat or _seat(unit, desk.store.person)


def kept_from(unit: Unit, person: UUID) -> frozenset[str]:
    """Return the streams of the cases that concern a person, of which nothing is told to them."""
    return _seat(unit, person).kept_from


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


def _renewed(person: UUID, unit: Unit, seat: Seat | None) -> Seat:
    """Return the seat as it is on record; what has not changed is not read again."""
    entries = unit.events.entries()
    if seat is None:
        return _seat(unit, person)
    if entries == seat.entries:
        return seat
    told = unit.events.streams_told_since(seat.entries, _TELLING)
    if not all(stream.startswith(CASES) for stream in told):
        return _seat(unit, person)
    kept_from = seat.kept_from.difference(told)
    if told and _has_others(unit):
        kept_from |= {stream for stream in told if _is_about(unit, stream, seat.member.name)}
    return replace(seat, kept_from=kept_from, entries=entries)


def _seat(unit: Unit, person: UUID) -> Seat:
    member = read_member(unit, person)
    return Seat(
        member=member,
        away=fold_cover(unit.events.read(OFFICE)).read_only,
        kept_from=_concerning(unit, member.name) if _has_others(unit) else frozenset(),
        entries=unit.events.entries(),
    )


def _check(store: OpenOffice, stream: str, event: AnyEvent) -> None:
    seat = store.seat
    assert seat is not None
    if isinstance(seat.read_only, HasLeft):
        raise OfficeReadOnlyError(seat.read_only)
    if not may_record(seat.member.role, seat.member.id, stream, event):
        raise NotAllowedError(seat.member.role)
