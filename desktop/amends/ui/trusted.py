"""Which offices this computer may open without the passphrase, as this computer remembers it.

It holds no secret: only under what name the key store has one, and whether the office was locked.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings

_ENTRY: Final = "trusted/{office}/entry"
_LOCKED: Final = "trusted/{office}/locked"


def trusted_entry(folder: Path) -> str:
    """Return the name under which the key store has the secret of an office, "" without one."""
    return str(QSettings().value(_key(_ENTRY, folder), ""))


def entry_to_offer(folder: Path) -> str:
    """Return it where it may be offered: after a lock the passphrase is asked for."""
    is_locked = QSettings().value(_key(_LOCKED, folder), "") == "yes"
    return "" if is_locked else trusted_entry(folder)


def remember_entry(folder: Path, entry: str) -> None:
    QSettings().setValue(_key(_ENTRY, folder), entry)


def forget_entry(folder: Path) -> None:
    for key in (_ENTRY, _LOCKED):
        QSettings().remove(_key(key, folder))


def note_lock(folder: Path, *, locked: bool) -> None:
    """Note that an office was locked, or opened; it outlives the program, as a lock must."""
    if trusted_entry(folder):
        QSettings().setValue(_key(_LOCKED, folder), "yes" if locked else "")


def _key(name: str, folder: Path) -> str:
    office = hashlib.sha256(str(folder.absolute()).encode("utf-8", "surrogateescape")).hexdigest()
    return name.format(office=office[:16])
