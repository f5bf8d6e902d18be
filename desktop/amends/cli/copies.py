"""`amends backup` and `amends restore`: copies of an office, and an office from a copy."""

from __future__ import annotations

import argparse

from amends.cli import DONE, FAILED
from amends.cli.answers import answer, tell
from amends.cli.clock import system_now, system_today
from amends.cli.offices import read_passphrase
from amends.paths import resource
from amends.services.bring_back import bring_back
from amends.services.copies import copy_to
from amends.services.desk import Moment
from amends.services.set_up_office import open_office


def back_up(words: argparse.Namespace) -> int:
    """Carry out `amends backup`."""
    desk = open_office(words.folder, read_passphrase(words.passphrase_file), resource())
    moment = Moment(system_today(), system_now())
    try:
        copy, left_out = copy_to(desk.store, words.to.absolute(), moment, _silent)
    finally:
        desk.store.close()
    answer(str(copy.folder))
    if left_out:
        tell(f"{len(left_out)} damaged files are not in the copy.")
    return FAILED if left_out else DONE


def bring_copy_back(words: argparse.Namespace) -> int:
    """Carry out `amends restore`."""
    passphrase = read_passphrase(words.passphrase_file) if words.passphrase_file else None
    target = words.to.absolute()
    restored = bring_back(words.copy, target, system_today(), _silent, passphrase)
    tell(f"{target}: an office from the copy {words.copy}.")
    problems = restored.verdict.problems if restored.verdict else ()
    if restored.missing_files:
        tell(f"{restored.missing_files} files are not in the copy.")
    answer(*problems)
    return FAILED if problems or restored.missing_files else DONE


def _silent(done: int, total: int) -> None:
    """Say nothing of the steps: there is no telling how many."""
