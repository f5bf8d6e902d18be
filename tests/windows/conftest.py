"""A window that has just been started, and a person's hands on it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QSettings

from amends.ui.clock import Clock
from amends.ui.collecting import nothing_collected
from amends.ui.front_door import FrontDoor
from amends.ui.main_window import MainWindow
from amends.ui.theme import LIGHT, apply_theme, load_theme
from tests.ui.sessions import Ticking
from tests.windows.hands import Hands
from tests.windows.keyboard import Keyboard
from tests.windows.mouse import Mouse

# In which colours to see it all: for pictures, as no test depends on them.
THEME = os.environ.get("AMENDS_PICTURES_IN", LIGHT)

Start = Callable[[type[Hands]], Hands]


@pytest.fixture
def start(qapp, qtbot, request) -> Iterator[Start]:
    """Return what puts hands on a window as a newcomer finds it, at 1280 by 800."""
    qapp.setOrganizationName("Amends")
    qapp.setApplicationName("Amends")
    QSettings().clear()
    apply_theme(qapp, load_theme(THEME))
    window = MainWindow()
    window.resize(1280, 800)
    door = FrontDoor(window, Clock(read=Ticking()))
    door.start()
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield lambda way: way(door, window, qtbot, request.node.name.strip("]").replace("[", "-"))
    window.close()
    window.deleteLater()
    with nothing_collected():
        qapp.setStyleSheet("")


@pytest.fixture
def mouse(start):
    return start(Mouse)


@pytest.fixture
def keyboard(start):
    return start(Keyboard)


@pytest.fixture(params=[Mouse, Keyboard], ids=["by_mouse", "by_keyboard_alone"])
def hands(start, request):
    """Return hands that work in one of the two ways; the test runs once in each."""
    return start(request.param)
