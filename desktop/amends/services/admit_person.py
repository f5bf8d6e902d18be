"""Say who may open the office, and as what: somebody is admitted, given a role, or withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from amends.domain.access import Member
from amends.domain.access_errors import LastDecisionMakerError
from amends.domain.events import AnyEvent
from amends.domain.events.access_events import (
    OfficeRole,
    PersonAdmitted,
    PersonLeft,
    PersonWithdrawn,
    RoleGiven,
)
from amends.domain.events.base import required
from amends.domain.events.office_events import PersonJoined
from amends.domain.streams import OFFICE, person_stream
from amends.services.desk import Changed, Desk, Moment
from amends.services.set_up_office import check_passphrase
from amends.services.take_seat import read_members
from amends.storage.keys import remove_person, set_passphrase
from amends.storage.unit import Unit


def read_people_of_office(desk: Desk) -> list[Member]:
    """Return everybody who may open the office."""
    with desk.store.reading() as unit:
        return read_members(unit)


def admit_person(
    desk: Desk, name: str, role: OfficeRole, passphrase: str, moment: Moment
) -> Changed:
    """Let somebody else open the office, by a first passphrase that they change themselves.

    Raises `FieldMissingError`, `PassphraseTooShortError`, `PassphraseTakenError`,
    `NotAllowedError`, `FileNotWrittenError`; nothing has changed then.
    """
    name, person, today = required("name", name), uuid4(), moment.today
    check_passphrase(passphrase)
    joined = PersonJoined(happened_on=today, name=name)
    with desk.store.transaction() as unit:
        given = RoleGiven(happened_on=today, role=role)
        _record(desk, unit, person_stream(person), [joined, given], moment)
        admitted = PersonAdmitted(happened_on=today, person=person)
        _record(desk, unit, OFFICE, [admitted], moment)
        set_passphrase(desk.store.folder, desk.store.key, person, passphrase)
    return Changed(frozenset({OFFICE, person_stream(person)}))


def give_role(desk: Desk, person: UUID, role: OfficeRole, moment: Moment) -> Changed:
    """Give somebody another role; it holds from now on, where they have it open too.

    Raises `NotAllowedError`, or `LastDecisionMakerError` where nobody else decides.
    """
    with desk.store.transaction() as unit:
        given = RoleGiven(happened_on=moment.today, role=role)
        _record(desk, unit, person_stream(person), [given], moment)
        _check_somebody_decides(unit)
    return Changed(frozenset({person_stream(person)}))


def withdraw_person(desk: Desk, person: UUID, moment: Moment) -> Changed:
    """Let somebody open the office no more.

    A copy of the folder that they have kept still opens by their passphrase, and whoever knows the
    old key could read what is written under it later: `change_key` puts an end to that.

    Raises `NotAllowedError`, `LastDecisionMakerError`, `FileNotWrittenError`.
    """
    today = moment.today
    with desk.store.transaction() as unit:
        _record(desk, unit, person_stream(person), [PersonLeft(happened_on=today)], moment)
        _check_somebody_decides(unit)
        withdrawn = PersonWithdrawn(happened_on=today, person=person)
        _record(desk, unit, OFFICE, [withdrawn], moment)
        remove_person(desk.store.folder, person)
    return Changed(frozenset({OFFICE, person_stream(person)}))


def _check_somebody_decides(unit: Unit) -> None:
    """Look once it is recorded, since nothing of it holds where this raises."""
    if not any(it.role is OfficeRole.DECISION_MAKER for it in read_members(unit)):
        raise LastDecisionMakerError


def _record(
    desk: Desk, unit: Unit, stream: str, events: Sequence[AnyEvent], moment: Moment
) -> None:
    seq = unit.events.last_seq(stream)
    unit.events.append(stream, seq, events, now=moment.now, person=desk.store.person)
