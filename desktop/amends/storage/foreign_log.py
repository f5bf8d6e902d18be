"""Whether the log that lies beside a database belongs to it, told before SQLite takes it.

SQLite takes any log of that name that is whole in itself, and on closing writes its pages into the
database: a log of another office, or from before a change of key, would destroy a sound database.
It never gets there: pages that another key made do not stand the check that SQLCipher has on each.
A rollback journal it takes as well, at once, and ours never has one: its database keeps a log.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from amends.domain.errors import OfficeDamagedError

_HEADER: Final = struct.Struct(">8I")
_FRAME: Final = struct.Struct(">6I")
_MAGICS: Final = {0x377F0682: "<", 0x377F0683: ">"}  # and the order of the bytes that are summed
_PAGE_BYTES: Final = 4096
_FIRST_BYTES: Final = _HEADER.size + _FRAME.size + _PAGE_BYTES
_JOURNAL_MAGIC: Final = bytes.fromhex("d9d505f920a163d7")

# Of SQLCipher 4: where a page ends what it seals, and how the key of its seals follows.
_SALT_BYTES: Final = 16
_SEAL_BYTES: Final = 64
_SALT_MASK: Final = 0x3A
_ROUNDS: Final = 2
_KEY_BYTES: Final = 32


def check_log(database: Path, keys: Iterable[bytes]) -> None:
    """Raise `OfficeDamagedError` where the log beside a database lies under none of its keys.

    So it is where a rollback journal lies there that SQLite would take, or no file at all.
    """
    journal, log = (database.with_name(f"{database.name}-{it}") for it in ("journal", "wal"))
    for part in (journal, log):
        if part.exists() and not part.is_file():  # of a pipe nothing would ever come
            raise OfficeDamagedError(database.parent, part.name)
    if _start(journal, len(_JOURNAL_MAGIC)) == _JOURNAL_MAGIC:
        raise OfficeDamagedError(database.parent, journal.name)
    first, salt = _first_page(_start(log, _FIRST_BYTES)), _start(database, _SALT_BYTES)
    if first and salt and not any(_is_sealed(*first, salt, key) for key in keys):
        raise OfficeDamagedError(database.parent, log.name)


def _start(file: Path, size: int) -> bytes:
    """Return how a file begins; nothing where it cannot be read, which SQLite will find too."""
    with suppress(OSError), file.open("rb") as opened:
        return opened.read(size)
    return b""


def _first_page(start: bytes) -> tuple[int, bytes] | None:
    """Return the number and the content of the first page, None where SQLite would not take it."""
    if len(start) < _FIRST_BYTES:
        return None
    header, frame = start[: _HEADER.size], start[_HEADER.size :][: _FRAME.size]
    page = start[-_PAGE_BYTES:]
    magic, _version, size, _turn, *salts_and_sum = _HEADER.unpack(header)
    number, _pages, *same_and_sum = _FRAME.unpack(frame)
    if (order := _MAGICS.get(magic)) is None or size != _PAGE_BYTES:
        return None
    of_header = _sum(header[:24], order, (0, 0))
    of_frame = _sum(frame[:8] + page, order, of_header)
    expected = [*salts_and_sum[:2], *of_header], [*salts_and_sum[:2], *of_frame]
    return (number, page) if (salts_and_sum, same_and_sum) == expected else None


def _sum(raw: bytes, order: str, before: tuple[int, int]) -> tuple[int, int]:
    """Return the checksum of SQLite's log over pairs of numbers."""
    one, other = before
    for first, second in struct.iter_unpack(f"{order}II", raw):
        one = (one + first + other) & 0xFFFFFFFF
        other = (other + second + one) & 0xFFFFFFFF
    return one, other


def _is_sealed(number: int, page: bytes, salt: bytes, key: bytes) -> bool:
    masked = bytes(each ^ _SALT_MASK for each in salt)
    sealing = hashlib.pbkdf2_hmac("sha512", key, masked, _ROUNDS, _KEY_BYTES)
    sealed = page[_SALT_BYTES if number == 1 else 0 : -_SEAL_BYTES]
    seal = hmac.digest(sealing, sealed + struct.pack("<I", number), "sha512")
    return hmac.compare_digest(seal, page[-_SEAL_BYTES:])
