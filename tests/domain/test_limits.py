"""Promises with more than one limit, a first day, or a date that comes again and again.

November 2026 begins on a Sunday; Monday the 30th is a holiday.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from amends.domain.clocks import Clock, State
from amends.domain.explanation import explain
from amends.domain.happenings import Happening, Kind
from amends.domain.procedure import Procedure
from tests.domain.histories import acknowledged, answered, clocks_of, raised, received, referred
from tests.domain.scotland import DAYS, dec, nov
from tests.domain.shipped import variant

RESPONSE = 'until = "outcome-sent"\nletter = "outcome"'
TO_CIMSPA = 'within = "not stated"\nfrom = "outcome-sent"'


def with_rule(more: str) -> Procedure:
    """Return the shipped procedure with more said of its response."""
    return variant((RESPONSE, f"{RESPONSE}\n{more}"))


def response(rules: Procedure, history: Iterable[Happening], today: date) -> Clock:
    return clocks_of(history, today, procedure=rules)["response"]


# --- an inner limit within an overall one --------------------------------------------------------

SIX_MONTHS = 'also = [{ within = "6 months", from = "raised", source = "Six months." }]'
CAPPED = with_rule(
    'also = [{ within = "4 weeks", from = "raised", source = "In all, no more than four weeks." }]'
)


@pytest.mark.parametrize(
    ("raised_on", "due", "source"),
    [
        (nov(4), dec(2), "In all, no more than four weeks."),  # 4 November and 28 days
        (nov(16), dec(14), "In all, no more than four weeks."),
        (nov(17), dec(15), "In all, no more than four weeks."),
    ],
)
def test_the_earlier_of_two_limits_counts(raised_on, due, source):
    # Alone, the twenty working days from Tue 17 November end on Wed 16 December.
    clock = response(CAPPED, [raised(raised_on), received(nov(17))], nov(21))
    assert (clock.due, clock.source) == (due, source)


def test_a_limit_whose_days_have_not_begun_changes_nothing():
    clock = response(CAPPED, [received(nov(17))], nov(21))
    assert clock.due == dec(16)


def test_the_later_of_two_limits_counts_where_the_policy_says_so():
    """As of SPSO: six months from the event, or two months from the answer, whichever is later."""
    rules = variant(
        (
            TO_CIMSPA,
            f'within = "2 months"\nfrom = "outcome-sent"\ntakes = "the later"\n{SIX_MONTHS}',
        )
    )
    history = [raised(nov(4)), received(nov(17)), answered(dec(10))]
    clock = clocks_of(history, dec(11), procedure=rules)["go-to-cimspa"]
    assert clock.due == date(2027, 5, 4)
    late_answer = [raised(date(2026, 6, 1)), received(nov(17)), answered(dec(10))]
    clock = clocks_of(late_answer, dec(11), procedure=rules)["go-to-cimspa"]
    assert clock.due == date(2027, 2, 10)


# --- a first day ---------------------------------------------------------------------------------


def test_a_promise_may_not_be_kept_before_a_first_day():
    rules = with_rule('not_before = { within = "10 days", from = "received", source = "…" }')
    clock = response(rules, [received(nov(17))], nov(21))
    assert (clock.opens_on, clock.due) == (nov(27), dec(16))
    assert "It cannot be kept before Friday 27 November." in explain(clock, rules, DAYS).rule


# --- again and again -----------------------------------------------------------------------------

UPDATES = variant(
    (
        '[[stage.clock]]\nkey = "response"',
        """[[stage.clock]]
key = "update"
title = "Update"
step = "Write how it stands"
promise = "an update"
within = "5 working days"
from = "acknowledged"
until = "action-plan-sent"
repeats = true
source = "We write every five working days."

[[stage.clock]]
key = "response\"""",
    )
)


def update_sent(on: date) -> Happening:
    return Happening(on, Kind.ACTION_PLAN_SENT)


def test_what_comes_again_starts_anew_each_time_it_is_kept():
    history = [received(nov(2)), acknowledged(nov(3))]
    first = clocks_of(history, nov(4), procedure=UPDATES)["update"]
    assert (first.state, first.due) == (State.RUNNING, nov(10))
    again = clocks_of([*history, update_sent(nov(9))], nov(10), procedure=UPDATES)["update"]
    assert (again.state, again.start, again.due) == (State.RUNNING, nov(9), nov(16))
    late = clocks_of([*history, update_sent(nov(9))], nov(17), procedure=UPDATES)["update"]
    assert late.state is State.LATE
    answer = [*history, update_sent(nov(9)), answered(nov(12))]
    over = clocks_of(answer, nov(30), procedure=UPDATES)["update"]
    assert (over.state, over.stopped) == (State.ENDED, nov(12))


def test_a_referral_does_not_end_what_the_office_still_owes():
    clock = response(variant(), [received(nov(2)), referred(nov(10))], nov(12))
    assert clock.state is State.RUNNING
