"""What a policy promises, leaves open and does not say, in sentences for the office to read.

The sentences come from the procedure alone, so that a set-up, the settings and paper say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from amends.domain.clock_rules import ClockRule, Reading
from amends.domain.durations import Duration, read_duration
from amends.domain.explanation import UNVERIFIED, counted_from, promise_sentence
from amends.domain.happenings import SENT
from amends.domain.procedure import Procedure, Stage
from amends.domain.promise_terms import Term, terms_of
from amends.domain.readings import Trigger, length, trigger


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise in a sentence, and the policy's own words for it.

    `counted` says from when its days run, "" where the policy states no time; `is_reading` where
    that is the office's reading, and not the policy's word. `terms` are what may change its
    time, or end it.
    """

    sentence: str
    source: str
    counted: str
    is_reading: bool
    is_timed: bool
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to an open question; `answer` is what is recorded for it."""

    answer: str
    words: str
    is_suggested: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What the policy leaves open and the office settles.

    `key` is "stage.clock" for what the days run from, and "stage.clock.within" for how long.
    """

    key: str
    words: str
    choices: tuple[Choice, ...]
    because: str


def promises(procedure: Procedure, readings: Mapping[str, str]) -> tuple[Promise, ...]:
    """Return what the office owes by the policy, in its order."""
    return tuple(
        _promise(procedure, stage, rule, readings)
        for stage, rule in _rules(procedure)
        if not rule.owed_by
    )


def open_questions(procedure: Procedure) -> tuple[Question, ...]:
    """Return the questions that have more than one answer, in the order of the policy."""
    return tuple(
        question
        for stage, rule in _rules(procedure)
        if rule.reading is not None
        for question in _questions(procedure, stage, rule, rule.reading)
        if len(question.choices) > 1
    )


def readings_of(procedure: Procedure, chosen: Mapping[str, str]) -> dict[str, str]:
    """Return the office's reading of everything that the policy leaves open.

    `chosen` answers the open questions, by their keys; what it leaves out, and what has only one
    answer, is read as suggested.
    """
    suggested = {
        question.key: choice.answer
        for stage, rule in _rules(procedure)
        if rule.reading is not None
        for question in _questions(procedure, stage, rule, rule.reading)
        for choice in question.choices
        if choice.is_suggested
    }
    return {key: chosen.get(key, answer) for key, answer in suggested.items()}


def silences(procedure: Procedure) -> tuple[str, ...]:
    """Return what the policy does not say, and what follows from that, a sentence each."""
    return tuple(_silences(procedure))


def _rules(procedure: Procedure) -> Iterator[tuple[Stage, ClockRule]]:
    for stage in procedure.stages:
        for rule in stage.clocks:
            yield stage, rule


def _promise(
    procedure: Procedure, stage: Stage, rule: ClockRule, readings: Mapping[str, str]
) -> Promise:
    lasts = length(stage, rule, readings, frozenset())
    begins = trigger(procedure, stage, rule, readings) if lasts else None
    is_own_time = lasts is not None and lasts.is_reading
    own = f"Your office takes {lasts.within}. " if lasts and is_own_time else ""
    sentence = promise_sentence(
        stage.title, rule.promise, lasts.within if lasts and not is_own_time else None
    )
    is_unverified = procedure.is_unverified(stage.key, rule.key)
    return Promise(
        sentence=f"{sentence} {UNVERIFIED}" if is_unverified else sentence,
        source=rule.source,
        counted=own + _counted(procedure, rule, lasts.within, begins) if lasts and begins else own,
        is_reading=is_own_time or (begins is not None and begins.is_reading),
        is_timed=lasts is not None,
        terms=tuple(terms_of(procedure, rule)),
    )


def _counted(procedure: Procedure, rule: ClockRule, within: Duration, begins: Trigger) -> str:
    how = rule.counting or procedure.counting
    received = " and received" if rule.on_receipt and begins.kind in SENT else ""
    return f"Counted {counted_from(within, how)} {begins.words.when}{received}"


def _questions(
    procedure: Procedure, stage: Stage, rule: ClockRule, reading: Reading
) -> Iterator[Question]:
    """Return what the office settles for one promise, also where there is only one answer."""
    key, days = (
        f"{stage.key}.{rule.key}",
        f"the {rule.within or 'days'} of the {rule.title.lower()}",
    )
    if reading.within is not None:
        times = (Choice(time, time, time == reading.within) for time in reading.times)
        asked = f"How long may the {rule.title.lower()} of {stage.title} take?"
        yield Question(f"{key}.within", asked, tuple(times), reading.because)
    if reading.from_ is not None:
        how = rule.counting or procedure.counting
        first = counted_from(read_duration(rule.within or "1 day"), how).removeprefix("from ")
        kinds = (
            Choice(kind, f"{first} {procedure.words(kind).when}", kind == reading.from_)
            for kind in reading.choices
        )
        yield Question(key, f"From when do {days} run?", tuple(kinds), reading.because)


def _silences(procedure: Procedure) -> Iterator[str]:
    for stage, rule in _rules(procedure):
        if rule.owed_by and rule.within is None:
            yield promise_sentence(stage.title, rule.promise, None)
    if not procedure.pauses:
        yield "The policy has no pause: a date that has begun to run stands, whoever is waited for."
    if how := procedure.counting.because:
        yield f"How days are counted is a reading, and not the policy's own word: {how}"
    if procedure.retention is None:
        yield "The policy does not say how long a complaint is kept. Amends deletes nothing."
    if procedure.in_force_from is None:
        yield "The policy carries no date. It counts from the day on which your office adopts it."
    if missing := procedure.source.not_in_our_copy:
        names = " and the ".join(missing)
        yield f"The policy refers to the {names}, which Amends does not hold."
