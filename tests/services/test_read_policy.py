"""What a new complaint would owe, told before it is logged."""

from __future__ import annotations

from datetime import date

import pytest

from amends.domain.clocks import State
from amends.services.read_policy import promised_dates, read_policy
from tests.closures import add_closure
from tests.desks import MOMENT, TODAY, make_desk

RECEIVED = date(2026, 11, 17)


def dues(desk, received_on=RECEIVED, raised_on=None):
    clocks = promised_dates(read_policy(desk), received_on, raised_on, TODAY)
    return {clock.key: clock.due for clock in clocks}


def test_the_receipt_and_the_response_have_their_dates(desk):
    assert dues(desk) == {"receipt": date(2026, 11, 24), "response": date(2026, 12, 16)}


def test_nobody_who_cannot_be_written_to_is_owed_a_receipt(desk):
    policy = read_policy(desk)
    clocks = promised_dates(policy, RECEIVED, None, TODAY, is_reachable=False)
    assert [clock.key for clock in clocks] == ["response"]


def test_an_earlier_raising_changes_nothing_where_the_policy_gives_it_no_time(desk):
    assert dues(desk, raised_on=date(2026, 11, 4)) == dues(desk)


def test_the_offices_closures_count(desk):
    add_closure(desk, date(2026, 11, 23), date(2026, 11, 23), "", MOMENT)
    assert dues(desk)["receipt"] == date(2026, 11, 25)


def test_counted_from_the_receipt_the_response_is_expected_only(tmp_path):
    readings = {"stage-2.receipt": "received", "stage-2.response": "acknowledged"}
    desk = make_desk(tmp_path / "office", readings)
    receipt, response = promised_dates(read_policy(desk), RECEIVED, None, TODAY)
    assert (receipt.state, response.state) == (State.RUNNING, State.PROJECTED)
    assert response.due == date(2026, 12, 23)
    desk.store.close()


@pytest.mark.parametrize("received_on", [date(1990, 1, 1), TODAY])
def test_every_possible_day_has_dates(desk, received_on):
    assert set(dues(desk, received_on)) == {"receipt", "response"}


def test_the_policy_names_its_calendar(desk):
    assert read_policy(desk).calendar.title == "Scottish bank holidays"
