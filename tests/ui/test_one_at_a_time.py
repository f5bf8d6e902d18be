"""A second start brings the first window to the front."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
from PySide6.QtCore import QObject, Signal

from amends import crash_log
from amends.ui import front_door, one_at_a_time
from amends.ui.main_window import MainWindow
from amends.ui.one_at_a_time import OneAtATime

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from amends.ui.one_at_a_time import OneAtATime

app = QCoreApplication([])
second = OneAtATime(Path(sys.argv[1]))
print(second.is_first, second.knock() if not second.is_first else "")
"""
CRASHED = SECOND.replace("print(", "import os; os.kill(os.getpid(), 9); print(")


@pytest.fixture
def first(qapp, tmp_path):
    first = OneAtATime(tmp_path / "data")
    yield first
    first.leave()


def second(folder, program=SECOND):
    return subprocess.Popen(
        [sys.executable, "-c", program, str(folder)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_second_start_is_heard_by_the_first(first, tmp_path, qtbot):
    assert first.is_first
    with qtbot.waitSignal(first.knocked, timeout=30_000):
        process = second(tmp_path / "data")
    said, _errors = process.communicate(timeout=30)
    assert said.split() == ["False", "True"]


def test_another_user_s_window_is_another(first, tmp_path):
    other = OneAtATime(tmp_path / "other")
    assert other.is_first
    other.leave()


def test_once_the_first_is_gone_the_next_is_first(first, tmp_path):
    first.leave()
    said, _errors = second(tmp_path / "data").communicate(timeout=30)
    assert said.split() == ["True"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_what_a_crash_left_is_taken_over(qapp, tmp_path):
    killed = second(tmp_path / "data", CRASHED)
    killed.communicate(timeout=30)
    assert killed.returncode == -signal.SIGKILL
    assert (tmp_path / "data" / "window.lock").exists()
    after = OneAtATime(tmp_path / "data")
    assert after.is_first
    after.leave()


def test_nobody_there_to_hear_is_told(first, tmp_path):
    first._server.close()
    assert not OneAtATime(tmp_path / "data").knock()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a folder of its own by XDG")
def test_starting_amends_again_ends_at_once(home, qtbot):
    """The second start has nothing to show: the first one's window comes to the front."""
    first = start()
    try:
        qtbot.waitUntil(lambda: any(home.rglob("window.lock")), timeout=60_000)
        qtbot.waitUntil(lambda: start().wait(60) == 0, timeout=60_000)
        assert first.poll() is None
    finally:
        first.kill()
        first.wait(30)


class First(QObject):
    """Listens, as the one that started first."""

    knocked = Signal()
    is_first = True


class App:
    """Stands for the application, whose names and colours belong to all tests."""

    def __init__(self, first):
        self._first = first

    def exec(self):
        """Run for as long as it takes to be knocked at."""
        self._first.knocked.emit()
        return 0

    def watch(self, window):
        """Give the window no colours."""

    def setOrganizationName(self, name):
        """Leave the name as it is."""

    def setApplicationName(self, name):
        """Leave that one as it is, too."""

    def setWindowIcon(self, icon):
        """Show no icon."""


def test_a_knock_brings_the_first_window_to_the_front(qapp, qtbot, home, monkeypatch):
    first, seen = First(), []

    class Window(MainWindow):
        def come_to_front(self):
            seen.append(self)

    monkeypatch.setattr(one_at_a_time, "OneAtATime", lambda _folder, _app: first)
    monkeypatch.setattr(front_door, "QApplication", lambda _words: App(first))
    monkeypatch.setattr(front_door, "Appearance", lambda app: app)
    monkeypatch.setattr(front_door, "MainWindow", Window)
    monkeypatch.setattr(crash_log, "install", lambda _folder, _tell: None)
    monkeypatch.setattr(front_door, "_load_ahead", lambda: None)
    assert front_door.open_front_door() == 0
    (window,) = seen
    qtbot.addWidget(window)


def start():
    return subprocess.Popen(
        [sys.executable, "-m", "amends"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stderr=subprocess.DEVNULL,
    )
