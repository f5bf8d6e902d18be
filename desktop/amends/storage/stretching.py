"""How a passphrase becomes a key, and what each guess at it costs."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from typing import Annotated, Final

import msgspec
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

STRETCHED_BYTES: Final = 32
GUESS_SECONDS: Final = 0.25
LEAST_MEMORY_KIB: Final = 64 * 1024
MOST_MEMORY_KIB: Final = 256 * 1024
LEAST_ITERATIONS: Final = 3  # with 64 MiB: RFC 9106, section 4, second recommendation
MOST_ITERATIONS: Final = 16

_LANES: Final = 4
_SALT: Final = bytes(16)  # of a measurement, which protects nothing
_MEASUREMENTS: Final = 2

_Memory = msgspec.Meta(ge=8, le=MOST_MEMORY_KIB)
_Iterations = msgspec.Meta(ge=1, le=MOST_ITERATIONS)
_Lanes = msgspec.Meta(ge=1, le=_LANES)


class Argon2Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What one guess costs, never more than we ask for ourselves: a forged file must not take the
    memory of the computer, or hours.
    """

    memory_kib: Annotated[int, _Memory] = LEAST_MEMORY_KIB
    iterations: Annotated[int, _Iterations] = LEAST_ITERATIONS
    lanes: Annotated[int, _Lanes] = _LANES


OFFICE_COST: Final = Argon2Cost()


def tuned_cost(seconds: Callable[[Argon2Cost], float] | None = None) -> Argon2Cost:
    """Return what makes a guess last about a quarter of a second on this computer.

    Memory grows before passes, since memory is what costs somebody with many fast cards. However
    slow the computer is, it is never less than `OFFICE_COST`. `seconds` measures one guess.
    """
    measure = seconds or _seconds
    least = max(min(measure(OFFICE_COST) for _ in range(_MEASUREMENTS)), 1e-6)
    passes = LEAST_ITERATIONS * GUESS_SECONDS / least  # over 64 MiB, in a quarter of a second
    memory = LEAST_MEMORY_KIB
    while memory < MOST_MEMORY_KIB and passes >= 2 * LEAST_ITERATIONS:
        memory, passes = 2 * memory, passes / 2
    iterations = min(max(round(passes), LEAST_ITERATIONS), MOST_ITERATIONS)
    return Argon2Cost(memory_kib=memory, iterations=iterations)


def stretch(secret: str, salt: bytes, cost: Argon2Cost) -> bytes:
    """Return 256 bits that nobody has without the secret, at the price of `cost`."""
    return Argon2id(
        salt=salt,
        length=STRETCHED_BYTES,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive(_as_bytes(secret))


def _seconds(cost: Argon2Cost) -> float:
    began = time.perf_counter()
    stretch("", _SALT, cost)
    return time.perf_counter() - began


def _as_bytes(passphrase: str) -> bytes:
    """Return the bytes of a passphrase, the same from every keyboard.

    As RFC 8265 (OpaqueString) has it: any space is a plain space, and letters are composed (NFC),
    since macOS and Linux type "é" differently. Not NFKC, which would make unlike passphrases one.
    What is not text (a lone surrogate from a damaged file) is a wrong passphrase, not a crash.
    """
    spaced = "".join(" " if unicodedata.category(c) == "Zs" else c for c in passphrase)
    return unicodedata.normalize("NFC", spaced).encode("utf-8", "surrogatepass")
