"""Who may unlock the office: one random key, kept for each person under their own passphrase.

How it is kept stands in `sealing.py`, the file in `keys_file.py`. A passphrase is all that says
who somebody is, so no two people of an office may have the same one.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from msgspec.structs import replace

from amends.domain.access_errors import (
    ComputerNotTrustedError,
    PassphraseTakenError,
    WrongRecoveryCodeError,
)
from amends.domain.errors import FileNotWrittenError, OfficeDamagedError, WrongPassphraseError
from amends.storage.durable_files import replace_whole
from amends.storage.keys_file import (
    COMPUTER,
    KEYS_FILE,
    PERSON,
    RECOVERY,
    FirstWrapping,
    Keys,
    SealedKey,
    Wrapping,
    as_file,
    read_keys,
    write_keys,
)
from amends.storage.sealing import (
    KEY_BYTES,
    derive,
    is_genuine,
    open_retired,
    retire,
    seal,
    unwrap,
    unwrap_first,
    wrap,
)
from amends.storage.stretching import OFFICE_COST, Argon2Cost, tuned_cost

FIRST_KEY: Final = 1

# Of a way in by a random secret, which nobody guesses: stretching it would protect nothing.
_NO_COST: Final = Argon2Cost(memory_kib=8, iterations=1, lanes=1)


@dataclass(frozen=True, slots=True)
class OfficeKey:
    """The key of the office, by number, and the keys for single purposes that follow from it."""

    number: int
    _raw: bytes = field(repr=False)

    def for_database(self) -> bytes:
        """Return the 256 bits that key SQLCipher."""
        return derive(self._raw, b"amends/1/database")

    def for_evidence(self) -> bytes:
        """Return the 256 bits from which each evidence file's own key is made."""
        return derive(self._raw, b"amends/1/evidence content")

    def for_evidence_names(self) -> bytes:
        """Return the 256 bits under which evidence files are named."""
        return derive(self._raw, b"amends/1/evidence names")

    def for_sealed_file(self, salt: bytes) -> bytes:
        """Return the 256 bits for one file that carries the office to another computer."""
        return derive(self._raw, b"amends/1/sealed office" + salt)

    def raw(self) -> tuple[int, bytes]:
        """Return the key itself with its number, for `keys.json` alone."""
        return self.number, self._raw


@dataclass(frozen=True, slots=True)
class NewKeys:
    """A fresh office key, and the keys file that lets one person at it."""

    key: OfficeKey
    _file: bytes = field(repr=False)

    def write(self, folder: Path) -> None:
        """Write `keys.json`, durably. Raises `FileNotWrittenError`."""
        replace_whole(folder / KEYS_FILE, self._file)


@dataclass(frozen=True, slots=True)
class Opened:
    """Whose passphrase it was, None for the recovery code, and what it opens.

    There is more than one key, the newest first, only where a change of key was cut short: the
    database tells which of them holds.
    """

    person: UUID | None
    keys: tuple[OfficeKey, ...]


def make_keys(passphrase: str, person: UUID, cost: Argon2Cost | None = None) -> NewKeys:
    """Return the keys of a new office that `person` opens by `passphrase`.

    Without a cost, it is what this computer does in about a quarter of a second.
    """
    office, key = uuid4(), OfficeKey(FIRST_KEY, secrets.token_bytes(KEY_BYTES))
    wrapping = wrap(passphrase, PERSON, person, cost or tuned_cost(), office, [key.raw()])
    return NewKeys(key, as_file(Keys(office=office, wrappings=(wrapping,))))


def open_by_passphrase(folder: Path, passphrase: str) -> Opened:
    """Return what a passphrase opens, and whose it is.

    Every passphrase of the office is tried, however soon one fits: how long it takes says nothing
    of who it was. Raises `WrongPassphraseError`, `OfficeDamagedError` or `OfficeTooNewError`.
    """
    keys = read_keys(folder)
    fitting = _fitting(folder, keys, passphrase)
    if not fitting:
        raise WrongPassphraseError
    if keys.first:
        with suppress(FileNotWrittenError):  # such as a folder to be read only
            _modernise(folder, keys, fitting[0], passphrase)
    return fitting[0]


