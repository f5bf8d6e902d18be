"""How each promise stands: every state, with its dates worked out on paper.

November 2026 begins on a Sunday: the 17th is a Tuesday, the 21st a Saturday. Monday the 30th is
St Andrew's Day, which Scotland keeps.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amends.domain.clocks import State
from amends.domain.clockwork import run_clocks
from amends.domain.durations import read_duration
from amends.domain.errors import CalendarRangeError
from amends.domain.happenings import Kind
from amends.domain.kind_words import KIND_WORDS
from amends.domain.letter_kinds import LetterKind
from amends.domain.readings import Trigger
from amends.domain.working_days import Closure
from tests.domain.histories import (
    FROM_THE_RECEIPT,
    acknowledged,
    answered,
    clocks_of,
    closed,
    raised,
    received,
    referred,
)
from tests.domain.scotland import DAYS, dec, nov, scottish_days
from tests.domain.shipped import shipped, variant


def test_a_complaint_of_17_november_is_owed_a_receipt_by_the_24th_and_a_response_by_16_december():
    clocks = clocks_of([received(nov(17))], today=nov(21))
    receipt, response = clocks["receipt"], clocks["response"]
    # 18, 19, 20; 23, 24. On Saturday the 21st, Monday and Tuesday are left.
    assert (receipt.state, receipt.due, receipt.days_left) == (State.RUNNING, nov(24), 2)
    # 18-20 = 3, 23-27 = 8, 1-4 = 12 (the 30th does not count), 7-11 = 17, 14-16 = 20.
    assert (response.state, response.due, response.days_left) == (State.RUNNING, dec(16), 17)
    assert receipt.start == response.start == nov(17)
    assert receipt.stopped is response.stopped is None


def test_every_clock_of_the_procedure_is_there_in_its_order():
    clocks = run_clocks(shipped(), {}, [received(nov(17))], DAYS, nov(21))
    assert [(clock.stage, clock.key, clock.state) for clock in clocks] == [
        ("stage-1", "first-answer", State.NOT_STATED),
        ("stage-2", "receipt", State.RUNNING),
        ("stage-2", "response", State.RUNNING),
        ("stage-3", "go-to-cimspa", State.NOT_STATED),
    ]


def test_a_clock_says_where_it_comes_from():
    receipt = clocks_of([received(nov(17))], today=nov(21))["receipt"]
    rule = shipped().stage("stage-2").clocks[0]
    assert (receipt.stage, receipt.stage_title, receipt.title) == ("stage-2", "Stage 2", "Receipt")
    assert (receipt.step, receipt.promise) == ("Send the receipt", "an emailed receipt")
    assert (receipt.within, receipt.until) == (read_duration("5 working days"), Kind.ACKNOWLEDGED)
    assert receipt.trigger == Trigger(Kind.RECEIVED, KIND_WORDS[Kind.RECEIVED], is_reading=True)
    assert (receipt.source, receipt.letter) == (rule.source, LetterKind.RECEIPT)


# --- before anything is owed ---------------------------------------------------------------------


def test_before_the_complaint_nothing_has_started_and_nothing_is_dated():
    for history in ([], [raised(nov(4))]):
        clocks = clocks_of(history, today=nov(21))
        for key in ("receipt", "response"):
            clock = clocks[key]
            assert clock.state is State.NOT_STARTED
            assert (clock.start, clock.due, clock.stopped) == (None, None, None)
            assert clock.days_left is None
            assert not clock.is_open


def test_where_the_policy_states_no_time_there_is_none():
    clocks = clocks_of([raised(nov(4)), received(nov(17))], today=nov(21))
    first = clocks["first-answer"]
    assert (first.state, first.start, first.due, first.days_left) == (
        State.NOT_STATED,
        nov(4),
        None,
        None,
    )
    # Stated neither before nor after it was answered, nor once it is long ago.
    late = clocks_of([raised(nov(4))], today=date(2027, 11, 1))["first-answer"]
    assert (late.state, late.is_open) == (State.NOT_STATED, False)


def test_a_concern_that_was_settled_before_it_became_a_complaint_starts_nothing():
    clocks = clocks_of([raised(nov(4)), answered(nov(5)), closed(nov(6))], today=nov(21))
    for key in ("receipt", "response"):
        assert (clocks[key].state, clocks[key].stopped) == (State.NOT_STARTED, None)


# --- running, late, met --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "state", "days_left"),
    [
        (nov(17), State.RUNNING, 5),
        (nov(18), State.RUNNING, 4),
        (nov(20), State.RUNNING, 2),
        (nov(21), State.RUNNING, 2),  # Saturday
        (nov(22), State.RUNNING, 2),
        (nov(23), State.RUNNING, 1),
        (nov(24), State.RUNNING, 0),  # due today
        (nov(25), State.LATE, -1),
        (nov(27), State.LATE, -3),
        (nov(28), State.LATE, -3),  # Saturday: no working day has been added
        (nov(30), State.LATE, -3),  # nor by the holiday
        (dec(1), State.LATE, -4),
    ],
)
def test_a_receipt_runs_until_its_last_day_and_is_late_from_the_next(today, state, days_left):
    receipt = clocks_of([received(nov(17))], today)["receipt"]
    assert (receipt.due, receipt.state, receipt.days_left) == (nov(24), state, days_left)
    assert receipt.is_open


@pytest.mark.parametrize("today", [nov(21), nov(22)])
def test_over_a_weekend_a_promise_is_late_by_no_working_day(today):
    # Received on Friday 13 November: 16, 17, 18, 19, 20. Due on Friday the 20th.
    receipt = clocks_of([received(nov(13))], today)["receipt"]
    assert (receipt.due, receipt.state, receipt.days_left) == (nov(20), State.LATE, 0)


@pytest.mark.parametrize("day", [20, 21, 22])
def test_received_on_a_weekend_counts_from_monday_as_received_on_friday_does(day):
    # 23, 24, 25, 26, 27.
    receipt = clocks_of([received(nov(day))], today=nov(23))["receipt"]
    assert (receipt.start, receipt.due, receipt.days_left) == (nov(day), nov(27), 4)


def test_received_on_a_holiday_counts_from_the_next_working_day():
    # Monday 30 November; then 1, 2, 3, 4 and 7 December.
    assert clocks_of([received(nov(30))], today=nov(30))["receipt"].due == dec(7)


@pytest.mark.parametrize(
    ("sent", "state", "days_left"),
    [
        (nov(17), State.MET, 5),  # on the very day
        (nov(18), State.MET, 4),
        (nov(21), State.MET, 2),  # on a Saturday
        (nov(24), State.MET, 0),  # on the last day
        (nov(25), State.MET_LATE, -1),
        (nov(28), State.MET_LATE, -3),
    ],
)
def test_a_receipt_that_went_out_stops_its_clock_and_stays_stopped(sent, state, days_left):
    history = [received(nov(17)), acknowledged(sent)]
    for today in (sent, sent + timedelta(days=1), date(2027, 6, 1)):
        receipt = clocks_of(history, today)["receipt"]
        assert (receipt.state, receipt.days_left, receipt.stopped) == (state, days_left, sent)
        assert (receipt.due, receipt.is_open) == (nov(24), False)


def test_a_receipt_sent_late_over_a_weekend_was_late():
    history = [received(nov(13)), acknowledged(nov(21))]  # due on Friday the 20th
    receipt = clocks_of(history, today=nov(23))["receipt"]
    assert (receipt.state, receipt.days_left) == (State.MET_LATE, 0)


def test_the_response_runs_on_after_the_receipt():
    history = [received(nov(17)), acknowledged(nov(19))]
    response = clocks_of(history, today=nov(21))["response"]
    assert (response.state, response.due, response.days_left) == (State.RUNNING, dec(16), 17)


def test_an_answer_meets_the_response_and_leaves_no_receipt_to_wait_for():
    clocks = clocks_of([received(nov(17)), answered(nov(20))], today=dec(1))
    receipt, response = clocks["receipt"], clocks["response"]
    assert (response.state, response.stopped, response.days_left) == (State.MET, nov(20), 17)
    assert (receipt.state, receipt.stopped, receipt.days_left) == (State.ENDED, nov(20), 2)
    assert not receipt.is_open


@pytest.mark.parametrize(("day", "state"), [(dec(16), State.MET), (dec(17), State.MET_LATE)])
def test_an_answer_is_in_time_through_its_last_day(day, state):
    history = [received(nov(17)), acknowledged(nov(18)), answered(day)]
    assert clocks_of(history, today=dec(31))["response"].state is state


def test_closing_the_case_ends_what_was_still_owed():
    clocks = clocks_of([received(nov(17)), closed(nov(20))], today=date(2027, 3, 1))
    for key, due, left in (("receipt", nov(24), 2), ("response", dec(16), 17)):
        clock = clocks[key]
        assert (clock.state, clock.due) == (State.ENDED, due)
        assert (clock.stopped, clock.days_left) == (nov(20), left)
        assert not clock.is_open


def test_closing_the_case_leaves_what_was_kept_as_it_was():
    history = [received(nov(17)), acknowledged(nov(19)), answered(dec(17)), closed(dec(18))]
    clocks = clocks_of(history, today=dec(21))
    assert (clocks["receipt"].state, clocks["receipt"].stopped) == (State.MET, nov(19))
    assert (clocks["response"].state, clocks["response"].stopped) == (State.MET_LATE, dec(17))


def test_a_promise_that_was_late_when_the_case_closed_keeps_its_days():
    receipt = clocks_of([received(nov(17)), closed(nov(26))], today=dec(1))["receipt"]
    assert (receipt.state, receipt.stopped, receipt.days_left) == (State.ENDED, nov(26), -2)


# --- counted from the receipt --------------------------------------------------------------------


def test_what_counts_from_the_receipt_is_projected_until_the_receipt_goes_out():
    clocks = clocks_of([received(nov(17))], today=nov(21), readings=FROM_THE_RECEIPT)
    response = clocks["response"]
    # If the receipt goes out on Tuesday 24 November: 25-27 = 3, 1-4 = 7, 7-11 = 12, 14-18 = 17,
    # 21-23 = 20.
    assert (response.state, response.start, response.due) == (State.PROJECTED, nov(24), dec(23))
    # Left on Saturday the 21st: 23 and 24 November before those twenty.
    assert (response.days_left, response.stopped, response.is_open) == (22, None, False)
    assert response.trigger == Trigger(
        Kind.ACKNOWLEDGED, KIND_WORDS[Kind.ACKNOWLEDGED], is_reading=True
    )


def test_a_receipt_that_is_late_is_projected_to_go_out_today():
    clocks = clocks_of([received(nov(17))], today=nov(27), readings=FROM_THE_RECEIPT)
    # From Friday the 27th: 1-4 = 4, 7-11 = 9, 14-18 = 14, 21-24 = 18, 29, 30 = 20.
    response = clocks["response"]
    assert (response.state, response.start, response.due) == (State.PROJECTED, nov(27), dec(30))


def test_once_the_receipt_went_out_the_response_counts_from_its_day():
    history = [received(nov(17)), acknowledged(nov(19))]
    response = clocks_of(history, today=nov(21), readings=FROM_THE_RECEIPT)["response"]
    # 20 = 1, 23-27 = 6, 1-4 = 10, 7-11 = 15, 14-18 = 20.
    assert (response.state, response.start, response.due) == (State.RUNNING, nov(19), dec(18))
    assert response.days_left == 19


def test_a_projection_does_not_depend_on_the_order_of_the_file():
    swapped = variant()
    stage_2 = swapped.stages[1]
    assert [clock.key for clock in stage_2.clocks] == ["receipt", "response"]
    text_order = clocks_of([received(nov(17))], nov(21), readings=FROM_THE_RECEIPT)
    other = type(stage_2)(**{**_fields(stage_2), "clocks": stage_2.clocks[::-1]})
    stages = (swapped.stages[0], other, swapped.stages[2])
    procedure = type(swapped)(**{**_fields(swapped), "stages": stages})
    assert (
        clocks_of([received(nov(17))], nov(21), readings=FROM_THE_RECEIPT, procedure=procedure)
        == text_order
    )


def _fields(struct):
    return {name: getattr(struct, name) for name in struct.__struct_fields__}


def test_nothing_is_projected_from_a_promise_that_ended():
    history = [received(nov(17)), closed(nov(20))]
    response = clocks_of(history, today=nov(21), readings=FROM_THE_RECEIPT)["response"]
    assert (response.state, response.due) == (State.ENDED, None)


# --- what another policy may say -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("within", "due", "days_left"),
    [
        ("1 working day", nov(18), -2),  # 19 and 20 have passed
        ("10 days", nov(27), 6),  # calendar days: Saturday the 21st to Friday the 27th
        ("1 day", nov(18), -3),
        ("2 weeks", dec(1), 10),
        ("1 month", dec(17), 26),
    ],
)
def test_days_left_are_counted_in_the_unit_of_the_promise(within, due, days_left):
    procedure = variant(('within = "5 working days"', f'within = "{within}"'))
    receipt = clocks_of([received(nov(17))], nov(21), procedure=procedure)["receipt"]
    assert (receipt.due, receipt.days_left) == (due, days_left)
    assert receipt.state is (State.RUNNING if nov(21) <= due else State.LATE)


# A policy that gives the complainant four weeks after the answer.
TIME_TO_GO_ON = variant(
    (
        'promise = "a way to CIMSPA"\nwithin = "not stated"',
        'promise = "a way to CIMSPA"\nwithin = "4 weeks"',
    )
)


def test_the_answer_that_starts_a_clock_does_not_end_it():
    history = [received(nov(17)), answered(dec(1))]
    go_on = clocks_of(history, today=dec(2), procedure=TIME_TO_GO_ON)["go-to-cimspa"]
    assert (go_on.state, go_on.start, go_on.due) == (State.RUNNING, dec(1), dec(29))
    assert (go_on.days_left, go_on.stopped) == (27, None)


def test_what_the_complainant_owes_is_never_the_offices_step():
    history = [received(nov(17)), answered(dec(1))]
    go_on = clocks_of(history, today=dec(2), procedure=TIME_TO_GO_ON)["go-to-cimspa"]
    assert (go_on.owed_by, go_on.is_open) == ("complainant", False)


def test_the_time_to_go_on_is_projected_from_the_last_day_of_the_response():
    go_on = clocks_of([received(nov(17))], nov(21), procedure=TIME_TO_GO_ON)["go-to-cimspa"]
    assert (go_on.state, go_on.start, go_on.due) == (
        State.PROJECTED,
        dec(16),
        date(2027, 1, 13),
    )


def test_going_on_meets_the_time_for_it():
    history = [received(nov(17)), answered(dec(1)), referred(dec(10))]
    go_on = clocks_of(history, dec(11), procedure=TIME_TO_GO_ON)["go-to-cimspa"]
    assert (go_on.state, go_on.stopped, go_on.days_left) == (State.MET, dec(10), 19)


def test_an_answer_that_came_before_a_later_clock_began_does_not_end_it():
    # A policy that promises to close within four weeks of the referral.
    procedure = variant(
        ('opens = "referred"', 'opens = "received"'),
        ('from = "outcome-sent"\nuntil = "referred"', 'from = "referred"\nuntil = "closed"'),
        (
            'promise = "a way to CIMSPA"\nwithin = "not stated"',
            'promise = "a way to CIMSPA"\nwithin = "4 weeks"',
        ),
    )
    history = [received(nov(17)), answered(nov(20)), referred(dec(1))]
    clock = clocks_of(history, dec(2), procedure=procedure)["go-to-cimspa"]
    assert (clock.state, clock.start, clock.due) == (State.RUNNING, dec(1), dec(29))


# --- the office's calendar -----------------------------------------------------------------------


def test_a_closure_of_the_office_moves_a_date_that_counts_over_it():
    # The 19th and 20th are closed: 18; 23, 24, 25, 26.
    days = scottish_days(Closure(nov(19), nov(20), "Removal"))
    clocks = clocks_of([received(nov(17))], nov(21), days=days)
    assert (clocks["receipt"].due, clocks["receipt"].days_left) == (nov(26), 4)
    assert clocks["response"].due == dec(18)


def test_a_closure_to_come_moves_a_date_as_soon_as_it_is_known():
    days = scottish_days(Closure(dec(14), dec(18), "Stocktaking"))
    clocks = clocks_of([received(nov(17))], nov(21), days=days)
    assert clocks["receipt"].due == nov(24)
    assert clocks["response"].due == dec(23)  # 17 through the 11th; then 21, 22, 23


def test_a_closure_after_the_date_moves_nothing():
    days = scottish_days(Closure(dec(17), dec(31), "Christmas"))
    assert clocks_of([received(nov(17))], nov(21), days=days) == clocks_of(
        [received(nov(17))], nov(21)
    )


@pytest.mark.parametrize(
    ("history", "today"),
    [
        ([received(date(2025, 12, 31))], nov(21)),
        ([received(date(2027, 12, 20))], date(2027, 12, 21)),  # the response ends in 2028
        ([received(nov(17))], date(2028, 1, 1)),
        ([received(nov(17)), acknowledged(date(2028, 1, 1))], nov(21)),
        ([received(date.min)], nov(21)),
        ([received(date.max)], date.max),
    ],
)
def test_outside_the_calendar_no_clock_is_guessed(history, today):
    with pytest.raises(CalendarRangeError):
        clocks_of(history, today)
