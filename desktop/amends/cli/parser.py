"""The words of the command line, and what each of them means."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from amends.cli.office_words import add_backup, add_check, add_passphrase, add_restore
from amends.domain.happenings import Kind
from amends.domain.working_days import Closure

DEFAULT_SAMPLE_CASES: Final = 24
MOST_SAMPLE_CASES: Final = 100_000

_Run = Callable[[argparse.Namespace], int]
if TYPE_CHECKING:
    _Words = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001

_EPILOG = """exit codes: 0 done; 1 it could not be done, the message says why; 2 not understood.
Dates are written 2026-11-17. Without a sub-command, the window opens."""


@dataclass(frozen=True, slots=True)
class Commands:
    """What carries out each sub-command: the parsed words in, the exit code out."""

    sample: _Run
    cases: _Run
    due: _Run
    export: _Run
    verify: _Run
    letters: _Run
    check: _Run
    backup: _Run
    restore: _Run
    list_procedures: _Run
    check_procedures: _Run
    show_schema: _Run


def make_parser(commands: Commands, version: str) -> argparse.ArgumentParser:
    """Return the parser; each sub-command leaves its function in `run`."""
    parser = argparse.ArgumentParser(
        prog="amends",
        description="A complaints desk for small offices.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"amends {version}")
    words = parser.add_subparsers(title="sub-commands", metavar="COMMAND")
    _add_sample(words, commands.sample)
    _add_cases(words, commands.cases)
    _add_due(words, commands.due)
    _add_export(words, commands.export)
    _add_verify(words, commands.verify)
    _add_letters(words, commands.letters)
    add_check(words, commands.check)
    add_backup(words, commands.backup)
    add_restore(words, commands.restore)
    _add_procedures(words, commands)
    return parser


def _add_sample(words: _Words, run: _Run) -> None:
    parser = words.add_parser(
        "sample",
        help="make an office with made-up cases",
        description="Make an office with made-up cases in DIR, which must be new or empty.",
    )
    parser.add_argument("folder", metavar="DIR", type=Path)
    parser.add_argument(
        "--cases", type=_case_count, default=DEFAULT_SAMPLE_CASES, metavar="N", help="default: 24"
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="S", help="the same seed makes the same cases"
    )
    _add_today(parser)
    add_passphrase(parser)
    parser.set_defaults(run=run)


def _add_cases(words: _Words, run: _Run) -> None:
    parser = words.add_parser(
        "cases",
        help="list the cases of an office",
        description="List the cases of an office, the most urgent first.",
    )
    parser.add_argument("--office", required=True, type=Path, metavar="DIR")
    add_passphrase(parser)
    parser.add_argument("--json", action="store_true", help="as a JSON list")
    parser.set_defaults(run=run)


def _add_due(words: _Words, run: _Run) -> None:
    kinds = ", ".join(Kind)
    parser = words.add_parser(
        "due",
        help="work out what falls due when",
        description="Work out what falls due when under a procedure, without an office.",
        epilog=f"kinds of event: {kinds}; and those that the procedure has of its own",
    )
    parser.add_argument(
        "procedure", metavar="PROCEDURE", help="a shipped name (active-x-backs), or a TOML file"
    )
    parser.add_argument(
        "--calendar",
        action="append",
        default=[],
        metavar="GB-SCT",
        help="default: the procedure's; of several, a day must be worked in all",
    )
    parser.add_argument(
        "--event",
        action="append",
        required=True,
        type=_happening,
        metavar="KIND=DATE",
        help="what happened, once or more often; a time may follow, 2026-11-17T09:30",
    )
    parser.add_argument(
        "--posted",
        action="append",
        default=[],
        type=_happening,
        metavar="KIND=DATE",
        help="the same, of what the office sent by post",
    )
    _add_what_changes_times(parser)
    _add_today(parser)
    parser.add_argument("--explain", action="store_true", help="show each day, counted or not")
    parser.add_argument("--json", action="store_true", help="as a JSON list")
    parser.set_defaults(run=run)


def _add_what_changes_times(parser: argparse.ArgumentParser) -> None:
    for name, read, written, does in (
        ("--pause", _date, "DATE", "the clocks stood still from then, if the procedure lets them"),
        ("--resume", _date, "DATE", "and went on from then"),
        ("--extend", _agreed, "STAGE.CLOCK=DATE", "a day that was agreed instead"),
        ("--fact", _fact, "FACT=yes|no", "whether something holds on which a time depends"),
        ("--closure", _closure, "DATE[..DATE]", "when the office is closed"),
    ):
        parser.add_argument(
            name, action="append", default=[], type=read, metavar=written, help=does
        )


def _add_export(words: _Words, run: _Run) -> None:
    parser = words.add_parser(
        "export",
        help="hand a case over to the outside body, as one file",
        description="Write a case to FILE, and record in the case that it was handed over. Where "
        "FILE ends in .pdf, it is one PDF that anybody can open; else a ZIP with that PDF, the "
        "originals, the record, the policy and checksums. What is not ready yet, or is held back, "
        "is said on standard error.",
    )
    _add_case(parser)
    parser.add_argument(
        "--to", required=True, type=Path, metavar="FILE", help="a name that ends in .pdf or .zip"
    )
    add_passphrase(parser)
    parser.set_defaults(run=run)


def _add_verify(words: _Words, run: _Run) -> None:
    parser = words.add_parser(
        "verify",
        help="check a file that was handed over",
        description="Say which file of a hand-over (ZIP) is changed, missing or extra. It may have "
        "been unpacked and packed again. No office and no network are needed.",
    )
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.set_defaults(run=run)


def _add_letters(words: _Words, run: _Run) -> None:
    parser = words.add_parser(
        "letters",
        help="save the finished letters of a case",
        description="Save the finished letters of a case in DIR, byte for byte.",
    )
    _add_case(parser)
    parser.add_argument("--to", required=True, type=Path, metavar="DIR")
    add_passphrase(parser)
    parser.set_defaults(run=run)


def _add_procedures(words: _Words, commands: Commands) -> None:
    parser = words.add_parser(
        "procedures",
        help="list, check or describe procedure files",
        description="List the procedures that are shipped, check files of one's own, or print the "
        "JSON Schema by which an editor checks them.",
    )
    kinds = parser.add_subparsers(required=True, metavar="WHAT")
    listed = kinds.add_parser("list", help="the procedures that come with Amends")
    listed.set_defaults(run=commands.list_procedures)
    checked = kinds.add_parser("check", help="name every mistake in procedure files")
    checked.add_argument("files", nargs="+", metavar="FILE")
    checked.set_defaults(run=commands.check_procedures)
    schema = kinds.add_parser("schema", help="print the JSON Schema of a procedure file")
    schema.set_defaults(run=commands.show_schema)


def _add_case(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("reference", metavar="REFERENCE", help="such as 2026-034")
    parser.add_argument("--office", required=True, type=Path, metavar="DIR")


def _add_today(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--today", type=_date, default=None, metavar="DATE", help="default: the computer's date"
    )


def _date(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        message = f"{written!r} is no date; write it as 2026-11-17"
        raise argparse.ArgumentTypeError(message) from error


def _happening(written: str) -> tuple[str, date | datetime]:
    """Return what happened, and when: a time without a zone is that of the procedure."""
    kind, _equals, day = written.partition("=")
    if "T" not in day:
        return kind, _date(day)
    try:
        return kind, datetime.fromisoformat(day)
    except ValueError as error:
        message = f"{day!r} is no time; write it as 2026-11-17T09:30"
        raise argparse.ArgumentTypeError(message) from error


def _agreed(written: str) -> tuple[str, date]:
    clock, _equals, day = written.partition("=")
    return clock, _date(day)


def _fact(written: str) -> tuple[str, bool]:
    fact, _equals, holds = written.partition("=")
    if holds not in {"yes", "no"}:
        message = f"{written!r} does not say whether it holds; write it as {fact}=yes or {fact}=no"
        raise argparse.ArgumentTypeError(message)
    return fact, holds == "yes"


def _closure(written: str) -> Closure:
    first, _dots, last = written.partition("..")
    return Closure(_date(first), _date(last or first), "closure")


def _case_count(written: str) -> int:
    if not written.isascii() or not written.isdigit() or int(written) > MOST_SAMPLE_CASES:
        message = f"{written!r} is not a number from 0 to {MOST_SAMPLE_CASES:,}"
        raise argparse.ArgumentTypeError(message)
    return int(written)
