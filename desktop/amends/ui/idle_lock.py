"""Tells when nobody has touched the window for a while, or when the screen was locked.

On Linux the screen's lock is told over D-Bus, by the screen saver of the desktop and by logind. On
Windows and macOS nothing tells a program of it without code of their own, which Amends does not
have: there, only the time without a key or a click counts.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import SLOT, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from amends.ui.lock_setting import NEVER, idle_minutes

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

_MS_A_MINUTE: Final = 60_000
_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.DragMove,
        QEvent.Type.InputMethod,
    }
)
_SAVERS: Final = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.mate.ScreenSaver")
_LOGIND: Final = "org.freedesktop.login1"
_ON_SCREEN: Final = SLOT("on_screen(bool)")
_ON_LOCK: Final = SLOT("on_session_locked()")


class IdleLock(QObject):
    """Emits `left_alone` once after each while; any key or click begins another."""

    left_alone = Signal()

    def __init__(self, parent: QObject, ms_a_minute: int = _MS_A_MINUTE) -> None:
        super().__init__(parent)
        self._ms_a_minute = ms_a_minute
        self._is_on = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.left_alone)
        self._watches_screen = False

    def watch(self) -> None:
        """Begin, since an office is open."""
        app = QApplication.instance()
        assert app is not None
        if not self._is_on:
            app.installEventFilter(self)
            self._is_on = True
        if not self._watches_screen:
            self._watches_screen = True
            self._listen_for_screen()
        self.begin_again()

    def rest(self) -> None:
        """Stop, since no office is open."""
        app = QApplication.instance()
        if self._is_on and app is not None:
            app.removeEventFilter(self)
        self._is_on = False
        self._timer.stop()

    @Slot()
    def begin_again(self) -> None:
        """Count from now, by the setting of now."""
        if self._is_on and (minutes := idle_minutes()) != NEVER:
            self._timer.start(minutes * self._ms_a_minute)
        else:
            self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.begin_again()
        return False

    @Slot(bool)
    def on_screen(self, locked: bool) -> None:
        """The desktop's screen saver began, or ended."""
        if locked and self._is_on:
            self.left_alone.emit()

    @Slot()
    def on_session_locked(self) -> None:
        """The session of this user was locked."""
        self.on_screen(True)

    def _listen_for_screen(self) -> None:
        if not sys.platform.startswith("linux"):
            return
        from PySide6.QtDBus import QDBusConnection

        session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
        for saver in _SAVERS:
            self._hear(session, "", saver, "ActiveChanged", _ON_SCREEN)
        self._hear(system, _LOGIND, f"{_LOGIND}.Manager", "PrepareForSleep", _ON_SCREEN)
        self._hear(system, _LOGIND, f"{_LOGIND}.Session", "Lock", _ON_LOCK)

    def _hear(
        self, bus: QDBusConnection, service: str, interface: str, signal: str, slot: str
    ) -> None:
        if bus.isConnected():
            # The type hints ask for bytes, which the method itself refuses.
            bus.connect(service, "", interface, signal, self, slot)  # type: ignore[call-overload]
