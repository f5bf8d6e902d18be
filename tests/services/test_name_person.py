"""People named in a case: in which role, and whether a complainant may be named."""

from __future__ import annotations

from uuid import uuid4

import pytest

from amends.domain.errors import (
    FieldMissingError,
)
from amends.domain.people import Identity, Person, Role
from amends.services.name_person import name_person
from amends.services.read_case import read_case
from tests.desks import MOMENT, TODAY
from tests.services.course import now


@pytest.mark.parametrize("role", [Role.REPRESENTATIVE, Role.SUBJECT, Role.HANDLER])
def test_others_are_named_beside_the_complainant(desk, view, role):
    person = Person(id=uuid4(), name="Jo Tutor 😀", relation="tutor")
    name_person(desk, view, role, person, None, MOMENT)
    case = read_case(desk, view.stream, TODAY).case
    assert case.person(role) == person
    assert case.person(Role.COMPLAINANT) == view.case.person(Role.COMPLAINANT)
    with pytest.raises(FieldMissingError):
        name_person(desk, view, role, Person(id=uuid4(), name=" "), None, MOMENT)


def test_a_complainant_may_stay_without_a_name_and_then_no_receipt_is_due(desk, view):
    unknown = Person(id=view.case.person(Role.COMPLAINANT).id)
    name_person(desk, view, Role.COMPLAINANT, unknown, Identity.ANONYMOUS, MOMENT)
    after = now(desk, view.stream)
    assert not after.case.is_reachable
    assert after.next_step.key == "response"
    reached = Person(id=unknown.id, phone="0131 000 0000")
    name_person(desk, after, Role.COMPLAINANT, reached, None, MOMENT)
    assert now(desk, view.stream).next_step.key == "receipt"


def test_a_withheld_name_leaves_the_inbox_and_its_search(desk, view):
    person = Person(id=uuid4(), name="Maria Ferreira")
    name_person(desk, view, Role.COMPLAINANT, person, Identity.WITHHELD, MOMENT)
    with desk.store.reading() as unit:
        (row,) = unit.inbox.page("", None, 10, closed=False)
        assert row.who == "Identity withheld"
        assert unit.inbox.page("ferreira", None, 10, closed=False) == []


def test_the_complainant_is_put_right_in_place(desk, view):
    known = view.case.person(Role.COMPLAINANT)
    person = Person(id=known.id, name="Maria Ferreira-Costa", relation="learner")
    name_person(desk, view, Role.COMPLAINANT, person, Identity.OPEN, MOMENT)
    people = read_case(desk, view.stream, TODAY).case.people
    assert people == ((Role.COMPLAINANT, person),)
