"""What every system has in common: between `begin` and `end` it tells of each lock."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class ScreenLock(QObject):
    """Emits `locked` when the screen is locked, or the computer goes to sleep.

    It may do so more than once for one lock, and from the midst of a message of the system.
    """

    locked = Signal()

    def begin(self) -> None:
        """Listen from now on."""
        raise NotImplementedError

    def end(self) -> None:
        """Listen no more, and leave nothing behind in the system."""
        raise NotImplementedError
