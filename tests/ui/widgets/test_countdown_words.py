"""What a countdown says on every kind of day."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.domain.clocks import State
from amends.domain.durations import Unit
from amends.domain.happenings import Kind
from amends.ui.theme import Tone
from amends.ui.widgets.countdown_words import clock_words, countdown_words

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("due", "left", "headline", "line", "tone"),
    [
        (date(2026, 11, 18), -2, "2", "working days late", Tone.LATE),
        (date(2026, 11, 19), -1, "1", "working day late", Tone.LATE),
        (date(2026, 11, 20), 0, "late", "was due Fri 20 Nov", Tone.LATE),
        (date(2026, 11, 21), 0, "today", "", Tone.SOON),
        (date(2026, 11, 22), 0, "due", "Sun 22 Nov", Tone.SOON),
        (date(2026, 11, 23), 1, "1", "working day left", Tone.SOON),
        (date(2026, 11, 25), 3, "3", "working days left", Tone.SOON),
        (date(2026, 11, 26), 4, "4", "working days left", Tone.CALM),
        (None, None, "no date", "", Tone.NONE),
    ],
)
def test_each_day_has_its_words_and_tone(due, left, headline, line, tone):
    words = countdown_words(due, left, SATURDAY)
    assert (words.headline, words.line, words.tone) == (headline, line, tone)


@pytest.mark.parametrize(
    ("left", "text"),
    [(1, "1 day left"), (2, "2 days left"), (-1, "1 day late, was due Sat 21 Nov")],
)
def test_a_narrow_place_says_days(left, text):
    due = SATURDAY if left < 0 else SATURDAY + timedelta(days=9)
    today = SATURDAY + timedelta(days=2) if left < 0 else SATURDAY
    assert countdown_words(due, left, today, None).text == text


def test_a_narrow_place_has_room_for_the_day_alone():
    words = countdown_words(date(2026, 11, 20), 0, SATURDAY, None)
    assert (words.headline, words.line) == ("late", "due 20 Nov")
    assert words.text == "late, was due Fri 20 Nov"


def test_days_that_all_count_are_called_days():
    words = countdown_words(date(2026, 12, 1), 10, SATURDAY, Unit.WEEKS)
    assert words.text == "10 days left"


def test_a_day_of_another_year_says_which():
    words = countdown_words(date(2026, 12, 31), 0, date(2027, 1, 1))
    assert words.text == "late, was due Thu 31 Dec 2026"


@given(st.integers(-400, 400), st.sampled_from([None, *Unit]))
def test_nothing_is_ever_0_days_late_or_left(away, unit):
    due = SATURDAY + timedelta(days=away)
    for left in {away, away // 2, 0}:
        words = countdown_words(due, left, SATURDAY, unit)
        assert words.headline != "0"
        assert not words.text.startswith("0 ")
        assert words.is_number == words.headline.isdecimal()


@given(st.integers(-400, 400))
def test_it_is_late_exactly_when_the_day_has_passed(away):
    words = countdown_words(SATURDAY + timedelta(days=away), away, SATURDAY)
    assert (words.tone is Tone.LATE) == (away < 0)
    assert ("today" in words.text) == (away == 0)


def test_running_clocks_count_down(shown):
    assert clock_words(shown.clock("receipt"), SATURDAY).text == "2 working days left"
    assert clock_words(shown.clock("response"), SATURDAY).tone is Tone.CALM


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (State.MET, "done"),
        (State.MET_LATE, "done late"),
        (State.PROJECTED, "expected Tue 24 Nov"),
        (State.PAUSED, "paused, 2 working days left"),
        (State.ENDED, "ended"),
        (State.NOT_STATED, "no time stated"),
        (State.NOT_STARTED, "not started"),
    ],
)
def test_clocks_that_do_not_run_say_how_they_stand(shown, state, text):
    clock = msgspec.structs.replace(shown.clock("receipt"), state=state)
    assert clock_words(clock, SATURDAY).text == text


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_words(shown, state):
    clock = msgspec.structs.replace(shown.clock("receipt"), state=state, due=None)
    assert clock_words(clock, SATURDAY).text


def test_a_late_clock_is_late_by_working_days(case):
    late = case((Kind.RECEIVED, date(2026, 11, 17)), today=date(2026, 11, 25))
    words = clock_words(late.clock("receipt"), date(2026, 11, 25))
    assert words.text == "1 working day late, was due Tue 24 Nov"
