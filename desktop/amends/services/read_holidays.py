"""Read a file with holidays into lists, of which one is taken."""

from __future__ import annotations

from pathlib import Path

from amends.domain.errors import FileNotReadableError
from amends.readers.file_names import safe_file_name
from amends.readers.holiday_files import read_holidays
from amends.readers.holiday_lists import LARGEST_LIST_BYTES, HolidayList
from amends.services.progress import Progress

__all__ = ("HolidayList", "read_holiday_file", "source_of")


def read_holiday_file(path: Path, _progress: Progress) -> tuple[HolidayList, ...]:
    """Return the lists of a file; several where a question is open, such as whose holidays.

    No more of it is read than can be a list. Raises `FileNotReadableError`, `HolidayFileError`.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_LIST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileNotReadableError(path, reason) from error
    return read_holidays(raw, safe_file_name(path.name))


def source_of(path: Path, listed: HolidayList) -> str:
    """Return where the days come from, for the record: "bank-holidays.json: Scotland"."""
    name = safe_file_name(path.name)
    return f"{name}: {listed.title}" if listed.title else name
