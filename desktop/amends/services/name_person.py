"""Name somebody in a role of a case, and say whether a complainant may be named."""

from __future__ import annotations

from amends.domain.events import AnyEvent
from amends.domain.events.base import required
from amends.domain.events.case_events import IdentityChosen, PersonNamed
from amends.domain.people import Identity, Person, Role
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.recording import must_be_open, record


def name_person(
    desk: Desk,
    view: CaseView,
    role: Role,
    person: Person,
    identity: Identity | None,
    moment: Moment,
) -> Changed:
    """Name somebody in a role, or put right what is known of them.

    `identity` says whether a complainant may be named; nothing changes by None. Only a complainant
    may stay without a name: for anybody else `FieldMissingError` is raised. Raises
    `CaseClosedError` in a closed case.
    """
    must_be_open(view)
    today = moment.today
    if role is not Role.COMPLAINANT:
        required("name", person.name)
    events: list[AnyEvent] = [PersonNamed(happened_on=today, role=role, person=person)]
    if identity is not None and identity is not view.case.identity:
        events.append(IdentityChosen(happened_on=today, identity=identity))
    return record(desk, view.stream, view.seq, events, moment)
