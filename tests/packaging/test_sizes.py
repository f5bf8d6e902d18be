"""Files and functions stay small enough to be read at a sitting."""

from __future__ import annotations

from tests.packaging.sources import functions, sources

LONGEST_FILE = 400
LONGEST_FUNCTION = 50
USUAL_FUNCTION = 20
USUAL_SHARE = 0.9


def test_no_file_is_longer_than_400_lines():
    lengths = {source.name: len(source.text.splitlines()) for source in sources()}
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def test_no_function_is_longer_than_50_lines():
    assert {place: n for place, n in functions() if n > LONGEST_FUNCTION} == {}


def test_nine_functions_in_ten_have_at_most_20_lines():
    lengths = [n for _, n in functions()]
    short = sum(n <= USUAL_FUNCTION for n in lengths)
    assert short / len(lengths) >= USUAL_SHARE
