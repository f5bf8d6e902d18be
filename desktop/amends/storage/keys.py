"""Who may unlock the office: one random key, wrapped once for each person by a passphrase.

`keys.json` holds nothing secret without a passphrase. Each wrapping stands alone and says which
key it holds, for whom, and how: another person, a recovery code (another `kind`) or a new key
(another `key` number) is one more entry, and what this version does not know it passes over.
`check` is a plain digest of the rest. It guards nothing; it tells a damaged file from a wrong
passphrase.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Final
from uuid import UUID, uuid4

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from amends.domain.errors import OfficeDamagedError, OfficeTooNewError, WrongPassphraseError
from amends.storage.durable_files import replace_whole

KEYS_FILE: Final = "keys.json"

_FORMAT: Final = "amends keys"
_VERSION: Final = 1
_PASSPHRASE: Final = "passphrase"  # noqa: S105 (the kind of a wrapping)
_FIRST_KEY: Final = 1
_KEY_BYTES: Final = 32
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12

_encode = msgspec.json.Encoder(order="deterministic").encode

_Memory = msgspec.Meta(ge=8, le=2 * 1024 * 1024)
_Count = msgspec.Meta(ge=1, le=64)


class Argon2Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What one guess costs: by default the second recommendation of RFC 9106, section 4.

    The bounds keep a forged file from asking for more memory than the computer has.
    """

    memory_kib: Annotated[int, _Memory] = 64 * 1024
    iterations: Annotated[int, _Count] = 3
    lanes: Annotated[int, _Count] = 4


OFFICE_COST: Final = Argon2Cost()


class _Wrapping(msgspec.Struct, frozen=True, kw_only=True):
    """The office key, for one person, under a key made from their passphrase."""

    kind: str
    key: int
    person: UUID
    cost: Argon2Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class OfficeKey:
    """The key of the office, by number, and the keys for single purposes that follow from it."""

    number: int
    _raw: bytes = field(repr=False)

    def for_database(self) -> bytes:
        """Return the 256 bits that key SQLCipher."""
        return self._derive(b"amends/1/database")

    def for_evidence(self) -> bytes:
        """Return the 256 bits from which each evidence file's own key is made."""
        return self._derive(b"amends/1/evidence content")

    def for_evidence_names(self) -> bytes:
        """Return the 256 bits under which evidence files are named."""
        return self._derive(b"amends/1/evidence names")

    def _derive(self, purpose: bytes) -> bytes:
        return HKDF(SHA256(), _KEY_BYTES, salt=None, info=purpose).derive(self._raw)


@dataclass(frozen=True, slots=True)
class NewKeys:
    """A fresh office key, and the keys file that lets one person at it."""

    key: OfficeKey
    _file: bytes = field(repr=False)

    def write(self, folder: Path) -> None:
        """Write `keys.json`, durably. Raises `FileNotWrittenError`."""
        replace_whole(folder / KEYS_FILE, self._file)


def make_keys(passphrase: str, person: UUID, cost: Argon2Cost = OFFICE_COST) -> NewKeys:
    """Return the keys of a new office that `person` opens by `passphrase`."""
    office, raw = uuid4(), secrets.token_bytes(_KEY_BYTES)
    wrapping = _wrap(raw, office, passphrase, person, cost)
    content = {
        "format": _FORMAT,
        "version": _VERSION,
        "office": str(office),
        "wrappings": [msgspec.to_builtins(wrapping)],
    }
    content["check"] = _check_of(content)
    file = msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"
    return NewKeys(OfficeKey(_FIRST_KEY, raw), file)


def unlock_keys(folder: Path, passphrase: str) -> tuple[OfficeKey, UUID]:
    """Return the office key, and the person whose passphrase this is.

    Raises `WrongPassphraseError`, `OfficeDamagedError` or `OfficeTooNewError`.
    """
    content = _read(folder)
    try:
        office = UUID(content["office"])
        wrappings = list(_by_passphrase(content["wrappings"]))
        for wrapping in sorted(wrappings, key=lambda wrapping: wrapping.key, reverse=True):
            if (raw := _unwrap(wrapping, office, passphrase)) is not None:
                return OfficeKey(wrapping.key, raw), wrapping.person
    except (AttributeError, KeyError, TypeError, ValueError, msgspec.MsgspecError) as error:
        raise OfficeDamagedError(folder, KEYS_FILE) from error
    raise WrongPassphraseError


def _read(folder: Path) -> dict[str, Any]:
    """Return what stands in `keys.json`, found undamaged."""
    try:
        content = msgspec.json.decode((folder / KEYS_FILE).read_bytes(), type=dict[str, Any])
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise OfficeDamagedError(folder, KEYS_FILE) from error
    version = content.get("version")
    if content.get("format") == _FORMAT and isinstance(version, int) and version > _VERSION:
        raise OfficeTooNewError(folder)
    if content.pop("check", "") != _check_of(content):
        raise OfficeDamagedError(folder, KEYS_FILE)
    return content


def _by_passphrase(entries: list[dict[str, Any]]) -> Iterator[_Wrapping]:
    for entry in entries:
        if entry["kind"] == _PASSPHRASE:
            yield msgspec.convert(entry, _Wrapping)


def _check_of(content: dict[str, Any]) -> str:
    return hashlib.sha256(_encode(content)).hexdigest()


def _wrap(raw: bytes, office: UUID, passphrase: str, person: UUID, cost: Argon2Cost) -> _Wrapping:
    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    place = _place(office, _FIRST_KEY, person)
    return _Wrapping(
        kind=_PASSPHRASE,
        key=_FIRST_KEY,
        person=person,
        cost=cost,
        salt=salt,
        nonce=nonce,
        wrapped=AESGCM(_stretch(passphrase, salt, cost)).encrypt(nonce, raw, place),
    )


def _unwrap(wrapping: _Wrapping, office: UUID, passphrase: str) -> bytes | None:
    """Return the key in `wrapping`, None where this is not its passphrase."""
    stretched = _stretch(passphrase, wrapping.salt, wrapping.cost)
    place = _place(office, wrapping.key, wrapping.person)
    try:
        return AESGCM(stretched).decrypt(wrapping.nonce, wrapping.wrapped, place)
    except InvalidTag:
        return None


def _place(office: UUID, key: int, person: UUID) -> bytes:
    """Return what a wrapping is bound to, so that none can be passed off as another."""
    return msgspec.json.encode((_FORMAT, _VERSION, _PASSPHRASE, office, key, person))


def _stretch(passphrase: str, salt: bytes, cost: Argon2Cost) -> bytes:
    return Argon2id(
        salt=salt,
        length=_KEY_BYTES,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive(_as_bytes(passphrase))


def _as_bytes(passphrase: str) -> bytes:
    """Return the bytes of a passphrase, the same from every keyboard.

    As RFC 8265 (OpaqueString) has it: any space is a plain space, and letters are composed (NFC),
    since macOS and Linux type "é" differently. Not NFKC, which would make unlike passphrases one.
    What is not text (a lone surrogate from a damaged file) is a wrong passphrase, not a crash.
    """
    spaced = "".join(" " if unicodedata.category(c) == "Zs" else c for c in passphrase)
    return unicodedata.normalize("NFC", spaced).encode("utf-8", "surrogatepass")
