"""The app itself, in which marked words are typed everywhere until it is killed.

Run as a program: the name of a story, the folder on which all lies, and one for what comes from
outside or is meant to go there. At last the last word is kept, an error quotes what was typed, the
words are printed, and a signal that nobody can catch ends it all.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import ClassVar, NoReturn
from unittest.mock import patch

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QSettings, QTimer, Slot
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.exceptions import TimeoutError as WaitedTooLongError

from amends.ui import front_door
from amends.ui.clock import Clock
from tests.ui.sessions import Ticking
from tests.windows import stories
from tests.windows.mouse import Mouse
from tests.windows.planting import Words

TIMES_AS_LONG = 6  # the machine may be busy, and nobody is shown what was waited for


class Patience:
    """Waits for what the hands wait for, where there is no pytest to do it."""

    @staticmethod
    def waitUntil(condition: Callable[[], bool], timeout: int) -> None:
        until = QDeadlineTimer(TIMES_AS_LONG * timeout)
        while not condition():
            if until.hasExpired():
                raise WaitedTooLongError
            loop = QEventLoop()  # QTest would not let other threads work meanwhile
            QTimer.singleShot(10, loop.quit)
            loop.exec()


class Application(QApplication):
    """The application, in whose place of waiting for events somebody works."""

    def exec(self) -> NoReturn:  # type: ignore[override]
        try:
            Door.opened[0].work(sys.argv[1], *map(Path, sys.argv[2:]))
        finally:
            traceback.print_exc()
            os._exit(1)


class Door(front_door.FrontDoor):
    """The front door, which can be found again."""

    opened: ClassVar[list[Door]] = []

    @Slot()
    def start(self) -> None:
        super().start()
        self.opened.append(self)
        self._words = Words()

    @Slot()
    def fail(self) -> None:
        raise ValueError(self._words("error"))

    def work(self, story: str, disk: Path, outside: Path) -> NoReturn:
        hands = Mouse(self, self._window, Patience(), "killed")
        hands.wait_for(self._window.isVisible)
        plant = import_module(f"{stories.__name__}.{story}").plant
        offices = plant(hands, disk, outside, self._words)
        hands.wait_for(lambda: self._is_kept(self._words.planted[-1]))
        QTimer.singleShot(0, self.fail)
        hands.wait_for(lambda: isinstance(hands.front(), QMessageBox))
        QSettings().sync()
        told = {
            "words": self._words.planted,
            "places": sorted(self._words.places),
            "offices": {str(folder): secret for folder, secret in offices.items()},
        }
        print(json.dumps(told), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    def _is_kept(self, word: str) -> bool:
        """Whether a draft holds the word."""
        assert self.office is not None
        with self.office.view.session.desk.store.reading() as unit:
            drafts = [unit.drafts.get(key) or b"" for key in unit.drafts.keys("")]
        return any(word.encode() in draft for draft in drafts)


if __name__ == "__main__":
    gc.disable()  # as every test of the window does it
    clock = partial(Clock, read=Ticking())
    with patch.multiple(front_door, QApplication=Application, FrontDoor=Door, Clock=clock):
        front_door.open_front_door()
