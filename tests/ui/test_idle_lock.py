"""When an office is left alone, and what counts as touching it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLineEdit

from amends.ui.idle_lock import IdleLock
from amends.ui.lock_setting import CHOICES_MINUTES, NEVER, USUAL_MINUTES, idle_minutes
from amends.ui.lock_setting import set_idle_minutes as choose


@pytest.fixture
def field(qtbot):
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    return field


@pytest.fixture
def idle(qapp):
    made = []

    def make(ms_a_minute):
        made.append(IdleLock(qapp, ms_a_minute))
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


def test_without_an_office_nothing_counts(idle, field, qtbot):
    lock = idle(60_000)
    lock.watch()
    lock.rest()
    qtbot.keyClick(field, Qt.Key.Key_A)
    assert not lock._timer.isActive()
    with qtbot.assertNotEmitted(lock.left_alone):
        lock.on_screen(True)


def test_the_screen_counts_when_it_is_locked_not_when_it_is_opened(idle, qtbot):
    lock = idle(60_000)
    lock.watch()
    with qtbot.assertNotEmitted(lock.left_alone):
        lock.on_screen(False)
    with qtbot.waitSignal(lock.left_alone):
        lock.on_screen(True)
    with qtbot.waitSignal(lock.left_alone):
        lock.on_session_locked()


@pytest.mark.parametrize("kept", ["", "soon", -5, 7, 10**9, None])
def test_a_damaged_setting_is_the_usual_one(kept):
    QSettings().setValue("lock/idle_minutes", kept)
    assert idle_minutes() == USUAL_MINUTES


@pytest.mark.parametrize("minutes", [NEVER, *CHOICES_MINUTES])
def test_a_choice_is_remembered(minutes):
    choose(minutes)
    assert idle_minutes() == minutes


LISTENING = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from amends.ui.idle_lock import IdleLock
kind, path, interface, signal, argument = sys.argv[1:]
app = QCoreApplication([])
lock = IdleLock(app)
lock.left_alone.connect(app.quit)
lock.watch()
bus = QDBusConnection.connectToBus(QDBusConnection.BusType[kind], "desktop")
if kind == "SystemBus":
    assert bus.registerService("org.freedesktop.login1")
told = QDBusMessage.createSignal(path, interface, signal)
told.setArguments([True] if argument else [])
QTimer.singleShot(0, lambda: bus.send(told))
QTimer.singleShot(30_000, lambda: app.exit(1))
raise SystemExit(app.exec())
"""
LOGIND = "org.freedesktop.login1"
SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.mate.ScreenSaver")
TOLD = [
    *(("SessionBus", "/ScreenSaver", saver, "ActiveChanged", "yes") for saver in SAVERS),
    ("SystemBus", "/org/freedesktop/login1", f"{LOGIND}.Manager", "PrepareForSleep", "yes"),
    ("SystemBus", "/org/freedesktop/login1/session/_31", f"{LOGIND}.Session", "Lock", ""),
]
# The bus of the test stands in for that of the system, where logind speaks.
BOTH = 'DBUS_SYSTEM_BUS_ADDRESS="$DBUS_SESSION_BUS_ADDRESS" exec "$@"'


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="there is no D-Bus")
@pytest.mark.parametrize("told", TOLD, ids=[f"{it[2]}.{it[3]}" for it in TOLD])
def test_the_desktop_tells_of_a_locked_screen_and_logind_of_sleep(told):
    paths = os.pathsep.join(path for path in sys.path if path)
    program = [sys.executable, "-c", LISTENING, *told]
    ran = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", BOTH, "sh", *program],
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    assert ran.returncode == 0, ran.stderr
