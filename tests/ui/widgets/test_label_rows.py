"""Labels step away rather than cover one another."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from amends.ui.widgets.label_rows import Place, Wanted, place_labels, rows_used

WIDTH, GAP = 300.0, 8.0
labels = st.lists(
    st.builds(
        Wanted,
        st.floats(0, WIDTH),
        st.floats(1, WIDTH),
        st.sampled_from([0.0, 0.5, 1.0]),
        st.none() | st.floats(0, WIDTH),
    ),
    max_size=14,
).map(lambda wanted: sorted(wanted, key=lambda label: label.anchor))


def test_labels_with_room_are_centred_in_the_first_row():
    places = place_labels([Wanted(50, 40), Wanted(150, 40)], WIDTH, GAP)
    assert places == [Place(30, 0), Place(130, 0)]


def test_a_label_gives_way_to_the_right_as_far_as_it_still_names_its_anchor():
    places = place_labels([Wanted(50, 60), Wanted(95, 60)], WIDTH, GAP)
    assert places == [Place(20, 0), Place(88, 0)]


def test_else_it_steps_away():
    places = place_labels([Wanted(50, 60), Wanted(60, 60)], WIDTH, GAP)
    assert places == [Place(20, 0), Place(30, 1)]


def test_a_later_label_returns_to_the_first_row():
    places = place_labels([Wanted(50, 60), Wanted(60, 60), Wanted(200, 60)], WIDTH, GAP)
    assert [place.row for place in places] == [0, 1, 0]
    assert rows_used(places) == 2


def test_labels_at_the_ends_stay_within():
    places = place_labels([Wanted(0, 60), Wanted(WIDTH, 60)], WIDTH, GAP)
    assert [place.x for place in places] == [0, WIDTH - 60]


def test_no_labels_take_no_rows():
    assert rows_used(place_labels([], WIDTH, GAP)) == 0


@given(labels)
def test_no_two_labels_of_a_row_touch(wanted):
    placed = list(zip(wanted, place_labels(wanted, WIDTH, GAP), strict=True))
    for (one, here), (other, there) in combinations(placed, 2):
        if here.row == there.row:
            assert here.x + one.width <= there.x or there.x + other.width <= here.x


@given(labels)
def test_all_labels_lie_within_the_width(wanted):
    for label, place in zip(wanted, place_labels(wanted, WIDTH, GAP), strict=True):
        assert place.x >= 0
        assert place.x + label.width <= WIDTH + 1e-6


@given(labels)
def test_within_a_row_the_order_of_the_anchors_is_kept(wanted):
    places = place_labels(wanted, WIDTH, GAP)
    for row in range(rows_used(places)):
        xs = [place.x for place in places if place.row == row]
        assert xs == sorted(xs)
