"""How far the record had come, noted beside the database and outside its own log.

A database that lost its newest entries (an older copy put in its place, a log thrown away) is whole
in itself. `head.json` tells: it is written after every commit that records something, and says how
many entries there are and where the office's chain stood. It is sealed under the office's key, so
nobody without it can write another. It may be behind by a crash, and is never ahead.
"""

from __future__ import annotations

import hmac
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any, Final

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from amends.domain.errors import FileNotWrittenError
from amends.domain.keeping_errors import HeadBrokenError
from amends.storage.durable_files import open_draft, read_plain, sync_file, sync_folder, writing
from amends.storage.keys import OfficeKey
from amends.storage.rows import Head

HEAD_FILE: Final = "head.json"

_FORMAT: Final = "amends head"
_VERSION: Final = 1
_SECTOR_BYTES: Final = 512


class HeadFile:
    """Reads and replaces the head of one office, from any thread."""

    def __init__(self, folder: Path, key: OfficeKey, retired: Iterable[OfficeKey] = ()) -> None:
        """Seal under `key`; what was sealed under a `retired` one is read as well."""
        self.is_former = False  # whether what was read lies under a retired key
        self._file = folder / HEAD_FILE
        self._key, *self._retired = map(_derived, (key, *retired))
        self._lock = Lock()
        self._written = -1

    def read(self) -> Head | None:
        """Return what was noted last, None where nothing was yet.

        Raises `HeadBrokenError` where the file is not what was written.
        """
        try:
            raw = read_plain(self._file)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise HeadBrokenError(self._file) from error
        try:
            noted = msgspec.json.decode(raw, type=_Noted)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise HeadBrokenError(self._file) from error
        head = Head(noted.entries, noted.fingerprint)
        self.is_former = any(raw == _sealed(head, key) for key in self._retired)
        if raw != _sealed(head, self._key) and not self.is_former:
            raise HeadBrokenError(self._file)
        return head

    def note(self, head: Head) -> None:
        """Note a head that has reached the disk. Raises `FileNotWrittenError`.

        Of two threads that commit at once, the one that committed first may come second.
        """
        with self._lock:
            if head.entries > self._written:
                raw = _sealed(head, self._key)
                if self.is_former or not self._is_overwritten(raw):
                    self._replace(raw)
                self._written, self.is_former = head.entries, False

    def _is_overwritten(self, raw: bytes) -> bool:
        """Write over what was noted, if that is as long; nobody waits until it reaches the disk.

        An older head tells less and nothing wrong, as long as its key is known. It lies within one
        sector, of which a power cut leaves the old or the new.
        """
        with (
            writing(self._file),
            suppress(FileNotFoundError),
            self._file.open("r+b", buffering=0) as out,
        ):
            if os.fstat(out.fileno()).st_size == len(raw) <= _SECTOR_BYTES:
                out.write(raw)
                return True
        return False

    def _replace(self, raw: bytes) -> None:
        """Put another file in its place; of the first one, the name has to reach the disk too."""
        draft = self._file.with_name(f"{HEAD_FILE}.{secrets.token_hex(8)}.part")
        with writing(self._file):
            is_first = not self._file.exists()
            try:
                with open_draft(draft) as out:
                    out.write(raw)
                    sync_file(out)
                draft.replace(self._file)
                if is_first:
                    sync_folder(self._file.parent)
            finally:
                draft.unlink(missing_ok=True)


def _derived(key: OfficeKey) -> bytes:
    """Return the key that seals heads, which follows from that of the office."""
    return HKDF(SHA256(), 32, salt=None, info=b"amends/1/head").derive(key.for_database())


def _sealed(head: Head, key: bytes) -> bytes:
    content: dict[str, Any] = {
        "format": _FORMAT,
        "version": _VERSION,
        "entries": head.entries,
        "fingerprint": head.fingerprint,
    }
    content["seal"] = hmac.digest(key, msgspec.json.encode(content), "sha256").hex()
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


class _Noted(msgspec.Struct, frozen=True):
    format: str
    version: int
    entries: int
    fingerprint: str
    seal: str


def read_unsealed(folder: Path) -> int | None:
    """Return how many entries the head in `folder` claims, without its key; None if it is none."""
    with suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return msgspec.json.decode(read_plain(folder / HEAD_FILE), type=_Noted).entries
    return None


def note_if_possible(file: HeadFile, head: Head) -> None:
    """Note `head`; a disk that refuses costs nothing, since the next commit notes it again."""
    with suppress(FileNotWrittenError):
        file.note(head)
