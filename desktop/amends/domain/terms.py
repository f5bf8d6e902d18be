"""What changes the times of a procedure in one case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import msgspec

from amends.domain.events.clock_events import Extended


class AsTold(msgspec.Struct, frozen=True):
    """The last day of a clock as a letter told it, and the day on which it was sent."""

    due: date
    on: date


class Terms(msgspec.Struct, frozen=True):
    """What changes the times of a procedure in one case: the facts that hold, and extensions.

    `told` is what sent letters promise, by clock; it stands, whatever is counted today.
    """

    facts: frozenset[str] = frozenset()
    extensions: tuple[Extended, ...] = ()
    told: Mapping[str, AsTold] = {}


USUAL: Final = Terms()
