"""What the tests of the window start from: an open office, and a case of the design to show."""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from amends.domain.clocks import Clock
from amends.domain.clockwork import run_clocks
from amends.domain.happenings import Happening, Kind
from amends.domain.procedure import Procedure
from amends.domain.procedure_file import read_procedure
from amends.domain.timeline import Timeline, draw_timeline
from amends.domain.working_days import Calendar, Closure, Holiday, WorkingDays
from amends.paths import resource
from amends.ui.clock import Clock as WindowClock
from amends.ui.collecting import nothing_collected
from amends.ui.front_door import FrontDoor
from amends.ui.main_window import MainWindow
from amends.ui.theme import LIGHT, apply_theme, load_theme
from tests.ui.sessions import Ticking, open_session

# What the platform without a screen says whenever a window is shown.
OFFSCREEN = r"This plugin does not support (propagateSizeHints|raise|grabbing the keyboard)\(?\)?"

TESTS_TO_A_COLLECTION = 20
_tests = count(1)

TODAY = date(2026, 11, 21)
RAISED, RECEIVED = date(2026, 11, 4), date(2026, 11, 17)

HOLIDAYS = (
    Holiday(date(2026, 8, 3), "Summer Bank Holiday"),
    Holiday(date(2026, 11, 30), "St Andrew's Day"),
    Holiday(date(2026, 12, 25), "Christmas Day"),
    Holiday(date(2026, 12, 28), "Boxing Day (substitute day)"),
    Holiday(date(2027, 1, 1), "New Year's Day"),
    Holiday(date(2027, 1, 4), "2nd January (substitute day)"),
)
CALENDAR = Calendar(
    name="GB-SCT",
    title="Scottish bank holidays",
    source="holidays 0.109",
    first=date(2025, 1, 1),
    last=date(2028, 12, 31),
    confirmed_through=date(2027, 12, 31),
    holidays=HOLIDAYS,
)
CLOSURE = Closure(date(2026, 12, 24), date(2026, 12, 24), "Christmas Eve")


@pytest.fixture(autouse=True)
def garbage_is_looked_for_in_the_thread_of_the_window():
    """Let no other thread, such as the one that talks to the test runner, delete a widget.

    Between tests nothing is half built, and this is the thread in which widgets may be deleted.
    """
    gc.disable()
    yield
    if next(_tests) % TESTS_TO_A_COLLECTION == 0:
        gc.collect()


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN, extend=True))


@dataclass(frozen=True)
class Shown:
    """A case as the widgets are given it."""

    procedure: Procedure
    days: WorkingDays
    clocks: tuple[Clock, ...]
    timeline: Timeline

    def clock(self, key: str) -> Clock:
        return next(clock for clock in self.clocks if clock.key == key)


class Showing:
    """Makes cases of the procedure, as they stand on a day."""

    def __init__(self) -> None:
        raw = resource("procedures", "active-x-backs.toml").read_bytes()
        self.procedure = read_procedure(raw, "active-x-backs.toml")
        self.days = WorkingDays(CALENDAR, [CLOSURE])

    def __call__(self, *happenings, today=TODAY, **readings):
        done = [Happening(day, kind) for kind, day in happenings]
        named = {key.replace("_", "."): value for key, value in readings.items()}
        clocks = run_clocks(self.procedure, named, done, self.days, today)
        timeline = draw_timeline(self.procedure, done, clocks, self.days, today)
        return Shown(self.procedure, self.days, clocks, timeline)


@pytest.fixture
def zone(monkeypatch):
    """Return what moves the computer to another time zone."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system cannot change its zone for one process")

    def move_to(name):
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield move_to
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(scope="session")
def case():
    """Return what makes a case from pairs of a kind and a day."""
    return Showing()


@pytest.fixture(scope="session")
def shown(case):
    """Return the case of the design: raised 4 Nov, received 17 Nov, today 21 Nov."""
    return case((Kind.RAISED, RAISED), (Kind.RECEIVED, RECEIVED))


@pytest.fixture
def themed(qapp):
    """Give the application the light theme, and take it away again."""
    before = qapp.font(), qapp.palette()
    apply_theme(qapp, load_theme(LIGHT))
    yield qapp
    with nothing_collected():
        qapp.setStyleSheet("")
        qapp.setFont(before[0])
        qapp.setPalette(before[1])


@pytest.fixture
def session(qapp, tmp_path):
    """Return the session of an office of its own, which is open."""
    with open_session(tmp_path / "office") as session:
        yield session


@pytest.fixture
def window(qtbot):
    """Return the window of the application, on show."""
    window = MainWindow()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    window.close()


@pytest.fixture
def door(window):
    """Return what opens offices in that window."""
    return FrontDoor(window, WindowClock(read=Ticking()))
