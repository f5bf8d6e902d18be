"""What a case is: the fold of its events, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, assert_never, cast
from uuid import UUID

import msgspec
from msgspec.structs import replace

from amends.domain.events import Recorded
from amends.domain.events.case_events import (
    Acknowledged,
    CaseClosed,
    CaseOpened,
    Channel,
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
from amends.domain.events.clock_events import (
    ClockFact,
    Extended,
    FactStated,
    LateDecided,
    LetterArrived,
    Occurred,
    Paused,
    Resumed,
    Scheduled,
)
from amends.domain.events.corrections import CaseFact
from amends.domain.events.course_events import (
    CaseBegunAnew,
    CaseReopened,
    CourseFact,
    ProcedureJoined,
    ProcedureMoved,
)
from amends.domain.events.folding import standing
from amends.domain.events.groups import OF_CASES, OF_CLOCKS, OF_COURSE, OF_HANDLING
from amends.domain.events.handling_events import HandlingFact, Notified
from amends.domain.handling import Handling, handle
from amends.domain.happenings import Happening, Kind, in_order
from amends.domain.people import Identity, Person, Role, same_name
from amends.domain.terms import USUAL, AsTold, Terms
from amends.domain.versions import Version

# Asked once for each type: a case has many events, and most of its folding was spent so.
_HAPPENS_AS: Final[Mapping[type, Kind]] = {
    of: Kind(tag) for of in OF_CASES if (tag := of.__struct_config__.tag) in {*Kind}
}
_HAPPENING: Final = frozenset({*_HAPPENS_AS, Scheduled, Occurred})
_MERELY_HAPPENING: Final = frozenset({Raised, Acknowledged, Paused, Resumed})
_CHANGING: Final = OF_CASES - {NoteAdded}


class Case(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A complaint as it stands. Never edited: record an event and fold again.

    Where a complaint was received twice its text is the later one, and `received_on` the earlier
    day, from which the promises run. `joined` are the policies that it falls under beside its
    first one. `told` is what sent letters promise, by clock. `happenings` are those since the case
    was begun anew, if it was; those of each round before are in `earlier`. `closed_seq` is the
    last entry of the office's log by which a closed case counts, 0 where nobody kept it.
    """

    reference: str = ""
    procedure: str = ""
    procedure_digest: str = ""
    readings: Mapping[str, str] | None = None
    joined: tuple[Version, ...] = ()
    title: str = ""
    complaint: str = ""
    wanted: str = ""
    channel: str = ""
    received_on: date | None = None
    referred_to: str = ""
    closed_on: date | None = None
    closed_seq: int = 0
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
    told: Mapping[str, AsTold] = {}
    scheduled: Mapping[str, date] = {}
    late_decisions: Mapping[str, LateDecided] = {}
    happenings: tuple[Happening, ...] = ()
    earlier: tuple[tuple[Happening, ...], ...] = ()

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
    return supposing(Case(), [fact for _entry, fact in standing(log)])


def supposing(case: Case, facts: Iterable[object]) -> Case:
    """Return the case as it would be after these facts, for what is shown before it is recorded."""
    for fact in facts:
        if type(fact) in _CHANGING:
            case = _after(case, fact)  # type: ignore[arg-type]
    return case


def _after(before: Case, fact: CaseFact) -> Case:
    """Return the case after `fact`; clocks order by day, so happenings are kept sorted."""
    of = type(fact)
    after = before if of in _MERELY_HAPPENING else _told(before, fact)
    if isinstance(fact, Sending):
        after = _sent(after, fact)
    if of not in _HAPPENING:
        return after
    if isinstance(fact, CaseBegunAnew):
        return _begun_anew(after, fact.happened_on)
    happening = _happening(fact)
    return _happened(after, happening, before.scheduled.get(happening.kind))


def _happening(fact: CaseFact) -> Happening:
    """Return what a fact that happens is to clocks."""
    if isinstance(fact, Scheduled):
        return Happening(fact.day, fact.what)
    kind = fact.what if isinstance(fact, Occurred) else _HAPPENS_AS[type(fact)]
    posted = isinstance(fact, Sending) and fact.channel is Channel.POST
    return Happening(fact.happened_on, kind, fact.happened_at, fact.zone, posted)


def _happened(case: Case, happening: Happening, planned: date | None) -> Case:
    """Return the case with what happened in its round; a day that was set for it gives way."""
    if case.earlier and happening.on < case.happenings[0].on:
        rounds = (*case.earlier[:-1], in_order((*case.earlier[-1], happening)))
        return replace(case, earlier=rounds)
    done = case.happenings
    if planned is None and (not done or done[-1].on <= happening.on):
        return replace(case, happenings=(*done, happening))
    kept = [it for it in done if it != Happening(planned or date.max, happening.kind)]
    return replace(case, happenings=in_order((*kept, happening)))


