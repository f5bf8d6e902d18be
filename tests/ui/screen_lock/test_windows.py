"""What Windows tells of a locked screen. Its messages are real ones in memory; Windows is not."""

from __future__ import annotations

import logging
from ctypes import addressof, wintypes

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QByteArray
from PySide6.QtWidgets import QWidget

from amends.ui.screen_lock.systems import screen_lock
from amends.ui.screen_lock.windows import SessionCalls, WindowsScreenLock, is_leaving

HANDLE = 0xFEED_0000_BEEF  # wider than 32 bits, as a handle may be
SESSION_CHANGE, POWER, KEY = 0x02B1, 0x0218, 0x0100
LOCKED = (SESSION_CHANGE, 7)


class Windows:
    """Keeps the register of windows that want to be told."""

    def __init__(self, refuses=False):
        self.registered = []
        self.ended = []
        self._refuses = refuses

    def register(self, handle, flags):
        assert flags == 0  # of this session alone
        if not self._refuses:
            self.registered.append(handle)
        return int(not self._refuses)

    def unregister(self, handle):
        self.registered.remove(handle)
        self.ended.append(handle)
        return 1

    def calls(self):
        return SessionCalls(self.register, self.unregister)


@pytest.fixture
def windows():
    return Windows()


@pytest.fixture
def lock(qapp, windows):
    lock = WindowsScreenLock(lambda: HANDLE, windows.calls(), qapp)
    yield lock
    lock.end()
    lock.deleteLater()


def message(number, word):
    made = wintypes.MSG()
    made.hWnd, made.message, made.wParam, made.lParam = HANDLE, number, word, 1
    return made


def say(number, word, kind=b"windows_generic_MSG"):
    """Let Qt hand a message to whoever filters them, as it does on Windows."""
    dispatcher = QAbstractEventDispatcher.instance()
    # The type hints know neither the pointer nor the result that it asks for.
    return dispatcher.filterNativeEvent(QByteArray(kind), message(number, word), 0)  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("number", "word", "leaves"),
    [
        (SESSION_CHANGE, 7, True),  # locked
        (SESSION_CHANGE, 8, False),  # unlocked
        (SESSION_CHANGE, 2, True),  # another user has the screen
        (SESSION_CHANGE, 1, False),  # this one has it again
        (SESSION_CHANGE, 4, True),  # the remote desktop was left
        (SESSION_CHANGE, 3, False),
        (SESSION_CHANGE, 6, True),  # logged off
        (SESSION_CHANGE, 5, False),
        (SESSION_CHANGE, 9, False),
        (POWER, 4, True),  # goes to sleep
        (POWER, 7, False),  # wakes
        (POWER, 18, False),
        (POWER, 10, False),  # on battery
        (KEY, 7, False),  # other messages have words of their own
        (0, 0, False),
        (2**32 - 1, 2**64 - 1, False),
    ],
)
def test_a_message_says_whether_somebody_is_still_there(number, word, leaves):
    made = message(number, word)
    assert is_leaving(addressof(made)) is leaves


@pytest.mark.parametrize("kind", [b"windows_generic_MSG", b"windows_dispatcher_MSG"])
def test_a_locked_screen_is_told_once_and_every_message_goes_on(lock, qtbot, kind):
    heard = []
    lock.locked.connect(lambda: heard.append(1))  # of a test
    lock.begin()
    assert not say(*LOCKED, kind)
    assert not say(SESSION_CHANGE, 8, kind)
    assert heard == [1]


def test_what_is_no_message_of_windows_is_not_read(lock, qtbot):
    lock.begin()
    with qtbot.assertNotEmitted(lock.locked):
        say(*LOCKED, b"xcb_generic_event_t")


def test_the_window_is_registered_while_it_listens_and_no_longer(lock, windows, qtbot):
    with qtbot.assertNotEmitted(lock.locked):
        say(*LOCKED)
    for times in (1, 2):
        lock.begin()
        assert windows.registered == [HANDLE]
        lock.end()
        assert windows.registered == []
        assert windows.ended == [HANDLE] * times
    with qtbot.assertNotEmitted(lock.locked):
        say(*LOCKED)


def test_it_ends_once_however_often_it_is_asked(lock, windows):
    lock.end()
    lock.begin()
    lock.end()
    lock.end()
    assert windows.ended == [HANDLE]


def test_where_windows_refuses_sleep_is_still_told_and_the_refusal_kept(qapp, qtbot, caplog):
    windows = Windows(refuses=True)
    lock = WindowsScreenLock(lambda: HANDLE, windows.calls(), qapp)
    with caplog.at_level(logging.WARNING):
        lock.begin()
    assert "does not tell when the screen is locked" in caplog.text
    with qtbot.waitSignal(lock.locked):
        say(POWER, 4)
    lock.end()
    assert windows.ended == []
    lock.deleteLater()


def test_the_handle_of_a_real_window_is_taken(qtbot, windows):
    window = QWidget()
    qtbot.addWidget(window)
    lock = WindowsScreenLock(window.winId, windows.calls(), window)
    lock.begin()
    assert windows.registered == [int(window.winId())]
    lock.end()


def test_a_system_that_tells_nothing_is_not_listened_to(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    assert screen_lock(window, window, "freebsd14") is None
