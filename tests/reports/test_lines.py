from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from amends_reports.content import Heading, Items, Letterhead, Paragraph, Rows, Run
from amends_reports.fonts import as_printed, load_fonts
from amends_reports.lines import Piece, break_lines, natural_width
from amends_reports.preview import page_count
from tests.reports.samples import FONTS, OUTCOME, page_words, pdf_of

NOTO = load_fonts(FONTS)
ALL = "".join(map(chr, sorted(NOTO.characters)))
SHOWN = sorted(set(map(chr, NOTO.characters)) - {c for c, _ in NOTO.faults(ALL)})
WHITE = st.sampled_from(" \t\n\u00a0\u2009\u2028\u202f\u3000")
HOSTILE = st.text(
    st.sampled_from(SHOWN) | WHITE | st.sampled_from("<>&/\\(){}%[]\"'"), max_size=300
)


def pieces(*texts):
    faces = (NOTO.regular, NOTO.bold, NOTO.italic)
    return [Piece(text, faces[index % 3]) for index, text in enumerate(texts)]


def texts_of(*texts, width=200.0):
    return [line.text for line in break_lines(pieces(*texts), 11, width)]


def test_a_line_breaks_at_a_space_and_keeps_it():
    assert texts_of("one two three", width=50) == ["one two ", "three"]


def test_a_word_in_two_faces_holds_together():
    assert texts_of("not un", "believ", "able", width=80) == ["not ", "unbelievable"]


def test_a_no_break_space_holds_a_date_together():
    assert texts_of("on 4\u00a0November", width=80) == ["on ", "4\u00a0November"]


def test_a_long_address_breaks_after_a_sign():
    assert texts_of("https://example.org/complaints/policy", width=120) == [
        "https://example.org/",
        "complaints/policy",
    ]


def test_a_column_narrower_than_a_letter_takes_one_at_a_time():
    assert texts_of("WW", width=1) == ["W", "W"]


@given(st.lists(HOSTILE, max_size=4), st.floats(0, 400))
def test_lines_joined_again_are_the_text(texts, width):
    lines = break_lines(pieces(*texts), 11, width)
    joined = "".join(line.text for line in lines)
    gaps = r"[^\S\u00a0\u2007\u202f]+"
    assert re.sub(gaps, " ", joined).strip(" ") == re.sub(gaps, " ", "".join(texts)).strip(" ")


@given(st.lists(HOSTILE, max_size=4), st.floats(20, 400))
def test_no_line_is_wider_than_its_column(texts, width):
    for line in break_lines(pieces(*texts), 11, width):
        shown = len(line.text.rstrip())
        assert line.width <= width + 0.01 or shown == 1
    assert natural_width(pieces(*texts), 11) >= 0


@settings(max_examples=25)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_whatever_is_typed_is_printed(one, two, three):
    letter = replace(
        OUTCOME,
        letterhead=Letterhead(one, (two,)),
        recipient=(one, two),
        subject=three,
        body=(
            Heading(one),
            Paragraph((Run(two, bold=True), Run(three, link="https://example.org/"))),
            Items(((Run(one),), (Run(three),))),
            Rows((one, two), ((two, three),)),
        ),
        signatory=(three,),
        footer=one,
    )
    pdf = pdf_of(letter)
    printed = "".join(page_words(pdf, page) for page in range(page_count(pdf)))
    shown = set(re.findall(r"[a-zA-Z0-9]", as_printed(one + two + three)))
    assert shown <= set(printed)
