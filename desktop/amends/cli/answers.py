"""What the command line writes: answers to standard output, everything else to standard error.

Titles, names and paths come from whoever typed them. What would steer a terminal, begin a line of
its own or turn words around stands as its code, and so does what the output's encoding lacks.
"""

from __future__ import annotations

import io
import json
import sys
import unicodedata
from typing import Final

from amends.domain.errors import AmendsError

_STEERING: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNING: Final = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_LONG: Final = 300


def answer(*lines: str) -> None:
    """Write a line each to standard output."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    for line in lines:
        print(_visible(line))


def answer_json(value: object) -> None:
    """Write `value`, of dicts, lists and what JSON knows, to standard output.

    Where the output's encoding lacks characters, JSON has codes of its own for them.
    """
    lacks_some = not str(getattr(sys.stdout, "encoding", "utf-8")).lower().startswith("utf")
    answer(*json.dumps(value, indent=2, ensure_ascii=lacks_some).split("\n"))


def tell(*lines: str) -> None:
    """Write a line each to standard error."""
    for line in lines:
        print(_visible(line), file=sys.stderr)


def tell_error(error: AmendsError) -> None:
    """Write what went wrong, which may take several lines, to standard error."""
    tell(*f"amends: {error}".split("\n"))


def tell_progress(done: int, total: int) -> None:
    """Tell how far it is, a line for each tenth, where that takes a while."""
    if total >= _LONG and done and done % (total // 10) == 0:
        tell(f"{done} of {total} steps")


def _visible(line: str) -> str:
    return "".join(f"\\u{ord(it):04x}" if _is_hidden(it) else it for it in line)


def _is_hidden(character: str) -> bool:
    category, direction = unicodedata.category(character), unicodedata.bidirectional(character)
    return category in _STEERING or direction in _TURNING
