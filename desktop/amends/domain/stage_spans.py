"""What happened in a case, in order, and which part of it belongs to which stage.

Two stages may wait for events of the same kind: each level of a policy has its own receipt and its
own answer. Such an event belongs to the stage that was opened last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from amends.domain.happenings import Happening, Kind, in_order
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


class StageOutline:
    """What opens the stages of a procedure, and which of them wait for the same, by number."""

    def __init__(self, procedure: Procedure) -> None:
        stages = procedure.stages
        self.openings = tuple(stage.openings for stage in stages)
        self.own = tuple(frozenset(rule.until for rule in stage.clocks) for stage in stages)
        self.over = kinds_over(procedure)
        self.waiting: dict[str, list[int]] = {}
        for number, untils in enumerate(self.own):
            for until in untils:
                self.waiting.setdefault(until, []).append(number)


class StageSpans:
    """The events of a case as the stages of its procedure divide them."""

    def __init__(self, outline: StageOutline, happenings: Iterable[Happening]) -> None:
        self._outline = outline
        self._done = in_order(happenings)
        firsts: dict[str, int] = {}
        for place, it in enumerate(self._done):
            firsts.setdefault(it.kind, place)
        self._opened = [_earliest(map(firsts.get, kinds)) for kinds in outline.openings]

    def part_for(self, number: int, until: str) -> Part:
        """Return what counts for a clock of the stage with that number that waits for `until`.

        That is what happened since the stage was opened, where an earlier stage waits for the same,
        and until a later one was opened that does. What leads into a stage happens before it.
        """
        outline, place = self._outline, self._opened[number]
        waiting, over_kinds = outline.waiting[until], outline.over
        opened_on = None if place is None else self._done[place].on
        leads_in = until in outline.openings[number]
        if len(waiting) == 1:
            return Part(self._done, opened_on, None, leads_in, over=over_kinds)
        first = 0
        if waiting[0] < number and not leads_in:
            first = len(self._done) if place is None else place
        later = (it for it in waiting if it > number and until not in outline.openings[it])
        over = _earliest(self._opened[it] for it in later)
        taken_over_on = None if over is None else self._done[over].on
        part = Part(self._done[first:over], opened_on, taken_over_on, leads_in, over=over_kinds)
        return part if place is None or not first else part._replace(led_here=self._led(number))

    def _led(self, number: int) -> Sequence[Happening]:
        """Return what happened before a stage was opened that is none of its own doing."""
        own = self._outline.own[number]
        return [it for it in self._done[: self._opened[number]] if it.kind not in own]


def kinds_over(procedure: Procedure) -> frozenset[str]:
    """Return the kinds of event after which no pause lasts."""
    later = (kind for stage in procedure.stages[1:] for kind in stage.openings)
    return frozenset({*_OVER, *later})


def _earliest(places: Iterable[int | None]) -> int | None:
    return min((place for place in places if place is not None), default=None)
