"""The office at home and at Sofia's computer, and a front door that opens either."""

from __future__ import annotations

import pytest

from amends.ui.clock import Clock
from amends.ui.front_door import FrontDoor
from amends.ui.main_window import MainWindow
from tests.services.covers import Computers
from tests.ui.sessions import Ticking


@pytest.fixture
def computers(tmp_path):
    """Return an office of two cases, which is closed."""
    made = Computers(tmp_path)
    made.set_up()
    return made


@pytest.fixture
def passed(computers):
    """Return the same once it was passed to Sofia Marsh."""
    computers.pass_out()
    return computers


@pytest.fixture
def given_back(passed):
    """Return the same once she has worked in it, and given it back."""
    passed.take_over().desk.store.close()
    passed.work_at_hers()
    passed.give_back()
    return passed


@pytest.fixture
def window(qtbot):
    window = MainWindow()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    window.close()


@pytest.fixture
def door(window):
    return FrontDoor(window, Clock(read=Ticking()))
