"""`amends procedures`: what is shipped, whether files are right, and their schema."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from amends.cli import DONE, FAILED
from amends.cli.answers import answer, answer_json, tell
from amends.domain.errors import AmendsError
from amends.domain.procedure_schema import procedure_schema
from amends.paths import resource
from amends.services.shipped import find_procedure, other_procedures, shipped_procedures


def list_procedures(_words: argparse.Namespace) -> int:
    """Carry out `amends procedures list`."""
    _list(shipped_procedures(resource()))
    answer("", "other procedures")
    _list(other_procedures(resource()))
    return DONE


def _list(names: Iterable[str]) -> None:
    for name in names:
        procedure = find_procedure(resource(), name)
        answer(f"{name:<36}{procedure.organisation}, {procedure.title.lower()}")


def check_procedures(words: argparse.Namespace) -> int:
    """Carry out `amends procedures check`: every mistake of every file, not the first alone."""
    wrong = False
    for file in words.files:
        try:
            procedure = find_procedure(resource(), file)
        except AmendsError as error:
            tell(*str(error).split("\n"))
            wrong = True
        else:
            answer(f"{file}: {procedure.organisation}, {procedure.title.lower()}: no mistakes")
    return FAILED if wrong else DONE


def show_schema(_words: argparse.Namespace) -> int:
    """Carry out `amends procedures schema`."""
    answer_json(procedure_schema())
    return DONE
