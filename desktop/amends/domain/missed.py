"""What follows where a promise is not kept in time: a policy may let that open the next step.

A file names it as it names an event: "missed stage-1.response". It happens on the last day of that
clock once this has passed; nobody records it, since time alone brings it about.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from msgspec.structs import replace

from amends.domain.clocks import Clock, State
from amends.domain.happenings import Happening, in_order
from amends.domain.kind_words import MISSED, kind_of_missed
from amends.domain.procedure import Procedure


def awaited(procedure: Procedure) -> frozenset[str]:
    """Return each kind "missed stage.clock" by which the procedure opens or starts something."""
    return frozenset(kind for kind in _named(procedure) if kind.startswith(MISSED))


def missed(clocks: Iterable[Clock], kinds: Container[str]) -> Iterator[Happening]:
    """Return what happened of `kinds`, given the clocks as they stand."""
    for clock in clocks:
        kind = kind_of_missed(clock.name)
        if kind in kinds and clock.due is not None and _is_late(clock):
            yield Happening(clock.due, kind)


def marked(clock: Clock, found: Mapping[str, Happening]) -> Clock:
    """Return the clock with the day on which it was missed, if something follows from that."""
    it = found.get(kind_of_missed(clock.name))
    return clock if it is None else replace(clock, missed_on=it.on)


def with_missed(happenings: Iterable[Happening], clocks: Iterable[Clock]) -> tuple[Happening, ...]:
    """Return what happened in a case in order, each missed clock by which it goes on among it."""
    late = (
        Happening(it.missed_on, kind_of_missed(it.name))
        for it in clocks
        if it.missed_on is not None
    )
    return in_order((*happenings, *late))


def _is_late(clock: Clock) -> bool:
    if clock.state is State.ENDED:
        return clock.due is not None and clock.stopped is not None and clock.stopped > clock.due
    return clock.state in {State.LATE, State.LAPSED, State.MET_LATE}


def _named(procedure: Procedure) -> Iterator[str]:
    for stage in procedure.stages:
        yield from stage.openings
        for rule in stage.clocks:
            if rule.from_ is not None:
                yield rule.from_
            yield from (release.event for release in rule.released_by)
