"""Clocks in hours, what came late in the day or went by post, and closures that change a time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.domain.clocks import Clock, State
from amends.domain.explanation import explain
from amends.domain.happenings import Happening, Kind
from amends.domain.procedure import Procedure
from amends.domain.school_terms import SchoolTerm
from amends.domain.working_days import Closure, WorkingDays
from tests.domain.histories import acknowledged, answered, clocks_of, received
from tests.domain.many import MANY
from tests.domain.scotland import DAYS, SCOTLAND, dec, nov, scottish_days
from tests.domain.shipped import variant

LONDON = ZoneInfo("Europe/London")
RECEIPT = 'within = "5 working days"'
RESPONSE = 'within = "20 working days"'
SATURDAY = date(2026, 10, 24)
FRIDAY = nov(20)


def at(day: date, hour: int, minute: int = 0, kind: str = Kind.RECEIVED) -> Happening:
    """Return what happened at a time of day in London."""
    then = datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)
    return Happening(day, kind, then.astimezone(UTC), "Europe/London")


def policy(receipt: str = "5 working days", counting: str = "", *more: str) -> Procedure:
    """Return a policy whose receipt has that time, and whose days are counted in that way."""
    table = f"[counting]\n{counting}\n\n" if counting else ""
    tables = "\n\n".join((*more, f"{table}[outcomes]"))
    return variant((RECEIPT, f'within = "{receipt}"'), ("[outcomes]", tables))


def receipt_of(
    procedure: Procedure, *done: Happening, today: date = FRIDAY, days: WorkingDays = DAYS
) -> Clock:
    return clocks_of(done, today, procedure=procedure, days=days)["receipt"]


def told(clock: Clock, procedure: Procedure, days: WorkingDays = DAYS) -> str:
    return explain(clock, procedure, days).as_text()


def test_48_hours_end_at_the_minute_and_the_explanation_tells_each_day():
    procedure = policy("48 hours")
    clock = receipt_of(procedure, at(SATURDAY, 9), today=date(2026, 10, 25))
    assert clock.due == date(2026, 10, 26)
    assert clock.due_at == datetime(2026, 10, 26, 8, tzinfo=LONDON)
    assert (clock.state, clock.days_left) == (State.RUNNING, 1)
    words = told(clock, procedure)
    assert words.startswith("Why Monday 26 October, by 08:00?")
    assert "from the time at which the complaint was received" in words
    assert (
        "Received Saturday 24 October at 09:00, so the 48 hours end at 08:00 on Monday 26 October."
        in words
    )
    assert "Saturday 24 October     received 09:00, 15 hours" in words
    assert "Sunday 25 October       25 hours" in words
    assert "Monday 26 October       8 hours, due" in words


def test_where_only_the_day_is_known_the_whole_of_it_is_given_away():
    procedure = policy("48 hours")
    clock = receipt_of(procedure, received(nov(19)))
    assert clock.due == nov(21)
    words = told(clock, procedure)
    assert words.startswith("Why Saturday 21 November, by midnight?")
    assert "The time of day is not known, so the hours run from the end of that day." in words
    assert "so the 48 hours end with Saturday 21 November" in words


def test_a_clock_in_hours_is_late_from_the_day_after():
    procedure = policy("24 hours")
    assert receipt_of(procedure, at(nov(19), 9), today=nov(20)).state is State.RUNNING
    assert receipt_of(procedure, at(nov(19), 9), today=nov(21)).state is State.LATE
    sent = acknowledged(nov(20))
    assert receipt_of(procedure, at(nov(19), 9), sent, today=nov(21)).state is State.MET


def test_working_hours_are_those_of_the_office_where_the_policy_states_none():
    procedure = policy("10 working hours")
    clock = receipt_of(procedure, at(nov(20), 16))
    # One hour on Friday, eight on Monday, one on Tuesday.
    assert clock.due_at == datetime(2026, 11, 24, 10, tzinfo=LONDON)
    words = told(clock, procedure)
    assert "Working hours, as your office reads it: Monday to Friday 09:00 to 17:00." in words
    assert "Saturday 21 November    weekend" in words
    assert "Monday 23 November      8 hours" in words


def test_working_hours_of_the_policy_come_before_those_of_the_office():
    own = '[opening_hours]\nmonday = "10:00-12:00"\nfriday = "10:00-18:00"'
    procedure = policy("3 working hours", "", own)
    clock = receipt_of(procedure, at(nov(20), 16))
    assert clock.due_at == datetime(2026, 11, 23, 11, tzinfo=LONDON)
    assert "Working hours, by the policy: Monday 10:00 to 12:00, Friday" in told(clock, procedure)


def test_the_time_of_day_is_that_of_the_policy_where_it_names_a_zone():
    procedure = variant(
        (RECEIPT, 'within = "12 hours"'),
        ('calendar = "GB-SCT"', 'calendar = "GB-SCT"\ntime_zone = "America/New_York"'),
    )
    clock = receipt_of(procedure, at(nov(20), 2))  # Thursday 21:00 in New York
    assert clock.due_at == datetime(2026, 11, 20, 9, tzinfo=ZoneInfo("America/New_York"))
    assert "Times are those of America/New_York." in told(clock, procedure)


def test_hours_stand_still_with_the_clock():
    paused = variant(
        (RECEIPT, 'within = "48 hours"'),
        ("pauses = false", "pauses = true"),
        ("[outcomes]", '[pause]\nwhen = "We wait."\nsource = "[A rule.]"\n\n[outcomes]'),
    )
    waits = (at(nov(16), 9), Happening(nov(17), Kind.PAUSED))
    still = receipt_of(paused, *waits, today=nov(18))
    assert (still.state, still.due, still.due_at) == (State.PAUSED, None, None)
    goes_on = receipt_of(paused, *waits, Happening(nov(18), Kind.RESUMED), today=nov(19))
    # Fifteen hours on Monday, none on the two days, 24 on Thursday and nine on Friday.
    assert goes_on.due_at == datetime(2026, 11, 20, 9, tzinfo=LONDON)
    assert "Tuesday 17 November     paused" in told(goes_on, paused)


CUT_OFF = 'received_until = "16:30"\nreceived_after = '


@pytest.mark.parametrize(
    ("came", "after", "due"),
    [
        # In time on Friday 20 November: day 1 is Monday, and Mon 30 November is a holiday.
        (at(nov(20), 16, 30), "the next day", nov(27)),
        (at(nov(20), 16, 31), "the next day", nov(27)),  # Saturday is no other day 0 than Friday
        (at(nov(20), 16, 31), "the next working day", dec(1)),
        (at(nov(17), 16, 31), "the next day", nov(25)),
        (received(nov(20)), "the next working day", nov(27)),  # without a time nothing moves
    ],
)
def test_what_came_after_the_time_of_day_counts_as_received_later(came, after, due):
    procedure = policy("5 working days", f'{CUT_OFF}"{after}"')
    assert receipt_of(procedure, came).due == due


def test_the_explanation_names_the_rule_that_moved_the_receipt():
    procedure = policy("5 working days", f'{CUT_OFF}"the next working day"')
    words = told(receipt_of(procedure, at(nov(20), 17, 10)), procedure)
    assert "What comes after 16:30 counts as received on the next working day." in words
    assert (
        "It came at 17:10, which is after 16:30, so it counts as received on Monday 23 November."
        in words
    )
    assert "Monday 23 November      counts as received" in words
    in_time = told(receipt_of(procedure, at(nov(20), 9)), procedure)
    assert "counts as received on Monday" not in in_time


def test_hours_run_from_the_beginning_of_the_day_as_which_something_counts():
    procedure = policy("24 hours", f'{CUT_OFF}"the next working day"')
    clock = receipt_of(procedure, at(nov(20), 17))
    assert clock.due == nov(23)  # all of Monday
    assert "The hours run from the beginning of Monday 23 November." in told(clock, procedure)
    closed = policy("24 hours", 'received_when_closed = "the next working day"')
    assert receipt_of(closed, at(nov(21), 9), today=nov(21)).due == nov(23)


def escalating(posted: str, *, on_receipt: bool = True) -> Procedure:
    """Return a policy in which the complainant has ten working days after the answer."""
    says = "true" if on_receipt else "false"
    clock = f"""
