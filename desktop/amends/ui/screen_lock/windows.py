"""Windows tells a window that has asked for it, by a message.

What the messages hold: learn.microsoft.com, "WM_WTSSESSION_CHANGE" and "WM_POWERBROADCAST".
"""

from __future__ import annotations

import ctypes
import logging
import sys
from collections.abc import Callable
from ctypes import wintypes
from typing import Final, NamedTuple

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject

from amends.ui.screen_lock.screen_lock import ScreenLock

NOTIFY_FOR_THIS_SESSION: Final = 0

# To a window, and to the thread: Qt has called the same message both.
_MESSAGES: Final = (b"windows_generic_MSG", b"windows_dispatcher_MSG")

_WM_POWERBROADCAST: Final = 0x0218
_PBT_APMSUSPEND: Final = 4
_WM_WTSSESSION_CHANGE: Final = 0x02B1
_WTS_CONSOLE_DISCONNECT: Final = 2  # somebody else takes the screen
_WTS_REMOTE_DISCONNECT: Final = 4
_WTS_SESSION_LOGOFF: Final = 6
_WTS_SESSION_LOCK: Final = 7
_LEAVING: Final = {
    _WM_POWERBROADCAST: frozenset({_PBT_APMSUSPEND}),
    _WM_WTSSESSION_CHANGE: frozenset(
        {_WTS_CONSOLE_DISCONNECT, _WTS_REMOTE_DISCONNECT, _WTS_SESSION_LOGOFF, _WTS_SESSION_LOCK}
    ),
}

log = logging.getLogger(__name__)


class SessionCalls(NamedTuple):
    """What Windows is asked for; each returns 0 where it refuses."""

    register: Callable[[int, int], int]
    unregister: Callable[[int], int]


def session_calls() -> SessionCalls | None:
    """Return the calls of this Windows, or None where it has no such calls."""
    if sys.platform == "win32":
        try:
            library = ctypes.WinDLL("wtsapi32")
        except OSError:
            log.warning("Windows does not tell when the screen is locked", exc_info=True)
            return None
        register = library.WTSRegisterSessionNotification
        register.argtypes, register.restype = (wintypes.HWND, wintypes.DWORD), wintypes.BOOL
        unregister = library.WTSUnRegisterSessionNotification
        unregister.argtypes, unregister.restype = (wintypes.HWND,), wintypes.BOOL
        return SessionCalls(register, unregister)
    raise NotImplementedError


class WindowsScreenLock(ScreenLock):
    """Registers a window while it listens."""

    def __init__(
        self, handle: Callable[[], int], calls: SessionCalls, parent: QObject | None = None
    ) -> None:
        """Listen by the window of that handle, which must be there until the end."""
        super().__init__(parent)
        self._handle = handle
        self._calls = calls
        self._registered = 0
        self._filter: _Messages | None = None

    def begin(self) -> None:
        handle = int(self._handle())
        if self._calls.register(handle, NOTIFY_FOR_THIS_SESSION):
            self._registered = handle
        else:
            log.warning("Windows does not tell when the screen is locked")
        self._filter = _Messages(self.locked.emit)
        _app().installNativeEventFilter(self._filter)

    def end(self) -> None:
        if self._filter is not None:
            _app().removeNativeEventFilter(self._filter)
            self._filter = None
        if self._registered:
            self._calls.unregister(self._registered)
            self._registered = 0


class _Messages(QAbstractNativeEventFilter):
    """Reads what comes to any window of the app, and keeps nothing from it."""

    def __init__(self, tell: Callable[[], None]) -> None:
        super().__init__()
        self._tell = tell

    def nativeEventFilter(
        self, event_type: QByteArray | bytes | bytearray | memoryview, message: int, /
    ) -> object:
        # `message` is a pointer of shiboken's, whatever the type hints say.
        if event_type in _MESSAGES and is_leaving(int(message)):
            self._tell()
        return False, 0


def is_leaving(address: int) -> bool:
    """Return whether the MSG at that address says that nobody is at this screen any more."""
    message = wintypes.MSG.from_address(address)
    return message.wParam in _LEAVING.get(message.message, ())


def _app() -> QCoreApplication:
    app = QCoreApplication.instance()
    assert app is not None
    return app
