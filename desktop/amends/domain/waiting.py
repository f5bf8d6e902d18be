"""How long to wait after wrong passphrases. It stands alone, since the first page needs it."""

from __future__ import annotations

from typing import Final

LONGEST_WAIT_SECONDS: Final = 30

_FREE_SLIPS: Final = 1
_MOST_DOUBLINGS: Final = 5


def wait_seconds(failures: int) -> int:
    """Return how long to wait after so many wrong passphrases in a row.

    The first slip costs nothing, then each costs twice the one before, up to half a minute. It
    never ends in a lock-out: whoever can reach the keyboard could lock the office for everybody.
    """
    if failures <= _FREE_SLIPS:
        return 0
    doublings = min(failures - _FREE_SLIPS - 1, _MOST_DOUBLINGS)
    return min(1 << doublings, LONGEST_WAIT_SECONDS)
