"""Tells when nobody has touched the window for a while, or when the screen was locked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from amends.ui.lock_setting import NEVER, idle_minutes

if TYPE_CHECKING:
    from amends.ui.screen_lock.screen_lock import ScreenLock

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


class IdleLock(QObject):
    """Emits `left_alone` once after each while; any key or click begins another."""

    left_alone = Signal()

    def __init__(self, window: QWidget, ms_a_minute: int = _MS_A_MINUTE) -> None:
        super().__init__(window)
        self._window = window
        self._ms_a_minute = ms_a_minute
        self._is_on = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.left_alone)
        self._screen: ScreenLock | None = None

    def watch(self) -> None:
        """Begin, since an office is open."""
        app = QApplication.instance()
        assert app is not None
        if not self._is_on:
            app.installEventFilter(self)
            self._is_on = True
            self._watch_screen()
        self.begin_again()

    def rest(self) -> None:
        """Stop, since no office is open."""
        app = QApplication.instance()
        if self._is_on and app is not None:
            app.removeEventFilter(self)
            if self._screen is not None:
                self._screen.end()
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

    @Slot()
    def on_screen_locked(self) -> None:
        """The screen was locked, or the computer goes to sleep."""
        if self._is_on:
            self.left_alone.emit()

    def _watch_screen(self) -> None:
        from amends.ui.screen_lock.systems import screen_lock

        if self._screen is None and (screen := screen_lock(self._window, self)) is not None:
            # Later: an office is not closed from the midst of a message of the system.
            screen.locked.connect(self.on_screen_locked, Qt.ConnectionType.QueuedConnection)
            self._screen = screen
        if self._screen is not None:
            self._screen.begin()
