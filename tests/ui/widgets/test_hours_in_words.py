"""What the window says of a clock in hours or in school days: the time beside the day."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from amends.domain.explanation import explain
from amends.domain.happenings import Happening, Kind
from amends.ui.theme import Tone
from amends.ui.widgets.countdown_words import clock_words
from amends.ui.widgets.day_cells import Meaning, weeks_of
from amends.ui.widgets.next_step_words import step_words
from tests.domain.histories import clocks_of, received
from tests.domain.scotland import DAYS, nov
from tests.domain.shipped import variant

IN_HOURS = variant(('within = "5 working days"', 'within = "48 hours"'))
IN_TERMS = variant(('within = "5 working days"', 'within = "5 school days"'))
FRIDAY = datetime(2026, 11, 20, 14, 30, tzinfo=ZoneInfo("Europe/London"))


def receipt(today: date, *, timed: bool = True):
    came = Happening(FRIDAY.date(), Kind.RECEIVED, FRIDAY if timed else None, "Europe/London")
    return clocks_of([came], today, procedure=IN_HOURS)["receipt"]


@pytest.mark.parametrize(("timed", "by"), [(True, "by 14:30"), (False, "by midnight")])
def test_what_is_due_today_says_by_when(timed, by):
    words = clock_words(receipt(nov(22), timed=timed), nov(22))
    assert (words.headline, words.line, words.tone) == ("today", by, Tone.SOON)
    assert words.text == f"today, {by}"


def test_before_that_the_days_are_counted_and_the_step_tells_the_time():
    assert clock_words(receipt(nov(21)), nov(21)).text == "1 day left"
    heading = "Send the receipt by Sunday 22 November, 14:30"
    assert step_words(receipt(nov(21)), nov(21)).heading == heading
    assert step_words(receipt(nov(22)), nov(22)).heading == "Send the receipt today by 14:30"
    late = step_words(receipt(nov(23)), nov(23)).heading
    assert late == "Send the receipt: it was due Sunday 22 November, 14:30"


def test_each_day_of_the_strip_says_how_much_of_it_counts():
    [week] = weeks_of(explain(receipt(nov(21)), IN_HOURS, DAYS).days)
    found = {cell.day: (cell.meaning, cell.words) for cell in week}
    assert found[nov(20)] == (Meaning.TRIGGER, "received 14:30")
    assert found[nov(21)] == (Meaning.COUNTED, "24 hours")
    assert found[nov(22)] == (Meaning.DUE, "14 h 30 min · due")


@pytest.mark.parametrize(
    ("left", "text"),
    [(1, "1 school day left"), (5, "5 school days left"), (-1, "1 school day late, was due")],
)
def test_school_days_are_called_so(left, text):
    clock = clocks_of([received(nov(17))], nov(18), procedure=IN_TERMS)["receipt"]
    due = nov(24) if left > 0 else nov(17)
    assert clock_words(replace(clock, due=due, days_left=left), nov(18)).text.startswith(text)
