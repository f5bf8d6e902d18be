"""The evidence beside the database: files of any size, encrypted, named by what they hold.

A blob's name is HMAC-SHA256, under the naming key, of the content's SHA-256: the same file is
stored once, and nobody without the key can tell whether the office holds a file they know.

On disk: a header (magic, version, number of the office key, 32 bytes of salt), then AES-256-GCM
chunks of 256 KiB and their tags, the last one shorter or not. Each file has its own key, by HKDF
from the evidence key and the salt. A chunk's nonce is its number and whether it is the last; all
chunks are bound to the header, and the last one to the name as well, so a file that was cut,
reordered, changed or put in another's place does not open.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import struct
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from amends.domain.errors import EvidenceMissingError, FileNotReadableError, OfficeLockedError
from amends.domain.keeping_errors import EvidenceTooLargeError
from amends.storage.durable_files import (
    make_folder,
    make_sure_of_room,
    open_draft,
    sync_file,
    sync_folder,
    writing,
)
from amends.storage.keys import OfficeKey

EVIDENCE_FOLDER: Final = "evidence"
CHUNK_BYTES: Final = 256 * 1024
LARGEST_BYTES: Final = 2 << 30

_MAGIC: Final = b"amendsEV"
_VERSION: Final = 1
_HEADER: Final = struct.Struct(">8sHI32s")
_NONCE: Final = struct.Struct(">3xQ?")
_SALT_BYTES: Final = 32
_TAG_BYTES: Final = 16
_NAME_DIGITS: Final = 64


class Source(Protocol):
    """What evidence is read from: a file, or something that is read like one."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, none at the end."""


@dataclass(frozen=True, slots=True)
class StoredEvidence:
    """What was stored: its name in the folder, the SHA-256 of its content, its size in bytes."""

    blob: str
    digest: str
    size: int


