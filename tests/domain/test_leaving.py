"""What hangs on somebody who leaves, who may take it, and how far their leaving has come."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from amends.domain.access import Member
from amends.domain.case import fold
from amends.domain.events.access_events import (
    LeavingBegun,
    LeavingEnded,
    OfficeKeyChanged,
    OfficeRole,
    PersonAdmitted,
    PersonWithdrawn,
    RecoverySheetKept,
)
from amends.domain.events.case_events import CaseClosed, Channel, OutcomeSent, PersonNamed
from amends.domain.events.handling_events import ActionPlanned, PromiseGiven
from amends.domain.leaving import Leaving, fold_leavings, holding, may_take
from amends.domain.people import Person, Role
from tests.domain.handlings import id_, promise
from tests.domain.logs import log_of

DAY, LAST = date(2026, 11, 17), date(2026, 11, 20)
BO, ZOE = id_(41), id_(42)
GAVIN = "Gavin Example"


def named(role, name, number=7):
    return PersonNamed(happened_on=DAY, role=role, person=Person(id=id_(number), name=name))


def held(*facts, name="Bo Lind"):
    return holding(fold(log_of(*facts)), "case/1", name, GAVIN)


def leavings(*facts):
    return fold_leavings(log_of(*facts))


def member(name, role=OfficeRole.HANDLER, left_on=None):
    return Member(id=UUID(int=len(name)), name=name, role=role, joined_on=DAY, left_on=left_on)


BEGUN = LeavingBegun(happened_on=DAY, person=BO, last_day=LAST)
WITHDRAWN = PersonWithdrawn(happened_on=LAST, person=BO)
NEW_KEY = OfficeKeyChanged(happened_on=LAST, number=2)
SHEET = RecoverySheetKept(happened_on=LAST)


def test_a_case_hangs_on_whoever_is_named_as_its_handler_however_that_is_written():
    case = held(named(Role.HANDLER, " bo  LIND "))
    assert case.handles
    assert case.decides
    assert held(named(Role.HANDLER, "Zoë Lind")) is None


def test_a_case_that_names_nobody_hangs_on_whoever_signs_the_letters():
    assert held(name=GAVIN).handles
    assert held(named(Role.HANDLER, "Bo Lind"), name=GAVIN) is None


def test_what_is_answered_needs_no_decision_and_what_is_closed_nobody():
    handler = named(Role.HANDLER, "Bo Lind")
    answered = OutcomeSent(happened_on=DAY, letter=id_(3), channel=Channel.POST)
    assert not held(handler, answered).decides
    assert held(handler, answered, CaseClosed(happened_on=DAY, reason="Over.")) is None


def test_what_somebody_owes_hangs_on_them_until_it_is_given_to_somebody_else():
    owed = ActionPlanned(happened_on=DAY, promise=promise(1, LAST), owner="Bo Lind")
    case = held(owed)
    assert [it.promise.id for it in case.owes] == [id_(1)]
    assert not case.handles
    given = PromiseGiven(happened_on=DAY, promise=id_(1), owner="Zoë Lind")
    assert held(owed, given) is None
    assert held(owed, given, name="Zoë Lind").owes[0].owner == "Zoë Lind"


@pytest.mark.parametrize("role", [Role.SUBJECT, Role.COMPLAINANT, Role.REPRESENTATIVE])
def test_whom_a_case_concerns_may_not_take_it(role):
    case = held(named(Role.HANDLER, "Bo Lind"), named(role, "Zoë Lind", 8))
    assert not case.may_go_to("zoë lind")
    assert case.may_go_to(GAVIN)


def test_who_may_take_a_case_works_in_cases_and_is_not_the_one_who_leaves():
    people = [
        member("Bo Lind"),
        member("Zoë Lind"),
        member("A reader", OfficeRole.READER),
        member("Gone before", left_on=DAY),
        member("Whom it is about"),
        member(GAVIN, OfficeRole.DECISION_MAKER),
    ]
    found = may_take(people, ["whom it IS about"], "Bo Lind")
    assert [it.name for it in found] == ["Zoë Lind", GAVIN]


@pytest.mark.parametrize(
    ("facts", "done"),
    [
        ((), ()),
        ((WITHDRAWN,), ("withdrawn",)),
        ((WITHDRAWN, NEW_KEY), ("withdrawn", "key")),
        ((WITHDRAWN, NEW_KEY, SHEET), ("withdrawn", "key", "sheet")),
        ((NEW_KEY, SHEET, WITHDRAWN), ("withdrawn",)),  # an old key and sheet do not count
        ((WITHDRAWN, SHEET), ("withdrawn",)),
    ],
)
def test_how_far_a_leaving_has_come_goes_by_the_record(facts, done):
    (leaving,) = leavings(BEGUN, *facts)
    assert leaving == Leaving(
        person=BO,
        last_day=LAST,
        withdrawn_on=LAST if "withdrawn" in done else None,
        has_new_key="key" in done,
        has_new_sheet="sheet" in done,
    )


def test_a_leaving_that_is_begun_again_has_another_last_day_and_goes_on():
    later = LeavingBegun(happened_on=LAST, person=BO, last_day=date(2026, 11, 27))
    ended = LeavingEnded(happened_on=LAST, person=BO)
    assert leavings(BEGUN, WITHDRAWN, ended)[0].is_ended
    (again,) = leavings(BEGUN, WITHDRAWN, ended, later)
    assert not again.is_ended
    assert again.last_day == later.last_day
    assert again.withdrawn_on == LAST


def test_who_was_withdrawn_without_it_or_came_back_has_no_leaving():
    assert leavings(WITHDRAWN, NEW_KEY) == []
    assert leavings(BEGUN, WITHDRAWN, PersonAdmitted(happened_on=LAST, person=BO)) == []


def test_two_may_leave_at_once_and_one_new_key_serves_both():
    other = LeavingBegun(happened_on=DAY, person=ZOE, last_day=LAST)
    gone = PersonWithdrawn(happened_on=LAST, person=ZOE)
    both = leavings(BEGUN, other, WITHDRAWN, gone, NEW_KEY)
    assert [(it.person, it.has_new_key) for it in both] == [(BO, True), (ZOE, True)]
