"""Start Amends, unlock an office, and end when its inbox and first case were painted.

Arguments: the office's folder, and its passphrase. The welcome is painted first, as for a user.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from amends.ui.clock import Clock
from amends.ui.front_door import FrontDoor, unlock
from amends.ui.main_window import MainWindow
from amends.ui.theme import Appearance


class Painted(QObject):
    """Does `then` when what it watches has been painted for the first time."""

    def __init__(self, watched, then):
        super().__init__(watched)
        self._then = then
        watched.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


def open_office(folder, passphrase):
    door.open(unlock(folder, passphrase))
    assert door.office is not None
    Painted(door.office.view.list.list.viewport(), QApplication.quit)


app = QApplication([])
Appearance(app)
window = MainWindow()
window.resize(1280, 800)
door = FrontDoor(window, Clock())
door.welcome()
Painted(window, partial(open_office, Path(sys.argv[1]), sys.argv[2]))
window.show()
sys.exit(app.exec())
