"""Start Amends: the window, or a sub-command."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says and return the exit code.

    The window is started before the words are parsed in full, since the first paint must not wait
    for the modules that sub-commands need.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words:
        from amends.composition import run_window

        return run_window()
    from amends.composition import run_command

    return run_command(words)


if __name__ == "__main__":
    raise SystemExit(main())
