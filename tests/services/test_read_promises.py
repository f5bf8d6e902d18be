"""The list of promises: all that is owed in open cases, and nothing that is not."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from amends.domain.happenings import Kind
from amends.domain.people import Identity, Person, Role
from amends.domain.urgency import Urgency
from amends.services.inbox_rows import rebuild, refresh_stale
from amends.services.keep_promise import Kept, keep_promise
from amends.services.name_person import name_person
from amends.services.read_case import read_case
from amends.services.read_inbox import read_totals
from amends.services.read_promises import read_promise_page, read_promise_totals
from amends.services.record_step import Step, record_step
from tests.closures import add_closure
from tests.desks import MOMENT, RECEIVED, TODAY, log
from tests.services.upheld import answer, now, plan

SOON = date(2026, 12, 4)


def listed(desk):
    return read_promise_page(desk, None, 50)


def told(desk):
    return [(row.what, row.due) for row in listed(desk)]


def test_the_letters_of_the_policy_are_listed_with_who_answers_and_where_they_come_from(desk, view):
    receipt, response = listed(desk)
    assert (receipt.what, receipt.due) == ("Send the receipt", date(2026, 11, 24))
    assert (receipt.origin, receipt.owner, receipt.letter) == (
        "Stage 2",
        "Clinical Director",
        "receipt",
    )
    assert (response.what, response.letter) == ("Send the response", "outcome")
    assert {row.label for row in listed(desk)} == {view.case.reference}
    assert {row.title for row in listed(desk)} == {view.case.title}


def test_an_action_is_listed_among_them_in_the_order_of_dates(desk, view):
    plan(desk, view, "Refund the unit fee", SOON, "Gavin Example")
    assert told(desk) == [
        ("Send the receipt", date(2026, 11, 24)),
        ("Refund the unit fee", SOON),
        ("Send the response", date(2026, 12, 16)),
    ]
    action = listed(desk)[1]
    assert (action.origin, action.owner, action.letter) == ("Action", "Gavin Example", "")


def test_what_was_done_leaves_the_list(desk, view):
    promise = plan(desk, view, "Refund the unit fee", SOON)
    answer(desk, view)
    assert told(desk) == [("Refund the unit fee", SOON)]
    keep_promise(desk, now(desk, view), promise, Kept(TODAY), MOMENT)
    assert told(desk) == []


def test_a_closed_case_owes_nothing(desk, view):
    record_step(desk, view, Step(Kind.CLOSED, TODAY, note="Withdrawn."), MOMENT)
    assert told(desk) == []


def test_they_are_counted_by_urgency_for_the_page_and_for_the_rail(desk, view):
    log(desk, received_on=RECEIVED - timedelta(days=20))
    plan(desk, view, "Refund the unit fee", SOON)
    counted = read_promise_totals(desk, TODAY).by_urgency
    assert counted == {
        Urgency.OVERDUE: 1,
        Urgency.SOON: 2,
        Urgency.LATER: 2,
        Urgency.PAUSED: 0,
        Urgency.NOTHING_DUE: 0,
    }
    assert read_totals(desk, TODAY).promises == counted


def test_being_overdue_is_told_by_the_day_and_never_stored(desk, view):
    plan(desk, view, "Refund the unit fee", SOON)
    before = listed(desk)
    later = date(2027, 1, 20)
    refresh_stale(desk, later)
    assert listed(desk) == before
    assert read_promise_totals(desk, later).by_urgency[Urgency.OVERDUE] == 3


def test_a_day_on_which_the_office_is_closed_moves_what_is_counted_and_no_promise(desk, view):
    plan(desk, view, "Refund the unit fee", SOON)
    add_closure(desk, date(2026, 11, 23), date(2026, 11, 23), "Move", MOMENT)
    assert told(desk) == [
        ("Send the receipt", date(2026, 11, 25)),
        ("Refund the unit fee", SOON),
        ("Send the response", date(2026, 12, 17)),
    ]


def test_rebuilding_gives_the_same_rows_and_totals(desk, view):
    other = read_case(desk, log(desk, title="Another", received_on=TODAY), TODAY)
    plan(desk, view, "Refund the unit fee", SOON)
    plan(desk, other, "Ring her", TODAY, "Anne")
    before, counted = listed(desk), read_promise_totals(desk, TODAY).by_urgency
    assert len(before) == 6
    with desk.store.transaction() as unit:
        rebuild(unit, TODAY)
    assert listed(desk) == before
    assert read_promise_totals(desk, TODAY).by_urgency == counted


def test_rebuilding_fills_a_list_that_was_lost(desk, view):
    before = listed(desk)
    with desk.store.transaction() as unit:
        unit.promises.clear()
    assert listed(desk) == []
    with desk.store.transaction() as unit:
        rebuild(unit, TODAY)
    assert listed(desk) == before


def test_a_withheld_name_is_in_no_row(desk, view):
    person = Person(id=uuid4(), name="Maria Ferreira", email="maria@example.org")
    name_person(desk, view, Role.COMPLAINANT, person, Identity.WITHHELD, MOMENT)
    plan(desk, view, "Refund the unit fee", SOON)
    assert len(listed(desk)) == 3
    assert "erreira" not in str(listed(desk))


def test_pages_follow_one_another(desk, view):
    plan(desk, view, "Refund the unit fee", SOON)
    first = read_promise_page(desk, None, 2)
    assert first + read_promise_page(desk, first[-1], 2) == listed(desk)
