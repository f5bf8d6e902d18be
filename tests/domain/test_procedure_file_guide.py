"""The guide to procedure files: it leaves out no key, and its example is right."""

from __future__ import annotations

import re
from typing import Any

import pytest

from amends.domain.durations import read_duration
from amends.domain.happenings import Kind
from amends.domain.procedure_file import read_procedure
from amends.domain.procedure_schema import procedure_schema
from tests.domain.shipped import ROOT

GUIDE = (ROOT / "docs" / "procedure-files.md").read_text("utf-8")
PARTS: dict[str, dict[str, Any]] = procedure_schema()["$defs"]
HEADINGS = {
    "Procedure": "The file itself",
    "Source": "[source]",
    "Scope": "[scope]",
    "Confidentiality": "[confidentiality]",
    "Outcomes": "[outcomes]",
    "OutcomeRule": "[[outcomes.rule]]",
    "Stage": "[[stage]]",
    "Substitute": "[[stage.substitute]]",
    "ClockRule": "[[stage.clock]]",
    "Reading": "[stage.clock.reading]",
    "Fallback": "[stage.clock.fallback]",
    "Extension": "[stage.clock.extension]",
    "Instead": "[[stage.clock.instead]]",
    "Limit": "[[stage.clock.also]]",
    "Release": "[[stage.clock.released_by]]",
    "Counting": "[counting]",
    "OpeningHours": "[opening_hours]",
    "Pause": "[pause]",
    "EventRule": "[[event]]",
    "FactRule": "[[fact]]",
    "Redirect": "[[redirect]]",
    "FollowUp": "[[follow_up]]",
    "OutsideBody": "[outside_body]",
}


def section(heading: str) -> str:
    """Return what stands under a heading."""
    return GUIDE.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def test_every_table_of_the_schema_has_its_section():
    assert {name for name, part in PARTS.items() if "properties" in part} == set(HEADINGS)


@pytest.mark.parametrize("name", HEADINGS)
def test_a_section_describes_every_key_of_its_table_with_an_example(name):
    rows = re.findall(r"^\| `(\w+)` \| (.+) \| (.+) \|$", section(HEADINGS[name]), re.MULTILINE)
    assert sorted(key for key, _what, _example in rows) == sorted(PARTS[name]["properties"])
    assert all(example.startswith("`") for _key, _what, example in rows)


def test_every_word_to_choose_from_is_named():
    words = [word for part in PARTS.values() for word in part.get("enum", ())]
    assert words
    assert [word for word in words if f'`"{word}"`' not in GUIDE] == []
    assert [kind for kind in Kind if f"`{kind}`" not in GUIDE] == []


def test_every_time_in_it_is_one_that_can_be_read():
    times = re.findall(r'`"(\d+ [a-z ]+)"`', GUIDE)
    assert len(times) > 10
    for time in times:
        read_duration(time)


def test_its_example_is_a_whole_procedure():
    [example] = re.findall(r"```toml\n(.+?)```", GUIDE, re.DOTALL)
    assert read_procedure(example.encode(), "short.toml").name == "short"
