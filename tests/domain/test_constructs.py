"""The list of what a procedure file can say: nothing in it is only said."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from amends.domain.happenings import Kind
from amends.domain.procedure_schema import procedure_schema
from tests.domain import (
    test_constructs_of_hours_and_hearings,
    test_constructs_of_two_stages,
    test_constructs_of_what_follows,
)
from tests.domain.constructs import FOLDER, construct
from tests.domain.shipped import ROOT

LIST = (ROOT / "docs" / "constructs.md").read_text("utf-8")
MODULES = (
    test_constructs_of_hours_and_hearings,
    test_constructs_of_two_stages,
    test_constructs_of_what_follows,
)
TESTS = {name for module in MODULES for name in vars(module) if name.startswith("test_")}
FILES = {file.stem for file in FOLDER.glob("*.toml")}
KEYS = {key for part in procedure_schema()["$defs"].values() for key in part.get("properties", ())}


class Row(NamedTuple):
    says: str
    how: str
    files: list[str]
    tests: list[str]


def row(line: str) -> Row:
    says, how, files, tests = line.strip("| ").split(" | ")
    return Row(says, how, re.findall("`(.+?)`", files), re.findall("`(.+?)`", tests))


ROWS = [row(line) for line in LIST.splitlines() if line.startswith("| ")][2:]


def test_the_list_has_every_construct_once():
    assert len({it.says for it in ROWS}) == len(ROWS) == 43


@pytest.mark.parametrize("it", ROWS, ids=[it.says for it in ROWS])
def test_a_line_names_keys_files_and_tests_that_are_there(it):
    keys = re.findall(r"`([a-z_]+)(?: = .+?)?`", it.how)
    assert keys or re.findall("`.+?`", it.how)
    assert [key for key in keys if key not in KEYS and key not in set(Kind)] == []
    assert it.files
    assert it.tests
    assert [name for name in it.files if name not in FILES] == []
    assert [name for name in it.tests if name not in TESTS] == []


def test_every_example_and_every_test_is_in_the_list():
    assert {name for it in ROWS for name in it.files} == FILES
    assert {name for it in ROWS for name in it.tests} == TESTS


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_example_says_nothing_that_is_not_in_its_words(name):
    procedure = construct(name)
    clocks = [clock for stage in procedure.stages for clock in stage.clocks]
    assert clocks
    assert all(clock.source for clock in clocks)


def test_nothing_in_the_application_knows_any_of_these_organisations():
    """A procedure takes one file. Were a line of code needed, it would have to name something."""
    known = {construct(name).organisation for name in FILES} | FILES
    sources = [*(ROOT / "desktop").rglob("*.py"), *(ROOT / "resources").rglob("*.toml")]
    assert len(sources) > 200
    texts = "".join(file.read_text("utf-8") for file in sources)
    assert [name for name in sorted(known) if name in texts] == []
