"""Days as people type them: "17/11/2026", "17.11.26", "17 Nov", "Tuesday 17th November 2026".

The day comes before the month, as in Britain. What could be read in two ways, or names no day, is
not guessed at: a date that is wrong by one day costs more than typing it again.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_WEEKDAY: Final = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+")
_ISO: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_FIGURES: Final = re.compile(
    r"(?P<day>\d{1,2})\s*[/.\- ]\s*(?P<month>\d{1,2})(?:\s*[/.\- ]\s*(?P<year>\d{4}|\d{2}))?\.?"
)
_RUN: Final = re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4}|\d{2})")
_NAMED: Final = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s\-/.]*(?:of\s+)?(?P<month>[a-z]{3,9})\.?,?"
    r"(?:[\s\-/]*(?P<year>\d{4}|\d{2}))?"
)
_FORMS: Final = (_ISO, _FIGURES, _RUN, _NAMED)

_THIS_CENTURY: Final = 2000
_LAST_CENTURY: Final = 1900
_TURN: Final = 70  # two figures from here on are a year of the last century


def read_day(typed: str, year: int) -> date | None:
    """Return the day that somebody typed, in `year` where they named none; None if it is no day."""
    text = _WEEKDAY.sub("", " ".join(typed.split()).casefold())
    found = next((match for form in _FORMS if (match := form.fullmatch(text))), None)
    if found is None or (month := _month(found["month"])) is None:
        return None
    try:
        return date(_year(found["year"], year), month, int(found["day"]))
    except ValueError:
        return None


def _month(written: str) -> int | None:
    """Return the number of a month; a name may be cut short after three letters."""
    if written.isdecimal():
        return int(written)
    names = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(written)]
    return names[0] if names else None


def _year(written: str | None, missing: int) -> int:
    if written is None:
        return missing
    if len(written) > 2:
        return int(written)
    return int(written) + (_LAST_CENTURY if int(written) >= _TURN else _THIS_CENTURY)
