"""What is well formed in a procedure and still cannot hold: parts that contradict one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from amends.domain.clock_rules import ClockRule
from amends.domain.clocks import PROMISED
from amends.domain.counting_rules import counting_contradictions
from amends.domain.durations import NOT_STATED, read_duration
from amends.domain.errors import Problem
from amends.domain.happenings import Kind
from amends.domain.naming_rules import naming_contradictions
from amends.domain.procedure import Outcomes, Procedure
from amends.domain.retention import KEPT_IN

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
    yield from counting_contradictions(procedure)
    yield from naming_contradictions(procedure)
    if procedure.pauses is not (procedure.pause is not None):
        said = "pauses = true" if procedure.pauses else "a table [pause]"
        yield Problem("pauses", said, "a table [pause] where there are pauses, and none elsewhere")
    kept = read_duration(procedure.retention) if procedure.retention else None
    if kept is not None and (kept.unit not in KEPT_IN or kept.before):
        yield Problem("retention", f'"{kept}"', "days, weeks, months or years")
    if not procedure.stages:
        yield Problem("stage", "no stage", "at least one [[stage]]")
    yield from _repeated("event", procedure.kinds, shift=len(Kind))
    for number, stage in enumerate(procedure.stages):
        place = f"stage[{number}]"
        if stage.key == PROMISED:
            yield Problem(f"{place}.key", f'"{PROMISED}"', "another key: promises are called so")
        yield from _repeated(f"{place}.clock", (clock.key for clock in stage.clocks))
        for index, clock in enumerate(stage.clocks):
            yield from _unclear_start(f"{place}.clock[{index}]", clock)
            yield from _unclear_end(f"{place}.clock[{index}]", clock)


def _unknown_outcomes(outcomes: Outcomes) -> Iterator[Problem]:
    """Every word that a rule uses is one of the procedure's words for a finding."""
    allowed = (
        ", ".join(f'"{word}"' for word in outcomes.words)
        or "one of its words, of which it has none"
    )
    used = [("outcomes.upheld", outcomes.upheld)]
    for number, rule in enumerate(outcomes.rules):
        used.append((f"outcomes.rule[{number}].outcome", (rule.outcome,)))
        used.append((f"outcomes.rule[{number}].found", rule.found))
    for place, words in used:
        for word in words:
            if word not in outcomes.words:
                yield Problem(place, f'"{word}"', allowed)


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


def _unclear_end(place: str, clock: ClockRule) -> Iterator[Problem]:
    """What keeps a clock does not start it; only a limit of others can be let pass."""
    starts = {clock.from_, *clock.from_every, *clock.resets}
    for key, kinds in (("or_until", clock.or_until), ("and_until", clock.and_until)):
        for number, kind in enumerate(kinds):
            if kind in starts or kind == clock.until:
                found = f'"{kind}"'
                yield Problem(
                    f"{place}.{key}[{number}]", found, "not what the clock runs from or until"
                )
    for number, release in enumerate(clock.released_by):
        if (release.within is None) is not (release.from_ is None):
            found = "only one of within and from"
            yield Problem(f"{place}.released_by[{number}]", found, "both, or neither")
    for key, said in (("discretion", clock.discretion), ("settles", clock.settles)):
        if said and not clock.owed_by:
            yield Problem(f"{place}.{key}", "a limit of the office", "a clock with owed_by")
    if clock.where and clock.where == clock.unless:
        yield Problem(f"{place}.unless", f'"{clock.unless}"', "not what where says")
    if clock.from_every and clock.from_ is None:
        yield Problem(f"{place}.from_every", "a list", f'none where from = "{NOT_STATED}"')


def _not_a_choice(place: str, chosen: str, choices: Iterable[str]) -> Iterator[Problem]:
    if chosen not in choices:
        allowed = (
            ", ".join(f'"{choice}"' for choice in choices)
            or "one of its choices, of which it has none"
        )
        yield Problem(place, f'"{chosen}"', allowed)


def _repeated(place: str, keys: Iterable[str], shift: int = 0) -> Iterator[Problem]:
    """Every key is there once; the first `shift` of `keys` do not stand in the file."""
    seen: set[str] = set()
    for number, key in enumerate(keys, -shift):
        if key in seen:
            yield Problem(f"{place}[{number}].key", f'"{key}"', "a key that no other has")
        seen.add(key)
