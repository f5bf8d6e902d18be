"""What a change of the office's days would move is told before anybody agrees; asking is free."""

from __future__ import annotations

from datetime import date

import pytest

from amends.domain.errors import CalendarRangeError, CaseChangedError, NoWorkingDayError
from amends.domain.events.case_events import Channel
from amends.domain.happenings import Kind
from amends.domain.streams import OFFICE
from amends.domain.working_days import Closure, Holiday
from amends.services.change_office import office_ground, read_office
from amends.services.log_complaint import log_complaint
from amends.services.plan_calendar import (
    plan_calendar,
    plan_closure,
    plan_day,
    plan_withdrawal,
    plan_without_day,
)
from amends.services.progress import CancelledError
from amends.services.propose_change import Moved, accept_change, effect_of
from amends.services.read_case import read_case
from amends.services.read_inbox import read_page
from amends.services.record_step import Step, record_step
from tests.desks import MOMENT, TODAY, complaint

SHUT = date(2026, 11, 23)
MONDAY = Closure(SHUT, SHUT, "Burst pipe")
FUNERAL = date(2022, 9, 19)
FUNERAL_NAME = "State Funeral of Queen Elizabeth II"


def ignore(_done, _total):
    pass


def effect(desk, planned, today=TODAY):
    return effect_of(desk, planned, today, ignore)


def moves(desk, planned, today=TODAY):
    return [(it.what, it.before, it.after) for it in effect(desk, planned, today).moves]


def accept(desk, planned, why=""):
    return accept_change(desk, planned, effect(desk, planned), why, MOMENT)


def calendar(desk):
    return office_ground(desk).days.calendar


def response(desk, stream):
    return read_case(desk, stream, TODAY).clock("stage-2.response").due


@pytest.fixture
def stream(desk):
    return log_complaint(desk, complaint(), MOMENT).stream


# The second fault that we owe a test: a holiday that was missing


@pytest.fixture
def before_the_funeral(desk):
    """A complaint received on Fri 2 Sep 2022, in an office whose calendar lacks the funeral."""
    planned = plan_without_day(calendar(desk), FUNERAL, TODAY)
    accept(desk, planned, "As it stood before the Queen died.")
    return log_complaint(desk, complaint(received_on=date(2022, 9, 2)), MOMENT).stream


def test_a_holiday_that_was_missing_moves_the_response_only_once_it_is_accepted(
    desk, before_the_funeral
):
    assert response(desk, before_the_funeral) == date(2022, 9, 30)
    planned = plan_day(calendar(desk), FUNERAL, FUNERAL_NAME, TODAY)
    seen = effect(desk, planned, date(2022, 9, 12))
    assert seen.difference.added == (Holiday(FUNERAL, FUNERAL_NAME),)
    moved = ("Response", date(2022, 9, 30), date(2022, 10, 3))
    assert moved in [(it.what, it.before, it.after) for it in seen.moves]
    assert response(desk, before_the_funeral) == date(2022, 9, 30)
    accept_change(desk, planned, seen, "It was proclaimed.", MOMENT)
    assert response(desk, before_the_funeral) == date(2022, 10, 3)


def test_what_was_put_right_says_who_when_and_why_and_can_be_taken_back(desk, before_the_funeral):
    accept(desk, plan_day(calendar(desk), FUNERAL, FUNERAL_NAME, TODAY), " It was proclaimed. ")
    (_first, _), (id_, layer) = read_office(desk).layers.items()
    assert (layer.why, layer.source) == ("It was proclaimed.", "the office")
    assert (layer.recorded_on, layer.recorded_by) == (TODAY, desk.store.person)
    assert calendar(desk).source.endswith("; corrected by the office")
    accept(desk, plan_withdrawal(id_, TODAY), "A slip.")
    assert response(desk, before_the_funeral) == date(2022, 9, 30)


# Closures


def test_a_closure_moves_every_open_date_after_it(desk, stream):
    seen = effect(desk, plan_closure(MONDAY, TODAY))
    assert seen.difference.is_empty
    assert seen.moves == (
        Moved(
            stream,
            "2026-001",
            "Assessment feedback never arrived",
            "Receipt",
            date(2026, 11, 24),
            date(2026, 11, 25),
        ),
        Moved(
            stream,
            "2026-001",
            "Assessment feedback never arrived",
            "Response",
            date(2026, 12, 16),
            date(2026, 12, 17),
        ),
    )


def test_asking_changes_nothing(desk, stream):
    before = read_page(desk, "", None, 10)
    effect(desk, plan_closure(MONDAY, TODAY))
    assert read_office(desk).closures == {}
    assert read_page(desk, "", None, 10) == before


def test_accepting_does_what_was_told(desk, stream):
    planned = plan_closure(MONDAY, TODAY)
    told = {it.what: it.after for it in effect(desk, planned).moves}
    assert accept(desk, planned).streams == {OFFICE}
    assert [*read_office(desk).closures.values()] == [MONDAY]
    assert response(desk, stream) == told["Response"]
    [row] = read_page(desk, "", None, 10)
    assert row.next_due == told["Receipt"]


