"""Lengths of time as a policy writes them: "20 working days", "48 hours", "7 clear days before"."""

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

EXAMPLES: Final = '"5 working days", "28 days", "8 weeks", "1 month", "48 hours"'

_PATTERN: Final = (
    r"^([1-9][0-9]{0,2}) (clear working day|clear day|working day|school day|teaching day|term day"
    r"|day|week|month|year|working hour|hour)s?( before)?$"
)

Written = Annotated[str, msgspec.Meta(pattern=_PATTERN)]


class Unit(StrEnum):
    """What is counted. Weeks are seven days; a month ends on the corresponding date.

    Of clear days neither the first nor the last is one on which something happens. School days,
    teaching days and term days are the same: working days within a term. Working hours are those
    in which the office works.
    """

    WORKING_DAYS = "working days"
    DAYS = "days"
    CLEAR_WORKING_DAYS = "clear working days"
    CLEAR_DAYS = "clear days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    SCHOOL_DAYS = "school days"
    TEACHING_DAYS = "teaching days"
    TERM_DAYS = "term days"
    HOURS = "hours"
    WORKING_HOURS = "working hours"


# Counted from an instant to an instant; all the others run from a day to a day.
HOURLY: Final = frozenset({Unit.HOURS, Unit.WORKING_HOURS})


class Duration(msgspec.Struct, frozen=True):
    """A number of hours, days, weeks or so on; `before` where they are counted backwards."""

    count: int
    unit: Unit
    before: bool = False

    def __str__(self) -> str:
        unit = self.unit.value
        shown = f"{self.count} {unit.removesuffix('s') if self.count == 1 else unit}"
        return f"{shown} before" if self.before else shown


@lru_cache(maxsize=256)
def read_duration(written: str) -> Duration:
    """Return the length that `written` says. Raises `ValueError` where it says none."""
    if (found := re.match(_PATTERN, written)) is None:
        raise ValueError(EXAMPLES)
    return Duration(int(found[1]), Unit(f"{found[2]}s"), bool(found[3]))


def add_months(start: date, count: int) -> date:
    """Return the corresponding date `count` months on, or that month's last day if it has none."""
    months = start.month - 1 + count
    year, month = start.year + months // 12, months % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
