"""What may change the time of a promise, or end it: a sentence for each, and the policy's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from amends.domain.clock_rules import ClockRule, Instead, Limit, Release, Takes, Trust
from amends.domain.counting_words import counting_sentences
from amends.domain.durations import read_duration
from amends.domain.explanation import UNVERIFIED, counted_from
from amends.domain.procedure import Procedure


class Term(NamedTuple):
    """`name` is the key of the file that says it; `source` is "" where the policy's words for it
    stand with the promise itself.
    """

    name: str
    words: str
    source: str = ""


def terms_of(procedure: Procedure, rule: ClockRule) -> Iterator[Term]:
    """Return what may change the time of a promise, beyond how long it is and from what."""
    yield from _only_where(procedure, rule)
    yield from _times(procedure, rule)
    yield from _ends(procedure, rule)
    if (extension := rule.extension) is not None:
        at_most = extension.at_most
        most = f"by at most {at_most}" if at_most else "and does not say by how much"
        needs = f" It takes: {listed(extension.needs)}." if extension.needs else ""
        beyond = f" Beyond that it takes: {extension.beyond}." if extension.beyond else ""
        words = f"The policy lets it be longer, {most}.{needs}{beyond}"
        yield Term("extension", words, extension.source)
    if (fallback := rule.fallback) is not None:
        by = f" ({fallback.letter.words} letter)" if fallback.letter else ""
        done = procedure.words(fallback.until).when
        title = f"{fallback.title[:1].lower()}{fallback.title[1:]}"
        words = f"Where it cannot be kept in time: {title}{by}. It counts once {done}."
        yield Term("fallback", words, fallback.source)
    if rule.discretion:
        words = "What comes late may be taken all the same, where the office says why."
        yield Term("discretion", words, rule.discretion)
    if rule.settles:
        words = "Once it has passed, the complaint counts as settled."
        yield Term("settles", words)
    if rule.repeats:
        yield Term("repeats", "Each time it is kept, it begins anew.")
    if rule.counting is not None:
        own = ("Its days are counted in their own way.", *counting_sentences(rule.counting))
        yield Term("counting", " ".join(own))


def _only_where(procedure: Procedure, rule: ClockRule) -> Iterator[Term]:
    titles = {fact.key: fact.title for fact in procedure.facts}
    if rule.where:
        fact = sentence(titles.get(rule.where, rule.where))
        yield Term("where", f"It is promised only where this holds: {fact}")
    if rule.unless:
        fact = sentence(titles.get(rule.unless, rule.unless))
        yield Term("unless", f"It is not promised where this holds: {fact}")


def _times(procedure: Procedure, rule: ClockRule) -> Iterator[Term]:
    if rule.on_receipt:
        words = "Its days run from the day on which that reached whom it was sent to."
        yield Term("on_receipt", words)
    if rule.from_every:
        every = listed([procedure.words(kind).when for kind in rule.from_every])
        yield Term("from_every", f"They run only once this has happened as well: {every}.")
    if rule.resets:
        resets = listed([procedure.words(kind).when for kind in rule.resets], "or")
        yield Term("resets", f"They begin anew whenever this happens: {resets}.")
    if rule.target:
        yield Term("target", f"The aim is {rule.target}; what stands above is the limit.")
    for number, instead in enumerate(rule.instead):
        words = with_trust(_instead(procedure, instead), instead.trust)
        yield Term(f"instead.{number}", words, instead.source)
    for number, limit in enumerate(rule.also):
        counts = "later" if rule.takes is Takes.LATER else "earlier"
        words = f"There is another limit: {limit_words(procedure, limit, rule)}."
        words = with_trust(f"{words} The {counts} of them counts.", limit.trust)
        yield Term(f"also.{number}", words, limit.source)
    if (wait := rule.not_before) is not None:
        words = f"It cannot be kept before the end of {limit_words(procedure, wait, rule)}."
        yield Term("not_before", with_trust(words, wait.trust), wait.source)


def _ends(procedure: Procedure, rule: ClockRule) -> Iterator[Term]:
    if rule.or_until:
        others = listed([procedure.words(kind).when for kind in rule.or_until], "or")
        yield Term("or_until", f"It is also kept when {others}.")
    if rule.and_until:
        others = listed([procedure.words(kind).when for kind in rule.and_until])
        yield Term("and_until", f"It is not kept before this has happened as well: {others}.")
    for number, release in enumerate(rule.released_by):
        words = _release(procedure, rule, release)
        yield Term(f"released_by.{number}", words, release.source)


def _release(procedure: Procedure, rule: ClockRule, release: Release) -> str:
    happened = procedure.words(release.event).when
    if release.within is None or release.from_ is None:
        return f"It is owed no more once {happened}."
    within, how = read_duration(release.within), rule.counting or procedure.counting
    begins = procedure.words(release.from_).when
    span = f"within {within}, counted {counted_from(within, how)} {begins}"
    return f"It is owed no more where {happened} {span}."


def _instead(procedure: Procedure, instead: Instead) -> str:
    if instead.when_closed:
        return f"Where a part of that time falls in a closure: {instead.within} instead."
    titles = {fact.key: fact.title for fact in procedure.facts}
    fact = sentence(titles.get(instead.fact, instead.fact))
    return f"Where this holds, {instead.within} instead: {fact}"


def limit_words(procedure: Procedure, limit: Limit, rule: ClockRule | None = None) -> str:
    """Return "10 days, counted from the day after the complaint was received"."""
    within = read_duration(limit.within)
    how = (rule.counting if rule else None) or procedure.counting
    received = ", once it was received" if limit.on_receipt else ""
    begins = procedure.words(limit.from_).when
    return f"{within}, counted {counted_from(within, how)} {begins}{received}"


def with_trust(words: str, trust: Trust) -> str:
    """Return the words, with a second sentence where they were read in a secondary source."""
    return f"{words} {UNVERIFIED}" if trust is Trust.UNVERIFIED else words


def sentence(text: str) -> str:
    """Return the text with a full stop, unless it ends in a mark of its own."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…:" else f"{text}."


def listed(words: Sequence[str], last: str = "and") -> str:
    """Return "a, b and c" of those that are not empty."""
    words = [word for word in words if word]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
