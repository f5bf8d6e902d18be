"""Holidays out of a table (.csv): a day and its name on each line, in any usual form.

"03/04/2026" can be 3 April or 4 March. Where no line tells which comes first, both readings are
returned, and somebody chooses.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from amends.domain.dates_in_words import full
from amends.domain.errors import HolidayFileError, Problem
from amends.readers.holiday_lists import A_DAY, Entry, HolidayList, holidays_of, text_of

_SEPARATORS: Final = (",", ";", "\t")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_FIGURES: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_LINE: Final = "a day and its name, such as 2026-12-25,Christmas Day"
_FORMS: Final = "a day such as 2026-12-25 or 25/12/2026"


class _Row(NamedTuple):
    """A line as it stands: the day's three figures, the year first, and the name."""

    figures: tuple[int, int, int]
    is_iso: bool
    written: str
    name: str
    line: int


def read_table(raw: bytes, file: str) -> tuple[HolidayList, ...]:
    """Return the list that a table holds, or both where the order of day and month is open.

    Raises `HolidayFileError`.
    """
    rows = list(_rows(text_of(raw, file), file))
    open_rows = [row for row in rows if not row.is_iso]
    orders = [day_first for day_first in (True, False) if _fits(open_rows, day_first=day_first)]
    if not orders:
        orders = [True]  # as in Britain; what is no day then is told by its line
    readings = {
        tuple(holidays_of(_entries(rows, file, day_first=order), file)): order for order in orders
    }
    if len(readings) == 1:
        return (HolidayList("", next(iter(readings))),)
    example = next(row for row in open_rows if row.figures[1] != row.figures[2])
    return tuple(
        HolidayList(f"{example.written} is {full(_day(example, day_first=order))}", holidays)
        for holidays, order in readings.items()
    )


def _rows(text: str, file: str) -> Iterator[_Row]:
    """Return the lines that hold something; the first may be a heading."""
    first_line = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    is_first = True
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if (row := _row(cells, reader.line_num)) is not None:
                yield row
            elif not is_first or _has_figures(cells):
                raise HolidayFileError(file, (_unread(cells, reader.line_num),))
            is_first = False
    except csv.Error as error:
        raise HolidayFileError(file, (Problem("", str(error), _LINE, reader.line_num),)) from None


def _row(cells: Sequence[str], line: int) -> _Row | None:
    """Return what a line says, None where it is no day and its name."""
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) != 2:
        return None
    written, name = cells[0].strip(), cells[1]
    if (found := _ISO.fullmatch(written)) is not None:
        return _Row((int(found[1]), int(found[2]), int(found[3])), True, written, name, line)
    if (found := _FIGURES.fullmatch(written)) is not None:
        return _Row((int(found[3]), int(found[1]), int(found[2])), False, written, name, line)
    return None


def _has_figures(cells: Sequence[str]) -> bool:
    """Return whether a first line is more than a heading."""
    return any(char.isdigit() for char in "".join(cells))


def _unread(cells: Sequence[str], line: int) -> Problem:
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) != 2:
        found = f"{len(cells)} columns" if len(filled) > 1 else "one thing alone"
        return Problem("", found, _LINE, line)
    return Problem("", repr(cells[0].strip()), _FORMS, line)


def _fits(rows: Sequence[_Row], *, day_first: bool) -> bool:
    try:
        for row in rows:
            _day(row, day_first=day_first)
    except ValueError:
        return False
    return True


def _entries(rows: Sequence[_Row], file: str, *, day_first: bool) -> Iterator[Entry]:
    for row in rows:
        try:
            day = _day(row, day_first=day_first)
        except ValueError:
            raise HolidayFileError(file, (Problem("", row.written, A_DAY, row.line),)) from None
        yield Entry(day, row.name, "", row.line)


def _day(row: _Row, *, day_first: bool) -> date:
    """Return the day of a line. Raises `ValueError` where there is no such day."""
    year, one, other = row.figures
    return date(year, other, one) if day_first and not row.is_iso else date(year, one, other)
