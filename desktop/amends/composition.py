"""The only place where the parts are joined: the command line, the window, and its pages."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Final

FAILED: Final = 1
_NO_DISPLAY: Final = """amends: there is no display: neither DISPLAY nor WAYLAND_DISPLAY is set.
Start it from a desktop session, or without a screen under xvfb-run -a."""


def run_command(words: Sequence[str]) -> int:
    """Carry out a sub-command and return the exit code."""
    from amends.cli.main import run

    return run(words)


def run_window() -> int:
    """Open the window and return the exit code when it was closed."""
    if _display_is_missing():
        print(_NO_DISPLAY, file=sys.stderr)  # noqa: T201
        return FAILED
    from amends.ui.front_door import open_front_door

    return open_front_door()


def _display_is_missing() -> bool:
    """Without a display Qt ends the process, and says nothing that Python could pass on."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(os.environ.get(it) for it in named)
