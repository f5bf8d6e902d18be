"""How slow work reports, and how it is stopped: by the one callable through which it reports."""

from __future__ import annotations

from typing import Protocol


class CancelledError(Exception):
    """The user asked to stop. Not a failure; never shown as one."""


class Progress(Protocol):
    """What a slow service is given; it needs no flag, no Qt and no thread of its own."""

    def __call__(self, done: int, total: int) -> None:
        """Report a step. Raises `CancelledError` if the work should stop here."""
