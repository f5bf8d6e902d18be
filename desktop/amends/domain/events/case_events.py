"""What can happen to a case.

What follows from handling it stands in `handling_events.py`. A new kind is a class here, a place
in `IntakeFact`, and a branch in `case.py`: mypy names the rest. If a clock can start or stop by it,
`Kind` in `happenings.py` has its tag as well.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import msgspec

from amends.domain.events.base import Event
from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Identity, Person, Role


class Channel(StrEnum):
    """How something reached the office, or left it."""

    EMAIL = "email"
    POST = "post"
    PHONE = "phone"
    IN_PERSON = "in person"
    HAND = "by hand"
    FILE = "on file"
    OTHER = "other"


class Point(msgspec.Struct, frozen=True):
    """One point of a complaint; a finding answers it later, by `id`."""

    id: UUID
    text: str


class CaseOpened(Event, frozen=True, kw_only=True, tag="case-opened"):
    """The office opened a file. The case runs under the pinned bytes of one procedure.

    `readings` are the office's answers of that day to what the policy leaves open; None in a case
    from before they were kept, which goes by those of today.
    """

    reference: str
    procedure: str
    procedure_digest: str
    readings: dict[str, str] | None = None

    SCHEMA: ClassVar[int] = 2


class Raised(Event, frozen=True, kw_only=True, tag="raised"):
    """The concern was raised, before it became a complaint, with the person first dealt with."""

    note: str = ""


class Received(Event, frozen=True, kw_only=True, tag="received"):
    """The complaint reached the office."""

    title: str
    complaint: str
    channel: Channel
    wanted: str = ""


class PersonNamed(Event, frozen=True, kw_only=True, tag="person-named"):
    """Somebody has a part in the case; the same `role` and `person.id` again replaces them."""

    role: Role
    person: Person


class IdentityChosen(Event, frozen=True, kw_only=True, tag="identity-chosen"):
    """Whether the complainant may be named."""

    identity: Identity


class PointsDefined(Event, frozen=True, kw_only=True, tag="points-defined"):
    """The office set out, point by point, what it understands the complaint to be."""

    points: tuple[Point, ...]


class FindingMade(Event, frozen=True, kw_only=True, tag="finding-made"):
    """A point was found upheld or not, in the procedure's words; a later finding replaces it."""

    point: UUID
    finding: str
    reasons: str


class EvidenceAdded(Event, frozen=True, kw_only=True, tag="evidence-added"):
    """A file joined the case. `digest` is its SHA-256; `blob` names it in the evidence folder."""

    evidence: UUID
    name: str
    media_type: str
    size: int
    digest: str
    blob: str
    origin: str = ""


class NoteAdded(Event, frozen=True, kw_only=True, tag="note-added"):
    text: str


class Told(msgspec.Struct, frozen=True):
    """A date that a letter tells: the last day of a clock ("stage.clock")."""

    clock: str
    due: date


class LetterFinished(Event, frozen=True, kw_only=True, tag="letter-finished"):
    """A letter was dated and frozen. `blob` names its PDF, `digest` is the PDF's SHA-256.

    `told` are the dates that it promises, which stand as told once it is sent.
    """

    letter: UUID
    letter_kind: LetterKind
    subject: str
    text: str
    addressee: tuple[str, ...]
    digest: str
    blob: str
    pages: int
    template_digest: str
    made_with: str
    told: tuple[Told, ...] = ()

    SCHEMA: ClassVar[int] = 2


class Sending(Event, frozen=True, kw_only=True):
    """Something was told to somebody outside, as `letter` where Amends wrote it."""

    channel: Channel
    letter: UUID | None = None
    note: str = ""


class Acknowledged(Sending, frozen=True, kw_only=True, tag="acknowledged"):
    """The receipt went out."""


class OutcomeSent(Sending, frozen=True, kw_only=True, tag="outcome-sent"):
    """The complaint was answered."""


class Referred(Event, frozen=True, kw_only=True, tag="referred"):
    """The complaint went to the outside body."""

    body: str
    note: str = ""


class HandedOver(Event, frozen=True, kw_only=True, tag="handed-over"):
    """The case was put into a file for somebody outside. `digest` is the file's SHA-256.

    `contents` names what went in, `held_back` what did not, by their numbers.
    """

    to: str
    purpose: str
    contents: tuple[str, ...]
    held_back: tuple[str, ...]
    digest: str


class CaseClosed(Event, frozen=True, kw_only=True, tag="closed"):
    """Nothing more is owed. The dates of a closed case stand as the office counted then:
    `office_seq` is the last entry of the office's own log on that day, 0 where nobody kept it.
    """

    reason: str
    office_seq: int = 0

    SCHEMA: ClassVar[int] = 2


IntakeFact = (
    CaseOpened
    | Raised
    | Received
    | PersonNamed
    | IdentityChosen
    | PointsDefined
    | FindingMade
    | EvidenceAdded
    | NoteAdded
    | LetterFinished
    | Acknowledged
    | OutcomeSent
    | Referred
    | HandedOver
    | CaseClosed
)
