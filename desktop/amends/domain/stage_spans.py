"""What happened in a case, in order, and which part of it belongs to which stage.

Two stages may wait for events of the same kind: each level of a policy has its own receipt and its
own answer. Such an event belongs to the stage that was opened last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from amends.domain.happenings import Happening, Kind
from amends.domain.procedure import Procedure

# After these nothing is waited for, and no pause lasts.
_OVER: Final = (
    Kind.OUTCOME_SENT,
    Kind.CLOSED,
    Kind.REDIRECT_SENT,
    Kind.STAGE_NOT_POSSIBLE_SENT,
)


class Part(NamedTuple):
    """What can start or stop one clock of a stage.

    `opened_on` is when the stage was opened. `taken_over_on` is when a later one was that waits for
    the same: from then on this one is owed nothing. `led_here` is what came before `done`, but for
    what the stage waits for itself: the days of an overall limit may run from there. `leads_in` is
    true of a clock that waits for what opens its stage. `over` are the kinds of event after which
    no pause lasts.
    """

    done: Sequence[Happening]
    opened_on: date | None
    taken_over_on: date | None
    leads_in: bool
    led_here: Sequence[Happening] = ()
    over: frozenset[str] = frozenset()


class Wait(NamedTuple):
    """How a stage waits for one kind of event.

    `shares` is true where an earlier stage waits for the same, so that only what comes once this
    one was opened is its own. `later` are the numbers of the stages that take the wait over.
    """

    leads_in: bool
    shares: bool
    later: tuple[int, ...]


class StageOutline:
    """What opens the stages of a procedure, and for what each of them waits, by number."""

    def __init__(self, procedure: Procedure) -> None:
        stages = procedure.stages
        self.openings = tuple(stage.openings for stage in stages)
        self.own = tuple(frozenset(rule.until for rule in stage.clocks) for stage in stages)
        self.over = kinds_over(procedure)
        self.waits = tuple(
            {until: self._wait(number, until) for until in own}
            for number, own in enumerate(self.own)
        )

    def _wait(self, number: int, until: str) -> Wait:
        waiting = [it for it, own in enumerate(self.own) if until in own]
        leads_in = until in self.openings[number]
        later = (it for it in waiting if it > number and until not in self.openings[it])
        return Wait(leads_in, waiting[0] < number and not leads_in, tuple(later))


class StageSpans:
    """The events of a case, which come in order, as the stages of its procedure divide them."""

    def __init__(self, outline: StageOutline, done: Sequence[Happening]) -> None:
        self._outline = outline
        self._done = done
        firsts: dict[str, int] = {}
        for place, it in enumerate(self._done):
            firsts.setdefault(it.kind, place)
        self._opened = [_earliest(map(firsts.get, kinds)) for kinds in outline.openings]

    def part_for(self, number: int, until: str) -> Part:
        """Return what counts for a clock of the stage with that number that waits for `until`.

        That is what happened since the stage was opened, where an earlier stage waits for the same,
        and until a later one was opened that does. What leads into a stage happens before it.
        """
        done, place, over = self._done, self._opened[number], self._outline.over
        opened_on = None if place is None else done[place].on
        leads_in, shares, later = self._outline.waits[number][until]
        if not shares and not later:
            return Part(done, opened_on, None, leads_in, (), over)
        first = (len(done) if place is None else place) if shares else 0
        taken_over = _earliest([self._opened[it] for it in later])
        taken_over_on = None if taken_over is None else done[taken_over].on
        led_here = self._led(number) if place and first else ()
        return Part(done[first:taken_over], opened_on, taken_over_on, leads_in, led_here, over)

    def _led(self, number: int) -> Sequence[Happening]:
        """Return what happened before a stage was opened that is none of its own doing."""
        own = self._outline.own[number]
        return [it for it in self._done[: self._opened[number]] if it.kind not in own]


def kinds_over(procedure: Procedure) -> frozenset[str]:
    """Return the kinds of event after which no pause lasts."""
    later = (kind for stage in procedure.stages[1:] for kind in stage.openings)
    return frozenset({*_OVER, *later})


def _earliest(places: Iterable[int | None]) -> int | None:
    return min([place for place in places if place is not None], default=None)
