"""How an office key is kept for somebody: under their passphrase, or sealed to their public key.

X25519 with an ephemeral key, HKDF-SHA256 and AES-256-GCM, as in RFC 9180 in plain parts. Whatever
is encrypted here is bound to its place in the file, so that none can be passed off as another.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from typing import Final
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from amends.storage.keys_file import (
    FIRST_KIND,
    FIRST_VERSION,
    FORMAT,
    VERSION,
    FirstWrapping,
    RetiredKey,
    SealedKey,
    Wrapping,
)
from amends.storage.stretching import Argon2Cost, stretch

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
NONCE_BYTES: Final = 12

_RETIRED: Final = b"amends/2/retired keys"


def derive(raw: bytes, purpose: bytes) -> bytes:
    """Return the 256 bits for a single purpose that follow from a key."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose).derive(raw)


def wrap(
    secret: str,
    kind: str,
    person: UUID | None,
    cost: Argon2Cost,
    office: UUID,
    keys: Iterable[tuple[int, bytes]],
) -> Wrapping:
    """Return a new way in to office keys, each given with its number, by `secret`."""
    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    place = _place(office, kind, person, public)
    locked = AESGCM(stretch(secret, salt, cost)).encrypt(nonce, private.private_bytes_raw(), place)
    empty = Wrapping(
        kind=kind,
        person=person,
        cost=cost,
        salt=salt,
        nonce=nonce,
        private=locked,
        public=public,
        keys=(),
    )
    sealed = tuple(seal(raw, number, empty, office) for number, raw in keys)
    return msgspec.structs.replace(empty, keys=sealed)


def unwrap(wrapping: Wrapping, office: UUID, secret: str) -> dict[int, bytes] | None:
    """Return the office keys by number, None where this is not the secret."""
    stretched = stretch(secret, wrapping.salt, wrapping.cost)
    place = _place(office, wrapping.kind, wrapping.person, wrapping.public)
    try:
        raw = AESGCM(stretched).decrypt(wrapping.nonce, wrapping.private, place)
        private = X25519PrivateKey.from_private_bytes(raw)
        return {it.key: _unseal(it, private, wrapping, office) for it in wrapping.keys}
    except InvalidTag:
        return None


def unwrap_first(wrapping: FirstWrapping, office: UUID, secret: str) -> bytes | None:
    """Return the key in a wrapping of version 1, None where this is not its passphrase."""
    stretched = stretch(secret, wrapping.salt, wrapping.cost)
    parts = (FORMAT, FIRST_VERSION, FIRST_KIND, office, wrapping.key, wrapping.person)
    try:
        return AESGCM(stretched).decrypt(
            wrapping.nonce, wrapping.wrapped, msgspec.json.encode(parts)
        )
    except InvalidTag:
        return None


def seal(raw: bytes, number: int, wrapping: Wrapping, office: UUID) -> SealedKey:
    """Return an office key so that only the owner of `wrapping` can read it."""
    ours = X25519PrivateKey.generate()
    sender = ours.public_key().public_bytes_raw()
    shared = ours.exchange(X25519PublicKey.from_public_bytes(wrapping.public))
    nonce = secrets.token_bytes(NONCE_BYTES)
    place = _place(office, wrapping.kind, wrapping.person, wrapping.public, number)
    cipher = AESGCM(_between(shared, sender, wrapping.public))
    return SealedKey(
        key=number,
        sender=sender,
        nonce=nonce,
        sealed=cipher.encrypt(nonce, raw, place),
        proof=_proof(raw, place),
    )


def is_genuine(wrapping: Wrapping, office: UUID, number: int, raw: bytes) -> bool:
    """Return whether `wrapping` was made by somebody who had that office key.

    Else whoever can write to the folder could slip in a public key of their own, and be given
    the next office key.
    """
    place = _place(office, wrapping.kind, wrapping.person, wrapping.public, number)
    proofs = [it.proof for it in wrapping.keys if it.key == number]
    return any(hmac.compare_digest(proof, _proof(raw, place)) for proof in proofs)


def retire(number: int, raw: bytes, under: int, new: bytes, office: UUID) -> RetiredKey:
    """Return a former key, readable for who has the new one."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(derive(new, _RETIRED)).encrypt(nonce, raw, _retired_place(office, number))
    return RetiredKey(key=number, under=under, nonce=nonce, sealed=sealed)


def open_retired(retired: RetiredKey, raw: bytes, office: UUID) -> bytes | None:
    """Return a former key, None where it does not lie under this one."""
    place = _retired_place(office, retired.key)
    try:
        return AESGCM(derive(raw, _RETIRED)).decrypt(retired.nonce, retired.sealed, place)
    except InvalidTag:
        return None


def _unseal(
    sealed: SealedKey, private: X25519PrivateKey, wrapping: Wrapping, office: UUID
) -> bytes:
    shared = private.exchange(X25519PublicKey.from_public_bytes(sealed.sender))
    place = _place(office, wrapping.kind, wrapping.person, wrapping.public, sealed.key)
    cipher = AESGCM(_between(shared, sealed.sender, wrapping.public))
    return cipher.decrypt(sealed.nonce, sealed.sealed, place)


def _between(shared: bytes, sender: bytes, public: bytes) -> bytes:
    return derive(shared, b"amends/2/sealed key" + sender + public)


def _proof(raw: bytes, place: bytes) -> bytes:
    return hmac.new(derive(raw, b"amends/2/keys file"), place, hashlib.sha256).digest()


def _place(office: UUID, kind: str, person: UUID | None, public: bytes, number: int = 0) -> bytes:
    """Return what a part of the file is bound to; number 0 stands for the private key."""
    return msgspec.json.encode((FORMAT, VERSION, kind, office, person, public, number))


def _retired_place(office: UUID, number: int) -> bytes:
    return msgspec.json.encode((FORMAT, VERSION, "retired", office, number))
