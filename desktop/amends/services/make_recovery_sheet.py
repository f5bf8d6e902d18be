"""Make a recovery sheet: one page, on paper, that opens the office when nobody else can."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Final

from amends.domain.access import RecoverySheet, fold_recovery_sheet
from amends.domain.dates_in_words import full
from amends.domain.events.access_events import RecoverySheetKept, RecoverySheetMade
from amends.domain.recovery_code import ALPHABET, RANDOM_CHARACTERS, write_code
from amends.domain.streams import OFFICE
from amends.services.change_office import read_office
from amends.services.desk import Changed, Desk, Moment
from amends.services.whole_files import write_whole
from amends.storage.keys import has_recovery_code, set_recovery_code

SHEET_FILE: Final = "Recovery sheet.pdf"  # it names nobody: folders are seen by others


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A sheet that is not on paper yet. The code is nowhere else, and is never kept."""

    pdf: bytes = field(repr=False)
    code: str = field(repr=False)


def read_recovery_sheet(desk: Desk) -> RecoverySheet:
    """Return what holds of the sheet; none does where the code is not among the keys."""
    if not has_recovery_code(desk.store.folder):
        return RecoverySheet()
    with desk.store.reading() as unit:
        return fold_recovery_sheet(unit.events.read(OFFICE))


def make_recovery_sheet(desk: Desk, moment: Moment) -> NewSheet:
    """Return a new sheet; every earlier one is worthless from now on.

    Raises `NotAllowedError` or `FileNotWrittenError`; the earlier one holds then.
    """
    code = write_code([secrets.randbelow(len(ALPHABET)) for _ in range(RANDOM_CHARACTERS)])
    pdf = sheet_pdf(_name(desk), code, moment.today, desk.resources)
    with desk.store.transaction() as unit:
        made = RecoverySheetMade(happened_on=moment.today)
        seq = unit.events.last_seq(OFFICE)
        unit.events.append(OFFICE, seq, [made], now=moment.now, person=desk.store.person)
        set_recovery_code(desk.store.folder, desk.store.key, code)
    return NewSheet(pdf, code)


def save_sheet(desk: Desk, sheet: NewSheet, target: Path) -> None:
    """Write the sheet to `target`. Raises `FileNotWrittenError`; no half file is left."""
    write_whole(desk, target, [sheet.pdf])


def keep_sheet(desk: Desk, moment: Moment) -> Changed:
    """Record that the sheet was printed or saved: nobody needs to be reminded any more."""
    kept = RecoverySheetKept(happened_on=moment.today)
    with desk.store.transaction() as unit:
        seq = unit.events.last_seq(OFFICE)
        unit.events.append(OFFICE, seq, [kept], now=moment.now, person=desk.store.person)
    return Changed(frozenset({OFFICE}))


def sheet_pdf(office: str, code: str, today: date, resources: Path) -> bytes:
    """Return the page as tagged PDF."""
    from amends_reports.house_style import HouseStyle
    from amends_reports.recovery_sheet import SheetContent, write_recovery_sheet  # on first use

    out = BytesIO()
    content = SheetContent(office=office, made_on=full(today), groups=tuple(code.split("-")))
    write_recovery_sheet(content, out, HouseStyle(fonts=resources / "fonts"))
    return out.getvalue()


def _name(desk: Desk) -> str:
    head = read_office(desk).letterhead
    return head.name if head else ""
