"""Record a step that was taken outside Amends, a note, a file, a closing: one entry each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from amends.domain.errors import DateNotPossibleError
from amends.domain.events import AnyEvent
from amends.domain.events.base import EARLIEST_DAY, required
from amends.domain.events.case_events import (
    Acknowledged,
    CaseClosed,
    Channel,
    IdentityChosen,
    NoteAdded,
    OutcomeSent,
    PersonNamed,
    Point,
    PointsDefined,
    Referred,
)
from amends.domain.happenings import Kind
from amends.domain.people import Identity, Person, Role
from amends.services.attachments import File, stored
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.recording import record

# What can be recorded by hand once a complaint is there.
RECORDABLE = (Kind.ACKNOWLEDGED, Kind.OUTCOME_SENT, Kind.REFERRED, Kind.CLOSED)


@dataclass(frozen=True, slots=True)
class Step:
    """A step that was taken outside Amends."""

    kind: Kind
    on: date
    channel: Channel = Channel.EMAIL
    note: str = ""


def record_step(desk: Desk, view: CaseView, step: Step, moment: Moment) -> Changed:
    """Record that a step was taken.

    Raises `DateNotPossibleError` for a day after today or before the complaint was received, and
    `FieldMissingError` where a case is closed without a reason.
    """
    received = view.case.received_on or EARLIEST_DAY
    if not received <= step.on <= moment.today:
        raise DateNotPossibleError(step.on, received, moment.today)
    return record(desk, view.stream, view.seq, [_event(view, step)], moment)


def _event(view: CaseView, step: Step) -> AnyEvent:
    on, note = step.on, step.note.strip()
    match step.kind:
        case Kind.ACKNOWLEDGED:
            return Acknowledged(happened_on=on, channel=step.channel, note=note)
        case Kind.OUTCOME_SENT:
            return OutcomeSent(happened_on=on, channel=step.channel, note=note)
        case Kind.REFERRED:
            body = view.procedure.outside_body
            return Referred(happened_on=on, body=body.name if body else "", note=note)
        case Kind.CLOSED:
            return CaseClosed(happened_on=on, reason=required("reason", note))
        case _:
            raise ValueError(step.kind)


def add_note(desk: Desk, view: CaseView, text: str, moment: Moment) -> Changed:
    """Add a note of today. Raises `FieldMissingError` for an empty one."""
    note = NoteAdded(happened_on=moment.today, text=required("note", text))
    return record(desk, view.stream, view.seq, [note], moment)


def add_files(desk: Desk, view: CaseView, files: Sequence[File], moment: Moment) -> Changed:
    """Add files to the case as evidence."""
    events = [stored(desk, file, moment.today) for file in files]
    return record(desk, view.stream, view.seq, events, moment)


def define_points(desk: Desk, view: CaseView, texts: Sequence[str], moment: Moment) -> Changed:
    """Set out the points of the complaint; a text that was there before keeps its id."""
    known = {point.text: point for point in view.case.points}
    points = tuple(known.get(text) or Point(uuid4(), text) for text in texts)
    event = PointsDefined(happened_on=moment.today, points=points)
    return record(desk, view.stream, view.seq, [event], moment)


def name_person(
    desk: Desk, view: CaseView, role: Role, person: Person, identity: Identity, moment: Moment
) -> Changed:
    """Name somebody in a role, or put right what is known of them and whether to name them."""
    today = moment.today
    events: list[AnyEvent] = [PersonNamed(happened_on=today, role=role, person=person)]
    if identity is not view.case.identity:
        events.append(IdentityChosen(happened_on=today, identity=identity))
    return record(desk, view.stream, view.seq, events, moment)
