from __future__ import annotations

from dataclasses import replace

import pytest

from amends_reports.content import Heading, Items, Letterhead, Paragraph, Rows, Run, words
from amends_reports.house_style import LARGE_PRINT
from amends_reports.letter import compose
from tests.reports.samples import (
    LONG_NAME,
    OUTCOME,
    SENTENCE,
    STYLE,
    page_words,
    pdf_of,
    right_edge,
    run_tool,
    spoken,
    with_body,
)

MARKUP = "<b>bold</b> <img src='/etc/passwd'/> &amp; {{ 7*7 }} </para> \\ ) ( {number}"


def test_a_letter_is_read_aloud_in_order(tmp_path):
    assert spoken(pdf_of(OUTCOME), tmp_path) == [
        ("P", "Active X Backs"),
        ("P", "info@activexbacks.example"),
        ("P", "0131 496 0000"),
        ("P", "Asha Bhatt"),
        ("P", "12 Example Street"),
        ("P", "Edinburgh EH1 1AA"),
        ("P", "24 November 2026"),
        ("P", "Our reference: 2026-034"),
        ("P", "Dear Asha Bhatt"),
        ("H1", "Our decision on your complaint"),
        ("P", "".join(words(OUTCOME.body[0]))),
        ("H2", "1. The tutor mocked a question in front of the group: upheld"),
        ("P", "It fell short of our conduct standard, and we apologise for it."),
        ("H2", "What we will do"),
        ("TH", "Action"),
        ("TH", "By"),
        ("TH", "Written apology from the tutor"),
        ("TD", "10 December 2026"),
        ("TH", "Webinar conduct training for all tutors"),
        ("TD", "29 January 2027"),
        ("H2", "If you are not satisfied"),
        ("P", "You may go to CIMSPA: "),
        ("Link", "info@cimspa.co.uk. Please send them:"),  # pdfinfo does not say where it ends
        ("Lbl", "1."),
        ("LBody", "this letter, and"),
        ("Lbl", "2."),
        ("LBody", "your complaint."),
        ("P", "Yours sincerely"),
        ("P", "Jo Mackay"),
        ("P", "Clinical Director"),
    ]


def test_decoration_is_seen_and_not_heard(tmp_path):
    pdf = pdf_of(with_body(Paragraph.of(SENTENCE * 60)), draft=True)
    heard = " ".join(words for _tag, words in spoken(pdf, tmp_path))
    for seen in ("Page 2 of 2", "DRAFT", "Active X Backs Ltd, registered in Scotland"):
        assert seen in page_words(pdf, 1)
        assert seen not in heard
    assert "Asha Bhatt · 2026-034 · 24 November 2026" in page_words(pdf, 1)


def test_no_space_is_lost_where_lines_and_pages_end(tmp_path):
    text = " ".join(f"word{number}" for number in range(12_000))
    assert ("P", text) in spoken(pdf_of(with_body(Paragraph.of(text))), tmp_path)


def test_forty_items_keep_their_numbers_and_words(tmp_path):
    texts = [f"Point {number}. {SENTENCE * 2}".strip() for number in range(1, 41)]
    letter = with_body(Items(tuple((Run(text),) for text in texts), numbered=True))
    heard = spoken(pdf_of(letter), tmp_path)
    assert [words for tag, words in heard if tag == "Lbl"] == [f"{n}." for n in range(1, 41)]
    assert [words for tag, words in heard if tag == "LBody"] == texts


def test_a_header_is_heard_once_and_seen_on_every_page(tmp_path):
    rows = tuple((f"Action {number}", "1 June 2027") for number in range(80))
    pdf = pdf_of(with_body(Rows(("What", "When"), rows)))
    heard = spoken(pdf, tmp_path)
    assert [words for tag, words in heard if tag == "TH"] == ["What", "When"]
    assert [words for tag, words in heard if tag == "TD"][::2] == [row[0] for row in rows]
    assert "What" in page_words(pdf, 1)


def test_a_row_taller_than_a_page_is_continued(tmp_path):
    text = " ".join(f"word{number}" for number in range(2_000))
    pdf = pdf_of(with_body(Rows(("What", "When"), ((text, "now"), ("next", "later")))))
    assert [words for tag, words in spoken(pdf, tmp_path) if tag == "TD"] == [
        text,
        "now",
        "next",
        "later",
    ]


def test_headings_step_down_one_level_at_a_time(tmp_path):
    pdf = pdf_of(with_body(Heading("a", level=3), Heading("b", level=3), Heading("c", level=2)))
    assert [tag for tag, _words in spoken(pdf, tmp_path) if tag.startswith("H")] == [
        "H1",
        "H2",
        "H3",
        "H2",
    ]


def test_markup_is_printed_as_typed(tmp_path):
    letter = replace(
        with_body(Heading(MARKUP), Paragraph.of(MARKUP), Items(((Run(MARKUP),),))),
        letterhead=Letterhead(MARKUP, (MARKUP,)),
        subject=MARKUP,
        signatory=(MARKUP,),
        footer=MARKUP,
    )
    pdf = pdf_of(letter)
    heard = [words for _tag, words in spoken(pdf, tmp_path)]
    assert heard.count(MARKUP) == 7
    assert MARKUP in run_tool("pdfinfo", tmp_path / "spoken.pdf")  # the title


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "Launch", ""])
def test_only_addresses_that_are_safe_to_follow_become_links(address, tmp_path):
    pdf = pdf_of(with_body(Paragraph((Run("here", link=address),))))
    assert "Link" not in dict(spoken(pdf, tmp_path))
    assert b"/URI" not in pdf


def test_lines_end_where_they_were_typed_to_end(tmp_path):
    pdf = pdf_of(with_body(Paragraph.of("First line\nsecond line\n\nfourth line\n")))
    assert ("P", "First line second line  fourth line") in spoken(pdf, tmp_path)
    assert "First line\nsecond line\n" in page_words(pdf, 0)


@pytest.mark.parametrize("scale", [1, LARGE_PRINT])
def test_a_name_without_a_space_wraps_and_comes_back_whole(scale, tmp_path):
    letter = replace(
        with_body(
            Heading(LONG_NAME),
            Paragraph.of(LONG_NAME),
            Items(((Run(LONG_NAME),),)),
            Rows((LONG_NAME, "By"), ((LONG_NAME, LONG_NAME),)),
        ),
        letterhead=Letterhead(LONG_NAME, (LONG_NAME,)),
        recipient=(LONG_NAME, LONG_NAME),
        subject=LONG_NAME,
        signatory=(LONG_NAME, LONG_NAME),
        footer=LONG_NAME,
    )
    pdf = pdf_of(letter, replace(STYLE, scale=scale))
    heard = [words for _tag, words in spoken(pdf, tmp_path)]
    assert heard.count(LONG_NAME) == 13
    assert right_edge(pdf, 0) <= STYLE.page.width - STYLE.margin_side + 0.5


def test_the_parts_can_be_read_without_a_pdf():
    parts = "\n".join(part.text for part in compose(OUTCOME, STYLE) if hasattr(part, "text"))
    for place, text in OUTCOME.texts():
        assert text in parts or place in {"footer", "wording"}


def test_a_table_needs_a_cell_for_every_header():
    with pytest.raises(ValueError, match="one cell for each"):
        Rows(("What", "When"), (("Apology",),))
