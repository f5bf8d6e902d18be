"""What changes the times of a procedure in one case."""

from __future__ import annotations

from typing import Final

import msgspec

from amends.domain.events.clock_events import Extended


class Terms(msgspec.Struct, frozen=True):
    """What changes the times of a procedure in one case: the facts that hold, and extensions."""

    facts: frozenset[str] = frozenset()
    extensions: tuple[Extended, ...] = ()


USUAL: Final = Terms()