[[stage.clock]]
key = "escalation"
title = "Time to go further"
step = "Ask for a review"
promise = "ten working days to go further"
within = "10 working days"
from = "outcome-sent"
until = "referred"
owed_by = "complainant"
on_receipt = {says}
source = "[Ten working days.]"

"""
    text = f'[counting]\nposted = "{posted}"\n\n[outcomes]'
    stage = '[[stage]]\nkey = "stage-3"'
    return variant(("[outcomes]", text), (stage, f"{clock}{stage}"))


def escalation(procedure: Procedure, sent: Happening) -> Clock:
    history = [received(nov(2)), sent]
    return clocks_of(history, sent.on, procedure=procedure)["escalation"]


@pytest.mark.parametrize(
    ("rule", "sent_on", "counts_from", "due"),
    [
        # Posted on Friday 13 November: Tuesday by working days; Sunday, so Monday, by days.
        ("2 working days", nov(13), nov(17), dec(2)),
        ("2 days", nov(13), nov(16), dec(1)),
        # Posted on Friday 27 November: Monday is a holiday, so Wednesday or Tuesday.
        ("2 working days", nov(27), dec(2), dec(16)),
        ("2 days", nov(27), dec(1), dec(15)),
    ],
)
def test_a_letter_that_went_by_post_counts_as_received_by_the_rule(rule, sent_on, counts_from, due):
    posted = Happening(sent_on, Kind.OUTCOME_SENT, posted=True)
    clock = escalation(escalating(rule), posted)
    assert (clock.start, clock.counts_from, clock.due) == (sent_on, counts_from, due)


def test_what_went_by_e_mail_or_is_counted_from_its_date_needs_no_rule_of_the_post():
    posted = Happening(nov(13), Kind.OUTCOME_SENT, posted=True)
    assert escalation(escalating("2 days"), answered(nov(13))).due == nov(27)
    assert escalation(escalating("2 days", on_receipt=False), posted).due == nov(27)


def test_the_explanation_tells_when_a_letter_counts_as_received():
    procedure = escalating("2 working days")
    clock = escalation(procedure, Happening(nov(13), Kind.OUTCOME_SENT, posted=True))
    words = told(clock, procedure)
    assert "from the day after the outcome was sent and received" in words
    assert (
        "What goes by post counts as received 2 working days after posting: on Tuesday 17 November."
        in words
    )
    assert "Tuesday 17 November     counts as received" in words
    assert "day 1 is Wednesday 18 November" in words


CLOSED = (
    RECEIPT,
    f"""{RECEIPT}
