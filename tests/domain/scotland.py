"""Scotland's bank holidays of 2026 and 2027, copied by hand from GOV.UK, and short ways to dates.

No library stands behind this calendar, so what is worked out by it can be checked on paper.
"""

from __future__ import annotations

from datetime import date

from amends.domain.working_days import Calendar, Closure, Holiday, WorkingDays

HOLIDAYS = {
    date(2026, 1, 1): "New Year's Day",
    date(2026, 1, 2): "2nd January",
    date(2026, 4, 3): "Good Friday",
    date(2026, 5, 4): "Early May bank holiday",
    date(2026, 5, 25): "Spring bank holiday",
    date(2026, 6, 15): "World Cup bank holiday",
    date(2026, 8, 3): "Summer bank holiday",
    date(2026, 11, 30): "St Andrew's Day",
    date(2026, 12, 25): "Christmas Day",
    date(2026, 12, 28): "Boxing Day (substitute day)",  # the 26th is a Saturday
    date(2027, 1, 1): "New Year's Day",
    date(2027, 1, 4): "2nd January (substitute day)",
    date(2027, 3, 26): "Good Friday",
    date(2027, 5, 3): "Early May bank holiday",
    date(2027, 5, 31): "Spring bank holiday",
    date(2027, 8, 2): "Summer bank holiday",
    date(2027, 11, 30): "St Andrew's Day",
    date(2027, 12, 27): "Christmas Day (substitute day)",
    date(2027, 12, 28): "Boxing Day (substitute day)",
}

SCOTLAND = Calendar(
    name="GB-SCT",
    title="Scottish bank holidays",
    source="GOV.UK",
    first=date(2026, 1, 1),
    last=date(2027, 12, 31),
    confirmed_through=date(2026, 12, 31),
    holidays=tuple(Holiday(day, name) for day, name in HOLIDAYS.items()),
)


def scottish_days(*closures: Closure) -> WorkingDays:
    """Return the working days of 2026 and 2027, with what the office is closed for."""
    return WorkingDays(SCOTLAND, closures)


DAYS = scottish_days()


def nov(day: int) -> date:
    return date(2026, 11, day)


def dec(day: int) -> date:
    return date(2026, 12, day)
