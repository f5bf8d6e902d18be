from __future__ import annotations

from dataclasses import replace

import pytest

from amends_reports.content import Paragraph
from amends_reports.house_style import US_LETTER
from amends_reports.preview import page_count, render_pages
from tests.reports.samples import OUTCOME, SENTENCE, STYLE, pdf_of, with_body

ACCENT = bytes([0x57, 0x5D, 0x0B])  # blue, green, red


@pytest.mark.parametrize(
    ("page", "dots", "size"), [(STYLE.page, 96, (794, 1123)), (US_LETTER, 72, (612, 792))]
)
def test_a_page_is_as_large_as_its_paper(page, dots, size):
    (image,) = render_pages(pdf_of(OUTCOME, replace(STYLE, page=page)), dots, [0])
    assert (image.width, image.height) == size
    assert image.stride >= 4 * image.width
    assert len(image.pixels) == image.stride * image.height


def test_pixels_are_blue_green_red_and_one_unused():
    (image,) = render_pages(pdf_of(OUTCOME), 150, [0])
    pixels = {image.pixels[at : at + 3] for at in range(0, len(image.pixels), 4)}
    assert ACCENT in pixels
    assert image.pixels[:3] == b"\xff\xff\xff"


def test_only_the_wanted_pages_are_drawn():
    pdf = pdf_of(with_body(Paragraph.of(SENTENCE * 90)))
    assert page_count(pdf) == 3
    first, last = render_pages(pdf, 30, [0, 2])
    assert first.pixels != last.pixels