class EvidenceFolder:
    """Adds and reads evidence, from any thread, until `lock`."""

    def __init__(self, folder: Path, key: OfficeKey, retired: Iterable[OfficeKey] = ()) -> None:
        """Write under `key`; files under `retired` ones are read as well."""
        self._folder = folder
        self._key: OfficeKey | None = key
        self._retired = {it.number: it for it in retired}

    def add(self, source: Source, size: int = 0) -> StoredEvidence:
        """Store what `source` holds, and return once it has reached the disk.

        Where its `size` is known, it is said before anything is written that there is no room
        (`NotEnoughRoomError`). Raises `EvidenceTooLargeError`, `FileNotWrittenError`, and
        `FileNotReadableError` for `source`; nothing is left behind then.
        """
        key = self._unlocked()
        draft = self._folder / f"{secrets.token_hex(16)}.part"
        self._make_sure_of_folder()
        with writing(self._folder):
            make_sure_of_room(self._folder, size + size // CHUNK_BYTES * _TAG_BYTES)
        try:
            stored = _write(draft, source, key)
            self._settle(draft, stored.blob)
        finally:
            with writing(draft):
                draft.unlink(missing_ok=True)
        return stored

    def read(self, blob: str) -> bytes:
        """Return the whole content. Raises as `chunks` does."""
        return b"".join(self.chunks(blob))

    def chunks(self, blob: str) -> Iterator[bytes]:
        """Return the content piece by piece, each as it was stored.

        Raises `EvidenceMissingError` where the file is not there or not what was stored. Only
        after the last piece is it known that nothing was cut off: do not act on a part.
        """
        keys = self._keys()
        if not is_blob(blob):
            raise EvidenceMissingError(blob)
        with _reading(self._folder / blob, blob) as file:
            yield from _opened(file, blob, keys)

    def former(self) -> list[str]:
        """Return the names of the files that do not lie under the key of today."""
        key = self._unlocked()
        if not self._folder.is_dir():
            return []
        blobs = sorted(it.name for it in self._folder.iterdir() if is_blob(it.name))
        return [blob for blob in blobs if self.key_number(blob) != key.number]

    def renew(self, blob: str) -> None:
        """Encrypt a file anew under the key of today; it keeps its name, by which cases know it.

        Raises as `add` and `chunks` do; then the file is as it was.
        """
        key = self._unlocked()
        draft = self._folder / f"{blob}.part"
        with writing(draft):
            draft.unlink(missing_ok=True)  # of a crash
        try:
            _write_chunks(draft, self.chunks(blob), key, blob)
            with writing(self._folder / blob):
                draft.replace(self._folder / blob)
                sync_folder(self._folder)
        finally:
            with writing(draft):
                draft.unlink(missing_ok=True)

    def chunks_of(self, file: Path, blob: str) -> Iterator[bytes]:
        """Return the content of a file that is to become `blob`. Raises as `chunks` does."""
        with _reading(file, blob) as opened:
            yield from _opened(opened, blob, self._keys())

    def size(self, blob: str) -> int:
        """Return how many bytes the content has, as the size of its file tells.

        Raises `EvidenceMissingError` where the file is not there.
        """
        try:
            sealed = (self._folder / blob).stat().st_size - _HEADER.size
        except OSError as error:
            raise EvidenceMissingError(blob) from error
        chunks = -(-sealed // (CHUNK_BYTES + _TAG_BYTES))
        return max(0, sealed - chunks * _TAG_BYTES)

    def lock(self) -> None:
        """Forget the keys."""
        self._key = None
        self._retired = {}

    def key_number(self, blob: str) -> int:
        """Return under which office key a file lies, 0 where that cannot be told.

        Raises as `chunks` does.
        """
        with _reading(self._folder / blob, blob) as file:
            return _number_of(file.read(_HEADER.size))

    def _keys(self) -> Mapping[int, OfficeKey]:
        """Return every key that may be needed, by its number."""
        key = self._unlocked()
        return {**self._retired, key.number: key}

    def _unlocked(self) -> OfficeKey:
        if self._key is None:
            raise OfficeLockedError(self._folder.parent)
        return self._key

    def _make_sure_of_folder(self) -> None:
        """Make the folder where it got lost; copying an office may drop an empty one."""
        with writing(self._folder):
            make_folder(self._folder)

    def _settle(self, draft: Path, blob: str) -> None:
        """Give the draft its name, unless the same content already stands there, unharmed."""
        file = self._folder / blob
        with writing(file):
            if not self._holds(blob):
                draft.replace(file)
            sync_folder(self._folder)

    def _holds(self, blob: str) -> bool:
        try:
            return all(True for _chunk in self.chunks(blob))
        except (EvidenceMissingError, FileNotReadableError):
            return False


def blobs_in(folder: Path) -> set[str]:
    """Return the names of the evidence in a folder; none where it is not there."""
    with suppress(FileNotFoundError):
        return {file.name for file in folder.iterdir() if is_blob(file.name) and file.is_file()}
    return set()


def is_blob(name: str) -> bool:
    """Return whether a file has the name of evidence."""
    return len(name) == _NAME_DIGITS and set(name) <= set("0123456789abcdef")


def _write(draft: Path, source: Source, key: OfficeKey) -> StoredEvidence:
    """Write the content of `source` to `draft`, encrypted, and return its names."""
    header = _HEADER.pack(_MAGIC, _VERSION, key.number, secrets.token_bytes(_SALT_BYTES))
    cipher = _cipher(key, header)
    digest, size = hashlib.sha256(), 0
    with writing(draft), open_draft(draft) as out:
        out.write(header)
        for number, (chunk, is_last) in enumerate(_with_last(_full_chunks(source))):
            digest.update(chunk)
            size += len(chunk)
            if size > LARGEST_BYTES:
                raise EvidenceTooLargeError(_name_of(source).name, LARGEST_BYTES)
            bound = header + (_name(key, digest.digest()).encode() if is_last else b"")
            out.write(cipher.encrypt(_NONCE.pack(number, is_last), chunk, bound))
        sync_file(out)
    return StoredEvidence(_name(key, digest.digest()), digest.hexdigest(), size)


def _write_chunks(draft: Path, chunks: Iterator[bytes], key: OfficeKey, blob: str) -> None:
    """Write content that is stored under a name already, encrypted under `key`."""
    header = _HEADER.pack(_MAGIC, _VERSION, key.number, secrets.token_bytes(_SALT_BYTES))
    cipher = _cipher(key, header)
    with writing(draft), open_draft(draft) as out:
        out.write(header)
        for number, (chunk, is_last) in enumerate(_with_last(chunks)):
            bound = header + (blob.encode() if is_last else b"")
            out.write(cipher.encrypt(_NONCE.pack(number, is_last), chunk, bound))
        sync_file(out)


def _opened(file: BinaryIO, blob: str, keys: Mapping[int, OfficeKey]) -> Iterator[bytes]:
    """Return the content of an encrypted file, each chunk once it has proved genuine."""
    header = file.read(_HEADER.size)
    if (key := keys.get(_number_of(header))) is None:
        raise EvidenceMissingError(blob)
    cipher = _cipher(key, header)
    sealed = _sealed_chunks(file)
    for number, (chunk, is_last) in enumerate(_with_last(sealed)):
        bound = header + (blob.encode() if is_last else b"")
        try:
            yield cipher.decrypt(_NONCE.pack(number, is_last), chunk, bound)
        except (InvalidTag, ValueError) as error:
            raise EvidenceMissingError(blob) from error


def _number_of(header: bytes) -> int:
    """Return the number of the office key that a header names, 0 where it is no header."""
    if len(header) != _HEADER.size:
        return 0
    magic, version, number, _salt = _HEADER.unpack(header)
    return int(number) if (magic, version) == (_MAGIC, _VERSION) else 0


def _cipher(key: OfficeKey, header: bytes) -> AESGCM:
    salt = header[-_SALT_BYTES:]
    derived = HKDF(SHA256(), 32, salt=salt, info=b"amends/1/evidence file")
    return AESGCM(derived.derive(key.for_evidence()))


def _name(key: OfficeKey, digest: bytes) -> str:
    return hmac.new(key.for_evidence_names(), digest, hashlib.sha256).hexdigest()


def _full_chunks(source: Source) -> Iterator[bytes]:
    """Return the content of `source` in whole chunks, at least one, the last perhaps shorter."""
    chunk = _filled(source)
    yield chunk
    while len(chunk) == CHUNK_BYTES and (chunk := _filled(source)):
        yield chunk


def _filled(source: Source) -> bytes:
    """Return the next chunk of `source`, however little it gives at a time."""
    parts, wanted = [], CHUNK_BYTES
    try:
        while wanted and (part := source.read(wanted)):
            parts.append(part)
            wanted -= len(part)
    except OSError as error:
        raise FileNotReadableError(_name_of(source), error.strerror or str(error)) from error
    return b"".join(parts)


def _name_of(source: Source) -> Path:
    return Path(str(getattr(source, "name", "file")))


def _sealed_chunks(file: BinaryIO) -> Iterator[bytes]:
    """Return the encrypted chunks; a file of none gives an empty one, which opens under no key."""
    chunk = file.read(CHUNK_BYTES + _TAG_BYTES)
    yield chunk
    while chunk := file.read(CHUNK_BYTES + _TAG_BYTES):
        yield chunk


def _with_last(chunks: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Return each chunk, and whether it is the last."""
    chunk = next(chunks)
    for following in chunks:
        yield chunk, False
        chunk = following
    yield chunk, True


@contextmanager
def _reading(file: Path, blob: str) -> Iterator[BinaryIO]:
    if file.is_fifo():  # of which nothing would ever come
        raise EvidenceMissingError(blob)
    try:
        with file.open("rb") as opened:
            yield opened
    except FileNotFoundError as error:
        raise EvidenceMissingError(blob) from error
    except OSError as error:
        raise FileNotReadableError(file, error.strerror or str(error)) from error
