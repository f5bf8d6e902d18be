"""What a policy promises, leaves open and does not say, in sentences for the office to read.

The sentences come from the procedure alone, so that a set-up, the settings and paper say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from amends.domain.durations import read_duration
from amends.domain.explanation import promise_sentence, trigger_words
from amends.domain.happenings import Kind
from amends.domain.procedure import ClockRule, Procedure, Stage, trigger


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise in a sentence, and the policy's own words for it.

    `counted` says from when its days run, "" where the policy states no time; `is_reading` where
    that is the office's reading, and not the policy's word.
    """

    sentence: str
    source: str
    counted: str
    is_reading: bool
    is_timed: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to an open question; `kind` is what is recorded for it."""

    kind: Kind
    words: str
    is_suggested: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What the policy leaves open and the office settles; `key` is "stage.clock"."""

    key: str
    words: str
    choices: tuple[Choice, ...]
    because: str


def promises(procedure: Procedure, readings: Mapping[str, str]) -> tuple[Promise, ...]:
    """Return what the office owes by the policy, in its order."""
    return tuple(
        _promise(stage, rule, readings) for stage, rule in _rules(procedure) if not rule.owed_by
    )


def open_questions(procedure: Procedure) -> tuple[Question, ...]:
    """Return the questions that have more than one answer."""
    return tuple(
        _question(stage, rule)
        for stage, rule in _rules(procedure)
        if rule.reading is not None and len(rule.reading.choices) > 1
    )


def readings_of(procedure: Procedure, chosen: Mapping[str, str]) -> dict[str, str]:
    """Return the office's reading of everything that the policy leaves open.

    `chosen` answers the open questions, by their keys; what it leaves out, and what has only one
    answer, is read as suggested.
    """
    return {
        f"{stage.key}.{rule.key}": chosen.get(f"{stage.key}.{rule.key}", rule.reading.from_.value)
        for stage, rule in _rules(procedure)
        if rule.reading is not None
    }


def silences(procedure: Procedure) -> tuple[str, ...]:
    """Return what the policy does not say, and what follows from that, a sentence each."""
    return tuple(_silences(procedure))


def _rules(procedure: Procedure) -> Iterator[tuple[Stage, ClockRule]]:
    for stage in procedure.stages:
        for rule in stage.clocks:
            yield stage, rule


def _promise(stage: Stage, rule: ClockRule, readings: Mapping[str, str]) -> Promise:
    within = read_duration(rule.within) if rule.within else None
    begins = trigger(stage, rule, readings) if within else None
    return Promise(
        sentence=promise_sentence(stage.title, rule.promise, within),
        source=rule.source,
        counted=f"Counted from the day after {trigger_words(begins.kind)}" if begins else "",
        is_reading=begins is not None and begins.is_reading,
        is_timed=within is not None,
    )


def _question(stage: Stage, rule: ClockRule) -> Question:
    assert rule.reading is not None
    choices = tuple(
        Choice(kind, f"the day after {trigger_words(kind)}", kind is rule.reading.from_)
        for kind in rule.reading.choices
    )
    days = f"the {rule.within or 'days'} of the {rule.title.lower()}"
    return Question(
        f"{stage.key}.{rule.key}", f"From when do {days} run?", choices, rule.reading.because
    )


def _silences(procedure: Procedure) -> Iterator[str]:
    for stage, rule in _rules(procedure):
        if rule.owed_by and rule.within is None:
            yield promise_sentence(stage.title, rule.promise, None)
    if not procedure.pauses:
        yield "The policy has no pause: a date that has begun to run stands, whoever is waited for."
    if procedure.retention is None:
        yield "The policy does not say how long a complaint is kept. Amends deletes nothing."
    if procedure.in_force_from is None:
        yield "The policy carries no date. It counts from the day on which your office adopts it."
    if missing := procedure.source.not_in_our_copy:
        names = " and the ".join(missing)
        yield f"The policy refers to the {names}, which Amends does not hold."
