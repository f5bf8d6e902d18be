"""Where in a TOML file a key stands: the parser gives values, and a person looks for a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

Path = tuple[str | int, ...]

_HEADER: Final = re.compile(r"\s*(\[\[?)\s*([^\[\]#]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY: Final = re.compile(r"\s*([A-Za-z0-9_\-.\"']+(?:\s*\.\s*[A-Za-z0-9_\-\"']+)*)\s*=")
_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*')
_FENCES: Final = ('"""', "'''")


def line_of(lines: dict[Path, int], path: Path) -> int | None:
    """Return the line of the value at `path`, or of the nearest table or key around it."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def lines_of(text: str) -> dict[Path, int]:
    """Return the line, from 1, of each table and key of a text that is known to be TOML."""
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for number, line in _outside_values(text):
        if header := _HEADER.match(line):
            table = _resolved(_names(header[2]), counts, opens=header[1] == "[[")
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            path = (*table, *_names(key[1]))
            for length in range(len(table) + 1, len(path) + 1):
                found.setdefault(path[:length], number)
    return found


def key_lines(text: str) -> dict[Path, tuple[int, int]]:
    """Return the first and the last line, from 1, of each key that has a line of its own.

    What stands within the braces of an inline table has none.
    """
    found: dict[Path, tuple[int, int]] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    starts = [number for number, _line in _outside_values(text)]
    after = dict(pairwise([*starts, text.count("\n") + 2]))
    for number, line in _outside_values(text):
        if header := _HEADER.match(line):
            table = _resolved(_names(header[2]), counts, opens=header[1] == "[[")
        elif key := _KEY.match(line):
            found.setdefault((*table, *_names(key[1])), (number, after[number] - 1))
    return found


def _names(dotted: str) -> Path:
    return tuple(name.strip(" \t\"'") for name in dotted.split("."))


def _resolved(names: Path, counts: dict[Path, int], *, opens: bool) -> Path:
    """Return the path of a table, each list of tables with the number of its last one."""
    path: Path = ()
    for place, name in enumerate(names):
        path = (*path, name)
        if opens and place == len(names) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _outside_values(text: str) -> Iterator[tuple[int, str]]:
    """Return the lines that begin outside a list or a text of several lines, with their numbers."""
    depth, fence = 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        if not fence and depth == 0:
            yield number, line
        rest = line
        if fence:
            _inside, closed, rest = line.partition(fence)
            if not closed:
                continue
            fence = ""
        rest = rest if depth or not _HEADER.match(line) else ""
        fence = next((it for it in _FENCES if rest.count(it) % 2), "")
        bare = _STRING.sub("", rest.partition(fence)[0] if fence else rest)
        depth = max(0, depth + bare.count("[") - bare.count("]"))
