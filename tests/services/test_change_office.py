"""The office changes how it signs and when it is closed, and what its cases owe follows."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from amends.domain.errors import DateNotPossibleError, FieldMissingError
from amends.domain.streams import OFFICE
from amends.domain.working_days import Closure
from amends.services.change_office import change_letterhead, read_office
from amends.services.log_complaint import log_complaint
from amends.services.read_inbox import read_page
from tests.closures import add_closure, remove_closure
from tests.desks import LETTERHEAD, MOMENT, complaint

SHUT = date(2026, 11, 23)


def next_due(desk):
    [row] = read_page(desk, "", None, 10)
    return row.next_due


def test_a_closure_moves_what_falls_due_after_it(desk):
    log_complaint(desk, complaint(), MOMENT)
    assert next_due(desk) == date(2026, 11, 24)
    changed = add_closure(desk, SHUT, SHUT, " Burst pipe ", MOMENT)
    assert changed.streams == {OFFICE}
    assert next_due(desk) == date(2026, 11, 25)
    assert [*read_office(desk).closures.values()] == [Closure(SHUT, SHUT, "Burst pipe")]


def test_without_the_closure_the_date_moves_back(desk):
    log_complaint(desk, complaint(), MOMENT)
    add_closure(desk, SHUT, SHUT, "", MOMENT)
    [closure] = read_office(desk).closures
    remove_closure(desk, closure, MOMENT)
    assert next_due(desk) == date(2026, 11, 24)
    assert read_office(desk).closures == {}


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (SHUT, SHUT - timedelta(1)),
        (SHUT, SHUT + timedelta(367)),
        (date(1989, 12, 31), SHUT),
        (date(2061, 1, 1), date(2061, 1, 2)),
        (date(2060, 12, 31), date(2061, 1, 1)),
        (date.max, date.max),
    ],
)
def test_a_closure_that_makes_no_sense_is_refused(desk, first, last):
    with pytest.raises(DateNotPossibleError):
        add_closure(desk, first, last, "x", MOMENT)
    assert read_office(desk).closures == {}


@pytest.mark.parametrize(
    ("first", "last"), [(SHUT, SHUT + timedelta(366)), (date(2060, 12, 31), date(2060, 12, 31))]
)
def test_the_longest_and_the_latest_closure_are_taken(desk, first, last):
    add_closure(desk, first, last, "x", MOMENT)
    assert len(read_office(desk).closures) == 1


def test_a_new_letterhead_takes_the_place_of_the_old_one(desk):
    changed = change_letterhead(
        desk, msgspec.structs.replace(LETTERHEAD, signatory="A. N. Other"), MOMENT
    )
    assert changed.streams == {OFFICE}
    letterhead = read_office(desk).letterhead
    assert letterhead is not None
    assert letterhead.signatory == "A. N. Other"


def test_a_letterhead_without_a_name_is_refused(desk):
    with pytest.raises(FieldMissingError):
        change_letterhead(desk, msgspec.structs.replace(LETTERHEAD, name=" "), MOMENT)
    assert read_office(desk).letterhead == LETTERHEAD


def test_a_new_letterhead_leaves_what_is_due_alone(desk):
    log_complaint(desk, complaint(), MOMENT)
    before = read_page(desk, "", None, 10)
    change_letterhead(desk, msgspec.structs.replace(LETTERHEAD, phone=""), MOMENT)
    assert read_page(desk, "", None, 10) == before
