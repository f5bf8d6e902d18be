from __future__ import annotations

from dataclasses import replace

import pytest

from amends_reports.content import Items, Letterhead, Paragraph, Rows, Run
from amends_reports.errors import UnprintableTextError
from amends_reports.fonts import as_printed, load_fonts
from amends_reports.letter import unprintable
from tests.reports.samples import FONTS, OUTCOME, page_words, pdf_of, with_body


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Dear Asha", ()),
        ("Łódź, Ünal, Ђорђе, Αθήνα, €5 – “½” … • ×", ()),
        ("e\u0301", ()),
        ("tab\tand\nnewline", ()),
        ("soft\u00adhyphen, \u202a+44 131 496 0000\u202c, \ufeff", ()),
        ("smile \U0001f600 smile \U0001f600", ("\U0001f600",)),
        ("سلام", tuple("سلام")),
        ("שלום", tuple("שלום")),
        ("private \ue000", ("\ue000",)),
        ("wide\u3000space, line\u2028end", ()),
        ("bell \x07, return \r, next \x85", ("\x07", "\r", "\x85")),
        ("noted \u00a9\ufe0f", ()),
        ("lost \ufffc \ufffd \uffff", ("\ufffc", "\ufffd", "\uffff")),
        ("half \ud800", ("\ud800",)),
        ("नमस्ते", ("न", "म", "स", "\u094d", "त", "\u0947")),
        ("turned \u202eround", ("\u202e",)),
    ],
)
def test_what_cannot_be_printed_is_named(text, missing):
    assert load_fonts(FONTS).missing_characters(text) == missing


@pytest.mark.parametrize(
    ("character", "code_point", "name", "reason"),
    [
        ("\U0001f600", "U+1F600", "GRINNING FACE", "no glyph"),
        ("ش", "U+0634", "ARABIC LETTER SHEEN", "right to left"),
        ("\ue000", "U+E000", "", "no glyph"),
        ("\x00", "U+0000", "", "control character"),
    ],
)
def test_a_letter_with_such_a_character_is_refused_with_the_facts(
    character, code_point, name, reason
):
    letter = with_body(Paragraph.of("fine"), Items(((Run("fine"),), (Run(f"x{character}"),))))
    with pytest.raises(UnprintableTextError) as refused:
        pdf_of(letter)
    error = refused.value
    assert (error.character, error.code_point, error.name) == (character, code_point, name)
    assert (error.where, error.reason) == ("body 2", reason)


def test_every_place_of_a_letter_is_looked_at():
    letter = replace(
        with_body(Rows(("ب",), (("ب",),))),
        letterhead=Letterhead("ب", ("ب",)),
        recipient=("Asha", "ب"),
        dated="ب",
        reference="ب",
        salutation="ب",
        subject="ب",
        closing="ب",
        signatory=("ب",),
        footer="ب",
    )
    assert [error.where for error in unprintable(letter, FONTS)] == [
        "letterhead",
        "letterhead 1",
        "recipient 2",
        "date",
        "reference",
        "salutation",
        "subject",
        "body 1",
        "body 1",
        "closing",
        "signatory 1",
        "footer",
    ]
    assert list(unprintable(OUTCOME, FONTS)) == []


def test_marks_that_nobody_sees_are_left_out_and_accents_composed():
    assert as_printed("co\u00adoperate \u202acafe\u0301\u202c") == "cooperate café"
    assert "cooperate" in page_words(pdf_of(with_body(Paragraph.of("co\u00adoperate"))), 0)


def test_fonts_are_read_once_for_each_folder():
    assert load_fonts(FONTS) is load_fonts(FONTS / ".." / "fonts")


def test_the_licence_comes_with_the_fonts():
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text("utf-8")
