"""The clock: what day it is here, and when to ask again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QObject, Slot

from amends.ui.clock import LOOK_EVERY, Clock

pytestmark = pytest.mark.usefixtures("qapp")


class Times:
    """A clock on the wall that the test turns."""

    def __init__(self, year, month, day, *time_of_day) -> None:
        self.now = datetime(year, month, day, *time_of_day).replace(tzinfo=UTC)

    def __call__(self):
        return self.now

    def pass_by(self, **span):
        self.now += timedelta(**span)


@pytest.fixture
def london(zone):
    zone("Europe/London")


class Watch(QObject):
    """Notes the day whenever a clock says that it may be another."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.clock = clock
        self.days: list[date] = []
        clock.day_changed.connect(self.on_day_changed)

    @Slot()
    def on_day_changed(self):
        self.days.append(self.clock.today())


def watched(times):
    clock = Clock(read=times)
    return clock, Watch(clock)


def test_it_tells_the_day_of_the_place(zone):
    zone("Pacific/Auckland")
    assert Clock(read=Times(2026, 11, 20, 20)).today() == date(2026, 11, 21)
    zone("Pacific/Honolulu")
    assert Clock(read=Times(2026, 11, 21, 5)).today() == date(2026, 11, 20)


def test_it_tells_the_time_in_utc(london):
    clock = Clock(read=Times(2026, 7, 1, 12))
    assert clock.now() == datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert clock.now().tzinfo is UTC


def test_summer_time_moves_the_day_of_an_instant(london):
    clock = Clock(read=Times(2026, 12, 1, 12))
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert clock.local_date(late) == date(2026, 7, 2)


def test_a_minute_later_nothing_is_said(london):
    times = Times(2026, 11, 21, 12)
    clock, watch = watched(times)
    times.pass_by(minutes=1)
    clock.look()
    assert watch.days == []


def test_midnight_is_said_once(london):
    times = Times(2026, 11, 21, 23, 59, 30)
    clock, watch = watched(times)
    for _look in range(3):
        times.pass_by(seconds=30)
        clock.look()
    assert watch.days == [date(2026, 11, 22)]


def test_it_looks_at_midnight_itself(london):
    clock = Clock(read=Times(2026, 11, 21, 23, 59, 50))
    assert 9_000 < clock._timer.remainingTime() <= 10_000


def test_at_other_times_it_looks_within_the_minute(london):
    clock = Clock(read=Times(2026, 11, 21, 12))
    assert clock._timer.remainingTime() <= LOOK_EVERY / timedelta(milliseconds=1)


def test_a_sleep_is_noticed_even_within_one_day(london):
    times = Times(2026, 11, 21, 9)
    clock, watch = watched(times)
    times.pass_by(hours=3)
    clock.look()
    assert watch.days == [date(2026, 11, 21)]


def test_a_clock_that_was_set_back_is_noticed(london):
    times = Times(2026, 11, 21, 9)
    clock, watch = watched(times)
    times.pass_by(days=-2)
    clock.look()
    assert watch.days == [date(2026, 11, 19)]


def test_another_time_zone_is_noticed(zone):
    zone("Europe/London")
    times = Times(2026, 11, 21, 20)
    clock, watch = watched(times)
    zone("Pacific/Auckland")
    times.pass_by(minutes=1)
    clock.look()
    assert watch.days == [date(2026, 11, 22)]


def test_the_timer_looks_by_itself(london, qtbot):
    times = Times(2026, 11, 21, 23, 59, 59)
    clock = Clock(read=times)
    times.pass_by(seconds=2)
    with qtbot.waitSignal(clock.day_changed):
        pass
    assert clock.today() == date(2026, 11, 22)


def test_coming_back_to_the_window_looks_at_once(london, qapp, qtbot):
    times = Times(2026, 11, 21, 9)
    clock = Clock(read=times)
    times.pass_by(days=3)
    with qtbot.waitSignal(clock.day_changed):
        qapp.applicationStateChanged.emit(qapp.applicationState().ApplicationActive)


@pytest.mark.parametrize("name", ["Pacific/Auckland", "Europe/London", "Pacific/Honolulu"])
def test_a_fixed_day_is_that_day_everywhere(zone, name):
    zone(name)
    clock = Clock(fixed=date(2026, 11, 21))
    clock.look()
    assert clock.today() == date(2026, 11, 21)
    assert clock.local_date(clock.now()) == date(2026, 11, 21)


def test_a_fixed_day_never_changes():
    clock = Clock(fixed=date(2026, 11, 21))
    assert not clock._timer.isActive()


def test_the_clock_of_the_system_is_asked_by_default():
    before = datetime.now(UTC)
    assert before <= Clock().now() <= datetime.now(UTC)
