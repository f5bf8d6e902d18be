"""Which copies are kept as they grow old, and which are thrown away."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from amends.domain.copies import WEEKLY_FOR, worth_keeping

TODAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
INSTANTS = st.datetimes(
    datetime(2024, 1, 1), datetime(2026, 11, 21, 23, 59), timezones=st.just(UTC)
)


def days_ago(*days):
    return [NOON - timedelta(days=it) for it in days]


def kept(made, today=TODAY):
    return sorted(worth_keeping(made, today), reverse=True)


def test_all_of_today_are_kept():
    made = [NOON + timedelta(minutes=it) for it in range(5)]
    assert set(kept(made)) == set(made)


def test_of_each_of_the_last_fourteen_days_the_last_is_kept():
    made = [each + timedelta(hours=it) for each in days_ago(*range(1, 15)) for it in range(3)]
    assert kept(made) == [each + timedelta(hours=2) for each in days_ago(*range(1, 15))]


def test_after_that_one_a_week_is_kept_for_three_months():
    made = days_ago(*range(92))
    older = [each for each in kept(made) if each < NOON - timedelta(days=14)]
    assert len(older) == 12
    assert all(each.weekday() == 6 for each in older[1:])


def test_and_one_a_month_beyond():
    made = days_ago(*range(15), *range(92, 800))
    days = [each.date() for each in kept(made) if TODAY - each.date() > WEEKLY_FOR]
    assert len({(day.year, day.month) for day in days}) == len(days)
    assert date(2026, 6, 30) in days
    assert date(2025, 2, 28) in days


def test_a_clock_that_runs_ahead_by_years_makes_no_day_s_copy_old():
    made = days_ago(*range(14))
    for ahead in (NOON.replace(year=2036), NOON.replace(year=2036, hour=13)):
        made.append(ahead)
        assert set(kept(made, ahead.date())) == set(made)
    assert set(kept(made)) == set(made)


def test_no_copies_are_no_copies():
    assert worth_keeping([], TODAY) == set()


@given(st.sets(INSTANTS))
def test_the_newest_is_always_kept_and_nothing_is_made_up(made):
    found = worth_keeping(made, TODAY)
    assert found <= made
    assert not made or max(made) in found
    old = {it for it in made if TODAY - it.date() > WEEKLY_FOR}  # a week may lie in two months
    assert {(it.year, it.month) for it in old} <= {(it.year, it.month) for it in found}


@given(st.sets(INSTANTS, max_size=40), st.integers(0, 120))
def test_thinning_out_each_day_keeps_what_thinning_out_once_would(made, days):
    later = TODAY + timedelta(days=days)
    assert worth_keeping(worth_keeping(made, TODAY), later) <= worth_keeping(made, later) | made
    assert worth_keeping(worth_keeping(made, TODAY), TODAY) == worth_keeping(made, TODAY)
