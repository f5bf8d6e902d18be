from __future__ import annotations

from dataclasses import replace

import pytest

from amends_reports.content import Letterhead
from amends_reports.errors import AddressDoesNotFitError
from amends_reports.house_style import A4, DL, LARGE_PRINT, Envelope, Zone
from amends_reports.letter import compose
from tests.reports.samples import LONG_NAME, OUTCOME, STYLE, pdf_of, type_sizes, words_within

POST = replace(STYLE, for_post=True)


def addressed(count):
    return replace(OUTCOME, recipient=tuple(f"Address line {number}" for number in range(count)))


def test_the_usual_window_shows_what_letters_md_says():
    assert DL.address_zone(A4) == Zone(left=20, top=57, right=100, bottom=81)


def test_a_window_elsewhere_has_its_own_zone():
    envelope = Envelope(width=229, height=114, window_left=18, window_bottom=20)
    zone = envelope.address_zone(A4)
    assert (zone.left, zone.top, zone.right, zone.bottom) == (18, 59, 89, 79)


@pytest.mark.parametrize(("count", "size"), [(4, 11), (5, 10)])
def test_the_address_and_nothing_else_stands_in_the_window(count, size):
    letter = replace(
        addressed(count),
        letterhead=Letterhead("Active X Backs", tuple(f"Contact {n}" for n in range(12))),
    )
    pdf = pdf_of(letter, POST)
    shown = words_within(pdf, 20, 57, 100, 81)
    assert shown.split("\r\n") == list(letter.recipient)
    assert size in type_sizes(pdf, 0)


def test_an_address_of_six_lines_is_refused_with_its_facts():
    with pytest.raises(AddressDoesNotFitError) as refused:
        pdf_of(addressed(6), POST)
    assert refused.value.lines == 6
    assert refused.value.room_mm == 24
    assert refused.value.needed_mm == pytest.approx(25.4)


def test_a_line_too_wide_for_the_window_counts_as_two():
    with pytest.raises(AddressDoesNotFitError):
        compose(replace(OUTCOME, recipient=(LONG_NAME, LONG_NAME, LONG_NAME)), POST)


def test_the_same_address_flows_where_nobody_posts_it():
    pdf = pdf_of(addressed(9))
    assert "Address line 8" in words_within(pdf, 20, 57, 100, 120)


def test_large_print_still_fits_the_window():
    pdf = pdf_of(addressed(4), replace(POST, scale=LARGE_PRINT))
    assert words_within(pdf, 20, 57, 100, 81).count("Address line") == 4


def test_a_window_at_the_right_moves_the_address_and_keeps_the_contact_lines_above():
    right = Envelope(window_left=120, window_width=80)
    zone = right.address_zone(A4)
    pdf = pdf_of(OUTCOME, replace(POST, envelope=right))
    shown = words_within(pdf, zone.left, zone.top, zone.right, zone.bottom)
    assert shown.split("\r\n") == list(OUTCOME.recipient)


def test_fold_marks_are_drawn_for_the_post_only():
    folded, flat = pdf_of(OUTCOME, POST), pdf_of(OUTCOME)
    assert folded != flat
