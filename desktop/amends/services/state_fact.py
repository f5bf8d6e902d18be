"""Record whether something holds on which a time of the policy depends."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from amends.domain.errors import CaseMovedOnError, NotInPolicyError
from amends.domain.events.base import required
from amends.domain.events.clock_events import FactStated
from amends.domain.events.folding import standing
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.recording import must_be_open, record


class Answer(StrEnum):
    """Whether a fact holds in a case."""

    YES = "yes"
    NO = "no"


def stated_facts(view: CaseView) -> Mapping[str, bool]:
    """Return what was found of each fact; of one that is not there nobody knows yet."""
    facts = (fact for _entry, fact in standing(view.log) if isinstance(fact, FactStated))
    return {fact.fact: fact.holds for fact in facts}


def state_fact(desk: Desk, view: CaseView, fact: str, answer: str, moment: Moment) -> Changed:
    """Record that a fact of the policy holds, or does not.

    `answer` is an `Answer`, "" where none was given. Raises `NotInPolicyError`, `CaseClosedError`,
    `FieldMissingError` without an answer, and `CaseMovedOnError` where just that stands already.
    """
    if fact not in {rule.key for rule in view.procedure.facts}:
        raise NotInPolicyError("fact")
    must_be_open(view)
    holds = Answer(required("whether it holds", answer)) is Answer.YES
    if stated_facts(view).get(fact) is holds:
        raise CaseMovedOnError(view.stream)
    stated = FactStated(happened_on=moment.today, fact=fact, holds=holds)
    return record(desk, view.stream, view.seq, [stated], moment)
