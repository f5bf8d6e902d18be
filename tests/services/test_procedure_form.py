"""A form over the text of a procedure: an answer changes its place, and nothing else."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from amends.domain.errors import ProcedureFileError, ValueNotPlacedError
from amends.services.check_procedure import check_procedure
from amends.services.procedure_form import Shape, answered, form_of, title_in
from tests.domain.shipped import FOLDER, file_text

NAMES = [it.relative_to(FOLDER).with_suffix("").as_posix() for it in FOLDER.rglob("*.toml")]
TEXT = file_text()


def asked(text):
    return {it.key: it for group in form_of(text) for it in group.asked}


def changed_lines(before, after):
    pairs = zip(before.split("\n"), after.split("\n"), strict=True)
    return [new for old, new in pairs if old != new]


def test_the_form_asks_for_the_stages_and_their_promises():
    groups = [group.title for group in form_of(TEXT)]
    assert groups[:4] == ["The policy", "Stage 1", "Stage 1: First answer", "Stage 2"]
    fields = asked(TEXT)
    assert fields["stage[1].clock[1].within"].text == "20 working days"
    assert fields["in_force_from"].shape is Shape.DAY


def test_another_time_changes_one_line():
    field = asked(TEXT)["stage[1].clock[1].within"]
    assert changed_lines(TEXT, answered(TEXT, field, "15 working days")) == [
        'within = "15 working days"'
    ]


def test_a_day_is_written_as_one_and_read_back():
    dated = answered(TEXT, asked(TEXT)["in_force_from"], date(2026, 8, 1))
    assert "in_force_from = 2026-08-01" in dated
    assert asked(dated)["in_force_from"].text == "2026-08-01"


def test_an_optional_answer_that_is_emptied_takes_its_key_away():
    field = asked(TEXT)["stage[1].when"]
    emptied = answered(TEXT, field, "")
    assert "when" not in tomllib.loads(emptied)["stage"][1]
    assert answered(emptied, asked(emptied)["stage[1].when"], "") == emptied


def test_what_is_stated_needs_no_reading_any_more():
    stated = answered(TEXT, asked(TEXT)["stage[1].clock[1].from"], "received")
    assert "reading" not in tomllib.loads(stated)["stage"][1]["clock"][1]
    assert check_procedure(stated, "changed.toml").problems == ()


def test_a_table_that_was_not_there_is_begun():
    counted = answered(TEXT, asked(TEXT)["counting.first_day"], "the same day")
    procedure = check_procedure(counted, "changed.toml").procedure
    assert procedure is not None
    assert procedure.counting.first_day == "the same day"


def test_what_is_no_toml_has_no_form():
    for text in ("title = = 1", "a = " + "[" * 5_000, "a." * 50_000 + "b = 1", "a = '\ud800'"):
        with pytest.raises(ProcedureFileError):
            form_of(text)
        assert title_in(text) == ""


def test_a_place_without_a_line_of_its_own_is_left_to_the_text():
    text = 'source = { document = "One" }\n'
    with pytest.raises(ValueNotPlacedError):
        answered(text, asked(text)["source.document"], "Two")


@pytest.mark.parametrize("text", ["", "stage = 1", "stage = [1]", "[[stage]]\nclock = 2", "a=1"])
def test_whatever_stands_in_a_file_has_a_form(text):
    assert asked(text)["title"].text == ""


@pytest.mark.parametrize("name", NAMES)
def test_every_field_of_a_shipped_procedure_can_be_filled_in(name):
    text = file_text(name)
    for field in asked(text).values():
        words = field.choices[-1][0] if field.choices else "Something 🙂 “else”"
        answer = (words,) if field.shape is Shape.LINES else words
        assert asked(answered(text, field, answer))[field.key].text == words, field.key


def test_an_outside_body_is_added_by_its_name():
    text = file_text("juniper-education")
    field = asked(text)["outside_body.name"]
    assert answered(text, field, "") == text
    named = answered(text, field, "DfE")
    assert check_procedure(named, "changed.toml").problems == ()
    assert asked(named)["outside_body.time_limit"].text == "not stated"
    lines = answered(named, asked(named)["outside_body.address"], ("One Street", "A Town"))
    procedure = check_procedure(lines, "changed.toml").procedure
    assert procedure is not None
    assert procedure.outside_body is not None
    assert procedure.outside_body.address == ("One Street", "A Town")
