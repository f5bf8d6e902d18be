"""A file with holidays, whatever its form: told by what it holds, since its name may deceive."""

from __future__ import annotations

from typing import Final

from amends.readers.holiday_csv import read_table
from amends.readers.holiday_ics import read_events
from amends.readers.holiday_json import read_bank_holidays
from amends.readers.holiday_lists import HolidayList, text_of

_LOOKED_AT: Final = 200


def read_holidays(raw: bytes, file: str) -> tuple[HolidayList, ...]:
    """Return the list that a file holds, or several of which one is to be chosen.

    Raises `HolidayFileError`, naming `file`.
    """
    begins = text_of(raw, file).lstrip()[:_LOOKED_AT].upper()
    if begins.startswith(("{", "[")):
        return read_bank_holidays(raw, file)
    if begins.startswith("BEGIN:"):
        return read_events(raw, file)
    return read_table(raw, file)
