"""What is kept of a crash: where in the code it was, and never what was in a case.

The log stays on this computer. An error's own text may quote what a person typed, so only its type
and the lines of code are written down.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final

LARGEST_BYTES: Final = 256_000

log = logging.getLogger("amends")


def install(folder: Path, tell: Callable[[Exception], None]) -> None:
    """Write crashes into `folder` from now on, and `tell` whoever sits at the window."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "crash.log"
    if file.exists() and file.stat().st_size > LARGEST_BYTES:
        file.unlink()
    opened = file.open("a", encoding="utf-8")
    faulthandler.enable(opened)
    handler = logging.StreamHandler(opened)
    handler.setFormatter(_WithoutWords("%(asctime)s %(name)s %(message)s"))
    log.addHandler(handler)

    def hook(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        log.error("Unexpected error", exc_info=(kind, error, where))
        if isinstance(error, Exception):
            tell(error)

    sys.excepthook = hook


class _WithoutWords(logging.Formatter):
    """Formats an error as its type and the lines of code that it came through."""

    def formatException(  # noqa: N802
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        kind, _error, where = ei
        frames = traceback.format_list(traceback.extract_tb(where))
        name = kind.__name__ if kind else ""
        return "".join([*frames, name])
