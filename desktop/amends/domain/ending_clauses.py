"""What a procedure says of findings, of what follows from them, and of where else a matter goes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from amends.domain.durations import NOT_STATED
from amends.domain.people import Identity
from amends.domain.procedure import HowMany, Outcomes, OutsideBody, Procedure
from amends.domain.promise_clauses import Clause
from amends.domain.promise_terms import limit_words, listed, sentence, with_trust

_NAMES: Final = "Whether a complainant is named"
_OUTCOMES: Final = "What the office may find"
_FOLLOW_UPS: Final = "What is considered after a complaint was upheld"
_ELSEWHERE: Final = "What goes elsewhere"
_OUTSIDE: Final = "Who can look at it after the office"

_IDENTITIES: Final = {
    Identity.OPEN: "be named",
    Identity.WITHHELD: "be named to nobody outside the office",
    Identity.ANONYMOUS: "stay anonymous",
}


def ending_clauses(procedure: Procedure) -> Iterator[Clause]:
    """Return what is said of names, findings, putting right, and other places."""
    yield from _names(procedure)
    yield from _outcomes(procedure.outcomes)
    yield from _follow_ups(procedure)
    yield from _redirects(procedure)
    if procedure.outside_body is not None:
        yield from _body(procedure, procedure.outside_body, "outside_body")
    for number, body in enumerate(procedure.other_bodies):
        yield from _body(procedure, body, f"other_body.{number}")


def _names(procedure: Procedure) -> Iterator[Clause]:
    rule = procedure.confidentiality
    may = listed([_IDENTITIES[choice] for choice in rule.choices], "or")
    words = f"A complainant may {may}. Taken for granted: to {_IDENTITIES[rule.preferred]}."
    source = rule.source or NOT_STATED
    yield Clause(key="confidentiality", part=_NAMES, title=_NAMES, words=words, source=source)


def _outcomes(rule: Outcomes) -> Iterator[Clause]:
    def clause(name: str, title: str, words: str, source: str = "") -> Clause:
        key = f"outcomes.{name}"
        return Clause(key=key, part=_OUTCOMES, title=title, words=words, source=source)

    found = sentence(f"Each point is found {listed(rule.words, 'or')}")
    yield clause("words", "Words for a finding", found, rule.source or NOT_STATED)
    if rule.note:
        yield clause("note", "Words for a finding", sentence(rule.note))
    for number, each in enumerate(rule.rules):
        points = "all points were" if each.points is HowMany.ALL else "any point was"
        where = f"where {points} found {listed(each.found, 'or')}"
        words = f"{'Otherwise it' if number else 'The complaint'} is {each.outcome} {where}."
        yield clause(f"rule.{number}", "The complaint as a whole", words)
    if rule.upheld:
        upheld = listed(rule.upheld, "or")
        words = f"What follows from a complaint is considered where it was {upheld}."
        yield clause("upheld", "What follows", words)
    for word, reported in rule.reported_as.items():
        words = f"“{word}” is reported as “{reported}”."
        yield clause(f"reported_as.{word}", "How it is reported", words)


def _follow_ups(procedure: Procedure) -> Iterator[Clause]:
    for it in procedure.follow_ups:
        when = f" Where this holds: {sentence(it.when)}" if it.when else ""
        example = " The policy names it as an example." if it.example else ""
        yield Clause(
            key=f"follow_up.{it.key}",
            part=_FOLLOW_UPS,
            title=_FOLLOW_UPS,
            words=f"{sentence(it.title)}{when}{example}",
            source=it.source,
        )


def _redirects(procedure: Procedure) -> Iterator[Clause]:
    for it in procedure.redirects:
        urgent = " This is urgent." if it.urgent else ""
        notice = f" {sentence(it.notice)}" if it.notice else ""
        yield Clause(
            key=f"redirect.{it.key}",
            part=_ELSEWHERE,
            title=it.title,
            words=f"{sentence(it.when)} It goes to: {sentence(it.goes_to)}{notice}{urgent}",
            source=it.source,
        )


def _body(procedure: Procedure, body: OutsideBody, place: str) -> Iterator[Clause]:
    def clause(name: str, words: str, source: str = "") -> Clause:
        key = f"{place}{name}"
        return Clause(key=key, part=_OUTSIDE, title=body.name, words=words, source=source)

    words = f"{sentence(body.full_name)} {sentence(body.condition)}"
    yield clause("", with_trust(words, body.trust), body.source)
    if body.when:
        yield clause(".when", f"It is the place for this: {sentence(body.when)}")
    if body.after:
        after = listed([procedure.words(kind).when for kind in body.after])
        yield clause(".after", f"The way there is open once this has happened: {after}.")
    if (limit := body.not_before) is not None:
        words = f"The way there is open from the end of {limit_words(procedure, limit)}."
        yield clause(".not_before", with_trust(words, limit.trust), limit.source)
    since = f" after {procedure.words(body.limit_from).when}" if body.limit_from else ""
    until = f"within {body.time_limit}{since}" if body.time_limit else "the policy does not say"
    yield clause(".time_limit", f"Until when: {until}.")
    if reached := listed([*body.address, body.email, body.phone], "or"):
        yield clause(".reached", f"How it is reached: {reached}.")
