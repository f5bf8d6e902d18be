"""The only place of the interface that asks the system for the day and the time."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, QTimeZone, Signal, Slot
from PySide6.QtGui import QGuiApplication

LOOK_EVERY: Final = timedelta(minutes=1)

# A look that comes this much too late, or too early, means sleep or a clock that was set.
_SKEW: Final = timedelta(seconds=30)
_ONE_DAY: Final = timedelta(days=1)
_NOON: Final = time_of_day(12)


def system_time() -> datetime:
    """Return the time of the system's clock, in UTC."""
    return datetime.now(UTC)


class Clock(QObject):
    """Tells the day and the time, and says when the day may have become another.

    `day_changed` comes at midnight, after the computer slept or its clock was set, and when the
    time zone changes. Then whatever was derived from `today()` is to be derived again.
    """

    day_changed = Signal()

    def __init__(
        self,
        *,
        read: Callable[[], datetime] = system_time,
        fixed: date | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Follow `read`, which returns an aware time; or stand still at noon of the day `fixed`."""
        super().__init__(parent)
        self._read = read
        self._fixed = fixed
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)
        self._remember(self.now())
        if fixed is None:
            self._follow()

    def today(self) -> date:
        """Return the day in the time zone of this computer."""
        return self.local_date(self.now())

    def now(self) -> datetime:
        """Return the time, in UTC."""
        if self._fixed is not None:
            return datetime.combine(self._fixed, _NOON).astimezone(UTC)
        return self._read().astimezone(UTC)

    def zone(self) -> str:
        """Return the IANA name of the time zone of this computer, as far as it has one."""
        return bytes(QTimeZone.systemTimeZoneId().data()).decode()

    def instant(self, day: date, at: time_of_day) -> datetime:
        """Return a time of day in the time zone of this computer, in UTC."""
        return datetime.combine(day, at).astimezone(UTC)

    def local_time(self, instant: datetime) -> time_of_day:
        """Return the time of day of an instant in the time zone of this computer."""
        return instant.astimezone().time()

    def local_date(self, instant: datetime) -> date:
        """Return the day on which an instant falls in the time zone of this computer."""
        return instant.astimezone().date()

    @Slot()
    def look(self) -> None:
        """Compare the clock with what it was, and say so if the day may have changed."""
        if self._fixed is not None:
            return
        _reread_time_zone()
        now = self.now()
        passed = now - self._seen
        slept = not -_SKEW < passed < LOOK_EVERY + _SKEW
        moved = (self.local_date(now), _offset(now)) != (self._day, self._offset)
        self._remember(now)
        self._look_again_soon()
        if slept or moved:
            self.day_changed.emit()

    def _follow(self) -> None:
        self._look_again_soon()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._on_application_state)

    @Slot(Qt.ApplicationState)
    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        """Whoever comes back to the window should not wait a minute for the right day."""
        if state == Qt.ApplicationState.ApplicationActive:
            self.look()

    def _remember(self, now: datetime) -> None:
        self._seen = now
        self._day = self.local_date(now)
        self._offset = _offset(now)

    def _look_again_soon(self) -> None:
        """Look within the minute, and at midnight itself."""
        until = min(LOOK_EVERY, _until_midnight(self._seen))
        self._timer.start(max(1, round(until / timedelta(milliseconds=1))))


def _until_midnight(now: datetime) -> timedelta:
    """Return how long the day still lasts here; an hour too much or too little does no harm."""
    local = now.astimezone()
    tomorrow = datetime.combine(local.date() + _ONE_DAY, time_of_day(), local.tzinfo)
    return tomorrow - local


def _offset(now: datetime) -> timedelta | None:
    return now.astimezone().utcoffset()


def _reread_time_zone() -> None:
    """Python keeps the zone that it started in; on Windows it has no way to read it again."""
    if hasattr(time, "tzset"):
        time.tzset()