def open_by_recovery_code(folder: Path, code: str) -> Opened:
    """Return what the recovery code opens. Raises `WrongRecoveryCodeError`, or as above."""
    keys = read_keys(folder)
    for wrapping in keys.wrappings:
        if wrapping.kind == RECOVERY and (found := _opened(folder, wrapping, keys.office, code)):
            return found
    raise WrongRecoveryCodeError


def has_recovery_code(folder: Path) -> bool:
    return any(it.kind == RECOVERY for it in read_keys(folder).wrappings)


def set_passphrase(folder: Path, key: OfficeKey, person: UUID, passphrase: str) -> None:
    """Let `person` open the office by `passphrase`, and by no other, nor by any computer.

    Raises `PassphraseTakenError` where somebody else has it, or `FileNotWrittenError`.
    """
    keys = read_keys(folder)
    if any(found.person != person for found in _fitting(folder, keys, passphrase)):
        raise PassphraseTakenError
    new = wrap(passphrase, PERSON, person, _cost(keys), keys.office, [key.raw()])
    write_keys(folder, keys.with_wrapping(new).without(COMPUTER, person))


def remove_person(folder: Path, person: UUID) -> None:
    """Let `person` open the office no more. A copy that they kept of it still opens."""
    write_keys(folder, read_keys(folder).without(PERSON, person).without(COMPUTER, person))


def add_computer(folder: Path, key: OfficeKey, person: UUID, computer: str, secret: str) -> None:
    """Let a computer open the office for `person` by a random secret.

    A new passphrase and a new key of the office put an end to it. Raises `FileNotWrittenError`.
    """
    keys = read_keys(folder)
    new = wrap(secret, COMPUTER, person, _NO_COST, keys.office, [key.raw()])
    new = replace(new, computer=computer)
    write_keys(folder, replace(keys, wrappings=(*keys.wrappings, new)))


def remove_computer(folder: Path, computer: str) -> None:
    """Let that computer open the office no more. Raises `FileNotWrittenError`."""
    keys = read_keys(folder)
    kept = tuple(it for it in keys.wrappings if it.computer != computer)
    if kept != keys.wrappings:
        write_keys(folder, replace(keys, wrappings=kept))


def computers(folder: Path) -> frozenset[tuple[UUID, str]]:
    """Return which computers open the office, each with the person for whom it does."""
    ways = [it for it in read_keys(folder).wrappings if it.kind == COMPUTER]
    return frozenset((it.person, it.computer) for it in ways if it.person is not None)


def open_by_computer(folder: Path, computer: str, secret: str) -> Opened:
    """Return what a computer opens, and for whom.

    Raises `ComputerNotTrustedError` where it opens nothing any more, `OfficeDamagedError` or
    `OfficeTooNewError`.
    """
    keys = read_keys(folder)
    # While the key is being changed, only a passphrase opens whichever holds.
    newest = max((it.key for way in keys.wrappings for it in way.keys), default=FIRST_KEY)
    for way in keys.wrappings:
        is_meant = (way.kind, way.computer, way.keys[-1].key) == (COMPUTER, computer, newest)
        if is_meant and (found := _opened(folder, way, keys.office, secret)):
            return found
    raise ComputerNotTrustedError


def set_recovery_code(folder: Path, key: OfficeKey, code: str) -> None:
    """Let `code` open the office, and no earlier one."""
    keys = read_keys(folder)
    new = wrap(code, RECOVERY, None, _cost(keys), keys.office, [key.raw()])
    write_keys(folder, keys.with_wrapping(new))


def next_key(key: OfficeKey) -> OfficeKey:
    """Return a fresh key, to take the place of `key`."""
    return OfficeKey(key.number + 1, secrets.token_bytes(KEY_BYTES))


