"""Run one sub-command: understand the words, carry them out, and say what went wrong."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from amends.cli import FAILED
from amends.cli.answers import tell, tell_error
from amends.cli.check import check
from amends.cli.copies import back_up, bring_copy_back
from amends.cli.due import show_due
from amends.cli.hand_over import export_case, save_letters, verify_file
from amends.cli.offices import list_cases, make_sample
from amends.cli.parser import Commands, make_parser
from amends.cli.procedures import check_procedures, list_procedures, show_schema
from amends.domain.errors import AmendsError
from amends.version import amends_version


def run(arguments: Sequence[str]) -> int:
    """Carry out what the words say and return the exit code; 2 ends the process at once."""
    commands = Commands(
        sample=make_sample,
        cases=list_cases,
        due=show_due,
        export=export_case,
        verify=verify_file,
        letters=save_letters,
        check=check,
        backup=back_up,
        restore=bring_copy_back,
        list_procedures=list_procedures,
        check_procedures=check_procedures,
        show_schema=show_schema,
    )
    parser = make_parser(commands, amends_version())
    words = parser.parse_args(arguments)
    if "run" not in words:
        parser.error("a sub-command is missing")
    try:
        code = int(words.run(words))
        sys.stdout.flush()
        return code
    except AmendsError as error:
        tell_error(error)
        return FAILED
    except BrokenPipeError:
        # Whoever read the answer has seen enough; nothing is left to say, not even at exit.
        sys.stdout = None
        return FAILED
    except OSError as error:
        sys.stdout = None
        tell(f"amends: the answer cannot be written: {error.strerror}")
        return FAILED
