"""What a case is: the fold of its events, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import reduce
from typing import assert_never
from uuid import UUID

import msgspec
from msgspec.structs import replace

from amends.domain.events import Recorded
from amends.domain.events.case_events import (
    Acknowledged,
    CaseClosed,
    CaseOpened,
    EvidenceAdded,
    FindingMade,
    HandedOver,
    IdentityChosen,
    IntakeFact,
    LetterFinished,
    NoteAdded,
    OutcomeSent,
    PersonNamed,
    Point,
    PointsDefined,
    Raised,
    Received,
    Referred,
    Sending,
)
from amends.domain.events.clock_events import ClockFact, Extended, FactStated, Occurred
from amends.domain.events.corrections import CaseFact
from amends.domain.events.folding import standing
from amends.domain.events.handling_events import HandlingFact, Notified
from amends.domain.handling import Handling, handle
from amends.domain.happenings import Happening, Kind, in_order
from amends.domain.people import Identity, Person, Role, same_name
from amends.domain.terms import USUAL, Terms

_HAPPENING_TAGS = frozenset(Kind)


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A complaint as it stands. Never edited: record an event and fold again.

    Where a complaint was received twice its text is the later one, and `received_on` the earlier
    day, from which the promises run.
    """

    reference: str = ""
    procedure: str = ""
    procedure_digest: str = ""
    title: str = ""
    complaint: str = ""
    wanted: str = ""
    channel: str = ""
    received_on: date | None = None
    closed_on: date | None = None
    identity: Identity = Identity.OPEN
    points: tuple[Point, ...] = ()
    findings: Mapping[UUID, FindingMade] = {}
    people: tuple[tuple[Role, Person], ...] = ()
    evidence: tuple[EvidenceAdded, ...] = ()
    letters: tuple[LetterFinished, ...] = ()
    sent_letters: frozenset[UUID] = frozenset()
    disclosures: tuple[HandedOver, ...] = ()
    handling: Handling = Handling()
    terms: Terms = USUAL
    happenings: tuple[Happening, ...] = ()

    def person(self, role: Role) -> Person | None:
        """Return who was named first in `role`, if anybody."""
        return next((person for part, person in self.people if part is role), None)

    @property
    def came_in_on(self) -> date | None:
        """The day on which the matter reached the office, as a complaint or as a notice."""
        notified = self.handling.notified
        return self.received_on or (notified.happened_on if notified else None)

    @property
    def is_reachable(self) -> bool:
        """Whether there is a way to write to who complained, or to who speaks for them."""
        if self.identity is not Identity.ANONYMOUS:
            return True
        parts = (Role.COMPLAINANT, Role.REPRESENTATIVE)
        return any(person.can_be_reached for role, person in self.people if role in parts)

    @property
    def named_handler(self) -> Person | None:
        """Who was named to handle the case, None while whoever signs the letters does."""
        named = self.person(Role.HANDLER)
        return named if named and named.name else None

    def handled_by_subject(self, signatory: str) -> bool:
        """Whether who handles the case is the person it is about.

        Where no handler is named the office's `signatory` handles it.
        """
        named = self.named_handler
        handler = named.name if named else signatory
        subjects = (person for role, person in self.people if role is Role.SUBJECT)
        return any(same_name(subject.name, handler) for subject in subjects)

    def happened(self, kind: str) -> date | None:
        """Return the first day on which something of `kind` happened, if it did."""
        return min((done.on for done in self.happenings if done.kind == kind), default=None)


def fold(log: Iterable[Recorded]) -> Case:
    """Return the case that these events of one stream, in recorded order, add up to."""
    return reduce(_after, (fact for _entry, fact in standing(log)), Case())


def _after(before: Case, fact: object) -> Case:
    """Return the case after `fact`; clocks order by day, so happenings are kept sorted."""
    if not isinstance(fact, CaseFact):
        return before
    after = _told(before, fact)
    if isinstance(fact, OutcomeSent):
        after = replace(after, handling=handle(after.handling, fact))
    if isinstance(fact, Sending) and fact.letter is not None:
        after = replace(after, sent_letters=after.sent_letters | {fact.letter})
    kind = fact.what if isinstance(fact, Occurred) else fact.kind
    if kind == fact.kind and kind not in _HAPPENING_TAGS:
        return after
    happening = Happening(fact.happened_on, kind)
    return replace(after, happenings=in_order((*after.happenings, happening)))


def _told(case: Case, fact: CaseFact) -> Case:
    """Return the case after `fact`, whichever group of events it belongs to."""
    if isinstance(fact, HandlingFact):
        return _handled(case, fact)
    return _timed(case, fact) if isinstance(fact, ClockFact) else _with(case, fact)


def _timed(case: Case, fact: ClockFact) -> Case:
    """Return the case after its times were changed by a rule of its policy."""
    match fact:
        case FactStated():
            facts = case.terms.facts - {fact.fact}
            terms = replace(case.terms, facts=facts | {fact.fact} if fact.holds else facts)
        case Extended():
            terms = replace(case.terms, extensions=(*case.terms.extensions, fact))
        case _:
            return case
    return replace(case, terms=terms)


def _handled(case: Case, fact: HandlingFact) -> Case:
    """Return the case after it was handled; a notice stands where there is no complaint."""
    case = replace(case, handling=handle(case.handling, fact))
    if not isinstance(fact, Notified) or case.received_on is not None:
        return case
    return replace(case, title=fact.title, complaint=fact.notice, channel=fact.channel)


def _with(case: Case, fact: IntakeFact) -> Case:
    match fact:
        case CaseOpened():
            return replace(
                case,
                reference=fact.reference,
                procedure=fact.procedure,
                procedure_digest=fact.procedure_digest,
            )
        case Received():
            return replace(
                case,
                title=fact.title,
                complaint=fact.complaint,
                wanted=fact.wanted,
                channel=fact.channel,
                received_on=min(case.received_on or fact.happened_on, fact.happened_on),
            )
        case PersonNamed():
            return _naming(case, fact)
        case IdentityChosen():
            return replace(case, identity=fact.identity)
        case PointsDefined():
            return replace(case, points=fact.points)
        case FindingMade():
            findings = {**case.findings, fact.point: fact}
            return replace(case, findings=findings)
        case EvidenceAdded():
            return replace(case, evidence=(*case.evidence, fact))
        case LetterFinished():
            return replace(case, letters=(*case.letters, fact))
        case HandedOver():
            return replace(case, disclosures=(*case.disclosures, fact))
        case CaseClosed():
            return replace(case, closed_on=fact.happened_on)
        case Raised() | Acknowledged() | OutcomeSent() | Referred() | NoteAdded():
            return case
    assert_never(fact)


def _naming(case: Case, fact: PersonNamed) -> Case:
    """Return the case with the person in place of an earlier naming of the same one, else last."""
    named = (fact.role, fact.person)
    others = [(role, person.id) for role, person in case.people]
    if (key := (fact.role, fact.person.id)) not in others:
        return replace(case, people=(*case.people, named))
    place = others.index(key)
    people = (*case.people[:place], named, *case.people[place + 1 :])
    return replace(case, people=people)
