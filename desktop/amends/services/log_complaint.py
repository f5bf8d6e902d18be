"""Log a complaint: open its case, with what is known on the first day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import uuid4

from amends.domain.events import AnyEvent
from amends.domain.events.base import check_day, required
from amends.domain.events.case_events import (
    CaseOpened,
    Channel,
    IdentityChosen,
    PersonNamed,
    Raised,
    Received,
)
from amends.domain.people import Identity, Person, Role
from amends.domain.streams import case_stream
from amends.domain.versions import Version
from amends.services.attachments import File, stored
from amends.services.complaint_drafts import forget_draft
from amends.services.desk import Changed, Desk, Moment
from amends.services.ground import Ground, read_ground
from amends.services.inbox_rows import refresh_row
from amends.storage.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What the form asks for: ten fields, and the files that came with them.

    `procedure` is one that the office works to; without it the case runs under the first of them.
    `received_at` is the time of day on `received_on`, where it is known, and `zone` by whose clock.
    """

    title: str
    complaint: str
    channel: Channel
    received_on: date
    wanted: str = ""
    complainant: str = ""
    email: str = ""
    relation: str = ""
    identity: Identity = Identity.OPEN
    raised_on: date | None = None
    files: tuple[File, ...] = ()
    procedure: str = ""
    received_at: datetime | None = None
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Logged:
    """The new case."""

    stream: str
    reference: str
    changed: Changed


def log_complaint(desk: Desk, complaint: Complaint, moment: Moment, draft: str = "") -> Logged:
    """Open a case for a complaint, under the version in force on the day it was received.

    The draft of that key, if any, goes in the same transaction. Raises `FieldMissingError` without
    a title, and `DateNotPossibleError`. Files are stored before the events that name them.
    """
    _check(complaint, moment.today)
    evidence = [stored(desk, file, moment.today) for file in complaint.files]
    with desk.store.transaction() as unit:
        told = [*_told(complaint, moment.today), *evidence]
        ground = read_ground(unit)
        version = ground.office.version_for(complaint.procedure, complaint.received_on)
        logged = open_case(unit, desk, ground, version, told, moment)
        if draft:
            forget_draft(unit, draft)
    return logged


def open_case(
    unit: Unit,
    desk: Desk,
    ground: Ground,
    version: Version,
    told: Sequence[AnyEvent],
    moment: Moment,
) -> Logged:
    """Open a case with what was told on its first day, within the caller's transaction."""
    stream, reference = case_stream(uuid4()), unit.next_reference(moment.today.year)
    opened = opening(version, reference, moment.today)
    unit.events.append(stream, 0, [opened, *told], now=moment.now, person=desk.store.person)
    refresh_row(unit, stream, moment.today, ground)
    return Logged(stream, reference, Changed(frozenset({stream})))


def opening(version: Version, reference: str, day: date) -> CaseOpened:
    """Return the first entry of a case that runs under that version of a policy."""
    return CaseOpened(
        happened_on=day,
        reference=reference,
        procedure=version.procedure,
        procedure_digest=version.digest,
        readings=dict(version.readings or {}),
    )


def _check(complaint: Complaint, today: date) -> None:
    required("title", complaint.title)
    check_day(complaint.received_on, today)
    if complaint.raised_on is not None:
        check_day(complaint.raised_on, complaint.received_on)


def _told(complaint: Complaint, today: date) -> Iterator[AnyEvent]:
    """Return what the form tells, as events."""
    if complaint.raised_on is not None:
        yield Raised(happened_on=complaint.raised_on)
    at = complaint.received_at
    yield Received(
        happened_on=complaint.received_on,
        happened_at=at.astimezone(UTC) if at is not None else None,
        zone=complaint.zone if at is not None else "",
        title=complaint.title.strip(),
        complaint=complaint.complaint.strip(),
        channel=complaint.channel,
        wanted=complaint.wanted.strip(),
    )
    known = (complaint.complainant, complaint.email, complaint.relation)
    if any(text.strip() for text in known):
        person = Person(
            id=uuid4(),
            name=complaint.complainant.strip(),
            relation=complaint.relation.strip(),
            email=complaint.email.strip(),
        )
        yield PersonNamed(happened_on=today, role=Role.COMPLAINANT, person=person)
    if complaint.identity is not Identity.OPEN:
        yield IdentityChosen(happened_on=today, identity=complaint.identity)