instead = [{{ when_closed = true, within = "10 working days", source = "[Over a closure.]" }}]""",
)


@pytest.mark.parametrize(
    ("closures", "due"),
    [
        ((), nov(24)),
        ((Closure(nov(24), nov(24), "inset day"),), dec(3)),  # ten, without the 24th and the 30th
        ((Closure(nov(25), nov(26), "after it"),), nov(24)),
        ((Closure(nov(21), nov(22), "a weekend"),), nov(24)),
        ((Closure(nov(17), nov(17), "the day itself"),), nov(24)),
    ],
)
def test_a_closure_within_the_time_makes_it_another(closures, due):
    procedure, days = variant(CLOSED), scottish_days(*closures)
    clock = receipt_of(procedure, received(nov(17)), days=days)
    assert clock.due == due
    words = told(clock, procedure, days)
    is_longer = due != nov(24)
    assert ("Part of the usual time would fall in a closure (inset day)" in words) is is_longer


AUTUMN = SchoolTerm(date(2026, 8, 17), dec(18), "Autumn")
SPRING = SchoolTerm(date(2027, 1, 6), date(2027, 3, 25), "Spring")
IN_TERMS = WorkingDays(SCOTLAND, (), (SPRING, AUTUMN))


@pytest.mark.parametrize("unit", ["school days", "teaching days", "term days"])
def test_school_days_are_working_days_within_a_term(unit):
    procedure = policy(f"5 {unit}")
    # Received Wed 16 December: Thu and Fri; then Wed 6, Thu 7, Fri 8 January.
    clock = receipt_of(procedure, received(dec(16)), today=dec(16), days=IN_TERMS)
    assert (clock.due, clock.days_left) == (date(2027, 1, 8), 5)
    words = told(clock, procedure, IN_TERMS)
    assert f"within 5 {unit}" in words
    assert "Tuesday 29 December     closed: school holidays" in words
    assert "Wednesday 6 January     day 3" in words


def test_where_no_term_is_known_school_days_give_the_earliest_day_that_it_can_be():
    procedure = policy("5 school days")
    alone = receipt_of(procedure, received(nov(17)))
    assert alone.due == nov(24)
    assert "No term dates are entered: every working day" in told(alone, procedure)
    beyond = receipt_of(
        procedure, received(date(2027, 3, 24)), today=date(2027, 3, 24), days=IN_TERMS
    )
    # Thu 25 March is the last day of term, Friday the 26th is Good Friday; then working days.
    assert beyond.due == date(2027, 4, 1)
    assert "Term dates are entered from 17 August 2026 to 25 March 2027" in told(
        beyond, procedure, IN_TERMS
    )


def test_holidays_between_terms_are_a_closure_too():
    clock = receipt_of(variant(CLOSED), received(dec(16)), today=dec(16), days=IN_TERMS)
    # Five working days would end on Wed 23 December, in the school holidays: ten, by office days.
    assert (clock.due, clock.closed_by) == (date(2027, 1, 5), "school holidays")


@MANY
@given(st.dates(date(2026, 2, 1), date(2027, 9, 1)), st.integers(1, 30), st.integers(0, 60))
def test_terms_never_make_a_date_earlier_and_say_themselves_back(start, count, length):
    first = SchoolTerm(date(2026, 1, 5), date(2026, 12, 31 - length % 30), "one")
    days = WorkingDays(SCOTLAND, (), (first, SPRING))
    table = days.school_days
    assert table.add(start, count) >= days.add(start, count)
    assert table.count(start, table.add(start, count)) == count


@MANY
@given(
    st.datetimes(datetime(2026, 2, 1), datetime(2026, 12, 1), timezones=st.just(LONDON)),
    st.sampled_from(["the next day", "the next working day"]),
)
def test_the_time_of_day_moves_a_date_by_one_day_received_or_by_none(came, after):
    late = policy("5 working days", f'{CUT_OFF}"{after}"')
    today = came.date()
    moved = receipt_of(late, Happening(today, Kind.RECEIVED, came, "Europe/London"), today=today)
    plain = receipt_of(policy(), received(today), today=today)
    is_late = (came.hour, came.minute, came.second) > (16, 30, 0)
    assert moved.due is not None
    assert plain.due is not None
    assert moved.due >= plain.due
    if not is_late:
        assert moved.due == plain.due
    elif after == "the next working day":
        assert moved.due == DAYS.add(DAYS.add(today, 1), 5)
