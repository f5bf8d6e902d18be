"""Check the text of a procedure while it is written: every mistake, and what it says once right."""

from __future__ import annotations

from dataclasses import dataclass

from amends.domain.errors import Problem, ProcedureFileError
from amends.domain.procedure import Procedure
from amends.domain.procedure_file import read_procedure


@dataclass(frozen=True, slots=True)
class Checked:
    """The text as it was checked, and either what it says or what is wrong with it."""

    text: str
    procedure: Procedure | None
    problems: tuple[Problem, ...]

    def problem_at(self, key: str) -> Problem | None:
        """Return what is wrong with a key, named as in `stage[1].clock[0].within`."""
        return next((it for it in self.problems if it.key == key), None)


def check_procedure(raw: bytes | str, file: str) -> Checked:
    """Return what a procedure says, or every mistake in it; `file` names it in errors.

    Bytes that are no text are shown as far as they can be.
    """
    data = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    text = raw if isinstance(raw, str) else raw.decode("utf-8-sig", "replace")
    try:
        return Checked(text, read_procedure(data, file), ())
    except ProcedureFileError as error:
        return Checked(text, None, error.problems)
