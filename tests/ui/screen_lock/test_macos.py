"""What macOS answers of its session. Each call goes through C and back; macOS is not there."""

from __future__ import annotations

import sys
from ctypes import CFUNCTYPE
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QWidget

from amends.ui.screen_lock import macos
from amends.ui.screen_lock.macos import FOUNDATION, GRAPHICS, MacScreenLock, MacSession
from amends.ui.screen_lock.systems import screen_lock

LOCKED, CONSOLE = "CGSSessionScreenIsLocked", "kCGSSessionOnConsoleKey"
BOOLEAN, NUMBER, STRING = 21, 22, 7


class Mac:
    """Answers as the two frameworks do, by addresses, and counts what is not given back."""

    def __init__(self, says):
        self.says = says
        self.held = 0
        self.graphics = self._calls(GRAPHICS)
        self.foundation = self._calls(FOUNDATION)
        self._things = {}

    def session(self):
        return MacSession(self.graphics, self.foundation)

    def _calls(self, listed):
        made = {name: CFUNCTYPE(*types)(getattr(self, name)) for name, types in listed.items()}
        return SimpleNamespace(**made)

    def _address(self, thing):
        address = 2**40 + 16 * len(self._things)  # no 32 bits are enough for it
        self._things[address] = thing
        return address

    def CGSessionCopyCurrentDictionary(self):
        if self.says is None:
            return None
        self.held += 1
        return self._address(dict(self.says))

    def CFStringCreateWithCString(self, allocator, text, encoding):
        assert (allocator, encoding) == (None, 0x08000100)
        return self._address(text.decode())

    def CFDictionaryGetValue(self, dictionary, key):
        found = self._things[dictionary].get(self._things[key])
        return None if found is None else self._address(found)

    def CFGetTypeID(self, value):
        return {bool: BOOLEAN, int: NUMBER}.get(type(self._things[value]), STRING)

    def CFBooleanGetTypeID(self):
        return BOOLEAN

    def CFNumberGetTypeID(self):
        return NUMBER

    def CFBooleanGetValue(self, value):
        return self._things[value]

    def CFNumberGetValue(self, value, kind, into):
        assert kind == 3
        into[0] = self._things[value]
        return 1

    def CFRelease(self, thing):
        assert isinstance(self._things[thing], dict)
        self.held -= 1


@pytest.mark.parametrize(
    ("says", "is_left"),
    [
        ({CONSOLE: True}, False),  # so it is while somebody works: the other key is not there
        ({CONSOLE: True, LOCKED: True}, True),
        ({CONSOLE: 1, LOCKED: 1}, True),  # some systems answer by numbers
        ({CONSOLE: 1, LOCKED: 0}, False),
        ({CONSOLE: True, LOCKED: False}, False),
        ({CONSOLE: False}, True),  # another user has the screen
        ({CONSOLE: 0}, True),
        ({}, False),
        ({CONSOLE: "odd", LOCKED: "odd"}, False),  # what nobody understands says nothing
        (None, False),  # there is no screen
    ],
)
def test_the_session_says_whether_somebody_is_there_and_gets_back_what_it_lent(says, is_left):
    mac = Mac(says)
    session = mac.session()
    assert [session.is_left() for _ in range(3)] == [is_left] * 3
    assert mac.held == 0


class Times:
    """The clock on the wall, and the one that stands still during sleep."""

    def __init__(self):
        self.wall = self.awake = 1_000.0

    def pass_(self, seconds, asleep=0.0):
        self.wall += seconds + asleep
        self.awake += seconds


@pytest.fixture
def mac():
    return Mac({CONSOLE: True})


@pytest.fixture
def times():
    return Times()


@pytest.fixture
def lock(qapp, mac, times):
    session = mac.session()
    lock = MacScreenLock(session.is_left, qapp, lambda: times.wall, lambda: times.awake)
    yield lock
    lock.end()
    lock.deleteLater()


def told(lock):
    """Count from now on how often it is told."""
    heard = []
    lock.locked.connect(lambda: heard.append(1))  # of a test
    return heard


def test_each_lock_is_told_once(lock, mac):
    heard = told(lock)
    lock.begin()
    lock.look()
    assert heard == []
    for times in (1, 2):
        mac.says[LOCKED] = True
        lock.look()
        lock.look()
        assert len(heard) == times
        mac.says.pop(LOCKED)
        lock.look()
        assert len(heard) == times


def test_it_looks_by_itself_while_it_listens_and_no_longer(lock, mac, qtbot):
    lock.begin()
    assert lock._timer.interval() == 2_000
    lock._timer.setInterval(1)
    mac.says[LOCKED] = True
    with qtbot.waitSignal(lock.locked):
        pass
    lock.end()
    assert not lock._timer.isActive()


def test_a_lock_that_is_there_when_an_office_opens_is_told(lock, mac):
    heard = told(lock)
    mac.says[LOCKED] = True
    lock.begin()
    lock.look()
    lock.end()
    lock.begin()
    lock.look()
    assert len(heard) == 2


def test_a_computer_that_slept_without_a_lock_is_told_of_when_it_wakes(lock, times):
    heard = told(lock)
    lock.begin()
    times.pass_(2, asleep=600)
    lock.look()
    times.pass_(2)
    lock.look()
    assert heard == [1]


@pytest.mark.parametrize(("seconds", "asleep"), [(2, 0), (2, 4), (900, 0), (2, -3_600)])
def test_a_late_look_and_a_clock_put_right_are_no_sleep(lock, times, seconds, asleep):
    heard = told(lock)
    lock.begin()
    times.pass_(seconds, asleep)
    lock.look()
    assert heard == []


def test_sleep_before_the_office_was_opened_is_nobodys_business(lock, times):
    heard = told(lock)
    lock.begin()
    lock.end()
    times.pass_(2, asleep=600)
    lock.begin()
    lock.look()
    assert heard == []


@pytest.mark.skipif(sys.platform == "darwin", reason="here are the frameworks")
def test_a_system_without_the_frameworks_tells_nothing_and_fails_nothing(qtbot, caplog):
    window = QWidget()
    qtbot.addWidget(window)
    assert screen_lock(window, window, "darwin") is None
    assert "does not tell when the screen is locked" in caplog.text


def test_a_call_that_macos_has_dropped_tells_nothing_and_fails_nothing(monkeypatch, caplog):
    monkeypatch.setattr("ctypes.CDLL", lambda _path: SimpleNamespace())
    assert macos.mac_session() is None
    assert "does not tell when the screen is locked" in caplog.text
