"""Lengths of time as a policy writes them: "20 working days", "8 weeks", "1 month"."""

from __future__ import annotations

import calendar
import re
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Final

import msgspec

# What stands in a procedure file where the policy gives no answer; in the code it is None.
NOT_STATED: Final = "not stated"

EXAMPLES: Final = '"5 working days", "28 days", "8 weeks", "1 month"'

_PATTERN: Final = r"^([1-9][0-9]{0,2}) (working day|day|week|month)s?$"

Written = Annotated[str, msgspec.Meta(pattern=_PATTERN)]


class Unit(StrEnum):
    """What is counted. Weeks are seven days; a month ends on the corresponding date."""

    WORKING_DAYS = "working days"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


class Duration(msgspec.Struct, frozen=True):
    """A number of days, weeks or months."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        unit = self.unit.value
        return f"{self.count} {unit.removesuffix('s') if self.count == 1 else unit}"


@lru_cache(maxsize=256)
def read_duration(written: str) -> Duration:
    """Return the length that `written` says. Raises `ValueError` where it says none."""
    if (found := re.match(_PATTERN, written)) is None:
        raise ValueError(EXAMPLES)
    return Duration(int(found[1]), Unit(f"{found[2]}s"))


def add_months(start: date, count: int) -> date:
    """Return the corresponding date `count` months on, or that month's last day if it has none."""
    months = start.month - 1 + count
    year, month = start.year + months // 12, months % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
