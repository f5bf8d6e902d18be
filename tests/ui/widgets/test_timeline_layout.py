"""Where everything on the timeline lies, for the case of the design and for cases at random."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.domain.happenings import Kind
from amends.domain.timeline import Band, Mark, MarkKind, Timeline
from amends.domain.working_days import Day, DayKind
from amends.ui.widgets.timeline_layout import Look, Ruler, lay_out
from tests.ui.conftest import TODAY

LINE = 16.0
RULER = Ruler(lambda text, bold: len(text) * (6.6 if bold else 6.2), LINE)
WIDTH = 720.0

TITLES = ("Raised", "Received", "Receipt sent", "Receipt due", "Response due", "Closed")


@st.composite
def timelines(draw):
    """Return a timeline of up to two years, crowded or nearly empty."""
    span = draw(st.integers(1, 700))
    near = st.integers(0, span).map(lambda offset: date(2026, 1, 1) + timedelta(days=offset))
    mark = st.builds(Mark, near, st.sampled_from(TITLES), st.sampled_from(list(MarkKind)))
    notch = st.builds(
        Day,
        near,
        st.sampled_from([DayKind.HOLIDAY, DayKind.CLOSURE]),
        st.sampled_from(["New Year's Day", "Boxing Day (substitute day)", "Stocktaking"]),
    )
    opened = sorted(draw(st.lists(near, max_size=3)))
    bands = [
        Band(f"stage-{number}", f"Stage {number}", "Clinical Director", first, None)
        for number, first in enumerate(opened)
    ]
    bands += [
        Band(f"later-{number}", f"Stage {number + 4}", "A body outside the office", None, None)
        for number in range(draw(st.integers(0, 3)))
    ]
    return Timeline(
        bands=tuple(bands),
        marks=tuple(sorted(draw(st.lists(mark, max_size=14)))),
        notches=tuple(sorted(draw(st.lists(notch, max_size=12)), key=lambda day: day.date)),
        today=draw(near),
    )


def texts(labels):
    return [label.lines for label in labels]


def looks(drawing):
    return [spot.look for spot in drawing.spots]


@pytest.fixture
def drawing(shown):
    return lay_out(shown.timeline, shown.clocks, WIDTH, RULER)


def test_the_case_of_the_design_says_what_the_design_says(drawing):
    assert texts(drawing.titles) == [
        ("Stage 1 · Person first dealt with",),
        ("Stage 2 · Clinical Director",),
        ("Stage 3 · CIMSPA",),
    ]
    assert texts(drawing.labels) == [
        ("Raised", "4 Nov"),
        ("Received", "17 Nov"),
        ("Receipt due", "24 Nov"),
        ("Response due", "16 Dec"),
        ("if not satisfied",),
    ]
    assert texts(drawing.notes) == [
        ("Today, Sat 21 Nov",),
        ("Mon 30 Nov: St Andrew's Day, not counted",),
    ]


def test_the_case_of_the_design_looks_like_the_design(drawing):
    assert looks(drawing) == [
        Look.DONE,
        Look.DONE,
        Look.SOON,
        Look.HOLIDAY,
        Look.DUE,
        Look.NOT_OPENED,
    ]
    assert [span.running for span in drawing.spans] == [False, True]
    assert drawing.spans[1].right == drawing.today_x


def test_what_is_near_is_bold_and_what_is_far_is_not(drawing):
    bold = {label.lines[0]: label.bold for label in drawing.labels}
    assert bold["Receipt due"]
    assert not bold["Response due"]


def test_a_stage_that_may_come_lies_beyond_the_scale(drawing):
    last_date = max(spot.x for spot in drawing.spots if spot.on)
    assert last_date < drawing.scale_right < drawing.spots[-1].x < drawing.line_right


def test_deadlines_can_be_explained_and_events_cannot(drawing):
    named = {spot.sentence.partition(",")[0]: spot.clock for spot in drawing.spots}
    assert named["Receipt due"] == "stage-2.receipt"
    assert named["Raised"] == ""


def test_what_is_late_and_what_is_only_expected_look_different(case):
    late = case(
        (Kind.RECEIVED, date(2026, 11, 17)),
        today=date(2026, 11, 26),
        **{"stage-2_response": "acknowledged"},
    )
    drawn = looks(lay_out(late.timeline, late.clocks, WIDTH, RULER))
    assert Look.LATE in drawn
    assert Look.PROJECTED in drawn


def test_a_stage_that_was_passed_over_is_not_promised(case):
    direct = case((Kind.RECEIVED, date(2026, 11, 17)))
    drawing = lay_out(direct.timeline, direct.clocks, WIDTH, RULER)
    assert ("Stage 1 · Person first dealt with",) not in texts(drawing.titles)
    assert looks(drawing).count(Look.NOT_OPENED) == 1


def test_events_of_one_day_share_a_label(case):
    same = case((Kind.RAISED, TODAY), (Kind.RECEIVED, TODAY))
    drawing = lay_out(same.timeline, same.clocks, WIDTH, RULER)
    assert ("Raised, received", "21 Nov") in texts(drawing.labels)
    assert looks(drawing)[:2] == [Look.DONE, Look.DONE]


def test_many_holidays_are_gathered(case):
    winter = case((Kind.RECEIVED, date(2026, 12, 10)), today=date(2026, 12, 11))
    notes = texts(lay_out(winter.timeline, winter.clocks, WIDTH, RULER).notes)
    assert ("5 closed days not counted",) in notes


def test_holidays_alone_are_called_holidays():
    notches = tuple(
        Day(TODAY + timedelta(days=number), DayKind.HOLIDAY, "Holiday") for number in range(1, 9)
    )
    timeline = Timeline(bands=(), marks=(), notches=notches, today=TODAY)
    drawing = lay_out(timeline, (), WIDTH, RULER)
    assert ("8 holidays not counted",) in texts(drawing.notes)


def test_a_long_gap_is_broken_and_says_how_long():
    marks = (Mark(date(2026, 1, 5), "Raised", MarkKind.DONE), Mark(TODAY, "Closed", MarkKind.DONE))
    timeline = Timeline(bands=(), marks=marks, notches=(), today=TODAY)
    drawing = lay_out(timeline, (), WIDTH, RULER)
    assert len(drawing.breaks) == 1
    assert ("319 days not drawn",) in texts(drawing.notes)


def test_a_crowd_of_entries_is_gathered_into_few_rows():
    marks = tuple(
        Mark(TODAY + timedelta(days=number), f"Letter {number}", MarkKind.DONE)
        for number in range(40)
    )
    timeline = Timeline(bands=(), marks=marks, notches=(), today=TODAY)
    drawing = lay_out(timeline, (), WIDTH, RULER)
    assert len({label.box.y for label in drawing.labels}) <= 3
    assert any("entries" in label.lines[0] for label in drawing.labels)
    assert len(drawing.spots) == 40


def test_a_title_wider_than_the_line_is_shortened():
    band = Band("one", "A stage with a very long name indeed", "Somebody", TODAY, None)
    timeline = Timeline(bands=(band,), marks=(), notches=(), today=TODAY)
    (title,) = lay_out(timeline, (), 160, RULER).titles
    assert title.lines[0].endswith("…")
    assert title.box.width <= 160


@given(timelines(), st.floats(300, 1600))
def test_no_two_labels_overlap(timeline, width):
    drawing = lay_out(timeline, (), width, RULER)
    labels = (*drawing.titles, *drawing.labels, *drawing.notes)
    for one, other in combinations(labels, 2):
        a, b = one.box, other.box
        apart = (
            a.x + a.width <= b.x
            or b.x + b.width <= a.x
            or a.y + a.height <= b.y
            or b.y + b.height <= a.y
        )
        assert apart, (one, other)


@given(timelines(), st.floats(300, 1600))
def test_everything_lies_inside(timeline, width):
    drawing = lay_out(timeline, (), width, RULER)
    for label in (*drawing.titles, *drawing.labels, *drawing.notes):
        assert label.box.x >= 0
        assert label.box.y >= 0
        assert label.box.x + label.box.width <= width + 1e-6
        assert label.box.y + label.box.height <= drawing.height + 1e-6
    places = [*(spot.x for spot in drawing.spots), drawing.today_x]
    assert all(drawing.line_left <= place <= drawing.line_right for place in places)


@given(timelines(), st.floats(300, 1600))
def test_no_label_lies_on_the_line(timeline, width):
    drawing = lay_out(timeline, (), width, RULER)
    for title in drawing.titles:
        assert title.box.y + title.box.height < drawing.line_y - 8
    for label in (*drawing.labels, *drawing.notes):
        assert label.box.y > drawing.line_y + 8


@given(timelines(), st.floats(300, 1600))
def test_spots_keep_the_order_of_their_days(timeline, width):
    spots = lay_out(timeline, (), width, RULER).spots
    assert [spot.x for spot in spots] == sorted(spot.x for spot in spots)
    dated = [spot.on for spot in spots if spot.on]
    assert dated == sorted(dated)


@given(timelines(), st.floats(300, 1600))
def test_nothing_that_happened_or_is_due_is_left_out(timeline, width):
    spots = lay_out(timeline, (), width, RULER).spots
    wanted = [mark.on for mark in timeline.marks] + [day.date for day in timeline.notches]
    assert sorted(spot.on for spot in spots if spot.on) == sorted(wanted)
