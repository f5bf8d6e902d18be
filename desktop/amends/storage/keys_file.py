"""What stands in `keys.json`, and how it is read and replaced.

It holds nothing secret without a passphrase or the recovery code. Each way in (a `Wrapping`) stands
alone: a pair of keys whose private half opens by a passphrase, and for each office key a copy that
is sealed to the public half. So the office key can be changed for everybody by one person, who
knows the passphrase of nobody else. What this version does not know is passed over, and kept.

`check` is a plain digest of the rest. It guards nothing; it tells a damaged file from a wrong
passphrase.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, TypeVar
from uuid import UUID

import msgspec
from msgspec.structs import replace

from amends.domain.errors import OfficeDamagedError, OfficeTooNewError
from amends.storage.durable_files import read_plain, replace_whole
from amends.storage.stretching import Argon2Cost

KEYS_FILE: Final = "keys.json"
FORMAT: Final = "amends keys"
VERSION: Final = 2
FIRST_VERSION: Final = 1
PERSON: Final = "person"
RECOVERY: Final = "recovery code"
COMPUTER: Final = "computer"  # by a secret in the key store of a computer
FIRST_KIND: Final = "passphrase"  # of version 1: the office key itself under a passphrase

_T = TypeVar("_T")
_encode = msgspec.json.Encoder(order="deterministic").encode


class SealedKey(msgspec.Struct, frozen=True, kw_only=True):
    """One office key, sealed to a public key. `proof` shows that who sealed it had the key."""

    key: int
    sender: bytes
    nonce: bytes
    sealed: bytes
    proof: bytes


class Wrapping(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One way in: for a person by their passphrase or by a computer that they trust, or for whoever
    has the recovery code. `computer` names the entry in the key store, and is "" for the others.
    """

    kind: str
    person: UUID | None
    cost: Argon2Cost
    salt: bytes
    nonce: bytes
    private: bytes
    public: bytes
    keys: tuple[SealedKey, ...]
    computer: str = ""


class FirstWrapping(msgspec.Struct, frozen=True, kw_only=True):
    """The only way in that version 1 knew; opening by it turns it into a `Wrapping`."""

    kind: str
    key: int
    person: UUID
    cost: Argon2Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes


class RetiredKey(msgspec.Struct, frozen=True, kw_only=True):
    """A former office key under the one that took its place, while evidence still needs it."""

    key: int
    under: int
    nonce: bytes
    sealed: bytes


class Keys(msgspec.Struct, frozen=True, kw_only=True):
    """The content of the file; `others` is what only a later version knows."""

    office: UUID
    wrappings: tuple[Wrapping, ...] = ()
    first: tuple[FirstWrapping, ...] = ()
    retired: tuple[RetiredKey, ...] = ()
    others: tuple[dict[str, Any], ...] = ()

    def with_wrapping(self, new: Wrapping) -> Keys:
        """Return the keys with a way in, in place of the one that this person or kind had."""
        kept = (it for it in self.wrappings if (it.kind, it.person) != (new.kind, new.person))
        first = (it for it in self.first if it.person != new.person)
        return replace(self, wrappings=(*kept, new), first=tuple(first))

    def without(self, kind: str, person: UUID | None) -> Keys:
        """Return the keys without the ways in of a kind that a person has."""
        kept = (it for it in self.wrappings if (it.kind, it.person) != (kind, person))
        first = (it for it in self.first if it.person != person)
        return replace(self, wrappings=tuple(kept), first=tuple(first))


def read_keys(folder: Path) -> Keys:
    """Return what stands in `keys.json`. Raises `OfficeDamagedError` or `OfficeTooNewError`."""
    content = _read(folder)
    try:
        entries: list[dict[str, Any]] = content["wrappings"]
        by_kind = [(str(entry["kind"]), entry) for entry in entries]
        alike = {PERSON, RECOVERY, COMPUTER}
        return Keys(
            office=UUID(content["office"]),
            wrappings=_as(Wrapping, (it for kind, it in by_kind if kind in alike)),
            first=_as(FirstWrapping, (it for kind, it in by_kind if kind == FIRST_KIND)),
            retired=_as(RetiredKey, content.get("retired", ())),
            others=tuple(it for kind, it in by_kind if kind not in alike | {FIRST_KIND}),
        )
    except (AttributeError, KeyError, TypeError, ValueError, msgspec.MsgspecError) as error:
        raise OfficeDamagedError(folder, KEYS_FILE) from error


def write_keys(folder: Path, keys: Keys) -> None:
    """Replace `keys.json`, durably. Raises `FileNotWrittenError`; then it is as it was."""
    replace_whole(folder / KEYS_FILE, as_file(keys))


def as_file(keys: Keys) -> bytes:
    """Return the bytes of the file."""
    known = (*keys.wrappings, *keys.first)
    content: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "office": str(keys.office),
        "wrappings": [*map(msgspec.to_builtins, known), *keys.others],
        "retired": [msgspec.to_builtins(it) for it in keys.retired],
    }
    content["check"] = check_of(content)
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


def check_of(content: dict[str, Any]) -> str:
    """Return the digest of all that stands in the file beside it."""
    return hashlib.sha256(_encode(content)).hexdigest()


def _as(kind: type[_T], entries: Iterable[dict[str, Any]]) -> tuple[_T, ...]:
    return tuple(msgspec.convert(entry, kind) for entry in entries)


def _read(folder: Path) -> dict[str, Any]:
    """Return what stands in the file, found undamaged."""
    try:
        content = msgspec.json.decode(read_plain(folder / KEYS_FILE), type=dict[str, Any])
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise OfficeDamagedError(folder, KEYS_FILE) from error
    version = content.get("version")
    if content.get("format") == FORMAT and isinstance(version, int) and version > VERSION:
        raise OfficeTooNewError(folder)
    if content.pop("check", "") != check_of(content):
        raise OfficeDamagedError(folder, KEYS_FILE)
    return content
