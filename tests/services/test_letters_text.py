"""Letters' text: what Markdown means in them, and that the rest is printed as it was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.services.letter_text import (
    as_message,
    as_sentence,
    as_typed,
    blocks_of,
    looks_like_markup,
    looks_unfilled,
    plain,
)
from amends_reports.content import Heading, Items, Paragraph, Run

# Characters that mean something to Markdown, HTML or Jinja, blanks of every kind, other scripts.
TROUBLE = "abc1. 239#*_-+\\`<>&!()[]{}|~=:'\"\t\n\r\0\x0b\x1c\x85\u00a0\u2028éß²①Ⓚ\u0301\u200b😀שرх"
texts = st.one_of(st.text(), st.text(TROUBLE))
pieces = st.sampled_from(
    [
        "-",
        "- ",
        "1. ",
        "23) ",
        "# ",
        "## ",
        "* ",
        "+ ",
        "    ",
        "  ",
        "\t",
        " ",
        "word ",
        "Some",
        "**",
        "*",
        "_",
        "\\",
        ".",
        "=",
        "---",
    ]
)
lines = st.lists(pieces, max_size=9).map("".join)
letters = st.lists(lines, max_size=8).map("\n".join)


def folded(text):
    return " ".join(text.split())


def printed(markdown):
    """Return the words of what must be one paragraph without any formatting."""
    blocks = blocks_of(markdown)
    if not blocks:
        return ""
    (paragraph,) = blocks
    assert isinstance(paragraph, Paragraph)
    assert not any(run.bold or run.italic or run.link for run in paragraph.runs)
    return "".join(run.text for run in paragraph.runs)


@given(texts)
def test_whatever_was_typed_is_printed_literally(text):
    assert printed(as_typed(text)) == folded(text)


@given(texts)
def test_whatever_was_typed_is_printed_literally_within_a_sentence(text):
    assert printed(f"You would like: {as_typed(text)}.") == folded(
        f"You would like: {folded(text)}."
    )


@given(texts)
def test_an_item_that_was_typed_stays_one_item(text):
    blocks = blocks_of(f"1. x{as_typed(text)}\n2. second")
    assert plain(blocks).splitlines()[-1] == "second"
    assert len(blocks) == 1


@given(letters)
def test_no_word_is_ever_lost(text):
    said = plain(blocks_of(text))
    assert [c for c in said if c.isalpha()] == [c for c in text if c.isalpha()]


@given(texts)
def test_any_text_at_all_makes_blocks(text):
    assert isinstance(as_message(blocks_of(text)), str)


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("# Next", Heading("Next", 2)),
        ("## Next", Heading("Next", 2)),
        ("### Next", Heading("Next", 3)),
        ("C# and #1", Paragraph((Run("C# and #1"),))),
        ("- a\n- b", Items(((Run("a"),), (Run("b"),)))),
        ("1. a\n2. b", Items(((Run("a"),), (Run("b"),)), numbered=True)),
        ("- a\n  - b", Items(((Run("a"),), (Run("b"),)))),
        ("1. a\n\n   more", Items(((Run("a"), Run("\n"), Run("more")),), numbered=True)),
        (
            "so **very** *so*",
            Paragraph((Run("so "), Run("very", bold=True), Run(" "), Run("so", italic=True))),
        ),
        ("a\nb", Paragraph((Run("a"), Run("\n"), Run("b")))),
        ("a\r\nb", Paragraph((Run("a"), Run("\n"), Run("b")))),
        ("<b>a</b> &amp;", Paragraph((Run("<b>a</b> &amp;"),))),
        ("![x](http://y) `z`", Paragraph((Run("![x](http://y) `z`"),))),
        ("    deep", Paragraph((Run("deep"),))),
        ("a\n===", Paragraph((Run("a"), Run("\n"), Run("===")))),
        ("- - -", Paragraph((Run("- - -"),))),
        ("- 3. a", Items(((Run("3. a"),),))),
    ],
)
def test_a_letter_knows_headings_lists_bold_and_italic(text, block):
    assert blocks_of(text) == (block,)


def test_a_list_that_goes_on_keeps_its_numbers():
    first, between, second = blocks_of("1. a\n\nbetween\n\n2. b")
    assert isinstance(first, Items)
    assert plain([between, second]) == "between\n2. b"


def test_marks_without_words_print_nothing():
    assert blocks_of("#\n\n-\n\n   ") == ()


def test_a_message_has_numbers_dashes_and_empty_lines():
    text = as_message(blocks_of("Dear **A**\n\n## Head\n\n1. a\n2. b\n\n- c\n\nBye\nB"))
    assert text == "Dear A\n\nHead\n\n1. a\n2. b\n\n- c\n\nBye\nB\n"


def test_blanks_and_markup_are_noticed_once_each():
    text = "{{ name }} <<date>> {{ name }} {% if x %} <b>bold</b> 1 < 2 > 0"
    assert looks_unfilled(text) == ("{{ name }}", "<<date>>", "{% if x %}")
    assert looks_like_markup(text) == ("<date>", "<b>", "</b>")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("the tutor is away", "The tutor is away."),
        (" Where  is\nit? ", "Where is it?"),
        ("“It was lost.”", "“It was lost.”"),
        ("éa (see the log.)", "Éa (see the log.)"),
        ("", ""),
    ],
)
def test_what_somebody_typed_becomes_one_sentence(typed, sentence):
    assert as_sentence(typed) == sentence
