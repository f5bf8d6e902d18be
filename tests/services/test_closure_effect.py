"""What a closure would move is told before anybody agrees to it; asking changes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from amends.domain.events.case_events import Channel
from amends.domain.happenings import Kind
from amends.domain.working_days import Closure
from amends.services.change_office import add_closure, read_office
from amends.services.closure_effect import Moved, effect_of_adding, effect_of_removing
from amends.services.log_complaint import log_complaint
from amends.services.progress import CancelledError
from amends.services.read_case import read_case
from amends.services.read_inbox import read_page
from amends.services.record_step import Step, record_step
from tests.desks import MOMENT, TODAY, complaint

SHUT = date(2026, 11, 23)
MONDAY = Closure(SHUT, SHUT, "Burst pipe")


def ignore(_done, _total):
    pass


def adding(desk, closure=MONDAY):
    return effect_of_adding(desk, closure, TODAY, ignore)


@pytest.fixture
def stream(desk):
    return log_complaint(desk, complaint(), MOMENT).stream


def test_a_closure_before_the_next_date_moves_it(desk, stream):
    moved = Moved(
        stream,
        "2026-001",
        "Assessment feedback never arrived",
        date(2026, 11, 24),
        date(2026, 11, 25),
    )
    assert adding(desk) == (moved,)


def test_asking_changes_nothing(desk, stream):
    before = read_page(desk, "", None, 10)
    adding(desk)
    assert read_office(desk).closures == {}
    assert read_page(desk, "", None, 10) == before


@pytest.mark.parametrize(
    "closure",
    [
        Closure(date(2026, 11, 21), date(2026, 11, 22), "a weekend"),
        Closure(date(2026, 11, 25), date(2026, 11, 25), "after the next date"),
        Closure(date(2026, 11, 17), date(2026, 11, 17), "the day of receipt, which never counts"),
    ],
)
def test_a_closure_on_days_that_do_not_matter_moves_nothing(desk, stream, closure):
    assert adding(desk, closure) == ()


def test_closed_cases_are_left_out(desk, stream):
    view = read_case(desk, stream, TODAY)
    record_step(desk, view, Step(Kind.CLOSED, TODAY, Channel.OTHER, "settled"), MOMENT)
    assert adding(desk) == ()


def test_taking_a_closure_back_tells_where_the_date_returns_to(desk, stream):
    add_closure(desk, SHUT, SHUT, "Burst pipe", MOMENT)
    [closure] = read_office(desk).closures
    [moved] = effect_of_removing(desk, closure, TODAY, ignore)
    assert (moved.before, moved.after) == (date(2026, 11, 25), date(2026, 11, 24))


def test_cases_are_listed_by_their_numbers(desk):
    for _ in range(3):
        log_complaint(desk, complaint(), MOMENT)
    assert [move.reference for move in adding(desk)] == ["2026-001", "2026-002", "2026-003"]


def test_asking_can_be_stopped_between_two_cases(desk, stream):
    def stop(_done, _total):
        raise CancelledError

    with pytest.raises(CancelledError):
        effect_of_adding(desk, MONDAY, TODAY, stop)
