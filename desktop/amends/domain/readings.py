"""How an office reads what its policy leaves open: from when the days run, and how long."""

from __future__ import annotations

from collections.abc import Container, Mapping

import msgspec

from amends.domain.clock_rules import ClockRule
from amends.domain.durations import Duration, read_duration
from amends.domain.kind_words import KindWords
from amends.domain.procedure import Procedure, Stage


class Trigger(msgspec.Struct, frozen=True):
    """From what a clock runs; `is_reading` where the policy leaves it open."""

    kind: str
    words: KindWords
    is_reading: bool


class Length(msgspec.Struct, frozen=True):
    """How long a clock runs; `is_reading` where the office set the time itself.

    `if_closed` is how long where a part of that falls in a closure, None where that is the same.
    """

    within: Duration
    is_reading: bool
    if_closed: Duration | None = None


def trigger(
    procedure: Procedure, stage: Stage, rule: ClockRule, readings: Mapping[str, str]
) -> Trigger | None:
    """Return from what the clock runs in an office with these readings.

    `readings` maps "stage.clock" to a kind. None where the policy is silent and nobody chose.
    """
    if rule.from_ is not None:
        return Trigger(rule.from_, procedure.words(rule.from_), is_reading=False)
    suggested = rule.reading.from_ if rule.reading else None
    chosen = readings.get(f"{stage.key}.{rule.key}", suggested)
    return Trigger(chosen, procedure.words(chosen), is_reading=True) if chosen else None


def length(
    stage: Stage, rule: ClockRule, readings: Mapping[str, str], facts: Container[str]
) -> Length | None:
    """Return how long the clock runs in a case in which `facts` hold.

    `readings` maps "stage.clock.within" to the time that the office has set itself.
    """
    if_closed: Duration | None = None
    for instead in rule.instead:
        if instead.when_closed:
            if_closed = if_closed or read_duration(instead.within)
        elif instead.fact in facts:
            return Length(read_duration(instead.within), is_reading=False, if_closed=if_closed)
    if rule.within is not None:
        return Length(read_duration(rule.within), is_reading=False, if_closed=if_closed)
    suggested = rule.reading.within if rule.reading else None
    own = readings.get(f"{stage.key}.{rule.key}.within", suggested)
    return Length(read_duration(own), is_reading=True, if_closed=if_closed) if own else None
