"""What a procedure says of one promise: how long, from what, until what, and what may change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from amends.domain.clock_rules import ClockRule, Reading
from amends.domain.durations import read_duration
from amends.domain.explanation import UNVERIFIED, counted_from, promise_sentence
from amends.domain.procedure import Procedure, Stage
from amends.domain.promise_terms import listed, sentence, terms_of
from amends.domain.readings import length, trigger


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a procedure says, under the heading of its `part` and its own `title`.

    `source` are the policy's words for it, "not stated" where there are none, and "" where they
    stand with another clause. `is_reading` where it is the office's answer to a silence.
    """

    key: str
    part: str
    title: str
    words: str
    source: str = ""
    is_reading: bool = False


def promise_clauses(
    procedure: Procedure, stage: Stage, rule: ClockRule, readings: Mapping[str, str]
) -> Iterator[Clause]:
    """Return what is said of one promise, beginning with the promise itself."""

    def clause(name: str, words: str, source: str = "", *, is_reading: bool = False) -> Clause:
        return Clause(
            key=f"clock.{stage.key}.{rule.key}{name}",
            part=stage.title,
            title=rule.title,
            words=words,
            source=source,
            is_reading=is_reading,
        )

    unverified = f" {UNVERIFIED}" if procedure.is_unverified(stage.key, rule.key) else ""
    yield clause("", f"{_promised(stage, rule)}{unverified}", rule.source)
    lasts = length(stage, rule, readings, frozenset())
    if lasts is not None and lasts.is_reading:
        words = f"The policy states no time; your office takes {lasts.within}."
        yield clause(".within", words, is_reading=True)
    begins = trigger(procedure, stage, rule, readings)
    if begins is None:
        yield clause(".from", "From when its days run is open.")
    elif lasts is None:
        yield clause(".from", f"It begins when {begins.words.when}.", is_reading=begins.is_reading)
    else:
        how = rule.counting or procedure.counting
        words = f"Counted {counted_from(lasts.within, how)} {begins.words.when}."
        yield clause(".from", words, is_reading=begins.is_reading)
    yield clause(".until", f"{_to_do(rule)} It is kept when {procedure.words(rule.until).when}.")
    for term in terms_of(procedure, rule):
        yield clause(f".{term.name}", term.words, term.source)
    if rule.reading is not None:
        words = " ".join(_reading(procedure, rule.reading))
        yield clause(".reading", words, is_reading=True)


def _promised(stage: Stage, rule: ClockRule) -> str:
    within = read_duration(rule.within) if rule.within else None
    if not rule.owed_by:
        return promise_sentence(stage.title, rule.promise, within)
    what = f"{stage.title} leaves to the {rule.owed_by}: {rule.promise.rstrip(',. ')}"
    return f"{what}, within {within}." if within else f"{what}. The policy states no time for it."


def _to_do(rule: ClockRule) -> str:
    by = f" ({rule.letter.words} letter)" if rule.letter else ""
    return f"To do: {rule.step[:1].lower()}{rule.step[1:]}{by}."


def _reading(procedure: Procedure, reading: Reading) -> Iterator[str]:
    """Return why the office reads a silence so, and what else it might choose."""
    yield f"Why it is read so: {sentence(reading.because)}"
    kinds = [procedure.words(kind).when for kind in reading.choices]
    if kinds:
        yield f"Its days may be taken to run from when {listed(kinds, 'or')}."
    if reading.from_ is not None and len(kinds) > 1:
        yield f"Suggested: when {procedure.words(reading.from_).when}."
    if reading.times:
        yield f"Its time may be taken to be {listed(reading.times, 'or')}."
    if reading.within is not None and len(reading.times) > 1:
        yield f"Suggested: {reading.within}."
