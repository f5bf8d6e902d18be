"""A whole office as one sealed file, to be carried to another computer.

On disk: a header (magic, version, 32 bytes of salt, how long the keys are), `keys.json` as it
stands in the office, then AES-256-GCM chunks of 256 KiB and their tags. The key follows from the
office key and the salt, so that whoever can open the office can open the file. A chunk's nonce is
its number and whether it is the last; each is bound to all that comes before the first. So a file
that was cut, reordered or changed anywhere does not open. What is sealed: for each part its name,
its size and its content; the first part says how far the record goes, one without a name ends them.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from amends.domain.cover_errors import NotASealedOfficeError, SealedOfficeBrokenError
from amends.domain.errors import FileNotReadableError, OfficeDamagedError, OfficeTooNewError
from amends.storage.database import DATABASE_FILE
from amends.storage.durable_files import make_sure_of_room, open_draft, sync_file, writing
from amends.storage.evidence import CHUNK_BYTES, EVIDENCE_FOLDER, is_blob
from amends.storage.keys import OfficeKey
from amends.storage.keys_file import KEYS_FILE, read_keys
from amends.storage.rows import Head

_MAGIC: Final = b"amendsOF"
_VERSION: Final = 1
_HEADER: Final = struct.Struct(">8sH32sI")
_PART: Final = struct.Struct(">HQ")
_NONCE: Final = struct.Struct(">3xQ?")
_SALT_BYTES: Final = 32
_TAG_BYTES: Final = 16
_MOST_KEYS_BYTES: Final = 1 << 20
_MOST_HEAD_BYTES: Final = 4096
_HEAD_PART: Final = "head"

Step = Callable[[int], object]  # how many bytes were read or written; raises to stop


@dataclass(frozen=True, slots=True)
class SealedFile:
    """What can be told of a sealed file without its key."""

    file: Path
    keys: bytes  # the `keys.json` in it
    salt: bytes
    bound: bytes  # the digest of all that comes before the first chunk
    starts_at: int

    @property
    def size(self) -> int:
        return self.file.stat().st_size

    def office(self, folder: Path) -> UUID:
        """Put the keys into an empty folder, and return which office they open.

        Raises `SealedOfficeBrokenError`, `OfficeTooNewError`, `FileNotWrittenError`.
        """
        with writing(folder), open_draft(folder / KEYS_FILE) as out:
            out.write(self.keys)
            sync_file(out)
        try:
            return read_keys(folder).office
        except OfficeDamagedError as error:
            raise SealedOfficeBrokenError(self.file) from error


def seal(
    out: BinaryIO, keys: bytes, key: OfficeKey, head: Head, parts: Sequence[Path], step: Step
) -> bytes:
    """Write an office of these parts, and return the digest of what was sealed.

    Raises `FileNotReadableError` for a part, and `OSError` for the file.
    """
    header = _HEADER.pack(_MAGIC, _VERSION, secrets.token_bytes(_SALT_BYTES), len(keys)) + keys
    out.write(header)
    cipher, bound = _cipher(key, header), hashlib.sha256(header).digest()
    digest = hashlib.sha256()
    for number, (chunk, is_last) in enumerate(_in_chunks(_sealed_parts(head, parts))):
        digest.update(chunk)
        out.write(cipher.encrypt(_NONCE.pack(number, is_last), chunk, bound))
        step(len(chunk))
    return digest.digest()


def size_of(parts: Iterable[Path]) -> int:
    """Return about how many bytes a file of these parts has."""
    size = sum(part.stat().st_size for part in parts)
    return size + size // CHUNK_BYTES * _TAG_BYTES


def look_at(file: Path) -> SealedFile:
    """Return what stands before what is sealed.

    Raises `NotASealedOfficeError`, `OfficeTooNewError`, `SealedOfficeBrokenError` and
    `FileNotReadableError`.
    """
    with _reading(file) as opened:
        header = opened.read(_HEADER.size)
        if not header.startswith(_MAGIC):
            raise NotASealedOfficeError(file)
        if len(header) < _HEADER.size:
            raise SealedOfficeBrokenError(file)
        _magic, version, salt, length = _HEADER.unpack(header)
        if version > _VERSION:
            raise OfficeTooNewError(file)
        if length > _MOST_KEYS_BYTES or len(keys := opened.read(length)) < length:
            raise SealedOfficeBrokenError(file)
    bound = hashlib.sha256(header + keys).digest()
    return SealedFile(file, keys, salt, bound, len(header) + len(keys))


def opens(sealed: SealedFile, key: OfficeKey) -> bool:
    """Return whether the file was sealed under that key."""
    with suppress(SealedOfficeBrokenError):
        return next(_opened(sealed, key), None) is not None
    return False


def check(sealed: SealedFile, key: OfficeKey, digest: bytes, step: Step) -> None:
    """Read a file to its end. Raises `SealedOfficeBrokenError` where it is not what was sealed."""
    found = hashlib.sha256()
    for chunk in _opened(sealed, key):
        found.update(chunk)
        step(len(chunk))
    if found.digest() != digest:
        raise SealedOfficeBrokenError(sealed.file)


def unpack(sealed: SealedFile, key: OfficeKey, folder: Path, step: Step) -> Head:
    """Lay the parts down in a folder that holds the keys; return how far the record is to go.

    Only at the end is it known that the file was whole. Raises `SealedOfficeBrokenError`,
    `FileNotReadableError`, `FileNotWrittenError`, and what `step` raises.
    """
    with writing(folder):
        make_sure_of_room(folder, sealed.size)
        (folder / EVIDENCE_FOLDER).mkdir(mode=0o700, exist_ok=True)
    content = _Content(sealed, _opened(sealed, key), step)
    head = _head_of(content)
    while (part := content.next_part())[0]:
        name, size = part
        _lay_down(folder / _checked(sealed, name), content.read(size))
    if content.is_more:
        raise SealedOfficeBrokenError(sealed.file)
    return head


class _Content:
    """The content of a sealed file, read in pieces of the size that is asked for."""

    def __init__(self, sealed: SealedFile, chunks: Iterator[bytes], step: Step) -> None:
        self.sealed, self._chunks, self._step = sealed, chunks, step
        self._rest = b""

    @property
    def is_more(self) -> bool:
        return bool(self._rest) or any(self._chunks)

    def next_part(self) -> tuple[str, int]:
        length, size = _PART.unpack(b"".join(self.read(_PART.size)))
        try:
            return b"".join(self.read(length)).decode("ascii"), size
        except UnicodeDecodeError as error:
            raise SealedOfficeBrokenError(self.sealed.file) from error

    def read(self, wanted: int) -> Iterator[bytes]:
        while wanted:
            if not self._rest:
                self._rest = next(self._chunks, b"")
                self._step(len(self._rest))
            if not self._rest:
                raise SealedOfficeBrokenError(self.sealed.file)
            piece, self._rest = self._rest[:wanted], self._rest[wanted:]
            wanted -= len(piece)
            yield piece


def _head_of(content: _Content) -> Head:
    name, size = content.next_part()
    if name != _HEAD_PART or size > _MOST_HEAD_BYTES:
        raise SealedOfficeBrokenError(content.sealed.file)
    try:
        return Head(*msgspec.json.decode(b"".join(content.read(size)), type=tuple[int, str]))
    except msgspec.MsgspecError as error:
        raise SealedOfficeBrokenError(content.sealed.file) from error


def _checked(sealed: SealedFile, name: str) -> Path:
    """Return where a part belongs; no name leads out of the folder."""
    folder, slash, blob = name.partition("/")
    if name == DATABASE_FILE or (folder == EVIDENCE_FOLDER and slash and is_blob(blob)):
        return Path(name)
    raise SealedOfficeBrokenError(sealed.file)


def _lay_down(file: Path, pieces: Iterable[bytes]) -> None:
    with writing(file), open_draft(file) as out:
        for piece in pieces:
            out.write(piece)
        sync_file(out)


def _sealed_parts(head: Head, parts: Sequence[Path]) -> Iterator[bytes]:
    """Return all that is sealed, piece by piece."""
    raw = msgspec.json.encode(head)
    yield _PART.pack(len(_HEAD_PART), len(raw)) + _HEAD_PART.encode() + raw
    for part in parts:
        inside = part.name if part.name == DATABASE_FILE else f"{EVIDENCE_FOLDER}/{part.name}"
        with _reading(part) as opened:
            size = os.fstat(opened.fileno()).st_size
            yield _PART.pack(len(inside), size) + inside.encode()
            while size and (piece := opened.read(min(CHUNK_BYTES, size))):
                size -= len(piece)
                yield piece
            if size:
                raise FileNotReadableError(part, "it was cut off meanwhile")
    yield _PART.pack(0, 0)


def _in_chunks(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Return the same in chunks of one size, and whether each is the last."""
    held = bytearray()
    for piece in pieces:
        held += piece
        while len(held) > CHUNK_BYTES:
            yield bytes(held[:CHUNK_BYTES]), False
            del held[:CHUNK_BYTES]
    yield bytes(held), True


def _opened(sealed: SealedFile, key: OfficeKey) -> Iterator[bytes]:
    """Return the content, each chunk once it has proved genuine."""
    cipher = AESGCM(key.for_sealed_file(sealed.salt))
    with _reading(sealed.file) as opened:
        opened.seek(sealed.starts_at)
        number, chunk = 0, opened.read(CHUNK_BYTES + _TAG_BYTES)
        while True:
            following = opened.read(CHUNK_BYTES + _TAG_BYTES)
            try:
                nonce = _NONCE.pack(number, not following)
                yield cipher.decrypt(nonce, chunk, sealed.bound)
            except (InvalidTag, ValueError) as error:
                raise SealedOfficeBrokenError(sealed.file) from error
            if not following:
                return
            number, chunk = number + 1, following


def _cipher(key: OfficeKey, header: bytes) -> AESGCM:
    return AESGCM(key.for_sealed_file(_HEADER.unpack_from(header)[2]))


@contextmanager
def _reading(file: Path) -> Iterator[BinaryIO]:
    try:
        with file.open("rb") as opened:
            yield opened
    except OSError as error:
        raise FileNotReadableError(file, error.strerror or str(error)) from error
