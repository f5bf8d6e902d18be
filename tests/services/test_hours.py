"""A policy that counts in hours, from its complaint to its letter, in a real office."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from amends.domain.happenings import Happening, Kind
from amends.domain.letter_kinds import LetterKind
from amends.services.adopt_procedure import Adoption, adopt_procedure
from amends.services.letter_facts import letter_facts
from amends.services.log_complaint import log_complaint
from amends.services.put_right import correct_day
from amends.services.read_case import read_case
from amends.services.read_inbox import read_page
from amends.services.read_policy import promised_dates, read_policy
from amends.services.read_promises import read_promise_page
from tests.desks import MOMENT, TODAY, complaint
from tests.domain.shipped import changed

LONDON = ZoneInfo("Europe/London")
AT = datetime(2026, 11, 20, 16, 30, tzinfo=LONDON)
IN_HOURS = changed(
    ('within = "5 working days"', 'within = "24 hours"'),
    ('within = "20 working days"', 'within = "72 hours"'),
)


@pytest.fixture
def hourly(desk):
    """An office whose policy promises a receipt in 24 hours, and a response in 72."""
    since = date(2026, 1, 1)
    adopt_procedure(
        desk,
        Adoption(
            raw=IN_HOURS.encode(), readings={"stage-2.response": "received"}, in_force_from=since
        ),
        MOMENT,
    )
    return desk


def logged(desk, **changes):
    facts = {"received_on": AT.date(), "received_at": AT, "zone": "Europe/London"} | changes
    return log_complaint(desk, complaint(**facts), MOMENT).stream


def test_the_time_of_a_complaint_is_on_record_and_its_clocks_run_from_it(hourly):
    view = read_case(hourly, logged(hourly), TODAY)
    assert view.case.happenings == (
        Happening(AT.date(), Kind.RECEIVED, AT.astimezone(UTC), "Europe/London"),
    )
    receipt = view.clock("stage-2.receipt")
    assert (receipt.due, receipt.due_at) == (TODAY, AT.replace(day=21))
    assert view.explain("stage-2.receipt").title == "Why Saturday 21 November, by 16:30?"


def test_a_complaint_without_its_time_gives_its_day_away(hourly):
    view = read_case(hourly, logged(hourly, received_at=None), TODAY)
    receipt = view.clock("stage-2.receipt")
    assert receipt.due == TODAY
    assert receipt.due_at == datetime(2026, 11, 22, tzinfo=LONDON)


def test_a_date_that_was_put_right_has_no_time_any_more(hourly):
    stream = logged(hourly)
    view = read_case(hourly, stream, TODAY)
    entry = next(it for it in view.log if it.event.kind == Kind.RECEIVED)
    correct_day(hourly, view, entry.id, date(2026, 11, 19), "It came a day before.", MOMENT)
    [happening] = read_case(hourly, stream, TODAY).case.happenings
    assert (happening.on, happening.at, happening.zone) == (date(2026, 11, 19), None, "")


def test_the_receipt_tells_the_hour_of_the_answer(hourly):
    view = read_case(hourly, logged(hourly), TODAY)
    facts = letter_facts(view, LetterKind.RECEIPT)
    assert facts["response_due"] == "23 November 2026, 16:30"


def test_a_new_complaint_shows_by_when_it_would_be_due(hourly):
    policy = read_policy(hourly)
    receipt, _response = promised_dates(
        policy, AT.date(), None, TODAY, received_at=AT, zone="Europe/London"
    )
    assert receipt.due_at == AT.replace(day=21)


def test_lists_tell_the_time_of_day_until_which_it_is_in_time(hourly):
    logged(hourly)
    [row] = read_page(hourly, "", None, 9)
    assert (row.next_due, row.due_time) == (TODAY, "16:30")
    rows = read_promise_page(hourly, None, 9)
    assert [(it.due, it.due_time) for it in rows] == [
        (TODAY, "16:30"),
        (date(2026, 11, 23), "16:30"),
    ]


def test_what_is_due_by_the_day_has_no_time_in_lists(desk, stream):
    [row] = read_page(desk, "", None, 9)
    assert row.due_time == ""
    assert {it.due_time for it in read_promise_page(desk, None, 9)} == {""}


def test_lists_know_in_which_days_a_clock_is_told(stream, hourly):
    anew = logged(hourly)
    assert {it.told_in for it in read_promise_page(hourly, None, 9)} == {"days", "working days"}
    rows = {it.stream: it.told_in for it in read_page(hourly, "", None, 9)}
    assert rows == {stream: "working days", anew: "days"}
