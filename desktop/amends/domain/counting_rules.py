"""What a procedure says of hours, post and closures, and what of that cannot hold."""

from __future__ import annotations

from collections.abc import Iterator

from amends.domain.clock_rules import ClockRule
from amends.domain.errors import Problem
from amends.domain.happenings import SENT
from amends.domain.hours import find_zone
from amends.domain.opening_hours import SPAN_EXAMPLES, OpeningHours, crossed
from amends.domain.procedure import Procedure
from amends.domain.procedure_mistakes import shown

_ZONES = '"Europe/London", "Europe/Dublin", "America/New_York"'


def counting_contradictions(procedure: Procedure) -> Iterator[Problem]:
    """Return what is well formed in how days and hours are counted, and still cannot hold."""
    if procedure.time_zone and find_zone(procedure.time_zone) is None:
        yield Problem("time_zone", shown(procedure.time_zone), f"a time zone such as {_ZONES}")
    if procedure.opening_hours is not None:
        yield from _impossible_hours(procedure.opening_hours)
    for number, stage in enumerate(procedure.stages):
        for index, rule in enumerate(stage.clocks):
            place = f"stage[{number}].clock[{index}]"
            yield from _unclear_closures(place, rule)
            has_rule = bool((rule.counting or procedure.counting).posted)
            yield from _unclear_receipt(place, rule, has_rule=has_rule)


def _impossible_hours(hours: OpeningHours) -> Iterator[Problem]:
    if hours == OpeningHours():
        yield Problem("opening_hours", "no hours", f"a day with hours, such as {SPAN_EXAMPLES}")
    for weekday in crossed(hours):
        place, found = f"opening_hours.{weekday}", shown(getattr(hours, weekday))
        yield Problem(place, found, f"hours that follow one another, such as {SPAN_EXAMPLES}")


def _unclear_receipt(place: str, rule: ClockRule, *, has_rule: bool) -> Iterator[Problem]:
    """Only what the office sends is received by others, and the procedure says when by post."""
    runs = [(place, rule.from_)] if rule.on_receipt else []
    runs += [(f"{place}.also[{n}]", it.from_) for n, it in enumerate(rule.also) if it.on_receipt]
    if rule.not_before is not None and rule.not_before.on_receipt:
        yield Problem(f"{place}.not_before.on_receipt", "true", "none: it stands in also alone")
    for key, kind in runs:
        if not has_rule:
            needed = "posted in [counting], which says when a letter counts as received"
            yield Problem(f"{key}.on_receipt", "true", needed)
        elif kind is not None and kind not in SENT:  # a reading may choose among several
            sent = ", ".join(f'"{kind}"' for kind in sorted(SENT))
            yield Problem(f"{key}.on_receipt", "true", f"days that run from one of {sent}")


def _unclear_closures(place: str, rule: ClockRule) -> Iterator[Problem]:
    """A time that holds instead depends on a fact, or on a closure, and not on both."""
    for number, instead in enumerate(rule.instead):
        if instead.when_closed and instead.fact:
            key = f"{place}.instead[{number}].fact"
            yield Problem(key, shown(instead.fact), "none, or when_closed = false")
