"""What is well formed in a procedure and still cannot hold: parts that contradict one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from amends.domain.clocks import PROMISED
from amends.domain.durations import NOT_STATED
from amends.domain.errors import Problem
from amends.domain.happenings import Kind
from amends.domain.procedure import ClockRule, Outcomes, Procedure, Stage
from amends.domain.procedure_mistakes import shown

_SILENT_WITHIN: Final = f'within = "{NOT_STATED}"'


def contradictions(procedure: Procedure) -> Iterator[Problem]:
    """Return what is well formed and still cannot hold."""
    yield from _repeated("stage", (stage.key for stage in procedure.stages))
    yield from _repeated("redirect", (redirect.key for redirect in procedure.redirects))
    yield from _repeated("follow_up", (follow_up.key for follow_up in procedure.follow_ups))
    yield from _not_a_choice(
        "confidentiality.preferred",
        procedure.confidentiality.preferred,
        procedure.confidentiality.choices,
    )
    yield from _unknown_outcomes(procedure.outcomes)
    if procedure.pauses is not (procedure.pause is not None):
        said = "pauses = true" if procedure.pauses else "a table [pause]"
        yield Problem("pauses", said, "a table [pause] where there are pauses, and none elsewhere")
    if not procedure.stages:
        yield Problem("stage", "no stage", "at least one [[stage]]")
    yield from _repeated("event", procedure.kinds, shift=len(Kind))
    for number, stage in enumerate(procedure.stages):
        place = f"stage[{number}]"
        if stage.key == PROMISED:
            yield Problem(f"{place}.key", f'"{PROMISED}"', "another key: promises are called so")
        yield from _repeated(f"{place}.clock", (clock.key for clock in stage.clocks))
        yield from _unknown_kinds(place, stage, procedure.kinds)
        yield from _unknown_facts(place, stage, [fact.key for fact in procedure.facts])
        for index, clock in enumerate(stage.clocks):
            yield from _unclear_start(f"{place}.clock[{index}]", clock)


def _unknown_outcomes(outcomes: Outcomes) -> Iterator[Problem]:
    """Every word that a rule uses is one of the procedure's words for a finding."""
    allowed = ", ".join(f'"{word}"' for word in outcomes.words)
    used = [("outcomes.upheld", outcomes.upheld)]
    for number, rule in enumerate(outcomes.rules):
        used.append((f"outcomes.rule[{number}].outcome", (rule.outcome,)))
        used.append((f"outcomes.rule[{number}].found", rule.found))
    for place, words in used:
        for word in words:
            if word not in outcomes.words:
                yield Problem(place, f'"{word}"', allowed)


def _unknown_kinds(place: str, stage: Stage, kinds: Sequence[str]) -> Iterator[Problem]:
    """Every event that a stage or its clocks name is one that can happen."""
    named = [(f"{place}.opens", stage.opens)]
    for key, kinds_named in (("also_opens", stage.also_opens), ("after", stage.after)):
        named += [(f"{place}.{key}[{n}]", kind) for n, kind in enumerate(kinds_named)]
    for index, rule in enumerate(stage.clocks):
        clock, reading, fallback = f"{place}.clock[{index}]", rule.reading, rule.fallback
        named += [(f"{clock}.from", rule.from_)] if rule.from_ is not None else []
        named += [(f"{clock}.until", rule.until)]
        choices = reading.choices if reading else ()
        named += [(f"{clock}.reading.choices[{n}]", kind) for n, kind in enumerate(choices)]
        named += [(f"{clock}.fallback.until", fallback.until)] if fallback else []
        named += [(f"{clock}.also[{n}].from", limit.from_) for n, limit in enumerate(rule.also)]
        waits = rule.not_before
        named += [(f"{clock}.not_before.from", waits.from_)] if waits else []
    allowed = ", ".join(f'"{kind}"' for kind in kinds)
    return (Problem(key, shown(kind), allowed) for key, kind in named if kind not in kinds)


def _unknown_facts(place: str, stage: Stage, facts: Sequence[str]) -> Iterator[Problem]:
    """Every fact on which a time depends is one that the procedure names."""
    allowed = ", ".join(f'"{fact}"' for fact in facts) or "a fact that stands in a [[fact]]"
    for index, rule in enumerate(stage.clocks):
        for number, instead in enumerate(rule.instead):
            if instead.fact not in facts:
                key = f"{place}.clock[{index}].instead[{number}].fact"
                yield Problem(key, shown(instead.fact), allowed)


def _unclear_start(place: str, clock: ClockRule) -> Iterator[Problem]:
    """Only a silence may have a reading, and the reading is one of its own choices."""
    if clock.from_ == clock.until:
        yield Problem(f"{place}.until", f'"{clock.until}"', "not what the clock runs from")
    if clock.fallback and clock.fallback.until in {clock.from_, clock.until}:
        found = f'"{clock.fallback.until}"'
        yield Problem(f"{place}.fallback.until", found, "not what the clock runs from or until")
    if (reading := clock.reading) is None:
        return
    if reading.from_ is None and reading.within is None:
        yield Problem(f"{place}.reading", "a reading of nothing", "one with from, or within")
    if reading.within is not None and clock.within is not None:
        yield Problem(
            f"{place}.reading.within", f'"{reading.within}"', f"none, or {_SILENT_WITHIN}"
        )
    if reading.within is not None:
        yield from _not_a_choice(f"{place}.reading.within", reading.within, reading.times)
    if reading.from_ is None:
        return
    if clock.from_ is not None:
        yield Problem(f"{place}.reading", "a reading", f'none, or from = "{NOT_STATED}"')
    yield from _not_a_choice(f"{place}.reading.from", reading.from_, reading.choices)
    if clock.until in reading.choices:
        yield Problem(f"{place}.reading.choices", f'"{clock.until}"', "not what ends the clock")


def _not_a_choice(place: str, chosen: str, choices: Iterable[str]) -> Iterator[Problem]:
    if chosen not in choices:
        yield Problem(place, f'"{chosen}"', ", ".join(f'"{choice}"' for choice in choices))


def _repeated(place: str, keys: Iterable[str], shift: int = 0) -> Iterator[Problem]:
    """Every key is there once; the first `shift` of `keys` do not stand in the file."""
    seen: set[str] = set()
    for number, key in enumerate(keys, -shift):
        if key in seen:
            yield Problem(f"{place}[{number}].key", f'"{key}"', "a key that no other has")
        seen.add(key)
