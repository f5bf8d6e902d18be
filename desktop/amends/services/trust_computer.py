"""Let a computer open the office without the passphrase, by a secret in its own key store.

The secret is random and made for this alone: a way in of its own in `keys.json`, for one person on
one computer. It ends with the passphrase, with the key of the office, and with the person; then
what the store still holds opens nothing.
"""

from __future__ import annotations

import logging
import secrets
from contextlib import ExitStack
from pathlib import Path
from typing import Final
from uuid import uuid4

from amends.domain.access_errors import (
    ComputerNotTrustedError,
    KeyStoreMissingError,
    KeyStoreRefusedError,
)
from amends.domain.errors import WrongPassphraseError
from amends.services.desk import Desk
from amends.services.take_seat import take_seat
from amends.storage import office as storage
from amends.storage.key_store import system_store
from amends.storage.keys import (
    add_computer,
    is_computer_of,
    open_by_passphrase,
    remove_computer,
)

_SECRET_BYTES: Final = 32

log = logging.getLogger(__name__)


def trust_computer(desk: Desk, passphrase: str, former: str = "") -> str:
    """Let this computer open the office as whoever has opened it; return the name of the entry.

    Their passphrase is asked for, since an office that was left open must not be opened for good.
    `former` is an entry that this one takes the place of. Raises `WrongPassphraseError`,
    `KeyStoreMissingError`, `KeyStoreRefusedError` and `FileNotWrittenError`; nothing has changed.
    """
    office = desk.store
    if open_by_passphrase(office.folder, passphrase).person != office.person:
        raise WrongPassphraseError
    store = system_store()
    entry, secret = str(uuid4()), secrets.token_urlsafe(_SECRET_BYTES)
    with ExitStack() as undo:
        store.write(entry, secret)
        undo.callback(_forget, entry)
        add_computer(office.folder, office.key, office.person, entry, secret)
        undo.pop_all()
    if former:
        distrust_computer(office.folder, former)
    return entry


def distrust_computer(folder: Path, entry: str) -> None:
    """Let the office be opened by that entry no more. Raises `FileNotWrittenError`."""
    remove_computer(folder, entry)
    _forget(entry)


def is_trusted(desk: Desk, entry: str) -> bool:
    """Return whether that entry opens the office for whoever has opened it."""
    return is_computer_of(desk.store.folder, desk.store.person, entry)


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


def _forget(entry: str) -> None:
    """Remove what opens nothing any more, as far as the store lets us."""
    try:
        system_store().remove(entry)
    except (KeyStoreMissingError, KeyStoreRefusedError):
        log.warning("An entry that opens nothing stays in the key store of this computer")
