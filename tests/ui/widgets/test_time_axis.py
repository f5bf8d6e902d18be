"""The scale of a timeline is true, and its breaks are where nothing is."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.ui.widgets.time_axis import LONGEST_GAP_DAYS, TimeAxis

FIRST = date(2026, 1, 1)
days = st.lists(st.integers(0, 900), min_size=1, max_size=30).map(
    lambda offsets: [FIRST + timedelta(days=offset) for offset in offsets]
)
widths = st.floats(100, 2000)


def axis_of(*offsets, left=0.0, right=100.0, break_width=10.0):
    return TimeAxis([FIRST + timedelta(days=each) for each in offsets], left, right, break_width)


def at(axis, offset):
    return axis.x(FIRST + timedelta(days=offset))


def test_days_are_equally_wide():
    axis = axis_of(0, 10, 40)
    assert [at(axis, day) for day in (0, 10, 20, 40)] == pytest.approx([0, 25, 50, 100])


def test_a_gap_of_40_days_is_drawn_and_one_of_41_is_broken():
    assert axis_of(0, LONGEST_GAP_DAYS).breaks == ()
    (gap,) = axis_of(0, 9, 10 + LONGEST_GAP_DAYS).breaks
    assert (gap.first, gap.last) == (FIRST + timedelta(days=9), FIRST + timedelta(days=50))
    assert gap.days == LONGEST_GAP_DAYS


def test_a_break_is_as_wide_as_it_is_told_and_the_rest_is_to_scale():
    axis = axis_of(0, 20, 120, 130)
    assert [(gap.left, gap.right) for gap in axis.breaks] == [(60.0, 70.0)]
    assert at(axis, 10) == pytest.approx(30)
    assert at(axis, 125) == pytest.approx(85)


def test_something_within_a_gap_keeps_it_whole():
    assert axis_of(0, 30, 60).breaks == ()


def test_two_days_far_apart_lie_at_the_ends():
    axis = axis_of(0, 300)
    assert (at(axis, 0), at(axis, 300)) == (0, 100)


def test_a_single_day_lies_at_the_start():
    assert at(axis_of(5, left=20), 5) == 20


def test_days_outside_lie_at_the_ends():
    axis = axis_of(5, 10, left=20)
    assert (at(axis, 0), at(axis, 40)) == (20, 100)


@given(days, widths)
def test_order_is_kept_and_all_is_within(shown, width):
    axis = TimeAxis(shown, 10, 10 + width, 30)
    places = [axis.x(day) for day in sorted(shown)]
    assert places == sorted(places)
    assert places[0] >= 10
    assert places[-1] <= 10 + width + 1e-6


@given(days, widths)
def test_every_day_outside_a_break_is_as_wide_as_any_other(shown, width):
    axis = TimeAxis(shown, 0, width, 30)
    for before, after in pairwise(sorted(set(shown))):
        length = (after - before).days
        drawn = axis.x(after) - axis.x(before)
        if length > LONGEST_GAP_DAYS:
            assert drawn == pytest.approx(axis.break_width)
        else:
            assert drawn == pytest.approx(length * axis.day_width)


@given(days, widths)
def test_breaks_never_take_more_than_half_of_what_is_to_scale(shown, width):
    axis = TimeAxis(shown, 0, width, 30)
    if axis.day_width:
        assert sum(gap.right - gap.left for gap in axis.breaks) <= width / 2 + 1e-6
