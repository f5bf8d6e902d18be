"""The bank holidays of the United Kingdom as GOV.UK publishes them (bank-holidays.json)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from amends.domain.errors import HolidayFileError, Problem
from amends.readers.holiday_lists import A_DAY, Entry, HolidayList, holidays_of, text_of

_NAMES: Final = {
    "england-and-wales": "England and Wales",
    "northern-ireland": "Northern Ireland",
    "scotland": "Scotland",
}
_EXPECTED: Final = "the bank holidays as GOV.UK publishes them: divisions, each with its events"


class _Event(msgspec.Struct, frozen=True):
    title: str
    date: str
    notes: str = ""


class _Division(msgspec.Struct, frozen=True):
    events: tuple[_Event, ...]
    division: str = ""


def read_bank_holidays(raw: bytes, file: str) -> tuple[HolidayList, ...]:
    """Return a list for each division, all of them whole. Raises `HolidayFileError`."""
    found = _loaded(text_of(raw, file), file)
    try:
        divisions = msgspec.convert(found, dict[str, _Division])
    except msgspec.ValidationError as error:
        raise _refused(file, str(error)) from None
    if not divisions:
        raise _refused(file, "no division")
    return tuple(
        HolidayList(
            _NAMES.get(name, name), holidays_of(_entries(division, name, file), file), is_whole=True
        )
        for name, division in divisions.items()
    )


def _loaded(text: str, file: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise _refused(file, error.msg, error.lineno) from None
    except (ValueError, RecursionError):  # a number or a nesting beyond all measure
        raise _refused(file, "what cannot be read") from None


def _entries(division: _Division, name: str, file: str) -> Iterator[Entry]:
    for number, event in enumerate(division.events, 1):
        place = f"{name}, entry {number}"
        try:
            day = date.fromisoformat(event.date)
        except ValueError:
            raise HolidayFileError(file, (Problem(place, repr(event.date), A_DAY),)) from None
        note = event.notes.strip().lower()
        yield Entry(day, f"{event.title} ({note})" if note else event.title, place)


def _refused(file: str, found: str, line: int | None = None) -> HolidayFileError:
    return HolidayFileError(file, (Problem("", found, _EXPECTED, line),))
