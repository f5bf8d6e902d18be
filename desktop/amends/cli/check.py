"""`amends check`: whether an office still is what was recorded in it, and with whom it is."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from amends.cli import DONE, FAILED
from amends.cli.answers import answer, tell_error, tell_progress
from amends.cli.clock import system_today
from amends.cli.offices import read_passphrase
from amends.domain.errors import AmendsError
from amends.services.check_office import Verdict, check_folder

CANNOT_BE_OPENED = 2


def check(words: argparse.Namespace) -> int:
    """Carry out `amends check`."""
    try:
        passphrase = read_passphrase(words.passphrase_file)
        verdict = check_folder(
            words.folder, passphrase, system_today(), tell_progress, words.fingerprint
        )
    except AmendsError as error:
        tell_error(error)
        return CANNOT_BE_OPENED
    answer(*_said(verdict))
    return FAILED if verdict.problems else DONE


def _said(verdict: Verdict) -> Iterator[str]:
    """Return what was found, a line each; where the office is changes nothing of the verdict."""
    yield from verdict.problems or ("Everything is as it was recorded.",)
    if verdict.whereabouts:
        yield verdict.whereabouts
    if not verdict.problems:
        yield f"Entries: {verdict.entries}, cases: {verdict.cases}, files: {verdict.files}"
        yield f"Fingerprint of the record: {verdict.printed}"
