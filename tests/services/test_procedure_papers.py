"""A procedure on paper: what it does not say, on one page that can be read aloud."""

from __future__ import annotations

import pytest
from pypdfium2 import PdfDocument

from amends.domain.comparison import compare
from amends.domain.gaps import gaps
from amends.paths import resource
from amends.services.procedure_papers import Stamp, comparison_pdf, gaps_pdf
from tests.desks import TODAY
from tests.domain.shipped import FOLDER, shipped

NAMES = [it.relative_to(FOLDER).with_suffix("").as_posix() for it in FOLDER.rglob("*.toml")]
STAMP = Stamp("Active X Backs", TODAY)


def text_of(pdf):
    """Return the words of each page, with single spaces."""
    return [" ".join(page.get_textpage().get_text_range().split()) for page in PdfDocument(pdf)]


@pytest.mark.parametrize("name", NAMES)
def test_what_a_procedure_does_not_say_stands_on_one_page(name):
    procedure = shipped(name)
    each = gaps(procedure, {}, "Scottish bank holidays")
    [page] = text_of(gaps_pdf(procedure, each, STAMP, resource()))
    assert "Active X Backs, 21 November 2026" in page
    for gap in each:
        assert gap.suggested.split()[0] in page


def test_every_gap_is_there_with_its_sentence():
    each = gaps(shipped(), {}, "Scottish bank holidays")
    [page] = text_of(gaps_pdf(shipped(), each, STAMP, resource()))
    assert "The 20 working days are counted" in page
    assert "(our reading)" in page


def test_equal_papers_are_equal_bytes():
    each = gaps(shipped(), {})
    first, second = (gaps_pdf(shipped(), each, STAMP, resource()) for _ in range(2))
    assert first == second


def test_a_comparison_names_both_and_shows_what_differs():
    old, new = shipped(), shipped("jivora")
    pdf = comparison_pdf(("Old one", "New one"), compare(old, new), STAMP, resource())
    pages = text_of(pdf)
    assert "Old one, and New one" in pages[0]
    assert any("Page 2 of" in page for page in pages)


def test_what_the_fonts_lack_is_shown_as_its_code():
    stamp = Stamp("Office \u202e", TODAY)
    [page] = text_of(gaps_pdf(shipped(), (), stamp, resource()))
    assert "[U+202E]" in page
    assert "Nothing that Amends asks for is left open." in page