@pytest.mark.parametrize(
    "closure",
    [
        Closure(date(2026, 11, 21), date(2026, 11, 22), "a weekend"),
        Closure(date(2026, 12, 17), date(2026, 12, 17), "after the last date"),
        Closure(date(2026, 11, 17), date(2026, 11, 17), "the day of receipt, which never counts"),
    ],
)
def test_a_closure_on_days_that_do_not_matter_moves_nothing(desk, stream, closure):
    assert moves(desk, plan_closure(closure, TODAY)) == []


def test_closed_cases_are_left_out(desk, stream):
    view = read_case(desk, stream, TODAY)
    record_step(desk, view, Step(Kind.CLOSED, TODAY, Channel.OTHER, "settled"), MOMENT)
    assert moves(desk, plan_closure(MONDAY, TODAY)) == []


def test_what_was_done_in_time_is_left_out(desk, stream):
    view = read_case(desk, stream, TODAY)
    record_step(desk, view, Step(Kind.ACKNOWLEDGED, TODAY, Channel.EMAIL, ""), MOMENT)
    assert [what for what, _, _ in moves(desk, plan_closure(MONDAY, TODAY))] == ["Response"]


def test_taking_a_closure_back_tells_where_the_dates_return_to(desk, stream):
    accept(desk, plan_closure(MONDAY, TODAY))
    [closure] = read_office(desk).closures
    planned = plan_withdrawal(closure, TODAY)
    receipt, _response = moves(desk, planned)
    assert receipt == ("Receipt", date(2026, 11, 25), date(2026, 11, 24))
    accept(desk, planned, "The pipe was mended.")
    assert read_office(desk).closures == {}


def test_cases_are_listed_by_their_numbers(desk):
    for _ in range(3):
        log_complaint(desk, complaint(), MOMENT)
    references = [it.reference for it in effect(desk, plan_closure(MONDAY, TODAY)).moves]
    assert references == sorted(references)
    assert len(set(references)) == 3


def test_a_change_that_leaves_no_day_to_work_is_refused_before_it_is_made(desk):
    always = Closure(date(1990, 1, 1), date(2060, 12, 31), "for ever")
    with pytest.raises(NoWorkingDayError):
        effect(desk, plan_closure(always, TODAY))
    assert read_office(desk).closures == {}


def test_asking_can_be_stopped_between_two_cases(desk, stream):
    def stop(_done, _total):
        raise CancelledError

    with pytest.raises(CancelledError):
        effect_of(desk, plan_closure(MONDAY, TODAY), TODAY, stop)


def test_what_was_seen_before_somebody_else_changed_the_office_is_not_accepted(desk, stream):
    planned = plan_closure(MONDAY, TODAY)
    seen = effect(desk, planned)
    accept(desk, plan_closure(Closure(date(2026, 12, 24), date(2026, 12, 24), ""), TODAY))
    with pytest.raises(CaseChangedError):
        accept_change(desk, planned, seen, "", MOMENT)
    assert MONDAY not in read_office(desk).closures.values()


# Another calendar


def test_another_calendar_is_pinned_with_the_reason_once_it_is_accepted(desk, stream):
    planned = plan_calendar("GB-ENG", TODAY)
    seen = effect(desk, planned)
    assert Holiday(date(2026, 11, 30), "Saint Andrew's Day") in seen.difference.removed
    assert ("Response", date(2026, 12, 16), date(2026, 12, 15)) in moves(desk, planned)
    assert read_office(desk).calendar == "GB-SCT"
    accept(desk, planned, "The learners are in England.")
    assert read_office(desk).calendar == "GB-ENG"
    assert calendar(desk).title == "English bank holidays"
    assert response(desk, stream) == date(2026, 12, 15)
    with desk.store.reading() as unit:
        last = unit.events.read(OFFICE)[-1].event
    assert last.why == "The learners are in England."


def test_a_union_of_calendars_is_adopted_as_one_snapshot(desk, stream):
    accept(desk, plan_calendar("GB-ENG+GB-SCT", TODAY), "Learners in both.")
    assert read_office(desk).calendar == "GB-ENG+GB-SCT"
    days = {it.day for it in calendar(desk).holidays}
    assert {date(2026, 4, 6), date(2026, 11, 30)} <= days
    assert response(desk, stream) == date(2026, 12, 16)


def test_what_was_put_right_stays_when_another_calendar_is_taken(desk):
    own = date(2026, 4, 20)
    accept(desk, plan_day(calendar(desk), own, "Edinburgh Spring Holiday", TODAY))
    accept(desk, plan_calendar("GB-ENG", TODAY), "Moved.")
    assert Holiday(own, "Edinburgh Spring Holiday") in calendar(desk).holidays


def test_a_calendar_that_does_not_know_the_days_of_a_case_is_refused_before_it_is_taken(
    desk, stream
):
    """Nobody has published the holidays of Sri Lanka after 2026."""
    view = read_case(desk, stream, TODAY)
    record_step(desk, view, Step(Kind.CLOSED, TODAY, Channel.OTHER, "settled"), MOMENT)
    old = log_complaint(desk, complaint(received_on=date(1995, 6, 1)), MOMENT).stream
    view = read_case(desk, old, TODAY)
    record_step(desk, view, Step(Kind.CLOSED, TODAY, Channel.OTHER, "settled"), MOMENT)
    with pytest.raises(CalendarRangeError):
        effect(desk, plan_calendar("LK", TODAY))
    assert read_office(desk).calendar == "GB-SCT"
