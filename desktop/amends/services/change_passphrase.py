"""Choose another passphrase: while the old one is known, or after it was forgotten."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from amends.domain.access import Member
from amends.domain.cover import fold_cover
from amends.domain.errors import WrongPassphraseError
from amends.domain.events.access_events import PassphraseChanged
from amends.domain.recovery_code import read_code
from amends.domain.streams import OFFICE, person_stream
from amends.services.desk import Changed, Desk, Moment
from amends.services.set_up_office import check_passphrase
from amends.services.take_seat import read_members, take_seat
from amends.storage import office as storage
from amends.storage.keys import open_by_passphrase, set_passphrase


def change_passphrase(desk: Desk, current: str, new: str, moment: Moment) -> Changed:
    """Let whoever has opened the office open it by `new` from now on.

    Raises `WrongPassphraseError` unless `current` is theirs, `PassphraseTooShortError`,
    `PassphraseTakenError`, `FileNotWrittenError`.
    """
    check_passphrase(new)
    store = desk.store
    if open_by_passphrase(store.folder, current).person != store.person:
        raise WrongPassphraseError
    return _choose(desk, new, moment, recovered=False)


def open_by_code(folder: Path, typed: str, resources: Path) -> Desk:
    """Return the office in `folder`, open for nobody yet: `people_to_recover` says who it may be.

    Raises `RecoveryCodeMistypedError`, `WrongRecoveryCodeError`, or what `open_office` raises.
    """
    return Desk(storage.unlock_by_recovery_code(folder, read_code(typed)), resources)


def people_to_recover(desk: Desk) -> list[Member]:
    """Return everybody who may open the office."""
    with desk.store.reading() as unit:
        return read_members(unit)


def recover(desk: Desk, person: UUID, new: str, moment: Moment) -> Desk:
    """Let `person` open the office by `new` from now on, and sit down at it.

    Raises `PassphraseTooShortError`, `PassphraseTakenError`, `FileNotWrittenError`; the office
    stays open for another try.
    """
    check_passphrase(new)
    desk.store.take_up(person)
    _choose(desk, new, moment, recovered=True)
    return take_seat(desk)


def _choose(desk: Desk, new: str, moment: Moment, *, recovered: bool) -> Changed:
    """Record it first: what cannot be recorded must not hold.

    While the office is with somebody else nothing is recorded, and who has forgotten their
    passphrase needs a new one all the same, or they could never take it back.
    """
    store = desk.store
    stream = person_stream(store.person)
    event = PassphraseChanged(happened_on=moment.today, recovered=recovered)
    with store.transaction() as unit:
        if not (recovered and fold_cover(unit.events.read(OFFICE)).read_only):
            seq = unit.events.last_seq(stream)
            unit.events.append(stream, seq, [event], now=moment.now, person=store.person)
        set_passphrase(store.folder, store.key, store.person, new)
    return Changed(frozenset({stream}))
