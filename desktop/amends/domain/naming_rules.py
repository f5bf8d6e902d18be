"""What a procedure names, such as an event or a fact, must be there to be named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from amends.domain.clock_rules import ClockRule
from amends.domain.errors import Problem
from amends.domain.kind_words import kind_of_missed
from amends.domain.procedure import OutsideBody, Procedure, Stage
from amends.domain.procedure_mistakes import shown


class Named(NamedTuple):
    """An event that stands at a key of the file; a missed clock can stand there `or_missed`."""

    key: str
    kind: str
    or_missed: bool = False


def naming_contradictions(procedure: Procedure) -> Iterator[Problem]:
    """Return every event and fact that is named and is not there."""
    allowed = ", ".join(f'"{kind}"' for kind in procedure.kinds)
    before: set[str] = set()  # the clocks of the stages before: what they miss may open this one
    for number, stage in enumerate(procedure.stages):
        place = f"stage[{number}]"
        own = {kind_of_missed(f"{stage.key}.{rule.key}") for rule in stage.clocks}
        for named in (*_of_stage(place, stage), *_of_clocks(place, stage)):
            missable = before | (own if ".clock[" in named.key else set())
            if named.kind in procedure.kinds or (named.or_missed and named.kind in missable):
                continue
            more = "".join(f', "{it}"' for it in sorted(missable)) if named.or_missed else ""
            yield Problem(named.key, shown(named.kind), f"{allowed}{more}")
        before |= own
        yield from _unknown_facts(place, stage, [fact.key for fact in procedure.facts])
    for key, kind, _missed in _of_the_whole(procedure):
        if kind not in procedure.kinds:
            yield Problem(key, shown(kind), allowed)


def _of_stage(place: str, stage: Stage) -> Iterator[Named]:
    yield Named(f"{place}.opens", stage.opens, or_missed=True)
    yield from _each(f"{place}.also_opens", stage.also_opens, or_missed=True)
    yield from _each(f"{place}.after", stage.after)
    if stage.not_before is not None:
        yield Named(f"{place}.not_before.from", stage.not_before.from_)


def _of_clocks(place: str, stage: Stage) -> Iterator[Named]:
    for index, rule in enumerate(stage.clocks):
        clock = f"{place}.clock[{index}]"
        yield from _of_start(clock, rule)
        yield Named(f"{clock}.until", rule.until)
        yield from _each(f"{clock}.or_until", rule.or_until)
        yield from _each(f"{clock}.and_until", rule.and_until)
        if rule.fallback is not None:
            yield Named(f"{clock}.fallback.until", rule.fallback.until)
        if rule.not_before is not None:
            yield Named(f"{clock}.not_before.from", rule.not_before.from_)
        for number, release in enumerate(rule.released_by):
            yield Named(f"{clock}.released_by[{number}].event", release.event, or_missed=True)
            if release.from_ is not None:
                yield Named(f"{clock}.released_by[{number}].from", release.from_)


def _of_start(clock: str, rule: ClockRule) -> Iterator[Named]:
    if rule.from_ is not None:
        yield Named(f"{clock}.from", rule.from_, or_missed=True)
    yield from _each(f"{clock}.from_every", rule.from_every)
    yield from _each(f"{clock}.resets", rule.resets)
    if rule.reading is not None:
        yield from _each(f"{clock}.reading.choices", rule.reading.choices)
    for number, limit in enumerate(rule.also):
        yield Named(f"{clock}.also[{number}].from", limit.from_)


def _of_the_whole(procedure: Procedure) -> Iterator[Named]:
    yield Named("retention_from", procedure.retention_from)
    bodies = [(f"other_body[{n}]", body) for n, body in enumerate(procedure.other_bodies)]
    if procedure.outside_body is not None:
        bodies.append(("outside_body", procedure.outside_body))
    for place, body in bodies:
        yield from _of_body(place, body)


def _of_body(place: str, body: OutsideBody) -> Iterator[Named]:
    yield from _each(f"{place}.after", body.after)
    if body.not_before is not None:
        yield Named(f"{place}.not_before.from", body.not_before.from_)
    if body.limit_from:
        yield Named(f"{place}.limit_from", body.limit_from)


def _each(key: str, kinds: Iterable[str], *, or_missed: bool = False) -> Iterator[Named]:
    return (Named(f"{key}[{n}]", kind, or_missed) for n, kind in enumerate(kinds))


def _unknown_facts(place: str, stage: Stage, facts: list[str]) -> Iterator[Problem]:
    """Every fact on which a time or a clock depends is one that the procedure names."""
    allowed = ", ".join(f'"{fact}"' for fact in facts) or "a fact that stands in a [[fact]]"
    for index, rule in enumerate(stage.clocks):
        clock = f"{place}.clock[{index}]"
        named = [(f"{clock}.where", rule.where), (f"{clock}.unless", rule.unless)]
        named = [(key, fact) for key, fact in named if fact]
        for number, instead in enumerate(rule.instead):
            if not instead.when_closed:
                named.append((f"{clock}.instead[{number}].fact", instead.fact))
        for key, fact in named:
            if fact not in facts:
                yield Problem(key, shown(fact), allowed)
