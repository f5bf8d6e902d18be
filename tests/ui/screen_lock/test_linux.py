"""What a Linux desktop and logind tell of a locked screen, over a bus of the test's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from PySide6.QtWidgets import QWidget

from amends.ui.screen_lock.linux import LinuxScreenLock
from amends.ui.screen_lock.systems import screen_lock

# Listens, and says how often it was told until the desktop said that it was done.
LISTENING = """
import sys
from PySide6.QtCore import SLOT, QCoreApplication, QObject, QTimer, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from amends.ui.screen_lock.linux import LinuxScreenLock

path, interface, signal, argument, *steps = sys.argv[1:]

class Done(QObject):
    left = 2  # on either bus, since what comes over one may overtake what comes over the other

    @Slot()
    def on_done(self):
        self.left -= 1
        if not self.left:
            QTimer.singleShot(0, app.quit)

app = QCoreApplication([])
heard, done = [], Done()
lock = LinuxScreenLock(app)
lock.locked.connect(lambda: heard.append(1))
for bus in (QDBusConnection.sessionBus(), QDBusConnection.systemBus()):
    assert bus.connect("", "", "amends.Test", "Done", done, SLOT("on_done()"))
for step in steps:
    getattr(lock, step)()
desktop = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "desktop")
assert desktop.registerService("org.freedesktop.login1")
for begins in (False, True) if argument else (True,):
    told = QDBusMessage.createSignal(path, interface, signal)
    told.setArguments([begins] if argument else [])
    assert desktop.send(told)
assert desktop.send(QDBusMessage.createSignal("/", "amends.Test", "Done"))
QTimer.singleShot(60_000, lambda: app.exit(1))
code = app.exec()
print(len(heard))
raise SystemExit(code)
"""
LOGIND = "org.freedesktop.login1"
SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.mate.ScreenSaver")
TOLD = [
    *(("/ScreenSaver", saver, "ActiveChanged", "yes") for saver in SAVERS),
    ("/org/freedesktop/login1", f"{LOGIND}.Manager", "PrepareForSleep", "yes"),
    ("/org/freedesktop/login1/session/_31", f"{LOGIND}.Session", "Lock", ""),
]
# The bus of the test stands in for that of the system, where logind speaks.
BOTH = 'DBUS_SYSTEM_BUS_ADDRESS="$DBUS_SESSION_BUS_ADDRESS" exec "$@"'

on_a_bus = pytest.mark.skipif(
    shutil.which("dbus-run-session") is None, reason="dbus-run-session is not installed"
)


def times_told(told, *steps):
    """Return how often a lock of this kind is told, after these steps, in a program of its own."""
    paths = os.pathsep.join(path for path in sys.path if path)
    program = [sys.executable, "-c", LISTENING, *told, *steps]
    ran = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", BOTH, "sh", *program],
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    return int(ran.stdout)


@on_a_bus
@pytest.mark.parametrize("told", TOLD, ids=[f"{it[1]}.{it[2]}" for it in TOLD])
def test_the_desktop_tells_of_a_locked_screen_and_logind_of_sleep(told):
    assert times_told(told, "begin", "end", "begin") == 1


@on_a_bus
@pytest.mark.parametrize("told", [TOLD[0], TOLD[-1]], ids=["desktop", "logind"])
def test_what_has_ended_hears_nothing(told):
    assert times_told(told, "begin", "end") == 0


@pytest.mark.skipif(sys.platform != "linux", reason="it is another system")
def test_linux_is_listened_to_by_its_own_way(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    assert isinstance(screen_lock(window, window), LinuxScreenLock)