def offer_key(folder: Path, key: OfficeKey, new: OfficeKey, people: Collection[UUID]) -> None:
    """Put a new key beside the one that holds, for `people`; which one holds is settled later.

    The recovery code is not among them: who had to go may have seen it. Who was withdrawn may have
    put their former way in back into the file; it is thrown away. Raises `OfficeDamagedError` where
    somebody without the key has put in a way of their own, or one person has two of them.
    """
    keys = read_keys(folder)
    ways = [it for it in keys.wrappings if it.kind == PERSON]
    if keys.first or not all(is_genuine(it, keys.office, *key.raw()) for it in ways):
        raise OfficeDamagedError(folder, KEYS_FILE)
    if len({it.person for it in ways}) < len(ways):
        raise OfficeDamagedError(folder, KEYS_FILE)
    both = (_with_key(it, new, keys.office) for it in ways if it.person in people)
    codes = (it for it in keys.wrappings if it.kind != PERSON)
    former = [key, *retired_keys(folder, key)]
    retired = (retire(*it.raw(), *new.raw(), keys.office) for it in former)
    offered = replace(keys, wrappings=(*both, *codes), retired=(*keys.retired, *retired))
    write_keys(folder, offered)


def settle_key(folder: Path, key: OfficeKey) -> None:
    """Keep the key that holds, and throw away what was put beside it."""
    keys = read_keys(folder)
    kept = (replace(it, keys=_numbered(it, key.number)) for it in keys.wrappings)
    retired = tuple(it for it in keys.retired if it.under == key.number)
    ways = tuple(it for it in kept if it.keys)
    write_keys(folder, replace(keys, wrappings=ways, retired=retired))


def retired_keys(folder: Path, key: OfficeKey) -> tuple[OfficeKey, ...]:
    """Return the former keys that evidence may still need."""
    keys = read_keys(folder)
    with _sound(folder):
        found = [(it.key, open_retired(it, key.raw()[1], keys.office)) for it in keys.retired]
    return tuple(OfficeKey(number, raw) for number, raw in found if raw is not None)


def forget_retired_keys(folder: Path) -> None:
    """Throw the former keys away: nothing needs them any more."""
    write_keys(folder, replace(read_keys(folder), retired=()))


def _fitting(folder: Path, keys: Keys, passphrase: str) -> list[Opened]:
    """Return what opens, once all was tried."""
    people = [it for it in keys.wrappings if it.kind == PERSON]
    found = [_opened(folder, it, keys.office, passphrase) for it in people]
    found += [_first_opened(folder, it, keys.office, passphrase) for it in keys.first]
    return [it for it in found if it]


def _first_opened(
    folder: Path, wrapping: FirstWrapping, office: UUID, passphrase: str
) -> Opened | None:
    with _sound(folder):
        raw = unwrap_first(wrapping, office, passphrase)
    return Opened(wrapping.person, (OfficeKey(wrapping.key, raw),)) if raw else None


def _opened(folder: Path, wrapping: Wrapping, office: UUID, secret: str) -> Opened | None:
    with _sound(folder):
        found = unwrap(wrapping, office, secret)
    if not found:
        return None
    newest_first = sorted(found.items(), reverse=True)
    return Opened(wrapping.person, tuple(OfficeKey(*numbered) for numbered in newest_first))


@contextmanager
def _sound(folder: Path) -> Iterator[None]:
    """Turn a salt, nonce or key of no possible length into `OfficeDamagedError`."""
    try:
        yield
    except ValueError as error:
        raise OfficeDamagedError(folder, KEYS_FILE) from error


def _modernise(folder: Path, keys: Keys, opened: Opened, passphrase: str) -> None:
    """Write down in today's form how this person opens the office."""
    cost = _cost(keys)
    new = wrap(passphrase, PERSON, opened.person, cost, keys.office, [opened.keys[0].raw()])
    write_keys(folder, keys.with_wrapping(new))


def _cost(keys: Keys) -> Argon2Cost:
    """Return the highest cost that somebody's passphrase has; it was measured at the set-up."""
    costs = [*(it.cost for it in keys.wrappings), *(it.cost for it in keys.first)]
    return max(costs, key=_work, default=OFFICE_COST)


def _work(cost: Argon2Cost) -> int:
    return cost.memory_kib * cost.iterations


def _with_key(wrapping: Wrapping, new: OfficeKey, office: UUID) -> Wrapping:
    number, raw = new.raw()
    sealed = (*wrapping.keys, seal(raw, number, wrapping, office))
    return replace(wrapping, keys=sealed)


def _numbered(wrapping: Wrapping, number: int) -> tuple[SealedKey, ...]:
    return tuple(it for it in wrapping.keys if it.key == number)
