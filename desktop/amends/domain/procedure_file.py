"""A procedure as its TOML file says it. Every mistake in a file is named, with its line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import msgspec

from amends.domain.errors import Problem, ProcedureFileError
from amends.domain.procedure import Procedure
from amends.domain.procedure_mistakes import mistakes, silences, steps_of
from amends.domain.procedure_rules import contradictions
from amends.domain.toml_file import cut, parse_toml, text_of
from amends.domain.toml_lines import line_of, lines_of

_LONGEST: Final = 1_500  # characters: a list of what is allowed names every event of the procedure


def read_procedure(raw: bytes, file: str) -> Procedure:
    """Return the procedure that `raw` holds; `file` names it in errors.

    Raises `ProcedureFileError` with each mistake: its line and key, what was found and what is
    allowed.
    """
    text = text_of(raw, file)
    tree = parse_toml(text, file)
    try:
        procedure = msgspec.convert(silences(tree), Procedure)
    except (msgspec.ValidationError, RecursionError) as error:
        raise ProcedureFileError(file, _placed(mistakes(tree), text)) from error
    if problems := _placed(contradictions(procedure), text):
        raise ProcedureFileError(file, problems)
    return procedure


def _placed(problems: Iterable[Problem], text: str) -> tuple[Problem, ...]:
    """Return the problems, each with the line on which it stands.

    The file's own words come back in them, among what is allowed too, so they are shown with care.
    """
    lines = lines_of(text)
    return tuple(
        replace(
            problem,
            found=cut(problem.found, _LONGEST),
            allowed=cut(problem.allowed, _LONGEST),
            line=line_of(lines, tuple(steps_of(problem.key))),
        )
        for problem in problems
    )
