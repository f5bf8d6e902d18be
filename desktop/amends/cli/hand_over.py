"""`amends export`, `amends verify` and `amends letters`: what leaves the office, and its check."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from amends.cli import DONE, FAILED
from amends.cli.clock import system_now, system_today
from amends.cli.offices import read_passphrase
from amends.domain.errors import FieldMissingError, FileNotWrittenError
from amends.paths import resource
from amends.services.case_view import CaseView
from amends.services.desk import Desk, Moment
from amends.services.finished_letters import file_name, save_pdf
from amends.services.hand_over import hand_over, readiness
from amends.services.read_case import find_case, read_case
from amends.services.set_up_office import open_office
from amends.services.verify_bag import verify_bag


def export_case(words: argparse.Namespace) -> int:
    """Carry out `amends export`."""
    with _opened_case(words) as (desk, view):
        body = view.procedure.outside_body
        if body is None:
            raise FieldMissingError("the outside body of the procedure")
        for line in readiness(view):
            print(line, file=sys.stderr)
        purpose = f"The complaint goes on to {body.name}."
        moment = Moment(view.today, system_now())
        hand_over(desk, view.stream, words.to, body.name, purpose, moment, _show_progress)
    print(f"{words.to}: the case {words.reference}, for {body.name}.", file=sys.stderr)
    return DONE


def verify_file(words: argparse.Namespace) -> int:
    """Carry out `amends verify`."""
    problems = verify_bag(words.file)
    print("\n".join(problems) if problems else f"{words.file}: as it was written")
    return FAILED if problems else DONE


def save_letters(words: argparse.Namespace) -> int:
    """Carry out `amends letters`."""
    with _opened_case(words) as (desk, view):
        try:
            words.to.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileNotWrittenError(words.to, error.strerror or str(error)) from error
        for number, letter in enumerate(view.case.letters, 1):
            target = words.to / file_name(view.case, letter, f" {number}.pdf")
            save_pdf(desk, letter, target)
            print(target)
    return DONE


@contextmanager
def _opened_case(words: argparse.Namespace) -> Iterator[tuple[Desk, CaseView]]:
    desk = open_office(words.office, read_passphrase(words.passphrase_file), resource())
    try:
        yield desk, read_case(desk, find_case(desk, words.reference), system_today())
    finally:
        desk.store.close()


def _show_progress(done: int, total: int) -> None:
    """Say how far it is, a line for each tenth, where that takes a while."""
    if total >= 300 and done and done % (total // 10) == 0:
        print(f"{done} of {total} steps", file=sys.stderr)
