"""The timeline as a table says all that the drawing shows."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from amends.domain.happenings import Kind
from amends.ui.widgets.timeline_words import band_sentence, timeline_rows
from tests.desks import TODAY


def test_the_table_says_what_is_drawn_in_the_order_of_days(shown):
    assert timeline_rows(shown.timeline, shown.clocks) == [
        ("Wed 4 Nov", "Stage 1 · Person first dealt with", "opened, until Tue 17 Nov"),
        ("Wed 4 Nov", "Raised", "done"),
        ("Tue 17 Nov", "Stage 2 · Clinical Director", "opened, now running"),
        ("Tue 17 Nov", "Received", "done"),
        ("Sat 21 Nov", "Today", ""),
        ("Tue 24 Nov", "Receipt due", "2 working days left"),
        ("Mon 30 Nov", "St Andrew's Day", "not counted"),
        ("Wed 16 Dec", "Response due", "17 working days left"),
        ("", "Stage 3 · CIMSPA", "if not satisfied"),
    ]


def test_without_clocks_a_deadline_is_still_called_due(shown):
    rows = timeline_rows(shown.timeline)
    assert ("Tue 24 Nov", "Receipt due", "due") in rows


def test_days_of_another_year_say_which(case):
    old = case((Kind.RECEIVED, date(2026, 12, 10)), today=date(2027, 1, 12))
    rows = timeline_rows(old.timeline, old.clocks)
    assert rows[0][0] == "Thu 10 Dec 2026"
    assert ("Fri 1 Jan", "New Year's Day", "not counted") in rows
    assert ("Thu 24 Dec 2026", "closed: Christmas Eve", "not counted") in rows


def test_a_stage_that_can_begin_only_from_a_day_on_says_so(shown):
    *others, last = shown.timeline.bands
    waiting = replace(last, not_before=date(2026, 12, 2))
    timeline = replace(shown.timeline, bands=(*others, waiting))
    assert timeline_rows(timeline)[-1] == (
        "",
        "Stage 3 · CIMSPA",
        "if not satisfied, from 2 Dec on",
    )
    assert band_sentence(waiting, TODAY) == "Stage 3 · CIMSPA, if not satisfied, from 2 Dec on"
