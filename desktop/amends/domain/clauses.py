"""Everything that a procedure says, clause by clause, in sentences that stand by themselves.

A page shows them, paper prints them, and two versions are compared by them. A key of a procedure
file that is told nowhere would be a rule that nobody can see; a test looks for such keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from amends.domain.clock_rules import Trust
from amends.domain.counting_words import counting_sentences
from amends.domain.dates_in_words import full
from amends.domain.durations import NOT_STATED
from amends.domain.ending_clauses import ending_clauses
from amends.domain.procedure import Procedure, Stage
from amends.domain.promise_clauses import Clause, promise_clauses
from amends.domain.promise_terms import limit_words, listed, sentence, with_trust

_ABOUT: Final = "The policy"
_WHO: Final = "Who may complain"
_COUNTING: Final = "How days are counted"
_WORDS: Final = "Words of this policy"

_UNREAD: Final = "What this stage says was read in a secondary source, and not in the rule itself."


def clauses(procedure: Procedure, readings: Mapping[str, str]) -> tuple[Clause, ...]:
    """Return all that the procedure says, in its order; `readings` are the office's answers.

    The key of a clause is the same in every version that has it.
    """
    return tuple(_clauses(procedure, readings))


def _clauses(procedure: Procedure, readings: Mapping[str, str]) -> Iterator[Clause]:
    yield from _who(procedure)
    for stage in procedure.stages:
        yield from _stage(procedure, stage)
        for rule in stage.clocks:
            yield from promise_clauses(procedure, stage, rule, readings)
    yield from _counting(procedure)
    yield from _pause(procedure)
    yield from ending_clauses(procedure)
    yield from _own_words(procedure)
    yield from _about(procedure)


def _who(procedure: Procedure) -> Iterator[Clause]:
    scope = procedure.scope
    about = f", about {scope.about}" if scope.about else ""
    who = listed(scope.who_may_complain) or "anybody"
    words = sentence(f"{who[:1].upper()}{who[1:]}{about}")
    source = scope.source or NOT_STATED
    yield Clause(key="scope", part=_WHO, title=_WHO, words=words, source=source)
    if scope.representatives:
        yield Clause(
            key="scope.representatives",
            part=_WHO,
            title="Who may speak for them",
            words=sentence(scope.representatives),
        )


def _stage(procedure: Procedure, stage: Stage) -> Iterator[Clause]:
    """Return what the stage says of itself, without its promises."""

    def clause(name: str, title: str, words: str, source: str = "") -> Clause:
        key = f"stage.{stage.key}{name}"
        return Clause(key=key, part=stage.title, title=title, words=words, source=source)

    yield clause("", "Who answers", sentence(f"{stage.title}: {stage.answered_by}"), stage.source)
    opens = [procedure.words(kind).when for kind in stage.openings]
    yield clause(".opens", "When it begins", f"It begins when {listed(opens, 'or')}.")
    if stage.when:
        yield clause(".when", "When it is entered", sentence(stage.when))
    if stage.after:
        before = listed([procedure.words(kind).when for kind in stage.after])
        words = f"Before it, this should have happened: {before}. What comes earlier is too early, "
        yield clause(".after", "What comes before", f"{words}and not invalid.")
    if (limit := stage.not_before) is not None:
        words = f"It cannot begin before the end of {limit_words(procedure, limit)}."
        words = with_trust(words, limit.trust)
        yield clause(".not_before", "Not before", words, limit.source)
    for number, thing in enumerate(stage.requires):
        yield clause(f".requires.{number}", "What it asks for", sentence(thing))
    for number, it in enumerate(stage.substitutes):
        words = f"{sentence(it.answered_by)} {sentence(it.when)}"
        yield clause(f".substitute.{number}", "Who answers instead", words, it.source)
    if stage.trust is Trust.UNVERIFIED:
        yield clause(".trust", "Unverified", _UNREAD)


def _counting(procedure: Procedure) -> Iterator[Clause]:
    def clause(key: str, title: str, words: str, *, is_reading: bool = False) -> Clause:
        return Clause(key=key, part=_COUNTING, title=title, words=words, is_reading=is_reading)

    words = f"The file names the public holidays of {procedure.calendar}. In an office its own "
    yield Clause(
        key="calendar",
        part=_COUNTING,
        title="Holidays",
        words=f"{words}calendar counts.",
        source=procedure.calendar_source or NOT_STATED,
    )
    is_reading = bool(procedure.counting.because)
    for number, words in enumerate(counting_sentences(procedure.counting)):
        yield clause(f"counting.{number}", "Days", words, is_reading=is_reading)
    if procedure.opening_hours is not None:
        yield clause("opening_hours", "Hours", f"Working hours: {procedure.opening_hours}.")
    if procedure.time_zone:
        words = f"The time of day is that of {procedure.time_zone}."
        yield clause("time_zone", "Hours", words)


def _pause(procedure: Procedure) -> Iterator[Clause]:
    def clause(key: str, words: str, source: str = "") -> Clause:
        return Clause(key=key, part=_COUNTING, title="Pauses", words=words, source=source)

    if (pause := procedure.pause) is None:
        yield clause("pause", "The policy has no pause: a date that has begun to run stands.")
        return
    names = {
        f"{stage.key}.{rule.key}": f"{rule.title} of {stage.title}"
        for stage in procedure.stages
        for rule in stage.clocks
    }
    which = listed([names.get(name, name) for name in pause.clocks])
    of = f" That holds for: {which}." if which else ""
    yield clause("pause", f"Days may stand still. {sentence(pause.when)}{of}", pause.source)
    ends = {
        "first_day": ("The day on which it begins", pause.first_day_counts),
        "last_day": ("The day on which it ends", pause.last_day_counts),
    }
    for key, (day, counts) in ends.items():
        yield clause(f"pause.{key}", f"{day} {'counts' if counts else 'does not count'}.")


def _own_words(procedure: Procedure) -> Iterator[Clause]:
    for event in procedure.events:
        ahead = " Its day may be set beforehand." if event.ahead else ""
        words = f"{sentence(event.title)} That is when {sentence(event.when)}{ahead}"
        key = f"event.{event.key}"
        yield Clause(key=key, part=_WORDS, title="What may happen", words=words)
    for fact in procedure.facts:
        key, words = f"fact.{fact.key}", sentence(fact.title)
        yield Clause(key=key, part=_WORDS, title="What may hold", words=words)


def _about(procedure: Procedure) -> Iterator[Clause]:
    """Return what stands at the head of the file; a reader looks for it last."""
    source, since = procedure.source, procedure.in_force_from
    undated = "It carries no date. It counts from the day on which an office adopts it."
    kept = f"{procedure.retention} after {procedure.words(procedure.retention_from).when}."
    told = (
        ("title", "Name", f"{procedure.title}, {procedure.organisation}."),
        ("in_force_from", "In force", f"From {full(since)}." if since else undated),
        (
            "retention",
            "How long a complaint is kept",
            kept if procedure.retention else "The policy does not say.",
        ),
        ("document", "Document", source.document),
        ("address", "Where it can be read", source.address),
        ("language", "Language", procedure.language),
        ("name", "Name of the file", f"{procedure.name}.toml"),
    )
    for key, title, words in told:
        if words:
            yield Clause(key=key, part=_ABOUT, title=title, words=words)
    for name in source.not_in_our_copy:
        yield Clause(
            key=f"not_in_our_copy.{name}",
            part=_ABOUT,
            title="Not in our copy",
            words=sentence(f"It refers to this, which Amends does not hold: {name}"),
        )
