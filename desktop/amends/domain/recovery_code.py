"""The recovery code: how it is written, and how it is read when somebody types it from paper.

Seven groups of five characters, 28 of them random (140 bits) and the last of each group a check.
The alphabet is Crockford's base 32, which has no I, L, O and U: O is read as 0, I and L as 1.

A check is a weighted sum over the field of 32 elements, with a weight of its own for each place.
So it spots any one wrong character and any two that were swapped, also across two groups; the
group's number is part of it, so groups in the wrong order are spotted too.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from amends.domain.access_errors import RecoveryCodeMistypedError

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS: Final = 7
GROUP: Final = 5
RANDOM_CHARACTERS: Final = GROUPS * (GROUP - 1)
_DASH: Final = "-"

_MEANT: Final = {"O": "0", "I": "1", "L": "1"}
_POLYNOMIAL: Final = 0b100101  # x^5 + x^2 + 1, which is primitive
_HIGH: Final = 0b100000


def write_code(random: Sequence[int]) -> str:
    """Return the code for 28 random numbers below 32, its groups parted by dashes."""
    if len(random) != RANDOM_CHARACTERS or not all(0 <= it < len(ALPHABET) for it in random):
        raise ValueError("a recovery code takes 28 numbers from 0 to 31")
    width = GROUP - 1
    parts = [random[start : start + width] for start in range(0, len(random), width)]
    whole = ([*part, _check(number, part)] for number, part in enumerate(parts, 1))
    return _DASH.join("".join(ALPHABET[it] for it in group) for group in whole)


def read_code(typed: str) -> str:
    """Return the code as `write_code` wrote it, from what somebody typed.

    Capitals, dashes and spaces make no difference. Raises `RecoveryCodeMistypedError`, which says
    in which group the slip is.
    """
    characters = [_meant(it) for it in unicodedata.normalize("NFKC", typed) if _counts(it)]
    groups = [characters[at : at + GROUP] for at in range(0, len(characters), GROUP)]
    for number, group in enumerate(groups[:GROUPS], 1):
        if not _holds(number, group):
            raise RecoveryCodeMistypedError(number)
    if len(characters) != GROUPS * GROUP:
        raise RecoveryCodeMistypedError(0)
    return _DASH.join("".join(group) for group in groups)


def _holds(number: int, group: Sequence[str]) -> bool:
    if len(group) != GROUP or any(it not in ALPHABET for it in group):
        return False
    *part, check = (ALPHABET.index(it) for it in group)
    return check == _check(number, part)


def _check(number: int, part: Iterable[int]) -> int:
    """Return the check of group `number`, which counts from 1."""
    total, weight = number, 1
    for value in part:
        weight = _times(weight, 2)  # 2, 4, 8, 16: none is 1, which is the weight of the check
        total ^= _times(value, weight)
    return total


def _times(one: int, other: int) -> int:
    """Return the product in the field of 32 elements."""
    product = 0
    while other:
        if other & 1:
            product ^= one
        one, other = one << 1, other >> 1
        if one & _HIGH:
            one ^= _POLYNOMIAL
    return product


def _counts(character: str) -> bool:
    """Return whether a character is part of a code; dashes, minuses, dots and spaces are not."""
    return unicodedata.category(character)[0] not in "PSZC"


def _meant(character: str) -> str:
    digit = unicodedata.digit(character, None)
    upper = str(digit) if digit is not None else character.upper()
    return _MEANT.get(upper, upper)
