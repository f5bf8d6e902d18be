"""Give a case to somebody else of the office: that they handle it, and what is owed in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID, uuid4

from amends.domain.access import Member
from amends.domain.access_errors import CaseConcernsTakerError
from amends.domain.case import Case
from amends.domain.errors import CaseMovedOnError
from amends.domain.events.case_events import PersonNamed
from amends.domain.events.handling_events import PromiseGiven
from amends.domain.leaving import concerned, may_take
from amends.domain.people import Person, Role, same_name
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.recording import must_be_open, record
from amends.services.take_seat import read_members

Given = PersonNamed | PromiseGiven


def takers(desk: Desk, view: CaseView, other_than: str) -> list[Member]:
    """Return who of the office may take something of the case, but for who has it now.

    Whom the case concerns is not among them, and neither is who only reads.
    """
    with desk.store.reading() as unit:
        return list(may_take(read_members(unit), concerned(view.case), other_than))


def is_shared(desk: Desk) -> bool:
    """Return whether anybody else works in the office; one alone has nobody to give a case to."""
    with desk.store.reading() as unit:
        return len(read_members(unit)) > 1


def owed_by_handler(view: CaseView) -> list[UUID]:
    """Return the open promises that whoever handles the case owes in it."""
    owed = view.case.handling.open_promises
    return [it.promise.id for it in owed if same_name(it.owner, view.handler)]


def give_case(
    desk: Desk, view: CaseView, to: Member, moment: Moment, *, promises: Collection[UUID] = ()
) -> Changed:
    """Record that somebody else handles the case from now on, and owes these of its promises.

    Raises `CaseConcernsTakerError`, `CaseClosedError`, and `CaseMovedOnError` where one of the
    promises is owed no more.
    """
    must_be_open(view)
    _check(view, to)
    _check_owed(view, promises)
    events = given(view.case, to, moment, handles=True, promises=promises)
    return record(desk, view.stream, view.seq, list(events), moment)


def give_promise(desk: Desk, view: CaseView, promise: UUID, to: Member, moment: Moment) -> Changed:
    """Record that somebody else sees to a promise from now on. Raises as `give_case`."""
    must_be_open(view)
    _check(view, to)
    _check_owed(view, [promise])
    events = given(view.case, to, moment, handles=False, promises=[promise])
    return record(desk, view.stream, view.seq, list(events), moment)


def given(
    case: Case, to: Member, moment: Moment, *, handles: bool, promises: Collection[UUID]
) -> Iterator[Given]:
    """Return what is recorded where somebody takes a case, or some of what is owed in it."""
    if handles:
        before = case.person(Role.HANDLER)
        person = Person(id=before.id if before else uuid4(), name=to.name, relation=to.title)
        yield PersonNamed(happened_on=moment.today, role=Role.HANDLER, person=person)
    for promise in promises:
        yield PromiseGiven(happened_on=moment.today, promise=promise, owner=to.name)


def _check(view: CaseView, to: Member) -> None:
    if any(same_name(to.name, name) for name in concerned(view.case)):
        raise CaseConcernsTakerError(view.stream, to.name)


def _check_owed(view: CaseView, promises: Collection[UUID]) -> None:
    owed = {it.promise.id for it in view.case.handling.open_promises}
    if not owed.issuperset(promises):
        raise CaseMovedOnError(view.stream)
