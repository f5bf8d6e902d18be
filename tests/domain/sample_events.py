"""One full and one bare event of every kind, as first released; golden bytes are made of these."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import msgspec

from amends.domain.events import AnyEvent
from amends.domain.events.case_events import (
    Acknowledged,
    CaseClosed,
    CaseOpened,
    Channel,
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
    Told,
)
from amends.domain.events.corrections import EventCorrected, EventWithdrawn
from amends.domain.events.office_events import (
    CalendarAdopted,
    ClosureAdded,
    Letterhead,
    LetterheadChanged,
    OfficeSetUp,
    PersonJoined,
    ProcedureAdopted,
    ProcedureDropped,
)
from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Identity, Person, Role
from tests.domain import (
    sample_access_events,
    sample_calendar_events,
    sample_clock_events,
    sample_cover_events,
    sample_handling,
)

DAY = date(2026, 11, 17)
_AT, _ZONE = datetime(2026, 11, 17, 9, 30, tzinfo=UTC), "Europe/London"
_ID = UUID("11111111-2222-8333-8444-555555555555")
_OTHER = UUID("99999999-8888-8777-8666-555555555555")
_DIGEST = "ab" * 32

_FULL_LETTERHEAD = Letterhead(
    name="Active X Backs",
    address=("1 High Street", "Edinburgh"),
    email="info@example.org",
    phone="0131 496 0000",
    signatory="Jo Ferreira",
    signatory_role="Clinical Director",
)
_FULL_PERSON = Person(
    id=_ID,
    name="Maria Ferreira",
    relation="learner",
    email="maria@example.org",
    phone="0131 496 0001",
    address=("2 High Street", "Edinburgh"),
)
_RECEIVED = Received(
    happened_on=DAY,
    title="Assessment feedback never arrived",
    complaint="Promised in 10 days.\nStill nothing – “soon”.",
    channel=Channel.EMAIL,
    wanted="feedback, and £95",
)

_FULL: tuple[AnyEvent, ...] = (
    CaseOpened(
        happened_on=DAY,
        reference="2026-035",
        procedure="active-x-backs",
        procedure_digest=_DIGEST,
        readings={"stage-2.response": "received"},
    ),
    Raised(happened_on=DAY, note="by phone"),
    _RECEIVED,
    PersonNamed(
        happened_on=DAY,
        role=Role.COMPLAINANT,
        person=_FULL_PERSON,
    ),
    IdentityChosen(happened_on=DAY, identity=Identity.WITHHELD),
    PointsDefined(
        happened_on=DAY,
        points=(Point(_ID, "No feedback"), Point(_OTHER, "No answer")),
    ),
    FindingMade(happened_on=DAY, point=_ID, finding="upheld", reasons="The log shows none."),
    EvidenceAdded(
        happened_on=DAY,
        evidence=_ID,
        name="complaint.eml",
        media_type="message/rfc822",
        size=12_345,
        digest=_DIGEST,
        blob="c" * 32,
        origin="e-mail",
    ),
    NoteAdded(happened_on=DAY, text="Rang; no answer."),
    LetterFinished(
        happened_on=DAY,
        letter=_ID,
        letter_kind=LetterKind.RECEIPT,
        subject="Your complaint of 17 November 2026",
        text="Thank you for your complaint.",
        addressee=("Maria Ferreira", "2 High Street", "Edinburgh"),
        digest=_DIGEST,
        blob="d" * 32,
        pages=1,
        template_digest=_DIGEST,
        made_with="amends 0.1.0",
        told=(Told("stage-2.response", date(2026, 12, 15)),),
    ),
    Acknowledged(
        happened_on=DAY,
        channel=Channel.POST,
        letter=_ID,
        note="second class",
    ),
    OutcomeSent(
        happened_on=DAY,
        channel=Channel.HAND,
        letter=_ID,
        note="at the office",
    ),
    Referred(happened_on=DAY, body="CIMSPA", note="by them"),
    HandedOver(
        happened_on=DAY,
        to="CIMSPA",
        purpose="The complainant goes to CIMSPA.",
        contents=("1. Receipt", "3. log.pdf"),
        held_back=("2. E-mail",),
        digest=_DIGEST,
    ),
    CaseClosed(happened_on=DAY, reason="Settled.", office_seq=7),
    *sample_handling.FULL,
    *sample_clock_events.FULL,
    OfficeSetUp(
        happened_on=DAY,
        letterhead=_FULL_LETTERHEAD,
        sample=True,
    ),
    LetterheadChanged(happened_on=DAY, letterhead=_FULL_LETTERHEAD),
    ProcedureAdopted(
        happened_on=DAY,
        procedure="active-x-backs",
        digest=_DIGEST,
        readings={"stage-2.response": "acknowledged", "stage-2.receipt": "received"},
        in_force_from=date(2026, 9, 1),
    ),
    ProcedureDropped(happened_on=DAY, procedure="jivora"),
    CalendarAdopted(
        happened_on=DAY, calendar="GB-SCT", digest=_DIGEST, why="The office moved to Scotland."
    ),
    ClosureAdded(
        happened_on=DAY,
        first=date(2026, 12, 24),
        last=date(2026, 12, 31),
        name="Christmas",
    ),
    *sample_calendar_events.FULL,
    PersonJoined(
        happened_on=DAY,
        name="Jo Ferreira",
        role="Clinical Director",
    ),
    *sample_access_events.FULL,
    *sample_cover_events.FULL,
    EventCorrected(
        happened_on=DAY,
        target=_ID,
        corrected=msgspec.structs.replace(_RECEIVED, happened_at=_AT, zone=_ZONE),
        reason="It came a day earlier.",
    ),
    EventWithdrawn(happened_on=DAY, target=_ID, reason="A slip."),
)

FULL: tuple[AnyEvent, ...] = tuple(
    msgspec.structs.replace(event, happened_at=_AT, zone=_ZONE) for event in _FULL
)

BARE: tuple[AnyEvent, ...] = (
    CaseOpened(happened_on=DAY, reference="", procedure="", procedure_digest=""),
    Raised(happened_on=DAY),
    Received(happened_on=DAY, title="", complaint="", channel=Channel.OTHER),
    PersonNamed(happened_on=DAY, role=Role.HANDLER, person=Person(id=_ID)),
    IdentityChosen(happened_on=DAY, identity=Identity.OPEN),
    PointsDefined(happened_on=DAY, points=()),
    FindingMade(happened_on=DAY, point=_ID, finding="", reasons=""),
    EvidenceAdded(
        happened_on=DAY, evidence=_ID, name="", media_type="", size=0, digest="", blob=""
    ),
    NoteAdded(happened_on=DAY, text=""),
    LetterFinished(
        happened_on=DAY,
        letter=_ID,
        letter_kind=LetterKind.RECEIPT,
        subject="",
        text="",
        addressee=(),
        digest="",
        blob="",
        pages=0,
        template_digest="",
        made_with="",
    ),
    Acknowledged(happened_on=DAY, channel=Channel.PHONE),
    OutcomeSent(happened_on=DAY, channel=Channel.IN_PERSON),
    Referred(happened_on=DAY, body=""),
    HandedOver(happened_on=DAY, to="", purpose="", contents=(), held_back=(), digest=""),
    CaseClosed(happened_on=DAY, reason=""),
    *sample_handling.BARE,
    *sample_clock_events.BARE,
    OfficeSetUp(happened_on=DAY, letterhead=Letterhead(name="")),
    LetterheadChanged(happened_on=DAY, letterhead=Letterhead(name="")),
    ProcedureAdopted(happened_on=DAY, procedure="", digest="", readings={}),
    ProcedureDropped(happened_on=DAY, procedure=""),
    CalendarAdopted(happened_on=DAY, calendar="", digest=""),
    ClosureAdded(happened_on=DAY, first=DAY, last=DAY, name=""),
    *sample_calendar_events.BARE,
    PersonJoined(happened_on=DAY, name=""),
    *sample_access_events.BARE,
    *sample_cover_events.BARE,
    EventCorrected(
        happened_on=DAY,
        target=_ID,
        corrected=CaseClosed(happened_on=DAY, reason=""),
        reason="",
    ),
    EventWithdrawn(happened_on=DAY, target=_ID, reason=""),
)
