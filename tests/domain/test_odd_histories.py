"""Histories that should not be, and are: out of order, twice, on one day, corrected afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from amends.domain.clocks import State
from amends.domain.happenings import Happening
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
from tests.domain.scotland import dec, nov

History = Sequence[Happening]
TODAY = date(2027, 2, 1)  # long after everything below

FROM_THE_COMPLAINT = {"stage-2.response": "received"}
RUNNING, LATE, MET, MET_LATE, ENDED = (
    State.RUNNING,
    State.LATE,
    State.MET,
    State.MET_LATE,
    State.ENDED,
)

# What happened; then the receipt and the response: how it stands, when it was due and stopped.
HISTORIES: dict[str, tuple[History, tuple, tuple]] = {
    "received twice counts from the first day": (
        [received(nov(19)), received(nov(17)), acknowledged(nov(20)), answered(dec(1))],
        (MET, nov(24), nov(20)),
        (MET, dec(16), dec(1)),
    ),
    "received again after the answer starts nothing anew": (
        [received(nov(17)), acknowledged(nov(18)), answered(dec(1)), received(dec(3))],
        (MET, nov(24), nov(18)),
        (MET, dec(16), dec(1)),
    ),
    "a second receipt changes nothing": (
        [received(nov(17)), acknowledged(nov(18)), acknowledged(nov(27)), answered(dec(1))],
        (MET, nov(24), nov(18)),
        (MET, dec(16), dec(1)),
    ),
    "a second answer changes nothing": (
        [received(nov(17)), acknowledged(nov(18)), answered(dec(1)), answered(dec(30))],
        (MET, nov(24), nov(18)),
        (MET, dec(16), dec(1)),
    ),
    "an answer before the receipt ends the wait for it": (
        [received(nov(17)), answered(nov(20)), acknowledged(nov(27))],
        (MET_LATE, nov(24), nov(27)),  # what was sent was sent late
        (MET, dec(16), nov(20)),
    ),
    "all on one day": (
        [received(nov(17)), acknowledged(nov(17)), answered(nov(17)), closed(nov(17))],
        (MET, nov(24), nov(17)),
        (MET, dec(16), nov(17)),
    ),
    "closed on the day it was received": (
        [received(nov(17)), closed(nov(17))],
        (ENDED, nov(24), nov(17)),
        (ENDED, dec(16), nov(17)),
    ),
    "closed, then answered after all": (
        [received(nov(17)), closed(nov(20)), answered(dec(1))],
        (ENDED, nov(24), nov(20)),
        (MET, dec(16), dec(1)),
    ),
    "closed twice counts from the first closing": (
        [received(nov(17)), closed(nov(20)), closed(dec(20))],
        (ENDED, nov(24), nov(20)),
        (ENDED, dec(16), nov(20)),
    ),
    "closed, then a receipt": (
        [received(nov(17)), closed(nov(20)), acknowledged(nov(23))],
        (MET, nov(24), nov(23)),
        (ENDED, dec(16), nov(20)),
    ),
    "closed before it was received owes what it would": (
        # A day that was typed wrong. Hiding the promises would be the worse mistake.
        [closed(nov(16)), received(nov(17))],
        (LATE, nov(24), None),
        (LATE, dec(16), None),
    ),
    "a receipt before the complaint is none": (
        [acknowledged(nov(16)), received(nov(17)), answered(dec(1))],
        (ENDED, nov(24), dec(1)),
        (MET, dec(16), dec(1)),
    ),
    "an answer before the complaint is none": (
        [answered(nov(16)), received(nov(17)), acknowledged(nov(18))],
        (MET, nov(24), nov(18)),
        (LATE, dec(16), None),
    ),
    "raised after it was received": (
        [received(nov(17)), raised(nov(19)), acknowledged(nov(24)), answered(dec(16))],
        (MET, nov(24), nov(24)),
        (MET, dec(16), dec(16)),
    ),
    "referred before it was answered still owes the answer": (
        [received(nov(17)), acknowledged(nov(18)), referred(nov(20))],
        (MET, nov(24), nov(18)),
        (LATE, dec(16), None),
    ),
}


@pytest.mark.parametrize(("history", "receipt", "response"), HISTORIES.values(), ids=HISTORIES)
def test_counted_from_the_complaint(history, receipt, response):
    for order in (history, history[::-1]):
        clocks = clocks_of(order, TODAY, readings=FROM_THE_COMPLAINT)
        found = [
            (clock.state, clock.due, clock.stopped)
            for clock in (clocks["receipt"], clocks["response"])
        ]
        assert found == [receipt, response]


# What happened; then the response, counted from the receipt. Twenty days from Friday 27 November
# end on 30 December: 1-4 = 4, 7-11 = 9, 14-18 = 14, 21-24 = 18, 29, 30. From the 23rd, a Monday:
# 24-27 = 4, 1-4 = 8, 7-11 = 13, 14-18 = 18, 21, 22 December.
FROM_RECEIPT: dict[str, tuple[History, tuple]] = {
    "answered before the receipt is answered": (
        [received(nov(17)), answered(nov(20)), acknowledged(nov(27))],
        (MET, nov(27), dec(30), nov(20)),
    ),
    "answered without any receipt is answered, and never had a date": (
        [received(nov(17)), answered(nov(20))],
        (MET, None, None, nov(20)),
    ),
    "closed without any receipt is ended, and never had a date": (
        [received(nov(17)), closed(nov(20))],
        (ENDED, None, None, nov(20)),
    ),
    "closed, then a receipt: a closed case owes nothing": (
        [received(nov(17)), closed(nov(20)), acknowledged(nov(23))],
        (ENDED, nov(23), dec(22), nov(20)),
    ),
    "the first of two receipts counts": (
        [received(nov(17)), acknowledged(nov(27)), acknowledged(nov(23))],
        (LATE, nov(23), dec(22), None),
    ),
    "receipt and answer on one day": (
        [received(nov(17)), acknowledged(nov(23)), answered(nov(23))],
        (MET, nov(23), dec(22), nov(23)),
    ),
}


@pytest.mark.parametrize(("history", "expected"), FROM_RECEIPT.values(), ids=FROM_RECEIPT)
def test_counted_from_the_receipt(history, expected):
    for order in (history, history[::-1]):
        clock = clocks_of(order, TODAY, readings=FROM_THE_RECEIPT)["response"]
        assert (clock.state, clock.start, clock.due, clock.stopped) == expected


def test_a_clock_of_the_computer_that_runs_behind_hides_no_promise():
    """What was recorded as of tomorrow counts, whatever day the computer believes it is."""
    clocks = clocks_of([received(nov(17)), acknowledged(nov(19))], today=nov(2))
    assert (clocks["receipt"].state, clocks["receipt"].due) == (MET, nov(24))
    response = clocks["response"]
    # Left from Monday the 2nd: 3-6 = 4, 9-13 = 9, 16, 17 = 11, and then the twenty.
    assert (response.state, response.due, response.days_left) == (RUNNING, dec(16), 31)
