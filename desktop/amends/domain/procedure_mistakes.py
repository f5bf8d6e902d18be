"""What in a procedure file is not as it must be, in the words of somebody who edits the file."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec
from msgspec import inspect

from amends.domain.counting import POSTED_EXAMPLES, POSTED_PATTERN
from amends.domain.durations import EXAMPLES, NOT_STATED
from amends.domain.errors import Problem
from amends.domain.opening_hours import (
    SPAN_EXAMPLES,
    SPAN_PATTERN,
    TIME_EXAMPLES,
    TIME_PATTERN,
)
from amends.domain.procedure import Procedure
from amends.domain.toml_file import TOO_DEEP, cut

MOST_MISTAKES: Final = 50

# A path is made of our own names, so nothing that stands in the file can be mistaken for one.
_SAID = re.compile(r"(?P<what>.*?)(?: - at `\$(?P<path>(?:\.?[a-z_]+|\[\d+\])*)`)?", re.DOTALL)
# What may stand where a pattern is asked for; all others are lengths.
_EXAMPLES: Final = {
    POSTED_PATTERN: POSTED_EXAMPLES,
    SPAN_PATTERN: SPAN_EXAMPLES,
    TIME_PATTERN: TIME_EXAMPLES,
}
_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]{1,60}")


def mistakes(tree: dict[str, Any]) -> Iterator[Problem]:
    """Return every mistake in what a file holds, up to a number that nobody mends at once.

    msgspec names the first one alone. Each is mended in a copy, until nothing is left to find.
    """
    try:
        shown_tree, read_tree = copy.deepcopy(tree), silences(tree)
    except RecursionError:
        yield TOO_DEEP
        return
    for _each in range(MOST_MISTAKES):
        try:
            msgspec.convert(read_tree, Procedure)
        except msgspec.ValidationError as error:
            said = _SAID.fullmatch(str(error))
            assert said is not None
            yield _problem(said, shown_tree)
            if not (_mend(said, shown_tree) and _mend(said, read_tree)):
                return
        except RecursionError:
            yield TOO_DEEP
            return
        else:
            return


def silences(tree: Any) -> Any:
    """Return the tree with None wherever the file says "not stated"."""
    if isinstance(tree, dict):
        return {key: silences(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [silences(value) for value in tree]
    return None if tree == NOT_STATED else tree


def _problem(match: re.Match[str], tree: dict[str, Any]) -> Problem:
    """Return msgspec's complaint in the words of the file: its key, and the value that stands."""
    what, path = match["what"], _path(match)
    if unknown := re.search(r"unknown field `(.*)", what, re.DOTALL):
        key = unknown[1].removesuffix("`")
        named = key if _BARE_KEY.fullmatch(key) else shown(key)
        return Problem(_joined(path, named), "a key that no procedure has", "its removal")
    if missing := re.search(r"missing required field `(.+)`", what):
        return Problem(_joined(path, missing[1]), "nothing", "a value; this key is required")
    steps = steps_of(path)
    return Problem(path, shown(_value_at(tree, steps)), _allowed(_type_at(steps)))


def _joined(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def steps_of(path: str) -> list[str | int]:
    """Return the keys and places of a path such as `stage[1].clock[0].within`."""
    found = re.findall(r"([^.\[\]]+)|\[(\d+)\]", path)
    return [int(place) if place else key for key, place in found]


def _value_at(tree: Any, steps: list[str | int]) -> Any:
    for step in steps:
        tree = tree[step]
    return tree


def shown(value: object) -> str:
    """Return a value as the file writes it, or what it is where that may be long."""
    match value:
        case dict():
            return "a table"
        case list():
            return "a list"
        case str():
            return cut(json.dumps(value, ensure_ascii=False))
        case bool():
            return str(value).lower()
        case int() if value.bit_length() > 64:
            return "a very long number"
        case _:
            return str(value)


def _type_at(steps: list[str | int]) -> inspect.Type:
    """Return what a procedure may hold at that place."""
    place: inspect.Type = inspect.type_info(Procedure)
    for step in steps:
        place = _members(place)[0]
        if isinstance(place, inspect.StructType):
            place = next(field.type for field in place.fields if field.encode_name == step)
        elif isinstance(place, inspect.VarTupleType):
            place = place.item_type
    return place


def _members(place: inspect.Type) -> tuple[inspect.Type, ...]:
    return place.types if isinstance(place, inspect.UnionType) else (place,)


def _allowed(place: inspect.Type) -> str:
    return " or ".join(_named(member) for member in _members(place))


def _named(place: inspect.Type) -> str:
    """Return a kind of value in the words of somebody who edits the file."""
    match place:
        case inspect.NoneType():
            return f'"{NOT_STATED}"'
        case inspect.EnumType():
            return ", ".join(f'"{value.value}"' for value in place.cls)
        case inspect.StrType(pattern=str(pattern)):
            return _EXAMPLES.get(pattern, EXAMPLES)
        case inspect.BoolType():
            return "true or false"
        case inspect.DateType():
            return "a date such as 2026-11-17"
        case inspect.VarTupleType():
            return "a list"
        case inspect.StructType():
            return "a table"
        case _:
            return "text"


def _path(match: re.Match[str]) -> str:
    return (match["path"] or "").removeprefix(".")


def _mend(match: re.Match[str], tree: dict[str, Any]) -> bool:
    """Put something possible where the mistake is, so that the next one is found.

    Return whether that could be done: a key may be named so that it looks like another place.
    """
    steps, what = steps_of(_path(match)), match["what"]
    try:
        if unknown := re.search(r"unknown field `(.*)`", what, re.DOTALL):
            del _value_at(tree, steps)[unknown[1]]
        elif missing := re.search(r"missing required field `(.+)`", what):
            key = missing[1]
            _value_at(tree, steps)[key] = _possible(_type_at([*steps, key]))
        else:
            _value_at(tree, steps[:-1])[steps[-1]] = _possible(_type_at(steps))
    except (LookupError, TypeError):
        return False
    return True


def _possible(place: inspect.Type) -> Any:
    """Return a value that may stand there."""
    if any(isinstance(member, inspect.NoneType) for member in _members(place)):
        return None
    match place:
        case inspect.EnumType() as kind:
            return next(iter(kind.cls)).value
        case inspect.StrType(pattern=str(pattern)):
            return _EXAMPLES.get(pattern, EXAMPLES).split('"')[1]
        case inspect.BoolType():
            return False
        case inspect.VarTupleType():
            return []
        case inspect.StructType() as table:
            required = (field for field in table.fields if field.required)
            return {field.encode_name: _possible(field.type) for field in required}
        case _:
            return ""
