"""The groups of the inbox."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.domain.urgency import Urgency, urgency
from tests.domain.many import MANY
from tests.domain.scotland import DAYS, dec, nov

SOME_DAYS = st.integers(0, 300).map(lambda number: nov(1) + timedelta(days=number))


@pytest.mark.parametrize(
    ("due", "today", "expected"),
    [
        (None, nov(21), Urgency.NOTHING_DUE),
        (nov(19), nov(21), Urgency.OVERDUE),
        (nov(20), nov(21), Urgency.OVERDUE),  # though no working day has passed since
        (nov(20), nov(20), Urgency.SOON),  # today
        (nov(24), nov(21), Urgency.SOON),  # two working days left
        (nov(25), nov(21), Urgency.SOON),  # three
        (nov(26), nov(21), Urgency.LATER),  # four
        (dec(3), nov(27), Urgency.SOON),  # 1, 2 and 3 December: the 30th is a holiday
        (dec(4), nov(27), Urgency.LATER),
    ],
)
def test_a_date_falls_into_the_group_of_its_working_days(due, today, expected):
    assert urgency(due, today, DAYS) == expected


def test_the_groups_stand_in_the_order_of_the_inbox():
    assert list(Urgency) == [
        Urgency.OVERDUE,
        Urgency.SOON,
        Urgency.LATER,
        Urgency.PAUSED,
        Urgency.NOTHING_DUE,
    ]


@MANY
@given(SOME_DAYS, SOME_DAYS)
def test_as_days_go_by_a_date_only_becomes_more_urgent(due, today):
    order = list(Urgency)
    tomorrow = today + timedelta(days=1)
    assert order.index(urgency(due, tomorrow, DAYS)) <= order.index(urgency(due, today, DAYS))
    assert (urgency(due, today, DAYS) is Urgency.OVERDUE) == (today > due)
