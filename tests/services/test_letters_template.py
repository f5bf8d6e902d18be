"""Templates of letters: what is wrong with one is said, and what people typed is never merged."""

from __future__ import annotations

import pytest

from amends.domain.errors import LetterTemplateError
from amends.domain.letter_kinds import LetterKind
from amends.paths import resource
from amends.services.letter_template import read_template
from amends.services.letter_text import blocks_of, plain

HEAD = '+++\nkind = "receipt"\ntitle = "Receipt"\nsubject = "{{ title }}"\nmust_say = []\n+++\n'
FACTS = {"title": "Late *kit*", "points": ("1. one", "# two"), "wanted": ""}


def template(body):
    return read_template((HEAD + body).encode(), "receipt.md")


def test_every_shipped_template_can_be_read():
    for kind in LetterKind:
        raw = resource("letters", f"{kind}.md").read_bytes()
        assert read_template(raw, f"{kind}.md").head.kind is kind


def test_lines_of_windows_are_lines():
    raw = (HEAD + "Dear\n\nYours\n").replace("\n", "\r\n").encode("utf-8-sig")
    assert read_template(raw, "receipt.md").draft({}) == "Dear\n\nYours\n"


def test_fields_that_are_empty_leave_no_gap():
    body = "Dear\n\n{% if wanted %}{{ wanted }}{% endif %}\n\n \nYours\n"
    assert template(body).draft(FACTS) == "Dear\n\nYours\n"


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", "head between two lines"),
        (b"Dear {{ title }}", "head between two lines"),
        (b"+++\ntitle = 1\n", "head between two lines"),
        (b"Dear\n+++\n+++\n", "head between two lines"),
        (b"+++\nkind = \n+++\n", "Invalid value"),
        (b"+++\nkind = 'postcard'\n+++\n", "postcard"),
        (HEAD.replace("title", "tittle").encode(), "tittle"),
        (HEAD.encode() + b"\xff", "utf-8"),
    ],
)
def test_a_file_that_is_no_template_says_why(raw, problem):
    with pytest.raises(LetterTemplateError) as caught:
        read_template(raw, "mine.md")
    assert caught.value.file == "mine.md"
    assert problem in caught.value.problem


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("{{ tittle }}", "tittle"),
        ("{{ points[7] }}", "element 7"),
        ("{% if %}", "Expected an expression"),
        ("{{ title|shout }}", "shout"),
        ("{{ 1 / 0 }}", "ZeroDivisionError"),
        ("{{ title + 1 }}", "TypeError"),
        ("{% for n in range(10 ** 9) %}{% endfor %}", "OverflowError"),
        ("{{ title.__class__.__mro__ }}", "unsafe"),
        ("{% include 'passwd' %}", "TypeError"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "recursion"),
    ],
)
def test_a_field_that_cannot_be_filled_says_why(body, problem):
    with pytest.raises(LetterTemplateError, match=r"receipt\.md") as caught:
        template(body).draft(FACTS)
    assert problem.lower() in caught.value.problem.lower()


def test_a_mistake_never_quotes_the_case():
    with pytest.raises(LetterTemplateError) as caught:
        template("{{ '%d'|format(title) }}{{ {}[title] }}").draft(FACTS)
    assert "kit" not in str(caught.value)


def test_what_was_typed_is_merged_as_typed():
    text = template("About {{ title }}:\n\n{% for p in points %}{{ p }}\n\n{% endfor %}").draft(
        FACTS
    )
    assert plain(blocks_of(text)) == "About Late *kit*:\n1. one\n# two"


def test_what_was_typed_is_never_merged_again():
    facts = FACTS | {"title": "{{ wanted }} {% raw %}"}
    assert template("{{ title }}").draft(facts) == "{{ wanted }} {% raw %}\n"


def test_words_of_the_head_are_plain_text():
    made = template("")
    assert made.merged(made.head.subject, FACTS) == "Late *kit*"
