"""A procedure as its TOML file says it, and the mistakes in such a file, in plain words."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec
from msgspec import inspect

from amends.domain.clocks import PROMISED
from amends.domain.durations import EXAMPLES, NOT_STATED
from amends.domain.errors import Problem, ProcedureFileError
from amends.domain.procedure import ClockRule, Outcomes, Procedure

LARGEST_FILE_BYTES: Final = 1_000_000
LONGEST_SHOWN: Final = 60
# A key of n parts costs the TOML parser n² in time and memory, and no sentence has as many stops.
MOST_DOTS_IN_A_LINE: Final = 200

# A path is made of our own names, so nothing that stands in the file can be mistaken for one.
_SAID = re.compile(r"(?P<what>.*?)(?: - at `\$(?P<path>(?:\.?[a-z_]+|\[\d+\])*)`)?", re.DOTALL)
_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]{1,60}")
_TOO_DEEP: Final = Problem("", "tables or lists within one another, too deep", "at most four deep")
_SYNTAX_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")


def read_procedure(raw: bytes, file: str) -> Procedure:
    """Return the procedure that `raw` holds; `file` names it in errors.

    Raises `ProcedureFileError` with file, key, what was found and what is allowed; where the TOML
    itself is broken, with the line.
    """
    tree = _parse(raw, file)
    try:
        procedure = msgspec.convert(_silences(tree), Procedure)
    except msgspec.ValidationError as error:
        raise ProcedureFileError(file, (_problem(str(error), tree),)) from error
    except RecursionError as error:
        raise ProcedureFileError(file, (_TOO_DEEP,)) from error
    if problems := tuple(_contradictions(procedure)):
        raise ProcedureFileError(file, problems)
    return procedure


def _parse(raw: bytes, file: str) -> dict[str, Any]:
    text = _text(raw, file)
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ProcedureFileError(file, (_TOO_DEEP,)) from error
    except tomllib.TOMLDecodeError as error:
        raise ProcedureFileError(file, (_syntax_problem(str(error), text),)) from error
    except ValueError as error:  # Python reads no number of more than some thousand digits
        long = Problem("", "a number of thousands of digits", "a shorter one")
        raise ProcedureFileError(file, (long,)) from error


def _text(raw: bytes, file: str) -> str:
    """Return what stands in the file, if it is text of a size that can be read in no time."""
    if len(raw) > LARGEST_FILE_BYTES:
        size = Problem("", f"{len(raw):,} bytes", f"at most {LARGEST_FILE_BYTES:,} bytes")
        raise ProcedureFileError(file, (size,))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        encoding = Problem("", f"the byte {raw[error.start]:#04x}", "text saved as UTF-8", line)
        raise ProcedureFileError(file, (encoding,)) from error
    for number, line_of_text in enumerate(text.split("\n"), 1):
        if (dots := line_of_text.count(".")) > MOST_DOTS_IN_A_LINE:
            allowed = f"at most {MOST_DOTS_IN_A_LINE} in a line"
            raise ProcedureFileError(file, (Problem("", f"{dots:,} full stops", allowed, number),))
    return text


def _syntax_problem(said: str, text: str) -> Problem:
    """Return the place of a line that is not TOML, with the line as it stands."""
    lines = text.split("\n")
    place = _SYNTAX_LINE.search(said)
    number = int(place[1]) if place and place[1] else len(lines)
    found = lines[number - 1].strip(" \t\r")
    reason = _SYNTAX_LINE.sub("", said)
    allowed = f'TOML, such as title = "Stage 1" ({reason})'
    return Problem("", _cut(found) if found else "nothing", allowed, number)


def _silences(tree: Any) -> Any:
    """Return the tree with None wherever the file says "not stated"."""
    if isinstance(tree, dict):
        return {key: _silences(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_silences(value) for value in tree]
    return None if tree == NOT_STATED else tree


def _problem(said: str, tree: dict[str, Any]) -> Problem:
    """Return msgspec's complaint in the words of the file: its key, and the value that stands."""
    match = _SAID.fullmatch(said)
    assert match is not None
    what, path = match["what"], (match["path"] or "").removeprefix(".")
    if unknown := re.search(r"unknown field `(.*)", what, re.DOTALL):
        key = unknown[1].removesuffix("`")
        shown = key if _BARE_KEY.fullmatch(key) else _shown(key)
        return Problem(_joined(path, shown), "a key that no procedure has", "its removal")
    if missing := re.search(r"missing required field `(.+)`", what):
        return Problem(_joined(path, missing[1]), "nothing", "a value; this key is required")
    steps = _steps(path)
    return Problem(path, _shown(_value_at(tree, steps)), _allowed(_type_at(steps)))


