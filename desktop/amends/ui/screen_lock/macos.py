"""macOS is asked every other second whether the screen is locked.

It also posts a notification, `com.apple.screenIsLocked`. To hear that, a callback would have to be
kept alive in C, and one that is missed is missed for good; a question asked again makes up for it.
Neither it nor the key below is documented by Apple; both have been there for many years.
"""

from __future__ import annotations

import ctypes
import logging
import time
from collections.abc import Callable
from ctypes import POINTER, byref, c_char_p, c_int32, c_long, c_ubyte, c_uint32, c_ulong, c_void_p
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Slot

from amends.ui.screen_lock.screen_lock import ScreenLock

LOOK_EVERY_MS: Final = 2_000

# By so much more than the timer's own clock does the clock on the wall go on while it sleeps.
_SLEEP_S: Final = 5

_FRAMEWORK: Final = "/System/Library/Frameworks/{0}.framework/{0}"
_UTF_8: Final = 0x08000100
_AS_INT32: Final = 3

# Of each call: what it returns, then what it takes.
GRAPHICS: Final[dict[str, tuple[Any, ...]]] = {"CGSessionCopyCurrentDictionary": (c_void_p,)}
FOUNDATION: Final[dict[str, tuple[Any, ...]]] = {
    "CFStringCreateWithCString": (c_void_p, c_void_p, c_char_p, c_uint32),
    "CFDictionaryGetValue": (c_void_p, c_void_p, c_void_p),
    "CFGetTypeID": (c_ulong, c_void_p),
    "CFBooleanGetTypeID": (c_ulong,),
    "CFBooleanGetValue": (c_ubyte, c_void_p),
    "CFNumberGetTypeID": (c_ulong,),
    "CFNumberGetValue": (c_ubyte, c_void_p, c_long, POINTER(c_int32)),
    "CFRelease": (None, c_void_p),
}

log = logging.getLogger(__name__)


class MacScreenLock(ScreenLock):
    """Looks again and again, and tells of each lock once."""

    def __init__(
        self,
        is_left: Callable[[], bool],
        parent: QObject | None = None,
        wall: Callable[[], float] = time.time,
        awake: Callable[[], float] = time.monotonic,
    ) -> None:
        """`wall` and `awake` tell seconds; on macOS, the second stands still during sleep."""
        super().__init__(parent)
        self._is_left, self._wall, self._awake = is_left, wall, awake
        self._was_left, self._asleep = False, 0.0
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        self._was_left, self._asleep = False, self._wall() - self._awake()
        self._timer.start()

    def end(self) -> None:
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Tell if the screen was locked, or the computer slept, since the last look.

        To set the clock on by hand looks like sleep.
        """
        is_left, asleep = self._is_left(), self._wall() - self._awake()
        slept = asleep - self._asleep > _SLEEP_S
        was_left, self._was_left, self._asleep = self._was_left, is_left, asleep
        if slept or (is_left and not was_left):
            self.locked.emit()


class MacSession:
    """What macOS says of the session of this user."""

    def __init__(self, graphics: Any, foundation: Any) -> None:
        """Ask by the calls of these two frameworks, as `GRAPHICS` and `FOUNDATION` list them."""
        self._graphics, self._foundation = graphics, foundation
        self._is_locked = self._text(b"CGSSessionScreenIsLocked")  # there while it is locked
        self._on_console = self._text(b"kCGSSessionOnConsoleKey")  # no, while it is another user's

    def is_left(self) -> bool:
        """Return whether the screen is locked, or another user has it."""
        session = self._graphics.CGSessionCopyCurrentDictionary()
        if not session:  # not a session with a screen
            return False
        try:
            is_locked = self._truth(session, self._is_locked, otherwise=False)
            return is_locked or not self._truth(session, self._on_console, otherwise=True)
        finally:
            self._foundation.CFRelease(session)

    def _truth(self, session: int, key: int, *, otherwise: bool) -> bool:
        cf = self._foundation
        value = cf.CFDictionaryGetValue(session, key)
        if not value:
            return otherwise
        kind = cf.CFGetTypeID(value)
        if kind == cf.CFBooleanGetTypeID():
            return bool(cf.CFBooleanGetValue(value))
        number = c_int32(otherwise)
        if kind == cf.CFNumberGetTypeID():
            cf.CFNumberGetValue(value, _AS_INT32, byref(number))
        return bool(number.value)

    def _text(self, text: bytes) -> int:
        """Return a string of macOS's own, which lives as long as the app."""
        made: int = self._foundation.CFStringCreateWithCString(None, text, _UTF_8)
        return made


def mac_session() -> MacSession | None:
    """Return the session on this Mac, or None where this macOS has no such calls."""
    try:
        graphics = _framework("CoreGraphics", GRAPHICS)
        foundation = _framework("CoreFoundation", FOUNDATION)
    except (OSError, AttributeError):
        log.warning("macOS does not tell when the screen is locked", exc_info=True)
        return None
    return MacSession(graphics, foundation)


def _framework(name: str, calls: dict[str, tuple[Any, ...]]) -> ctypes.CDLL:
    library = ctypes.CDLL(_FRAMEWORK.format(name))
    for call, (returns, *takes) in calls.items():
        function = getattr(library, call)
        function.restype, function.argtypes = returns, takes
    return library
