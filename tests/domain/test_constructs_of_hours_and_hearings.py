"""Lime Street College: school days, hours, post, and days before a hearing, worked on paper.

Its days begin with the day itself, and what comes after 16:30 counts from the next working day.
November 2026 begins on a Sunday; Mon 30 November, Fri 25 and Mon 28 December are holidays.
"""

from __future__ import annotations

from datetime import date, datetime

import pytest

from amends.domain.clocks import State
from amends.domain.gates import way_to_stage
from amends.domain.school_terms import SchoolTerm
from amends.domain.working_days import Closure, WorkingDays
from tests.domain.constructs import at, clocks_of, construct, on, posted
from tests.domain.scotland import DAYS, SCOTLAND, dec, nov, scottish_days

COLLEGE = "lime-street-college"
RECEIVED = on(nov(2), "received")  # a Monday
TERMS = (
    SchoolTerm(date(2026, 8, 17), nov(6), "Autumn"),
    SchoolTerm(nov(16), dec(22), "Winter"),
)


def clock(name, history, today, **more):
    return clocks_of(COLLEGE, history, today, **more)[name]


def told(instant):
    """Return an instant as a clock on the wall shows it."""
    return instant.replace(tzinfo=None)


def test_the_day_itself_counts_and_somebody_else_owes_it():
    statement = clock("complaint.tutor", [RECEIVED, on(nov(2), "tutor-told")], nov(3))
    # Mon 2 is day 1, so Fri 6 is day 5.
    assert (statement.due, statement.owed_by, statement.is_open) == (nov(6), "The tutor", False)


def test_hours_run_by_day_and_night():
    called = clock("complaint.safety", [at(nov(2), 10, 0, "received")], nov(2))
    assert told(called.due_at) == datetime(2026, 11, 4, 10)


def test_working_hours_run_while_the_college_is_open():
    receipt = clock("complaint.receipt", [at(nov(6), 10, 0, "received")], nov(6))
    # Fri 6: 10 to 12 = 2; Mon 9: 9 to 17 = 10; Tue 10: 9 to 15 = 16.
    assert told(receipt.due_at) == datetime(2026, 11, 10, 15)


def test_what_comes_after_the_cut_off_counts_from_the_next_working_day():
    receipt = clock("complaint.receipt", [at(nov(6), 16, 45, "received")], nov(6))
    # Mon 9 and Tue 10 from 9 to 17.
    assert told(receipt.due_at) == datetime(2026, 11, 10, 17)


def test_either_of_two_events_keeps_a_promise():
    for kept_by in ("called-back", "acknowledged"):
        history = [at(nov(2), 10, 0, "received"), on(nov(3), kept_by)]
        assert clock("complaint.safety", history, nov(5)).state is State.MET
    assert clock("complaint.safety", [at(nov(2), 10, 0, "received")], nov(5)).state is State.LATE


def test_school_days_from_the_last_of_several_events():
    days = WorkingDays(SCOTLAND, terms=TERMS)
    history = [RECEIVED, on(nov(2), "statement-received")]
    assert clock("complaint.meeting", history, nov(3), days=days).state is State.NOT_STARTED
    both = [*history, on(nov(4), "file-received")]
    # Wed 4, 5, 6 = 3; no school from 9 to 13; 16-20 = 8; Mon 23, Tue 24 = 10.
    assert clock("complaint.meeting", both, nov(4), days=days).due == nov(24)


@pytest.mark.parametrize(
    ("closures", "due"),
    [
        ((), nov(16)),  # 3-6 = 4; 9-13 = 9; Mon 16 = 10
        # Thu 12 is in that time, so twenty: 9-11 and 13 = 8; 16-20 = 13; 23-27 = 18; not Mon 30;
        # Tue 1, Wed 2 = 20.
        ((Closure(nov(12), nov(12), "Open day"),), dec(2)),
        ((Closure(nov(17), nov(17), "Open day"),), nov(16)),  # after it
    ],
)
def test_a_closure_that_changes_a_time(closures, due):
    days = scottish_days(*closures)
    assert clock("complaint.plan", [RECEIVED], nov(3), days=days).due == due


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        # Posted on Tue 17, received on Thu 19; ten days are Sun 29, Mon 30 is a holiday: Tue 1.
        (posted(nov(17), "outcome-sent"), dec(1)),
        # It is known to have come on Wed 25; ten days are Sat 5, so Mon 7.
        (posted(nov(17), "outcome-sent", nov(25)), dec(7)),
        # By email on Tue 17: ten days are Fri 27.
        (on(nov(17), "outcome-sent"), nov(27)),
    ],
)
def test_a_time_that_runs_from_when_a_letter_was_received(sent, due):
    assert clock("hearing.ask", [RECEIVED, sent], nov(18)).due == due


def test_a_wait_before_a_stage():
    procedure = construct(COLLEGE)
    done = [RECEIVED, on(nov(17), "outcome-sent")]
    # Tue 17 is day 1; 18, 19, 20 = 4; Mon 23 = 5.
    gate = way_to_stage(procedure.stage("hearing"), procedure, done, DAYS, nov(22))
    assert (gate.is_open, gate.opens_on) == (False, nov(23))
    assert way_to_stage(procedure.stage("hearing"), procedure, done, DAYS, nov(23)).is_open


ASKED = [RECEIVED, on(nov(17), "outcome-sent"), on(dec(1), "hearing-asked")]


def test_a_hearing_within_a_window():
    hearing = clock("hearing.hold", ASKED, dec(2))
    # Tue 1 is day 1; 2-4 = 4; 7-11 = 9; Mon 14 = 10; 15-18 = 14; 21-24 = 18; Tue 29, Wed 30 = 20.
    assert (hearing.opens_on, hearing.due) == (dec(14), dec(30))


def test_days_before_a_hearing_that_is_still_to_come():
    papers = clock("hearing.papers", [*ASKED, on(dec(16), "hearing")], dec(2))
    # 15, 14, 13, 12, 11, 10 and 9 are clear: Tue 8.
    assert (papers.state, papers.due) == (State.RUNNING, dec(8))
    # Moved to Tue 15, the eighth day before is Mon 7; to Mon 14, it is Sun 6, so Fri 4.
    assert clock("hearing.papers", [*ASKED, on(dec(15), "hearing")], dec(2)).due == dec(7)
    assert clock("hearing.papers", [*ASKED, on(dec(14), "hearing")], dec(2)).due == dec(4)


def test_clear_working_days_after_a_hearing():
    decision = clock("hearing.decision", [*ASKED, on(dec(16), "hearing")], dec(17))
    # 17, 18, 21, 22 and 23 are clear: Thu 24.
    assert decision.due == dec(24)


def test_whose_holidays_count_is_said_in_the_policys_words():
    assert construct(COLLEGE).calendar_source == "Scottish public holidays are no working days."
