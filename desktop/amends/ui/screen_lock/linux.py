"""Linux tells it over D-Bus: the screen saver of the desktop, and logind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import SLOT, Slot
from PySide6.QtDBus import QDBusConnection

from amends.ui.screen_lock.screen_lock import ScreenLock

_SAVERS: Final = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.mate.ScreenSaver")
_LOGIND: Final = "org.freedesktop.login1"
_ON_SCREEN: Final = SLOT("on_screen(bool)")
_ON_LOCK: Final = SLOT("on_session_locked()")

_Told = tuple[QDBusConnection, str, str, str, str]


class LinuxScreenLock(ScreenLock):
    """Hears whichever of them there is."""

    def begin(self) -> None:
        for bus, service, interface, signal, slot in _told():
            # The type hints ask for bytes, which the method itself refuses.
            bus.connect(service, "", interface, signal, self, slot)  # type: ignore[call-overload]

    def end(self) -> None:
        for bus, service, interface, signal, slot in _told():
            bus.disconnect(service, "", interface, signal, self, slot)  # type: ignore[call-overload]

    @Slot(bool)
    def on_screen(self, is_locked: bool) -> None:
        """The screen saver begins or ends, or the computer goes to sleep or wakes."""
        if is_locked:
            self.locked.emit()

    @Slot()
    def on_session_locked(self) -> None:
        """The session of this user was locked."""
        self.locked.emit()


def _told() -> Iterator[_Told]:
    """Tell what is listened to: bus, service, interface, signal and slot."""
    session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
    if session.isConnected():
        for saver in _SAVERS:
            yield session, "", saver, "ActiveChanged", _ON_SCREEN
    if system.isConnected():
        yield system, _LOGIND, f"{_LOGIND}.Manager", "PrepareForSleep", _ON_SCREEN
        yield system, _LOGIND, f"{_LOGIND}.Session", "Lock", _ON_LOCK
