"""Every clock of a case, given what was decided in it and whether anybody can be written to."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from amends.domain.clocks import State
from amends.domain.events.case_events import Channel, IdentityChosen, PersonNamed
from amends.domain.events.handling_events import (
    Notified,
    Redirected,
    RedirectSent,
    StageNotPossible,
    StageNotPossibleSent,
    WhyNotPossible,
)
from amends.domain.happenings import Kind
from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Identity, Person, Role
from amends.domain.timeline import current_stage, draw_timeline, next_step
from tests.domain.handlings import (
    acknowledged,
    action,
    answered,
    case_of,
    clocks_on,
    plan_made,
    plan_sent,
    promise,
    received,
    withdrawn,
)
from tests.domain.histories import FROM_THE_RECEIPT
from tests.domain.scotland import DAYS, dec, nov
from tests.domain.shipped import shipped

# The response to what was received on Tuesday 17 November is due on Wednesday 16 December.
RECEIVED = received(nov(17))
PLAN = plan_made(10, nov(20), promise(3, dec(31)), promise(2, dec(29)))

# --- An action plan and the response -------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent_on", "state", "left"),
    [
        (dec(15), State.MET, 1),
        (dec(16), State.MET, 0),
        (dec(17), State.MET_LATE, -1),
    ],
    ids=["day 19", "day 20", "day 21"],
)
def test_a_plan_sent_within_20_working_days_is_in_time(sent_on, state, left):
    response = clocks_on(dec(31), [RECEIVED, PLAN, plan_sent(10, sent_on)])["response"]
    assert (response.state, response.stopped, response.days_left) == (state, sent_on, left)


def test_working_a_plan_out_stops_no_clock():
    response = clocks_on(dec(17), [RECEIVED, PLAN])["response"]
    assert (response.state, response.fallback) == (State.LATE, Kind.ACTION_PLAN_SENT)


def test_the_receipt_is_still_owed_after_a_plan():
    receipt = clocks_on(nov(23), [RECEIVED, PLAN, plan_sent(10, nov(20))])["receipt"]
    assert receipt.state is State.RUNNING


@pytest.mark.parametrize(
    ("plan_on", "answer_on", "stopped"),
    [(dec(10), dec(14), dec(10)), (dec(14), dec(10), dec(10)), (dec(10), dec(10), dec(10))],
    ids=["plan first", "answer first", "one day"],
)
def test_the_response_is_met_by_whichever_came_first(plan_on, answer_on, stopped):
    clocks = clocks_on(dec(31), [RECEIVED, PLAN, plan_sent(10, plan_on), answered(answer_on)])
    assert (clocks["response"].state, clocks["response"].stopped) == (State.MET, stopped)


def test_a_late_answer_after_a_plan_in_time_breaks_the_plan_and_not_the_policy():
    # The plan promised the answer by 31 December; that is a Thursday, the next day a holiday.
    events = (RECEIVED, PLAN, plan_sent(10, dec(15)))
    assert clocks_on(dec(31), events)["3"].state is State.RUNNING
    late = clocks_on(date(2027, 1, 5), events)
    assert (late["response"].state, late["3"].state) == (State.MET, State.LATE)


def test_taking_back_that_the_plan_was_sent_starts_the_response_again():
    events = (RECEIVED, PLAN, plan_sent(10, dec(15)), withdrawn(3, dec(17)))
    clocks = clocks_on(dec(17), events)
    assert clocks["response"].state is State.LATE
    assert "3" not in clocks


# --- Decided, and not yet told -------------------------------------------------------------------

APPEAL = Redirected(happened_on=nov(18), redirect="appeal", keep=(promise(1, nov(18)),))
NOT_POSSIBLE = StageNotPossible(
    happened_on=nov(18), stage="stage-2", reason=WhyNotPossible.ABOUT_THE_DECIDER
)


def redirect_sent(day):
    return RedirectSent(happened_on=day, channel=Channel.EMAIL)


def not_possible_sent(day):
    return StageNotPossibleSent(happened_on=day, channel=Channel.EMAIL)


@pytest.mark.parametrize(
    ("decided", "step", "letter", "until"),
    [
        (
            APPEAL,
            "Say that it goes to the Appeals Policy",
            LetterKind.REDIRECT,
            Kind.REDIRECT_SENT,
        ),
        (
            NOT_POSSIBLE,
            "Say that stage 2 is not possible",
            LetterKind.STAGE_NOT_POSSIBLE,
            Kind.STAGE_NOT_POSSIBLE_SENT,
        ),
    ],
    ids=["redirect", "stage not possible"],
)
def test_what_was_decided_is_told_by_the_day_on_which_the_receipt_was_due(
    decided, step, letter, until
):
    before = clocks_on(nov(18), [RECEIVED])
    after = clocks_on(nov(18), [RECEIVED, decided])
    for key in ("receipt", "response"):
        assert (after[key].step, after[key].letter, after[key].until) == (step, letter, until)
        assert (after[key].due, after[key].state) == (before[key].due, before[key].state)


def test_what_is_to_be_kept_is_not_what_the_complainant_is_told():
    assert clocks_on(nov(18), [RECEIVED, APPEAL])["1"].step == "Refund £95"


def test_a_clock_that_was_met_stays_as_it_was_met():
    clocks = clocks_on(nov(25), [RECEIVED, acknowledged(nov(18)), APPEAL])
    assert (clocks["receipt"].letter, clocks["receipt"].state) == (LetterKind.RECEIPT, State.MET)
    assert clocks["response"].letter is LetterKind.REDIRECT


def test_under_a_plan_it_is_told_by_the_day_that_the_plan_promised():
    events = (RECEIVED, acknowledged(nov(18)), PLAN, plan_sent(10, nov(20)), APPEAL)
    clocks = clocks_on(dec(1), events)
    assert (clocks["3"].letter, clocks["3"].due) == (LetterKind.REDIRECT, dec(31))
    assert clocks["3"].is_promise
    assert (clocks["2"].letter, clocks["2"].step) == (None, "Refund £95")


@pytest.mark.parametrize(
    ("decided", "told"),
    [(APPEAL, redirect_sent), (NOT_POSSIBLE, not_possible_sent)],
    ids=["redirect", "stage not possible"],
)
@pytest.mark.parametrize("first", [(), (acknowledged(nov(18)),)], ids=["no receipt", "receipt"])
def test_once_told_nothing_of_the_policy_is_owed(decided, told, first):
    clocks = clocks_on(nov(30), [RECEIVED, *first, decided, told(nov(20))])
    assert clocks["receipt"].state is (State.MET if first else State.ENDED)
    assert (clocks["response"].state, clocks["response"].stopped) == (State.ENDED, nov(20))
    policy = [clock for clock in clocks.values() if not clock.is_promise]
    assert not any(clock.is_open for clock in policy)


def test_telling_it_late_leaves_the_receipt_ended_and_neither_met_nor_late():
    clocks = clocks_on(dec(31), [RECEIVED, APPEAL, redirect_sent(dec(1))])
    receipt = clocks["receipt"]
    assert (receipt.state, receipt.stopped, receipt.due) == (State.ENDED, dec(1), nov(24))


# --- Nobody to write to --------------------------------------------------------------------------

ANONYMOUS = IdentityChosen(happened_on=nov(17), identity=Identity.ANONYMOUS)


def named(role: Role, **ways: object) -> PersonNamed:
    person = Person(id=UUID(int=800 + len(ways)), **ways)  # type: ignore[arg-type]
    return PersonNamed(happened_on=nov(17), role=role, person=person)


def test_no_receipt_is_owed_to_nobody_and_the_answer_is_owed_all_the_same():
    clocks = clocks_on(nov(30), [RECEIVED, ANONYMOUS])
    receipt, response = clocks["receipt"], clocks["response"]
    assert (receipt.state, receipt.stopped, receipt.days_left) == (State.ENDED, nov(17), 5)
    assert (response.state, response.due) == (State.RUNNING, dec(16))


def test_the_answer_to_nobody_counts_from_the_complaint_as_there_is_no_receipt():
    for today in (nov(20), dec(17)):
        clocks = clocks_on(today, [RECEIVED, ANONYMOUS], readings=FROM_THE_RECEIPT)
        assert clocks["response"].due == dec(16)
    reached = (RECEIVED, ANONYMOUS, named(Role.COMPLAINANT, email="a@example.org"))
    clocks = clocks_on(nov(20), reached, readings=FROM_THE_RECEIPT)
    assert clocks["response"].state is State.PROJECTED


@pytest.mark.parametrize(
    ("identity", "person", "owed"),
    [
        (Identity.ANONYMOUS, named(Role.COMPLAINANT), False),
        (Identity.ANONYMOUS, named(Role.COMPLAINANT, name="A pseudonym"), False),
        (Identity.ANONYMOUS, named(Role.SUBJECT, email="tutor@example.org"), False),
        (Identity.ANONYMOUS, named(Role.COMPLAINANT, phone="0131 496 0000"), True),
        (Identity.ANONYMOUS, named(Role.COMPLAINANT, address=("1 High Street",)), True),
        (Identity.ANONYMOUS, named(Role.REPRESENTATIVE, email="union@example.org"), True),
        (Identity.WITHHELD, named(Role.COMPLAINANT), True),
        (Identity.OPEN, named(Role.COMPLAINANT), True),
    ],
)
def test_a_receipt_is_owed_to_whoever_can_be_reached(identity, person, owed):
    chosen = IdentityChosen(happened_on=nov(17), identity=identity)
    assert clocks_on(nov(18), [RECEIVED, chosen, person])["receipt"].is_open == owed


def test_a_receipt_put_on_file_meets_its_clock():
    clocks = clocks_on(nov(30), [RECEIVED, ANONYMOUS, acknowledged(nov(18))])
    assert clocks["receipt"].state is State.MET


# --- A notice without a complaint ----------------------------------------------------------------

NOTICE = Notified(
    happened_on=nov(18),
    body="CIMSPA",
    title="Exam at the Leith centre",
    notice="We were told that …",
    channel=Channel.EMAIL,
    answer=promise(1, dec(2)),
)


def test_a_notice_opens_stage_3_and_owes_only_what_was_asked_for():
    case = case_of(NOTICE)
    clocks = clocks_on(nov(18), [NOTICE])
    assert current_stage(shipped(), case.happenings).key == "stage-3"
    assert {key: clock.state for key, clock in clocks.items()} == {
        "first-answer": State.NOT_STATED,
        "receipt": State.NOT_STARTED,
        "response": State.NOT_STARTED,
        "go-to-cimspa": State.NOT_STATED,
        "1": State.RUNNING,
    }
    bands = draw_timeline(shipped(), case.happenings, clocks.values(), DAYS, nov(18)).bands
    assert [(band.first, band.last) for band in bands] == [
        (None, None),
        (None, None),
        (nov(18), None),
    ]


def test_a_complaint_that_came_on_its_own_is_answered_beside_the_notice():
    clocks = clocks_on(nov(18), [RECEIVED, NOTICE])
    assert clocks["receipt"].state is State.RUNNING
    step = next_step(clocks.values())
    assert step is not None
    assert step.key == "receipt"


# --- What comes next -----------------------------------------------------------------------------


def test_a_promise_that_falls_due_before_the_letters_of_the_policy_comes_first():
    clocks = clocks_on(nov(18), [RECEIVED, action(1, nov(18), nov(23))])
    step = next_step(clocks.values())
    assert step is not None
    assert step.is_promise


def test_on_one_day_the_policy_comes_before_what_else_was_promised():
    clocks = clocks_on(nov(18), [action(1, nov(17), nov(24)), RECEIVED])
    step = next_step(clocks.values())
    assert step is not None
    assert step.key == "receipt"


def test_after_the_answer_what_was_promised_comes_next():
    clocks = clocks_on(dec(2), [RECEIVED, answered(dec(1)), action(1, dec(1), dec(21))])
    step = next_step(clocks.values())
    assert step is not None
    assert (step.step, step.due) == ("Refund £95", dec(21))


def test_the_line_of_a_case_shows_when_each_promise_is_due():
    events = (RECEIVED, answered(dec(1)), action(1, dec(1), dec(21)), action(2, dec(1), dec(2)))
    clocks = clocks_on(dec(3), events)
    line = draw_timeline(shipped(), case_of(*events).happenings, clocks.values(), DAYS, dec(3))
    dues = [(mark.on, mark.title, mark.kind.value) for mark in line.marks if mark.clock]
    assert [(on, kind) for on, _title, kind in dues] == [(dec(2), "late"), (dec(21), "due")]
    assert all("Refund £95" in title for _on, title, _kind in dues)
    assert all(mark.clock.startswith("promise.") for mark in line.marks if mark.clock)
