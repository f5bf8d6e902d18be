"""Give the office a new key, once somebody may open it no more who could before."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from amends.domain.access import may_record
from amends.domain.access_errors import NotAllowedError
from amends.domain.cover import fold_cover, may_happen, refusal
from amends.domain.events.access_events import OfficeKeyChanged
from amends.domain.streams import OFFICE
from amends.services.desk import Desk, Moment
from amends.services.progress import Progress
from amends.services.set_up_office import open_office
from amends.services.take_seat import read_member, read_members
from amends.storage.key_change import has_evidence_to_renew
from amends.storage.key_change import renew_evidence as renew
from amends.storage.office import change_office_key


def change_key(
    folder: Path, passphrase: str, resources: Path, moment: Moment, progress: Progress
) -> Desk:
    """Encrypt the office in `folder` anew, and return it open; nobody may have it open.

    The evidence follows by `renew_evidence`, while the office is worked in. Raises what
    `open_office` raises, `NotAllowedError`, `OfficeReadOnlyError`, and what `progress`
    raises; the key is as it was then.
    """
    people = _check_allowed(folder, passphrase, resources, moment)
    change_office_key(folder, passphrase, people, progress)
    desk = open_office(folder, passphrase, resources)
    store = desk.store
    event = OfficeKeyChanged(happened_on=moment.today, number=store.key.number)
    with store.transaction() as unit:
        seq = unit.events.last_seq(OFFICE)
        unit.events.append(OFFICE, seq, [event], now=moment.now, person=store.person)
    return desk


def is_evidence_left(desk: Desk) -> bool:
    """Return whether some of the evidence still lies under a former key."""
    return has_evidence_to_renew(desk.store.folder, desk.store.key)


def renew_evidence(desk: Desk, progress: Progress) -> None:
    """Encrypt the evidence anew that still lies under a former key, and forget that key."""
    renew(desk.store.folder, desk.store.evidence, progress)


def _check_allowed(
    folder: Path, passphrase: str, resources: Path, moment: Moment
) -> frozenset[UUID]:
    """Return who may open the office, once it is known that the key may be changed."""
    desk = open_office(folder, passphrase, resources)
    try:
        with desk.store.reading() as unit:
            member = read_member(unit, desk.store.person)
            people = frozenset(it.id for it in read_members(unit))
            cover = fold_cover(unit.events.read(OFFICE))
    finally:
        desk.store.close()
    event = OfficeKeyChanged(happened_on=moment.today, number=0)
    if not may_record(member.role, member.id, OFFICE, event):
        raise NotAllowedError(member.role)
    if not may_happen(cover.where, event):
        raise refusal(cover)
    return people
