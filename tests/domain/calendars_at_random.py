"""Calendars of any week and any holidays, and a slow way to count by them.

The slow way walks from day to day and shares nothing with the rank table but the dates.
"""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from amends.domain.working_days import Calendar, Closure, Holiday, WorkingDays

FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)
# Starts and counts for which no answer can leave the calendar, be the office open one day a week.
STARTS = st.integers(0, 120).map(lambda number: date(2025, 3, 1) + timedelta(days=number))
COUNTS = st.integers(0, 25)
WEEKENDS = st.integers(0, 126).map(lambda bits: {n for n in range(7) if bits >> n & 1})
# Numbers are drawn faster than dates and sets, and there are many thousands of them.
AROUND = st.integers(0, 364).map(lambda number: date(2025, 1, 1) + timedelta(days=number))
HOLIDAYS = st.lists(AROUND, max_size=15).map(set)


def calendar(weekend: set[int], holidays: set[date]) -> Calendar:
    return Calendar(
        name="random",
        title="Made-up holidays",
        source="Hypothesis",
        first=FIRST,
        last=LAST,
        confirmed_through=LAST,
        holidays=tuple(Holiday(day, "holiday") for day in sorted(holidays)),
        weekend=tuple(sorted(weekend)),
    )


CALENDARS = st.builds(calendar, WEEKENDS, HOLIDAYS)


@st.composite
def closures(draw) -> Closure:
    first = draw(AROUND)
    return Closure(first, first + timedelta(days=draw(st.integers(0, 20))), "closed")


TABLES = st.builds(WorkingDays, CALENDARS, st.lists(closures(), max_size=3).map(tuple))


class Walk:
    """Counts by walking: the rule, word for word."""

    def __init__(self, calendar: Calendar, closures: tuple[Closure, ...] = ()) -> None:
        self._weekend = calendar.weekend
        self._off = {holiday.day for holiday in calendar.holidays}
        self._closures = closures

    def works(self, day: date) -> bool:
        closed = any(closure.first <= day <= closure.last for closure in self._closures)
        return day.weekday() not in self._weekend and day not in self._off and not closed

    def add(self, start: date, count: int) -> date:
        day, step = start, timedelta(days=1 if count > 0 else -1)
        for _ in range(abs(count)):
            day += step
            while not self.works(day):
                day += step
        return day

    def count(self, after: date, through: date) -> int:
        if through < after:
            return -self.count(through, after)
        length = (through - after).days
        return sum(self.works(after + timedelta(days=n)) for n in range(1, length + 1))
