r"""Start Amends, or its tests, from a fresh checkout, with nothing but Python 3.11 or newer.

  python3 installer/bootstrap.py run [ARGUMENT ...]    open the app, or hand it the arguments
  python3 installer/bootstrap.py test [ARGUMENT ...]   check everything; with arguments, only
                                                       pytest, and the arguments go to it

(On Windows: py installer\bootstrap.py run.) The first start makes .venv and installs what is
locked, with uv where it is on the PATH, else with pip; later starts go on at once. On Debian and
Ubuntu, root gets missing system libraries installed, others the line to type.

Exit codes: 0 all is well; 1 something is missing, or a check failed; 2 the command was not
understood. `run` otherwise ends with the code of the app itself.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from checks import run_checks, run_pytest
from environment import Environment
from system_packages import IMPORT, TESTS, WINDOW, NotReadyError, require

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)

NO_DISPLAY = """There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set.
Start it from a desktop session, over ssh -X, or without a screen under xvfb-run -a."""


def main(arguments: Sequence[str]) -> int:
    """Do what the first argument says and return the exit code."""
    command, rest = "".join(arguments[:1]), list(arguments[1:])
    if command in ("-h", "--help"):
        print(__doc__)
        return 0
    if command not in ("run", "test"):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        _require_python()
        return run(rest) if command == "run" else test(rest)
    except NotReadyError as error:
        print(error.why, file=sys.stderr, flush=True)
        if error.command:
            print(error.command)
        return 1
    except KeyboardInterrupt:
        return 1


def run(arguments: list[str]) -> int:
    """Open the app, or let it carry out a command."""
    environment = Environment(ROOT)
    needs = environment.needs("run")
    if opens_window(arguments):
        require_display(os.environ)
        needs += IMPORT + WINDOW
    require(needs)
    environment.prepare("run")
    command = [str(environment.amends), *arguments]
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606  (signals reach the app, not a parent of it)
    return subprocess.run(command, check=False).returncode


def test(arguments: list[str]) -> int:
    """Check everything, or what the arguments select from the suite that needs no window."""
    environment = Environment(ROOT)
    require(environment.needs("test") + IMPORT + WINDOW + TESTS)
    environment.prepare("test")
    if arguments:
        return run_pytest(environment.python, ROOT, arguments)
    return run_checks(environment.python, ROOT)


def opens_window(arguments: Sequence[str]) -> bool:
    """Tell whether the app will want a window: a command does not, nor does asking for help.

    A word is a command unless it is the path of something to open.
    """
    if {"-h", "--help", "--version"} & set(arguments):
        return False
    first = arguments[0] if arguments else ""
    return first[:1] in ("", "-") or os.sep in first or Path(first).is_file()


def require_display(variables: Mapping[str, str]) -> None:
    """Look for a display before Qt does, since Qt aborts the process without one."""
    known = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(variables.get(name) for name in known):
        raise NotReadyError(NO_DISPLAY)


def _require_python() -> None:
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(map(str, sys.version_info[:3]))
        raise NotReadyError(f"Amends needs Python 3.11 or newer; this is {found}.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
