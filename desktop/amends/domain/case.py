"""What a case is: the fold of its events, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import reduce
from typing import assert_never
from uuid import UUID

import msgspec

from amends.domain.events import Recorded
from amends.domain.events.case_events import (
    Acknowledged,
    CaseClosed,
    CaseFact,
    CaseOpened,
    EvidenceAdded,
    FindingMade,
    HandedOver,
    IdentityChosen,
    LetterFinished,
    NoteAdded,
    OutcomeSent,
    PersonNamed,
    Point,
    PointsDefined,
    Raised,
    Received,
    Referred,
)
from amends.domain.events.folding import standing
from amends.domain.happenings import Happening, Kind
from amends.domain.people import Identity, Person, Role

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
    happenings: tuple[Happening, ...] = ()

    def person(self, role: Role) -> Person | None:
        """Return who was named first in `role`, if anybody."""
        return next((person for part, person in self.people if part is role), None)

    def happened(self, kind: Kind) -> date | None:
        """Return the first day on which something of `kind` happened, if it did."""
        return min((done.on for done in self.happenings if done.kind is kind), default=None)


def fold(log: Iterable[Recorded]) -> Case:
    """Return the case that these events of one stream, in recorded order, add up to."""
    return reduce(_after, (fact for _entry, fact in standing(log)), Case())


def _after(before: Case, fact: object) -> Case:
    """Return the case after `fact`; clocks order by day, so happenings are kept sorted."""
    if not isinstance(fact, CaseFact):
        return before
    after = _with(before, fact)
    if fact.kind not in _HAPPENING_TAGS:
        return after
    happening = Happening(fact.happened_on, Kind(fact.kind))
    return msgspec.structs.replace(after, happenings=tuple(sorted((*after.happenings, happening))))


def _with(case: Case, fact: CaseFact) -> Case:
    match fact:
        case CaseOpened():
            return msgspec.structs.replace(
                case,
                reference=fact.reference,
                procedure=fact.procedure,
                procedure_digest=fact.procedure_digest,
            )
        case Received():
            return msgspec.structs.replace(
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
            return msgspec.structs.replace(case, identity=fact.identity)
        case PointsDefined():
            return msgspec.structs.replace(case, points=fact.points)
        case FindingMade():
            findings = {**case.findings, fact.point: fact}
            return msgspec.structs.replace(case, findings=findings)
        case EvidenceAdded():
            return msgspec.structs.replace(case, evidence=(*case.evidence, fact))
        case LetterFinished():
            return msgspec.structs.replace(case, letters=(*case.letters, fact))
        case Acknowledged() | OutcomeSent():
            sent = case.sent_letters | ({fact.letter} if fact.letter else frozenset())
            return msgspec.structs.replace(case, sent_letters=sent)
        case HandedOver():
            return msgspec.structs.replace(case, disclosures=(*case.disclosures, fact))
        case CaseClosed():
            return msgspec.structs.replace(case, closed_on=fact.happened_on)
        case Raised() | Referred() | NoteAdded():
            return case
    assert_never(fact)


def _naming(case: Case, fact: PersonNamed) -> Case:
    """Return the case with the person in place of an earlier naming of the same one, else last."""
    named = (fact.role, fact.person)
    others = [(role, person.id) for role, person in case.people]
    if (key := (fact.role, fact.person.id)) not in others:
        return msgspec.structs.replace(case, people=(*case.people, named))
    place = others.index(key)
    people = (*case.people[:place], named, *case.people[place + 1 :])
    return msgspec.structs.replace(case, people=people)
