"""At what times of day an office works, on the days on which it works at all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Annotated, Final, NamedTuple

import msgspec

TIME_EXAMPLES: Final = '"16:30", "09:00"'
SPAN_EXAMPLES: Final = '"09:00-17:00", "09:00-12:30, 13:30-17:00"'

_TIME: Final = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_SPAN: Final = f"{_TIME}-(?:{_TIME}|24:00)"
TIME_PATTERN: Final = f"^{_TIME}$"
SPAN_PATTERN: Final = f"^{_SPAN}(?:, ?{_SPAN})*$"

WrittenTime = Annotated[str, msgspec.Meta(pattern=TIME_PATTERN)]
WrittenSpans = Annotated[str, msgspec.Meta(pattern=SPAN_PATTERN)]

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MINUTES_IN_HOUR: Final = 60


class Open(NamedTuple):
    """A part of a day, in minutes since its midnight; `closes` may be the midnight after."""

    opens: int
    closes: int


class OpeningHours(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The hours of each weekday, such as "09:00-12:30, 13:30-17:00"; "" where there are none."""

    monday: WrittenSpans = ""
    tuesday: WrittenSpans = ""
    wednesday: WrittenSpans = ""
    thursday: WrittenSpans = ""
    friday: WrittenSpans = ""
    saturday: WrittenSpans = ""
    sunday: WrittenSpans = ""

    def on(self, weekday: int) -> tuple[Open, ...]:
        """Return the hours of a weekday, which counts from Monday as 0."""
        return _read(getattr(self, _WEEKDAYS[weekday]))

    def __str__(self) -> str:
        """Return "Monday to Friday 09:00 to 17:00, Saturday 10:00 to 12:00"."""
        return ", ".join(_in_words(self))


# Taken for granted where neither the policy nor the office has said when it works.
USUAL_HOURS: Final = OpeningHours(
    monday="09:00-17:00",
    tuesday="09:00-17:00",
    wednesday="09:00-17:00",
    thursday="09:00-17:00",
    friday="09:00-17:00",
)


def read_minutes(written: str) -> int:
    """Return how many minutes after midnight a time such as "16:30" is."""
    hours, _colon, minutes = written.partition(":")
    return int(hours) * _MINUTES_IN_HOUR + int(minutes)


def crossed(hours: OpeningHours) -> Iterator[str]:
    """Return each weekday whose hours end before they begin, or run into one another."""
    for number, weekday in enumerate(_WEEKDAYS):
        spans = hours.on(number)
        ends_early = any(span.closes <= span.opens for span in spans)
        if ends_early or any(after.opens < before.closes for before, after in pairwise(spans)):
            yield weekday


@lru_cache(maxsize=256)
def _read(written: str) -> tuple[Open, ...]:
    parts = (span.strip().partition("-") for span in written.split(",") if span.strip())
    return tuple(Open(read_minutes(opens), read_minutes(closes)) for opens, _dash, closes in parts)


def _in_words(hours: OpeningHours) -> Iterator[str]:
    """Return the weekdays that follow one another with the same hours, together."""
    first = 0
    while first < len(_WEEKDAYS):
        last = first
        while last + 1 < len(_WEEKDAYS) and hours.on(last + 1) == hours.on(first):
            last += 1
        if spans := getattr(hours, _WEEKDAYS[first]):
            to = f" to {_WEEKDAYS[last].capitalize()}" if last > first else ""
            times = " and ".join(span.strip().replace("-", " to ") for span in spans.split(","))
            yield f"{_WEEKDAYS[first].capitalize()}{to} {times}"
        first = last + 1