def _begun_anew(case: Case, on: date) -> Case:
    """Return the case in a new round: what came before counts no more, and stays as it was."""
    earlier = (*case.earlier, case.happenings)
    anew = (Happening(on, Kind.BEGUN_ANEW), Happening(on, Kind.RECEIVED))
    usual = replace(case.terms, extensions=())  # the facts of the matter are what they were
    case = replace(case, closed_on=None, closed_seq=0, told={}, scheduled={}, late_decisions={})
    return replace(case, earlier=earlier, happenings=anew, terms=usual)


def _sent(case: Case, fact: Sending) -> Case:
    """Return the case once a letter went out: what it promises stands as told."""
    if isinstance(fact, OutcomeSent):
        case = replace(case, handling=handle(case.handling, fact))
    if fact.letter is None:
        return case
    told = {
        it.clock: AsTold(it.due, fact.happened_on)
        for letter in case.letters
        if letter.letter == fact.letter
        for it in letter.told
    }
    sent = case.sent_letters | {fact.letter}
    return replace(case, sent_letters=sent, told={**case.told, **told})


def _told(case: Case, fact: CaseFact) -> Case:
    """Return the case after `fact`, whichever group of events it belongs to."""
    of = type(fact)
    if of in OF_HANDLING:
        return _handled(case, cast("HandlingFact", fact))
    if of in OF_COURSE:
        return _taking_course(case, cast("CourseFact", fact))
    if of in OF_CLOCKS:
        return _timed(case, cast("ClockFact", fact))
    return _with(case, cast("IntakeFact", fact))


def _timed(case: Case, fact: ClockFact) -> Case:
    """Return the case after its times were changed by a rule of its policy."""
    match fact:
        case FactStated():
            facts = case.terms.facts - {fact.fact}
            terms = replace(case.terms, facts=facts | {fact.fact} if fact.holds else facts)
        case Extended():
            terms = replace(case.terms, extensions=(*case.terms.extensions, fact))
            told = {clock: it for clock, it in case.told.items() if clock != fact.clock}
            case = replace(case, told=told)
        case Scheduled():
            return replace(case, scheduled={**case.scheduled, fact.what: fact.day})
        case LateDecided():
            return replace(case, late_decisions={**case.late_decisions, fact.clock: fact})
        case LetterArrived():
            return replace(case, happenings=_arrived(case.happenings, fact))
        case Occurred():
            ahead = {what: day for what, day in case.scheduled.items() if what != fact.what}
            return replace(case, scheduled=ahead)
        case Paused() | Resumed():
            return case
    return replace(case, terms=terms)


def _arrived(done: tuple[Happening, ...], fact: LetterArrived) -> tuple[Happening, ...]:
    """Return what happened, with the day on which the last of what was sent by then arrived."""
    sent = [n for n, it in enumerate(done) if it.kind == fact.what and it.on <= fact.happened_on]
    if not sent:
        return done
    arrived = replace(done[sent[-1]], arrived_on=fact.happened_on)
    return (*done[: sent[-1]], arrived, *done[sent[-1] + 1 :])


def _taking_course(case: Case, fact: CourseFact) -> Case:
    """Return the case under another version of its policy, under one more, or open again."""
    match fact:
        case ProcedureMoved():
            return replace(
                case,
                procedure=fact.procedure,
                procedure_digest=fact.procedure_digest,
                readings=fact.readings,
            )
        case ProcedureJoined():
            version = Version(
                procedure=fact.procedure, digest=fact.procedure_digest, readings=fact.readings
            )
            others = tuple(it for it in case.joined if it.procedure != fact.procedure)
            return replace(case, joined=(*others, version))
        case CaseReopened() | CaseBegunAnew():
            return replace(case, closed_on=None, closed_seq=0)
    assert_never(fact)


def _handled(case: Case, fact: HandlingFact) -> Case:
    """Return the case after it was handled; a notice stands where there is no complaint."""
    case = replace(case, handling=handle(case.handling, fact))
    if not isinstance(fact, Notified) or case.received_on is not None:
        return case
    return replace(case, title=fact.title, complaint=fact.notice, channel=fact.channel)


def _with(case: Case, fact: IntakeFact) -> Case:
    match fact:
        case NoteAdded() | Raised() | Acknowledged() | OutcomeSent():
            return case
        case CaseOpened():
            return replace(
                case,
                reference=fact.reference,
                procedure=fact.procedure,
                procedure_digest=fact.procedure_digest,
                readings=fact.readings,
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
            return replace(case, closed_on=fact.happened_on, closed_seq=fact.office_seq)
        case Referred():
            return replace(case, referred_to=fact.body)
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
