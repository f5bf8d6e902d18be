"""The words of the command line for an office as a whole: check it, copy it, bring a copy back."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from amends.services.fingerprint import read_printed
from amends.storage.rows import Head

_Run = Callable[[argparse.Namespace], int]
if TYPE_CHECKING:
    _Words = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001


def add_check(words: _Words, run: _Run) -> None:
    """Add `amends check`."""
    parser = words.add_parser(
        "check",
        help="check that an office still is what was recorded in it",
        description="Check an office to the last file, and change nothing in it: its entries, what "
        "follows from them, and the evidence. Where it was passed to a colleague, it is said with "
        "whom it is, and until when.",
        epilog="exit codes: 0 all is well; 1 something was altered or damaged; 2 the office cannot "
        "be opened.",
    )
    parser.add_argument("folder", metavar="OFFICE", type=Path)
    parser.add_argument(
        "--fingerprint",
        type=_printed,
        metavar="N-HEX",
        help="the fingerprint of the record as it was printed earlier",
    )
    add_passphrase(parser)
    parser.set_defaults(run=run)


def add_backup(words: _Words, run: _Run) -> None:
    """Add `amends backup`."""
    parser = words.add_parser(
        "backup",
        help="copy an office, encrypted as it is",
        description="Make a copy of an office in DIR, open it and check it, and print its folder. "
        "Evidence that is there already is not copied again; older copies are thinned out.",
    )
    parser.add_argument("folder", metavar="OFFICE", type=Path)
    parser.add_argument("--to", required=True, type=Path, metavar="DIR")
    add_passphrase(parser)
    parser.set_defaults(run=run)


def add_restore(words: _Words, run: _Run) -> None:
    """Add `amends restore`."""
    parser = words.add_parser(
        "restore",
        help="make an office from a copy",
        description="Make an office in DIR, new or empty, from COPY, one of the dated folders that "
        "amends backup makes. Nothing else is changed. With the passphrase it is checked in full.",
    )
    parser.add_argument("copy", metavar="COPY", type=Path)
    parser.add_argument("--to", required=True, type=Path, metavar="DIR")
    add_passphrase(parser, required=False)
    parser.set_defaults(run=run)


def add_passphrase(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Add the file in which the passphrase stands."""
    parser.add_argument(
        "--passphrase-file",
        required=required,
        type=Path,
        metavar="F",
        help="a file whose first line is the passphrase",
    )


def _printed(written: str) -> Head:
    try:
        return read_printed(written)
    except ValueError as error:
        message = f"{written!r} is no fingerprint; it is printed as a number, a dash and 64 digits"
        raise argparse.ArgumentTypeError(message) from error
