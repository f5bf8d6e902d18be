"""Lists of holidays that somebody has saved as a file: as GOV.UK gives them, .ics or .csv.

What a file says can depend on a question, such as whose holidays are meant; then it holds several
lists, of which the reader of the screen chooses one. Nothing is guessed, and nothing is left out
silently: a file that cannot be read as it stands is refused, with each line that is in the way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from amends.domain.errors import HolidayFileError, Problem
from amends.domain.working_days import Holiday

EARLIEST_HOLIDAY: Final = date(1990, 1, 1)
LATEST_HOLIDAY: Final = date(2060, 12, 31)
LARGEST_LIST_BYTES: Final = 5_000_000
MOST_ENTRIES: Final = 5_000
LONGEST_NAME: Final = 120

A_DAY: Final = f"a day from {EARLIEST_HOLIDAY} to {LATEST_HOLIDAY}"
_ENCODINGS: Final = ("utf-8-sig", "cp1252")  # the second is what Excel writes
_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")  # what UTF-16 begins with


@dataclass(frozen=True, slots=True)
class HolidayList:
    """One list: what it is called, its holidays in order, and whether it is known to be whole.

    A whole list names every holiday of its years, so that a day it lacks is no holiday.
    """

    title: str
    holidays: tuple[Holiday, ...]
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A holiday as it stands in a file, and where: its line, None where lines mean nothing."""

    day: date
    name: str
    place: str
    line: int | None = None


def text_of(raw: bytes, file: str) -> str:
    """Return the text of a file. Raises `HolidayFileError` where it is too long, or none."""
    if len(raw) > LARGEST_LIST_BYTES:
        most = f"at most {LARGEST_LIST_BYTES // 1_000_000} million"
        raise HolidayFileError(file, (Problem("", f"{len(raw)} bytes", most),))
    encodings = ("utf-16",) if raw.startswith(_MARKS) else _ENCODINGS
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise HolidayFileError(file, (Problem("", "what is no text", "text, such as UTF-8"),))


def holidays_of(entries: Iterable[Entry], file: str) -> tuple[Holiday, ...]:
    """Return the holidays in order of days.

    Raises `HolidayFileError` for a day that is named twice, that no calendar of ours knows, or
    that has no name; for too many, and for none at all.
    """
    problems: list[Problem] = []
    found: dict[date, str] = {}
    for count, entry in enumerate(entries):
        if count == MOST_ENTRIES:
            most = f"at most {MOST_ENTRIES}"
            problems.append(Problem("", f"more than {MOST_ENTRIES} days", most, entry.line))
            break
        if (problem := _problem(entry, found)) is not None:
            problems.append(problem)
        else:
            found[entry.day] = plain_name(entry.name)
    if not problems and not found:
        problems.append(Problem("", "no day", "at least one"))
    if problems:
        raise HolidayFileError(file, tuple(problems))
    return tuple(Holiday(day, found[day]) for day in sorted(found))


def plain_name(written: str) -> str:
    """Return a name on one line, without what cannot be seen."""
    shown = "".join(char if char.isprintable() else " " for char in written)
    return " ".join(shown.split())[:LONGEST_NAME].rstrip()


def _problem(entry: Entry, found: dict[date, str]) -> Problem | None:
    if not EARLIEST_HOLIDAY <= entry.day <= LATEST_HOLIDAY:
        return Problem(entry.place, str(entry.day), A_DAY, entry.line)
    if entry.day in found:
        return Problem(entry.place, f"{entry.day} again", "each day once", entry.line)
    if not plain_name(entry.name):
        return Problem(entry.place, "no name", "what the day is called", entry.line)
    return None
