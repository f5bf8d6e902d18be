"""A TOML file that a person wrote, read with care: what is broken in it is named with its line."""

from __future__ import annotations

import re
import tomllib
from typing import Any, Final

from amends.domain.errors import Problem, ProcedureFileError

LARGEST_FILE_BYTES: Final = 1_000_000
LONGEST_SHOWN: Final = 60
# A key of n parts costs the TOML parser n² in time and memory, and no sentence has as many stops.
MOST_DOTS_IN_A_LINE: Final = 200

TOO_DEEP: Final = Problem("", "tables or lists within one another, too deep", "at most four deep")
_SYNTAX_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")


def parse_toml(text: str, file: str) -> dict[str, Any]:
    """Return what the text holds. Raises `ProcedureFileError`."""
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ProcedureFileError(file, (TOO_DEEP,)) from error
    except tomllib.TOMLDecodeError as error:
        raise ProcedureFileError(file, (_syntax_problem(str(error), text),)) from error
    except ValueError as error:  # Python reads no number of more than some thousand digits
        long = Problem("", "a number of thousands of digits", "a shorter one")
        raise ProcedureFileError(file, (long,)) from error


def text_of(raw: bytes, file: str) -> str:
    """Return what stands in the file, if it can be read in no time. Raises `ProcedureFileError`."""
    if len(raw) > LARGEST_FILE_BYTES:
        allowed = f"at most {LARGEST_FILE_BYTES:,} bytes"
        raise ProcedureFileError(file, (Problem("", f"{len(raw):,} bytes", allowed),))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        found = f"the byte {raw[error.start]:#04x}"
        raise ProcedureFileError(
            file, (Problem("", found, "text saved as UTF-8", line),)
        ) from error
    for number, line_of_text in enumerate(text.split("\n"), 1):
        if (dots := line_of_text.count(".")) > MOST_DOTS_IN_A_LINE:
            allowed = f"at most {MOST_DOTS_IN_A_LINE} in a line"
            raise ProcedureFileError(file, (Problem("", f"{dots:,} full stops", allowed, number),))
    return text


def cut(text: str, longest: int = LONGEST_SHOWN) -> str:
    """Return the beginning of a text, with nothing in it that a terminal would obey."""
    shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text[:longest])
    return shown if len(text) <= longest else f"{shown}..."


def _syntax_problem(said: str, text: str) -> Problem:
    """Return the place of a line that is not TOML, with the line as it stands."""
    lines = text.split("\n")
    place = _SYNTAX_LINE.search(said)
    number = int(place[1]) if place and place[1] else len(lines)
    found = lines[number - 1].strip(" \t\r")
    reason = _SYNTAX_LINE.sub("", said)
    allowed = f'TOML, such as title = "Stage 1" ({reason})'
    return Problem("", cut(found) if found else "nothing", allowed, number)
