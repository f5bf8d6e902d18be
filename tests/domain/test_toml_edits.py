"""One value of a file is changed, and nothing else: comments, order and spaces stay."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.domain.errors import ValueNotPlacedError
from amends.domain.toml_edits import with_value, without_table, written
from amends.domain.toml_lines import key_lines
from tests.domain.shipped import FOLDER, file_text

NAMES = [it.relative_to(FOLDER).with_suffix("").as_posix() for it in FOLDER.rglob("*.toml")]
TEXT = """\
# A comment at the head.
title = "Old"  # with a comment
words = [
    "one",  # the first
    "two",
]

[table]
key = 'literal # no comment'
inline = { key = "value" }

[[stage]]
key = "one"

[[stage.clock]]
within = "5 days"

[[stage]]
key = "two"
long = \"\"\"
several
lines\"\"\"
"""


def test_the_value_of_a_line_is_changed_and_its_comment_stays():
    changed = with_value(TEXT, ("title",), "New “title”")
    assert 'title = "New “title”"  # with a comment\n' in changed
    assert changed.replace("New “title”", "Old") == TEXT


def test_a_value_of_several_lines_becomes_one():
    assert 'words = ["three"]\n' in with_value(TEXT, ("words",), ["three"])
    assert 'long = "short"' in with_value(TEXT, ("stage", 1, "long"), "short")


def test_a_key_is_added_at_the_end_of_its_table():
    assert 'key = "one"\nwhen = "now"\n' in with_value(TEXT, ("stage", 0, "when"), "now")
    changed = with_value(TEXT, ("in_force_from",), date(2026, 8, 1))
    assert "]\nin_force_from = 2026-08-01\n" in changed


def test_a_table_that_is_not_there_is_added_at_the_end():
    changed = with_value(TEXT, ("counting", "first_day"), "the same day")
    assert changed == TEXT + '\n[counting]\nfirst_day = "the same day"\n'


def test_a_key_is_taken_away():
    assert "title" not in with_value(TEXT, ("title",), None)
    assert with_value(TEXT, ("nothing",), None) == TEXT
    assert with_value(TEXT, ("nothing", "in", "here"), None) == TEXT


def test_the_parts_of_a_list_are_told_apart():
    changed = with_value(TEXT, ("stage", 0, "clock", 0, "within"), "10 days")
    assert tomllib.loads(changed)["stage"][0]["clock"][0]["within"] == "10 days"


@pytest.mark.parametrize(
    "path", [("table", "inline", "key"), ("stage", 7, "key"), ("title", "inner"), ("a", "b", "c")]
)
def test_what_has_no_line_of_its_own_is_not_changed(path):
    with pytest.raises(ValueNotPlacedError):
        with_value(TEXT, path, "other")


def test_what_is_no_toml_is_not_changed():
    with pytest.raises(ValueError, match="line 1"):
        with_value("a = = 1\nb = 2", ("b",), "3")


def test_a_table_is_taken_away_whole_and_no_other():
    text = file_text()
    changed = without_table(text, ("stage", 1, "clock", 1, "reading"))
    tree = tomllib.loads(changed)
    assert "reading" not in tree["stage"][1]["clock"][1]
    assert "reading" in tree["stage"][1]["clock"][0]
    assert "# Stage 3: CIMSPA" in changed
    assert without_table(text, ("pause",)) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_is_typed_is_read_back_as_it_was_typed(typed):
    assert tomllib.loads(f"key = {written(typed)}")["key"] == typed
    changed = with_value(TEXT, ("table", "key"), typed)
    assert tomllib.loads(changed)["table"]["key"] == typed


@pytest.mark.parametrize("name", NAMES)
def test_every_text_of_a_shipped_file_can_be_changed_in_its_place(name):
    text = file_text(name)
    tree = tomllib.loads(text)
    for path in key_lines(text):
        value: Any = tree
        for step in path:
            value = value[step]
        if isinstance(value, str):
            changed = with_value(text, path, "Something “else” # é")
            assert changed.count("\n") == text.count("\n")
            assert with_value(changed, path, value) == text