def _joined(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _steps(path: str) -> list[str | int]:
    """Return the keys and places of a path such as `stage[1].clock[0].within`."""
    found = re.findall(r"([^.\[\]]+)|\[(\d+)\]", path)
    return [int(place) if place else key for key, place in found]


def _value_at(tree: Any, steps: list[str | int]) -> Any:
    for step in steps:
        tree = tree[step]
    return tree


def _shown(value: object) -> str:
    """Return a value as the file writes it, or what it is where that may be long."""
    match value:
        case dict():
            return "a table"
        case list():
            return "a list"
        case str():
            return _cut(json.dumps(value, ensure_ascii=False))
        case bool():
            return str(value).lower()
        case int() if value.bit_length() > 64:
            return "a very long number"
        case _:
            return str(value)


def _cut(text: str) -> str:
    """Return the beginning of a text, with nothing in it that a terminal would obey."""
    shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text[:LONGEST_SHOWN])
    return shown if len(text) <= LONGEST_SHOWN else f"{shown}..."


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
        case inspect.StrType(pattern=str()):
            return EXAMPLES
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


def _contradictions(procedure: Procedure) -> Iterator[Problem]:
    """Return what is well formed and still cannot hold."""
    yield from _repeated("stage", (stage.key for stage in procedure.stages))
    yield from _repeated("redirect", (redirect.key for redirect in procedure.redirects))
    yield from _repeated("follow_up", (follow_up.key for follow_up in procedure.follow_ups))
    yield from _not_a_choice(
        "confidentiality.preferred",
        procedure.confidentiality.preferred,
        procedure.confidentiality.choices,
    )
    yield from _unknown_outcomes(procedure.outcomes)
    if not procedure.stages:
        yield Problem("stage", "no stage", "at least one [[stage]]")
    for number, stage in enumerate(procedure.stages):
        place = f"stage[{number}]"
        if stage.key == PROMISED:
            yield Problem(f"{place}.key", f'"{PROMISED}"', "another key: promises are called so")
        yield from _repeated(f"{place}.clock", (clock.key for clock in stage.clocks))
        for index, clock in enumerate(stage.clocks):
            yield from _unclear_start(f"{place}.clock[{index}]", clock)


def _unknown_outcomes(outcomes: Outcomes) -> Iterator[Problem]:
    """Every word that a rule uses is one of the procedure's words for a finding."""
    allowed = ", ".join(f'"{word}"' for word in outcomes.words)
    used = [("outcomes.upheld", outcomes.upheld)]
    for number, rule in enumerate(outcomes.rules):
        used.append((f"outcomes.rule[{number}].outcome", (rule.outcome,)))
        used.append((f"outcomes.rule[{number}].found", rule.found))
    for place, words in used:
        for word in words:
            if word not in outcomes.words:
                yield Problem(place, f'"{word}"', allowed)


def _unclear_start(place: str, clock: ClockRule) -> Iterator[Problem]:
    """Only a silence may have a reading, and the reading is one of its own choices."""
    if clock.from_ is clock.until:
        yield Problem(f"{place}.until", f'"{clock.until}"', "not what the clock runs from")
    if clock.fallback and clock.fallback.until in {clock.from_, clock.until}:
        found = f'"{clock.fallback.until}"'
        yield Problem(f"{place}.fallback.until", found, "not what the clock runs from or until")
    if clock.reading is None:
        return
    if clock.from_ is not None:
        yield Problem(f"{place}.reading", "a reading", f'none, or from = "{NOT_STATED}"')
    yield from _not_a_choice(f"{place}.reading.from", clock.reading.from_, clock.reading.choices)
    if clock.until in clock.reading.choices:
        yield Problem(f"{place}.reading.choices", f'"{clock.until}"', "not what ends the clock")


def _not_a_choice(place: str, chosen: str, choices: Iterable[str]) -> Iterator[Problem]:
    if chosen not in choices:
        yield Problem(place, f'"{chosen}"', ", ".join(f'"{choice}"' for choice in choices))


def _repeated(place: str, keys: Iterator[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, key in enumerate(keys):
        if key in seen:
            yield Problem(f"{place}[{number}].key", f'"{key}"', "a key that no other has")
        seen.add(key)
