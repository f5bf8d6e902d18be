"""`amends sample` and `amends cases`: offices from the command line."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from amends.cli import DONE
from amends.cli.answers import answer, answer_json, tell, tell_progress
from amends.cli.clock import system_now, system_today
from amends.domain.errors import FileNotReadableError
from amends.paths import resource
from amends.services.desk import Desk, Moment
from amends.services.inbox_rows import refresh_stale
from amends.services.read_inbox import read_page
from amends.services.sample_office import make_sample_office
from amends.services.set_up_office import open_office
from amends.storage.rows import InboxRow

PAGE_SIZE: Final = 500
LONGEST_PASSPHRASE_BYTES: Final = 4096


def make_sample(words: argparse.Namespace) -> int:
    """Carry out `amends sample`."""
    passphrase = read_passphrase(words.passphrase_file)
    moment = Moment(words.today or system_today(), system_now())
    desk = make_sample_office(
        words.folder,
        passphrase,
        moment,
        resource(),
        cases=words.cases,
        seed=words.seed,
        progress=tell_progress,
    )
    desk.store.close()
    tell(f"{words.folder}: an office with {words.cases} made-up cases.")
    return DONE


def list_cases(words: argparse.Namespace) -> int:
    """Carry out `amends cases`."""
    desk = open_office(words.office, read_passphrase(words.passphrase_file), resource())
    try:
        refresh_stale(desk, system_today())
        rows = list(_all_rows(desk))
    finally:
        desk.store.close()
    if words.json:
        answer_json([_as_json(row) for row in rows])
    else:
        answer(*map(_as_text, rows))
    return DONE


def read_passphrase(file: Path) -> str:
    """Return the first line of `file`. Raises `FileNotReadableError`."""
    try:
        with file.open("rb") as opened:
            raw = opened.read(LONGEST_PASSPHRASE_BYTES)
        return raw.decode("utf-8-sig").partition("\n")[0].rstrip("\r")
    except OSError as error:
        raise FileNotReadableError(file, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise FileNotReadableError(file, "it is not saved as UTF-8") from error


def _all_rows(desk: Desk) -> Iterator[InboxRow]:
    after: InboxRow | None = None
    while page := read_page(desk, "", after, PAGE_SIZE, with_closed=True):
        yield from page
        after = page[-1]


def _as_text(row: InboxRow) -> str:
    due = row.next_due.isoformat() if row.next_due else "-"
    return f"{row.label:<10}{due:<12}{row.stage:<9}{row.title}"


def _as_json(row: InboxRow) -> dict[str, str | None]:
    return {
        "reference": row.label,
        "title": row.title,
        "stage": row.stage,
        "next_due": row.next_due.isoformat() if row.next_due else None,
    }
