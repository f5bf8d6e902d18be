"""`amends export`, `amends verify` and `amends letters`: what leaves the office, and its check."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from amends.cli import DONE, FAILED
from amends.cli.answers import answer, tell, tell_progress
from amends.cli.clock import system_now, system_today
from amends.cli.offices import read_passphrase
from amends.domain.errors import FileNotWrittenError
from amends.paths import resource
from amends.services.case_view import CaseView
from amends.services.desk import Desk, Moment
from amends.services.finished_letters import file_name, save_pdf
from amends.services.hand_over import HandOver, hand_over, usual_purpose, usual_receiver
from amends.services.hand_over_readiness import readiness
from amends.services.hand_over_steps import kind_of
from amends.services.read_case import find_case, read_case
from amends.services.set_up_office import open_office
from amends.services.verify_bag import verify_bag


def export_case(words: argparse.Namespace) -> int:
    """Carry out `amends export`: the PDF alone where the name of the file asks for it."""
    with _opened_case(words) as (desk, view):
        body, purpose = usual_receiver(view), usual_purpose(view)
        tell(*readiness(view).sentences())
        asked = HandOver(body, purpose, words.to, kind_of(words.to))
        hand_over(desk, view.stream, asked, Moment(view.today, system_now()), tell_progress)
    tell(f"{words.to}: the case {words.reference}, for {body}.")
    return DONE


def verify_file(words: argparse.Namespace) -> int:
    """Carry out `amends verify`."""
    verdict = verify_bag(words.file)
    said = list(verdict.sentences())
    answer(*(said if verdict.problems else [f"{words.file}: {said[0]}"]))
    return FAILED if verdict.problems else DONE


def save_letters(words: argparse.Namespace) -> int:
    """Carry out `amends letters`."""
    with _opened_case(words) as (desk, view):
        try:
            words.to.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileNotWrittenError(words.to, error.strerror or str(error)) from error
        if not view.case.letters:
            tell(f"The case {words.reference} has no finished letters.")
        for number, letter in enumerate(view.case.letters, 1):
            target = words.to / file_name(view.case, letter, f" {number}.pdf")
            save_pdf(desk, letter, target)
            answer(str(target))
    return DONE


@contextmanager
def _opened_case(words: argparse.Namespace) -> Iterator[tuple[Desk, CaseView]]:
    desk = open_office(words.office, read_passphrase(words.passphrase_file), resource())
    try:
        yield desk, read_case(desk, find_case(desk, words.reference), system_today())
    finally:
        desk.store.close()
