"""When an office is left alone, and what counts as touching it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtWidgets import QLineEdit

from amends.ui.idle_lock import IdleLock
from amends.ui.lock_setting import CHOICES_MINUTES, NEVER, USUAL_MINUTES, idle_minutes
from amends.ui.lock_setting import set_idle_minutes as choose
from amends.ui.screen_lock import systems
from amends.ui.screen_lock.screen_lock import ScreenLock


@pytest.fixture
def field(qtbot):
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    return field


class Screen(ScreenLock):
    """Tells what a test tells."""

    def __init__(self, parent):
        super().__init__(parent)
        self.steps = []

    def begin(self):
        self.steps.append("begin")

    def end(self):
        self.steps.append("end")


@pytest.fixture
def screen(qapp, monkeypatch):
    made = Screen(qapp)
    monkeypatch.setattr(systems, "screen_lock", lambda _window, _parent: made)
    yield made
    made.deleteLater()


@pytest.fixture
def idle(field):
    made = []

    def make(ms_a_minute):
        made.append(IdleLock(field, ms_a_minute))
        return made[-1]

    yield make
    for each in made:
        each.rest()
        each.deleteLater()


def test_it_is_told_once_that_nobody_has_touched_the_window(idle, qtbot):
    lock = idle(1)
    with qtbot.waitSignal(lock.left_alone):
        lock.watch()
    assert not lock._timer.isActive()


@pytest.mark.parametrize("touch", ["key", "click", "move"])
def test_a_touch_begins_another_while(idle, field, qtbot, touch):
    lock = idle(60_000)
    lock.watch()
    lock._timer.stop()
    if touch == "key":
        qtbot.keyClick(field, Qt.Key.Key_A)
    elif touch == "click":
        qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    else:
        qtbot.mouseMove(field)
        qtbot.mousePress(field, Qt.MouseButton.LeftButton)
    assert lock._timer.isActive()
    assert lock._timer.interval() == USUAL_MINUTES * 60_000


def test_never_is_never(idle):
    choose(NEVER)
    lock = idle(1)
    lock.watch()
    assert not lock._timer.isActive()
    choose(5)
    lock.begin_again()
    assert lock._timer.interval() == 5


def test_without_an_office_nothing_counts(idle, field, screen, qtbot):
    lock = idle(60_000)
    lock.watch()
    lock.rest()
    qtbot.keyClick(field, Qt.Key.Key_A)
    assert not lock._timer.isActive()
    with qtbot.assertNotEmitted(lock.left_alone):
        screen.locked.emit()
        QCoreApplication.sendPostedEvents(lock)


def test_a_locked_screen_counts_at_once_but_not_from_the_midst_of_a_message(idle, screen, qtbot):
    lock = idle(60_000)
    lock.watch()
    with qtbot.assertNotEmitted(lock.left_alone):
        screen.locked.emit()
    with qtbot.waitSignal(lock.left_alone):
        pass


def test_the_screen_is_listened_to_while_an_office_is_open(idle, screen):
    lock = idle(60_000)
    assert screen.steps == []
    for _ in range(2):
        lock.watch()
        lock.watch()
        lock.rest()
        lock.rest()
    assert screen.steps == ["begin", "end"] * 2


def test_a_system_that_tells_nothing_of_its_screen_leaves_the_time(idle, monkeypatch):
    monkeypatch.setattr(systems, "screen_lock", lambda _window, _parent: None)
    lock = idle(60_000)
    lock.watch()
    assert lock._timer.isActive()


@pytest.mark.parametrize("kept", ["", "soon", -5, 7, 10**9, None])
def test_a_damaged_setting_is_the_usual_one(kept):
    QSettings().setValue("lock/idle_minutes", kept)
    assert idle_minutes() == USUAL_MINUTES


@pytest.mark.parametrize("minutes", [NEVER, *CHOICES_MINUTES])
def test_a_choice_is_remembered(minutes):
    choose(minutes)
    assert idle_minutes() == minutes
