from __future__ import annotations

from dataclasses import replace

import pytest

from amends_reports.content import Heading, Letterhead, Paragraph, Run
from amends_reports.errors import PartTooTallError
from amends_reports.house_style import LARGE_PRINT, US_LETTER
from amends_reports.preview import page_count
from tests.reports.samples import (
    OUTCOME,
    SENTENCE,
    STYLE,
    last_page_words,
    page_words,
    pdf_of,
    type_sizes,
    with_body,
)


def test_a_short_letter_has_one_page_and_no_page_number():
    pdf = pdf_of(OUTCOME)
    assert page_count(pdf) == 1
    assert "Page" not in page_words(pdf, 0)


def test_a_long_letter_counts_its_pages():
    pdf = pdf_of(with_body(Paragraph.of(SENTENCE * 150)))
    total = page_count(pdf)
    assert total > 2
    for page in range(total):
        assert f"Page {page + 1} of {total}" in page_words(pdf, page)


def test_the_signature_never_stands_alone():
    for lines in range(20, 40):
        body = [Paragraph.of(f"Short paragraph {number}.") for number in range(lines)]
        last = last_page_words(pdf_of(with_body(*body)))
        assert "Yours sincerely" in last
        assert "Jo Mackay" in last
        assert f"Short paragraph {lines - 1}" in last


def test_a_long_last_paragraph_sends_lines_along_with_the_signature():
    for sentences in range(20, 50):
        last = last_page_words(pdf_of(with_body(Paragraph.of(SENTENCE * sentences))))
        assert "objected" in last.split("Yours sincerely")[0]


def test_a_heading_stays_with_what_follows_it():
    for filler in range(12, 36):
        lines = [Paragraph.of(f"Filler {number}.") for number in range(filler)]
        letter = with_body(*lines, Heading("What we will do"), Paragraph.of(SENTENCE * 40))
        pdf = pdf_of(letter)
        pages = [page_words(pdf, page) for page in range(page_count(pdf))]
        (page,) = [words for words in pages if "What we will do" in words]
        assert page.count("objected") >= 1


def test_no_line_of_a_paragraph_stands_alone_on_a_page():
    for filler in range(12, 30):
        lines = [Paragraph.of(f"Filler {number}.") for number in range(filler)]
        letter = with_body(*lines, Paragraph.of("objected " * 60), Paragraph.of("x " * 500))
        pdf = pdf_of(letter)
        for page in range(page_count(pdf)):
            words = page_words(pdf, page)
            held = [line for line in words.splitlines() if "objected" in line]
            assert len(held) != 1


@pytest.mark.parametrize("page", [STYLE.page, US_LETTER])
def test_large_print_is_laid_out_anew_with_nothing_below_eighteen_points(page):
    style = replace(STYLE, page=page, scale=LARGE_PRINT)
    pdf = pdf_of(with_body(*OUTCOME.body, Paragraph.of(SENTENCE * 30)), style)
    sizes = set.union(*(type_sizes(pdf, number) for number in range(page_count(pdf))))
    assert min(sizes) >= 18
    assert STYLE.body.size == 11
    assert style.body.leading / style.body.size >= 1.3


def test_a_crowded_letterhead_gives_way_in_size():
    many = Letterhead(SENTENCE, tuple(f"Line {number}" for number in range(40)))
    pdf = pdf_of(replace(OUTCOME, letterhead=many))
    assert "Line 39" in page_words(pdf, 0)
    assert "Dear Asha Bhatt" in page_words(pdf, 0)


def test_an_address_that_nobody_posts_may_be_long():
    letter = replace(OUTCOME, recipient=tuple(f"Line {number}" for number in range(60)))
    assert "Line 59" in page_words(pdf_of(letter), 1)


def test_a_draft_says_so_on_every_page():
    pdf = pdf_of(with_body(Paragraph.of(SENTENCE * 60)), draft=True)
    assert all("DRAFT" in page_words(pdf, page) for page in range(page_count(pdf)))
    assert "DRAFT" not in page_words(pdf_of(OUTCOME), 0)


def test_a_link_may_run_over_a_page(tmp_path):
    runs = (Run(SENTENCE * 30), Run(SENTENCE * 8, link="https://example.org/"), Run(SENTENCE))
    pdf = pdf_of(with_body(Paragraph(runs)))
    assert pdf.count(b"/Subtype /Link") >= 8


def test_a_name_that_fills_more_than_a_page_is_refused_with_its_own_error():
    letter = replace(OUTCOME, recipient=(" ".join(["Ferreira"] * 5_000),))
    with pytest.raises(PartTooTallError):
        pdf_of(letter)
