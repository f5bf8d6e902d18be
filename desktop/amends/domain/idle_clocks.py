"""The clocks of a procedure before anything has happened: the same for all cases of an office.

Where a case has facts or more time, those that these change are made for it alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from amends.domain.clock_rules import ClockRule
from amends.domain.clocks import Clock, State
from amends.domain.durations import Duration, read_duration
from amends.domain.events.clock_events import Extended
from amends.domain.missed import awaited
from amends.domain.procedure import Procedure, Stage
from amends.domain.readings import Trigger, length, trigger
from amends.domain.stage_spans import StageOutline
from amends.domain.terms import USUAL, Terms

_MOST_REMEMBERED: Final = 64
_MOST_READINGS: Final = 8  # of one procedure


class Limit(NamedTuple):
    """One limit of a promise: its clock, and by what kinds of event its days begin.

    `every` one of a kind must have happened; nothing begins them where it names none. `resets`
    begin them anew, until something of `kept_by` has happened.
    """

    idle: Clock
    every: tuple[str, ...]
    resets: frozenset[str]
    kept_by: frozenset[str]


class Ready(NamedTuple):
    """A rule, the number of its stage, and its limits: one, or the one of several that counts."""

    number: int
    stage: Stage
    rule: ClockRule
    name: str
    limits: tuple[Limit, ...]


class Readied:
    """What is known of a procedure, as an office reads it, before there is a case."""

    def __init__(self, procedure: Procedure, readings: Mapping[str, str]) -> None:
        self.procedure = procedure
        self.readings = dict(readings)
        self.outline = StageOutline(procedure)
        self.awaited = awaited(procedure)
        self._rules = tuple(
            Ready(number, stage, rule, f"{stage.key}.{rule.key}", self._limits(stage, rule, USUAL))
            for number, stage in enumerate(procedure.stages)
            for rule in stage.clocks
        )
        self._usual = tuple(ready for ready in self._rules if not ready.rule.where)

    def rules(self, terms: Terms) -> Iterable[Ready]:
        """Return what there is in a case with these terms, in the procedure's order."""
        return self._own(terms) if terms.facts or terms.extensions else self._usual

    def _own(self, terms: Terms) -> Iterator[Ready]:
        extended = {it.clock for it in terms.extensions}
        for ready in self._rules:
            rule = ready.rule
            if (rule.where and rule.where not in terms.facts) or rule.unless in terms.facts:
                continue
            is_own = ready.name in extended or (rule.instead and terms.facts)
            own = self._limits(ready.stage, rule, terms) if is_own else ready.limits
            yield ready._replace(limits=own)

    def _limits(self, stage: Stage, rule: ClockRule, terms: Terms) -> tuple[Limit, ...]:
        idle = _idle(self.procedure, stage, rule, self.readings, terms)
        return tuple(_begins(it, rule) for it in (idle, *_further(idle, self.procedure, rule)))


# By the identity of the procedure, which lives as long as it is kept here: to compare the whole of
# two would take longer than what is remembered.
_REMEMBERED: Final[dict[int, tuple[Readied, ...]]] = {}


def readied(procedure: Procedure, readings: Mapping[str, str]) -> Readied:
    """Return the clocks of a procedure as an office reads it; worked out once, and remembered."""
    known = _REMEMBERED.get(id(procedure), ())
    for it in known:
        if it.procedure is procedure and it.readings == readings:
            return it
    new = Readied(procedure, readings)
    if len(_REMEMBERED) >= _MOST_REMEMBERED:
        _REMEMBERED.clear()
    _REMEMBERED[id(procedure)] = (new, *known[: _MOST_READINGS - 1])
    return new


def _idle(
    procedure: Procedure,
    stage: Stage,
    rule: ClockRule,
    readings: Mapping[str, str],
    terms: Terms,
) -> Clock:
    """Return the clock of a rule before anything has happened."""
    lasts = length(stage, rule, readings, terms.facts)
    usual = lasts.within if lasts else None
    extensions = [it for it in terms.extensions if it.clock == f"{stage.key}.{rule.key}"]
    pause = procedure.pause
    return Clock(
        stage=stage.key,
        stage_title=stage.title,
        key=rule.key,
        title=rule.title,
        step=rule.step,
        promise=rule.promise,
        within=_longer(usual, extensions) if usual else None,
        added=_added(usual, extensions) if usual else 0,
        trigger=trigger(procedure, stage, rule, readings),
        until=rule.until,
        state=State.NOT_STARTED,
        source=rule.source,
        letter=rule.letter,
        owed_by=rule.owed_by,
        fallback=rule.fallback.until if rule.fallback else None,
        counting=rule.counting or procedure.counting,
        repeats=rule.repeats,
        discretion=rule.discretion,
        settles=rule.settles,
        is_own_time=lasts is not None and lasts.is_reading,
        on_receipt=rule.on_receipt,
        if_closed=_longer(lasts.if_closed, extensions) if lasts and lasts.if_closed else None,
        opening_hours=procedure.opening_hours,
        time_zone=procedure.time_zone,
        pause=pause if pause and pause.stops(stage.key, rule.key) else None,
        pinned=next((it.until for it in reversed(extensions) if it.until), None),
    )


def _begins(idle: Clock, rule: ClockRule) -> Limit:
    """Return a limit of a rule with what begins its days; whatever keeps it begins one anew."""
    kind = idle.trigger.kind if idle.trigger else ""
    every = (kind, *rule.from_every) if kind and kind == rule.from_ else (kind,) if kind else ()
    if idle.repeats:
        return Limit(idle, every, frozenset({*rule.resets, idle.until}), frozenset())
    return Limit(idle, every, frozenset(rule.resets), frozenset({idle.until, *rule.or_until}))


def _further(idle: Clock, procedure: Procedure, rule: ClockRule) -> Iterator[Clock]:
    """Return the clock once more for each further limit of the same promise."""
    for limit in rule.also:
        begins = Trigger(limit.from_, procedure.words(limit.from_), is_reading=False)
        yield msgspec.structs.replace(
            idle,
            within=read_duration(limit.within),
            trigger=begins,
            source=limit.source,
            on_receipt=limit.on_receipt,
            if_closed=None,
            added=0,
        )


def _longer(within: Duration, extensions: Sequence[Extended]) -> Duration:
    """Return the time with what was added to it, which counts in the same unit."""
    if not extensions:
        return within
    return msgspec.structs.replace(within, count=within.count + _added(within, extensions))


def _added(within: Duration, extensions: Sequence[Extended]) -> int:
    added = [read_duration(it.by) for it in extensions if it.by]
    return sum(by.count for by in added if by.unit is within.unit)
