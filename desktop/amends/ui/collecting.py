"""When Python may look for garbage: not while that could delete a window's object at a bad moment.

Python looks whenever, and in whatever thread, memory is asked for. A widget that it finds there is
deleted at once: outside the thread of the window, which Qt does not allow, or while Qt is going
through all widgets and has yet to come to that one.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QObject, Slot


class Hold(QObject):
    """Holds the looking back from the first `begin` to the last `end`.

    It lives in the thread of the window, where alone it begins and ends.
    """

    def __init__(self) -> None:
        super().__init__()
        self._running = 0
        self._was_on = False

    @Slot()
    def begin(self) -> None:
        if gc.isenabled():  # asked each time: somebody may have let it look again meanwhile
            self._was_on = True
            gc.disable()
        self._running += 1

    @Slot()
    def end(self) -> None:
        self._running -= 1
        if self._running == 0 and self._was_on:
            self._was_on = False
            gc.enable()


HOLD: Final = Hold()


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Hold it back for the length of a block, in the thread of the window."""
    HOLD.begin()
    try:
        yield
    finally:
        HOLD.end()
