"""Let a computer open the office without the passphrase, by a secret in its own key store.

The secret is random and made for this alone: a way in of its own in `keys.json`, for one person on
one computer. It ends with the passphrase, with the key of the office, and with the person; then
what the store still holds opens nothing. That it began, and that its user ended it, is on record
in the stream of that person; the record never holds the secret.
"""

from __future__ import annotations

import logging
import secrets
from contextlib import ExitStack
from pathlib import Path
from typing import Final, NamedTuple
from uuid import UUID, uuid4

from amends.domain.access_errors import (
    ComputerNotTrustedError,
    KeyStoreMissingError,
    KeyStoreRefusedError,
)
from amends.domain.cover import fold_cover
from amends.domain.errors import WrongPassphraseError
from amends.domain.events import AnyEvent
from amends.domain.events.access_events import ComputerDistrusted, ComputerTrusted
from amends.domain.events.base import required
from amends.domain.streams import OFFICE, person_stream
from amends.services.desk import Changed, Desk, Moment
from amends.services.take_seat import take_seat
from amends.storage import office as storage
from amends.storage.key_store import system_store
from amends.storage.keys import add_computer, computers, open_by_passphrase, remove_computer
from amends.storage.unit import Unit

_SECRET_BYTES: Final = 32

log = logging.getLogger(__name__)


class Trusted(NamedTuple):
    """Under which name the key store has the secret, and what has changed."""

    entry: str
    changed: Changed


def trust_computer(
    desk: Desk, passphrase: str, name: str, moment: Moment, former: str = ""
) -> Trusted:
    """Let this computer open the office as whoever has opened it, who calls it `name`.

    Their passphrase is asked for, since an office that was left open must not be opened for good.
    `former` is an entry that this one takes the place of. Raises `FieldMissingError`,
    `WrongPassphraseError`, `OfficeReadOnlyError`, `KeyStoreMissingError`, `KeyStoreRefusedError`
    and `FileNotWrittenError`; nothing has changed.
    """
    name, office = required("name", name), desk.store
    if open_by_passphrase(office.folder, passphrase).person != office.person:
        raise WrongPassphraseError
    store = system_store()
    entry, secret = str(uuid4()), secrets.token_urlsafe(_SECRET_BYTES)
    trusted = ComputerTrusted(
        happened_on=moment.today, computer=entry, name=name, key=office.key.number
    )
    with ExitStack() as undo:
        store.write(entry, secret)
        undo.callback(_forget, entry)
        with office.transaction() as unit:
            _record(desk, unit, office.person, trusted, moment)
            undo.callback(remove_computer, office.folder, entry)
            add_computer(office.folder, office.key, office.person, entry, secret)
            before = _end(desk, unit, former, moment)
        undo.pop_all()
    if former:
        _forget(former)
    return Trusted(entry, _changed(office.person, before))


def distrust_computer(desk: Desk, entry: str, moment: Moment) -> Changed:
    """Let the office be opened by that entry no more. Raises `FileNotWrittenError`.

    While the office is with somebody else nothing is recorded here; it ends all the same.
    """
    with desk.store.transaction() as unit:
        whose = _end(desk, unit, entry, moment)
    _forget(entry)
    return _changed(whose)


def who_trusts(desk: Desk, entry: str) -> UUID | None:
    """Return for whom that entry opens the office, None where it opens nothing any more."""
    ways = computers(desk.store.folder)
    return next((person for person, of in ways if of == entry), None)


def open_by_computer(folder: Path, entry: str, resources: Path) -> Desk:
    """Return the office in `folder`, open for the person whose entry it is.

    Raises `KeyStoreMissingError`, `KeyStoreRefusedError`, `ComputerNotTrustedError` where the entry
    opens the office no more, or what `open_office` raises.
    """
    secret = system_store().read(entry)
    if secret is None:
        raise ComputerNotTrustedError
    try:
        office = storage.unlock_by_computer(folder, entry, secret)
    except ComputerNotTrustedError:
        _forget(entry)
        raise
    with ExitStack() as undo:
        undo.callback(office.close)
        try:
            desk = take_seat(Desk(office, resources))
        except WrongPassphraseError as error:  # they have left
            raise ComputerNotTrustedError from error
        undo.pop_all()
    return desk


def _end(desk: Desk, unit: Unit, entry: str, moment: Moment) -> UUID | None:
    """Take a way in away, record it, and return whose it was.

    Where several people share an account, that may be somebody else. What opens nothing any more
    has ended before.
    """
    whose = who_trusts(desk, entry)
    if whose is None:
        return None
    if fold_cover(unit.events.read(OFFICE)).read_only is None:
        ended = ComputerDistrusted(happened_on=moment.today, computer=entry)
        _record(desk, unit, whose, ended, moment)
    remove_computer(desk.store.folder, entry)
    return whose


def _record(desk: Desk, unit: Unit, whose: UUID, event: AnyEvent, moment: Moment) -> None:
    stream = person_stream(whose)
    seq = unit.events.last_seq(stream)
    unit.events.append(stream, seq, [event], now=moment.now, person=desk.store.person)


def _changed(*people: UUID | None) -> Changed:
    return Changed(frozenset(person_stream(it) for it in people if it is not None))


def _forget(entry: str) -> None:
    """Remove what opens nothing any more, as far as the store lets us."""
    try:
        system_store().remove(entry)
    except (KeyStoreMissingError, KeyStoreRefusedError):
        log.warning("An entry that opens nothing stays in the key store of this computer")
