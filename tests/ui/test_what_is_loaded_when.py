"""What is loaded before the first paint, and with the inbox: a start waits for nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.desks import PASSPHRASE, log, make_desk

HEAVY = {
    "PIL",
    "alembic",
    "amends_reports",
    "cryptography",
    "holidays",
    "jinja2",
    "keyring",
    "markdown_it",
    "msgspec",
    "pikepdf",
    "pypdfium2",
    "reportlab",
    "sqlalchemy",
    "sqlcipher3",
}
WITH_THE_INBOX = {"cryptography", "msgspec", "sqlalchemy", "sqlcipher3"}

FIRST_PAINT = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from amends.ui.clock import Clock
from amends.ui.front_door import FrontDoor
from amends.ui.main_window import MainWindow
from amends.ui.theme import Appearance

app = QApplication([])
Appearance(app)
window = MainWindow()
door = FrontDoor(window, Clock())
door.start()
window.show()
window.grab()
"""
INBOX = """
import sys
from pathlib import Path
from amends.ui.front_door import unlock

door.open(unlock(Path(sys.argv[1]), sys.argv[2]))
window.grab()
"""
TELL = """
import json, sys
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def loaded(program: str, *arguments: str) -> set[str]:
    """Return the packages that a program of its own has loaded when it ends."""
    run = subprocess.run(
        [sys.executable, "-c", program + TELL, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    return set(json.loads(run.stdout.splitlines()[-1]))


@pytest.fixture
def office(tmp_path) -> Path:
    desk = make_desk(tmp_path / "office")
    with closing(desk.store):
        log(desk)
    return tmp_path / "office"


def test_the_first_paint_loads_qt_and_our_own_light_modules_alone():
    assert loaded(FIRST_PAINT) & HEAVY == set()


def test_the_first_paint_asks_the_system_nothing_about_the_screen():
    loaded(FIRST_PAINT + "import sys; assert 'amends.ui.screen_lock' not in sys.modules")


def test_the_inbox_loads_the_database_and_nothing_for_letters_or_calendars(office):
    shown = loaded(FIRST_PAINT + INBOX, str(office), PASSPHRASE)
    assert shown & HEAVY == WITH_THE_INBOX
