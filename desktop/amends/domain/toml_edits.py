"""Change one value in the text of a TOML file, and leave every other character as it is.

A person may have written comments and an order into the file, which must not be lost to a form.
Every change is checked by reading the text again: it holds what was asked for, or it is not made.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from amends.domain.errors import ValueNotPlacedError
from amends.domain.toml_lines import Path, key_lines, lines_of

Value = str | bool | date | Sequence[str]

_KEY: Final = re.compile(r"\s*[^=]*?=\s*")
_QUOTED_OR_COMMENT: Final = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*')
_HEADER: Final = re.compile(r"\s*\[")


def with_value(text: str, path: Path, value: Value | None) -> str:
    """Return the text with another value at `path`; None takes the key away.

    A table that is not there yet is added at the end of the file, where it is one of the file's
    own. Raises `ValueNotPlacedError` where the key has no line of its own, as in an inline table,
    and `ValueError` where the text is not TOML.
    """
    wanted = _with(tomllib.loads(text), path, value)
    changed = _changed(text, path, value)
    try:
        holds = tomllib.loads(changed)
    except ValueError:
        holds = None
    if holds != wanted:
        raise ValueNotPlacedError(".".join(map(str, path)))
    return changed


def without_table(text: str, path: Path) -> str:
    """Return the text without a table of its own; what stands between two tables stays.

    Raises `ValueNotPlacedError` where the table has no line of its own, and `ValueError` where the
    text is not TOML.
    """
    wanted = _with(tomllib.loads(text), path, None)
    head = lines_of(text).get(path)
    keys = [last for key, (_first, last) in key_lines(text).items() if key[: len(path)] == path]
    if head is None:
        return text
    lines = text.split("\n")
    del lines[head - 1 : max(keys, default=head)]
    changed = "\n".join(lines)
    if tomllib.loads(changed) != wanted:
        raise ValueNotPlacedError(".".join(map(str, path)))
    return changed


def written(value: Value) -> str:
    """Return a value as TOML writes it."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
        case date():
            return value.isoformat()
        case _:
            return f"[{', '.join(map(written, value))}]"


def _changed(text: str, path: Path, value: Value | None) -> str:
    lines = text.split("\n")
    if (place := key_lines(text).get(path)) is not None:
        first, last = place
        old = lines[first - 1 : last]
        lines[first - 1 : last] = [] if value is None else [_line(old, written(value))]
        return "\n".join(lines)
    if value is None:
        return text
    new = f"{path[-1]} = {written(value)}"
    table = path[:-1]
    at = _end_of(text, table)
    if at is not None:
        lines.insert(at, new)
        return "\n".join(lines)
    if len(table) == 1 and table not in lines_of(text):
        gap = "" if text.endswith("\n\n") or not text else "\n" if text.endswith("\n") else "\n\n"
        return f"{text}{gap}[{table[0]}]\n{new}\n"
    return text


def _line(old: Sequence[str], value: str) -> str:
    """Return the line with another value, and with the comment that stood at its end."""
    head = _KEY.match(old[0])
    assert head is not None
    rest = old[-1][head.end() :] if len(old) == 1 else old[-1]
    found = (it for it in _QUOTED_OR_COMMENT.finditer(rest) if it[0].startswith("#"))
    comment = next(found, None)
    return f"{head[0]}{value}{f'  {comment[0]}' if comment else ''}"


def _end_of(text: str, table: Path) -> int | None:
    """Return after which line a key of the table may be added, None where the table is not there.

    That is after its last key, or after its head.
    """
    keys = [last for path, (_first, last) in key_lines(text).items() if path[:-1] == table]
    if keys:
        return max(keys)
    if not table:
        return 0
    head = lines_of(text).get(table)
    is_header = head is not None and _HEADER.match(text.split("\n")[head - 1])
    return head if is_header else None


def _with(tree: Any, path: Path, value: Value | None) -> Any:
    """Return what the file is to hold, as plain values."""
    step, rest = path[0], path[1:]
    if isinstance(tree, list) and isinstance(step, int) and step < len(tree):
        inner = _with(tree[step], rest, value) if rest else value
        return [*tree[:step], inner, *tree[step + 1 :]]
    if not isinstance(tree, Mapping) or isinstance(step, int):
        raise ValueNotPlacedError(".".join(map(str, path)))
    if value is None and step not in tree:
        return tree
    if rest:
        return {**tree, step: _with(tree.get(step, {}), rest, value)}
    if value is None:
        return {key: it for key, it in tree.items() if key != step}
    held = list(value) if not isinstance(value, str | bool | date) else value
    return {**tree, step: held}
