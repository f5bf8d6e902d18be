"""The very sentences of the policy, in the procedure file and in the table of what is asked.

Beside the tests stands the policy as published, so that each can be looked up there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from tests.domain import test_active_x_backs, test_active_x_backs_upheld
from tests.domain.policy import POLICY, folded, quoted
from tests.domain.shipped import ROOT, file_text

FILE = tomllib.loads(file_text())
TABLE = (ROOT / "docs" / "policies" / "active-x-backs.md").read_text("utf-8")

# --- The procedure file --------------------------------------------------------------------------


def sentences(tree: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield every quoted sentence of the procedure file with the place where it stands."""
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        here = f"{place}.{key}" if place else str(key)
        if key == "source" and isinstance(value, str):
            yield here, value
        elif isinstance(value, dict | list):
            yield from sentences(value, here)


SENTENCES = dict(sentences(FILE))


@pytest.mark.parametrize("place", SENTENCES)
def test_every_quoted_sentence_stands_in_the_policy(place):
    assert quoted(SENTENCES[place])


def test_everything_that_can_be_quoted_is():
    """So that no place escapes the test above by having no sentence."""
    parts = ("scope", "confidentiality", "outcomes", "outside_body")
    places = [f"{part}.source" for part in parts]
    places += [f"stage.{number}.source" for number in range(3)]
    places += ["stage.0.clock.0.source", "stage.2.clock.0.source"]
    places += ["stage.1.clock.0.source", "stage.1.clock.1.source"]
    places += ["stage.1.clock.1.fallback.source"]
    places += [f"redirect.{number}.source" for number in range(3)]
    places += [f"follow_up.{number}.source" for number in range(7)]
    assert sorted(SENTENCES) == sorted(places)
    assert all(len(sentence.split()) >= 5 for sentence in SENTENCES.values())


@pytest.mark.parametrize(
    "sentence",
    [
        "We will email you a receipt within 3 working days.",
        "who will email you a receipt for your complaint within 5 days",
        "The policy has no word for the rest.",
    ],
)
def test_a_sentence_that_nobody_wrote_is_found_out(sentence):
    assert not quoted(sentence)


# --- The table -----------------------------------------------------------------------------------

ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TABLE.splitlines()
    if re.match(r"\| *\d+ *\|", line)
]
QUOTED = [row[1].strip("“”") for row in ROWS]
ASKS_NOTHING = re.findall(r"^- “(.+?)”", TABLE, re.MULTILINE)


def in_words(text: str) -> str:
    """Return the words of a text alone, so that sentences compare whatever stands between them."""
    return " ".join(re.findall(r"\w+", folded(text)))


def test_the_table_is_whole():
    assert [row[0] for row in ROWS] == [str(number) for number in range(1, len(ROWS) + 1)]
    assert {len(row) for row in ROWS} == {5}
    assert all(all(row) for row in ROWS)
    assert len(ROWS) > 20


@pytest.mark.parametrize("sentence", [*QUOTED, *ASKS_NOTHING])
def test_the_table_quotes_what_the_policy_says(sentence):
    assert quoted(sentence)


def test_the_table_follows_the_order_of_the_policy():
    text = folded(POLICY)
    places = [text.index(folded(sentence).removesuffix(".")) for sentence in QUOTED]
    assert all(one < other for one, other in pairwise(places))


def test_no_sentence_of_the_policy_is_left_out():
    """What is left of the policy, once all quotations are taken out of it, are its headings."""
    rest = in_words(POLICY)
    for sentence in sorted([*QUOTED, *ASKS_NOTHING], key=len, reverse=True):
        assert in_words(sentence) in rest
        rest = rest.replace(in_words(sentence), " ", 1)
    headings = [
        "Complaints Procedure",
        "Introduction",
        "Scope of the policy",
        "How should I complain",
        "Confidentiality and whistleblowing",
        "What happens if my complaint is upheld",
        "Contact",
    ]
    for heading in headings:
        rest = rest.replace(in_words(heading), " ", 1)
    assert rest.split() == []


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_the_file_says_it_where_the_table_says(row):
    for place in re.findall(r"`([^`]+)`", row[3]):
        assert at(place)


def at(place: str) -> Any:
    """Return what stands in the procedure file at "redirect.appeal.notice" and the like."""
    here: Any = FILE
    for step in place.split("."):
        if isinstance(here, list):
            here = next(it for it in here if it["key"] == step)
        else:
            here = here[step]
    return here


@pytest.mark.parametrize("place", ["stage.stage-4", "redirect.appeal.telephone", "pause"])
def test_a_place_that_the_file_does_not_have_is_found_out(place):
    with pytest.raises((KeyError, StopIteration)):
        at(place)


@pytest.mark.parametrize("place", SENTENCES)
def test_every_sentence_of_the_file_stands_in_the_table(place):
    """One sentence may fill two rows, as one asks for two things."""
    assert in_words(SENTENCES[place]) in in_words(" ".join(QUOTED))


def test_each_sentence_has_a_test_of_its_own():
    named = [name for row in ROWS for name in re.findall(r"`([^`]+)`", row[4])]
    assert len(set(named)) == len(named) == len(ROWS)
    modules = (test_active_x_backs, test_active_x_backs_upheld)
    there = {name for module in modules for name in vars(module)}
    assert [name for name in named if name not in there] == []
