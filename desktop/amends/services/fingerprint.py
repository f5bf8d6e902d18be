"""The fingerprint of the record as it is printed: how many entries there are, and their chain.

Whoever has a printed one can tell later whether anything before it was altered:
`amends check --fingerprint`.
"""

from __future__ import annotations

from typing import Final

from amends.services.desk import Desk
from amends.storage.rows import Head

_DIGEST_BYTES: Final = 32


def fingerprint(desk: Desk) -> str:
    """Return the fingerprint of the office's record as it stands."""
    with desk.store.reading() as unit:
        return printed(Head(*unit.events.office_fingerprint()))


def printed(head: Head) -> str:
    """Return a head as paper has it, "412-9f3c..."."""
    return f"{head.entries}-{head.fingerprint}"


def read_printed(words: str) -> Head:
    """Return the head that was printed. Raises `ValueError` where it is none."""
    entries, _dash, digest = "".join(words.split()).partition("-")
    if not entries.isdecimal() or len(bytes.fromhex(digest)) != _DIGEST_BYTES:
        raise ValueError(words)
    return Head(int(entries), digest.lower())
