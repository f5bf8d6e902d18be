"""Hours: from an instant to an instant, across changes of the clocks, and around what is closed.

Hours run in real time: where the clocks go back, a day has 25 of them. The arithmetic is done in
UTC, and the answer told in the time of one zone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from amends.domain.opening_hours import OpeningHours
from amends.domain.working_days import ONE_DAY, WorkingDays

# In whose time hours are told where neither the policy nor the event names a zone: that of the
# organisations for which Amends was made.
USUAL_ZONE: Final = "Europe/London"


class Stretch(NamedTuple):
    """A time in which hours count, in UTC."""

    begins: datetime
    ends: datetime


class Hours(NamedTuple):
    """What counts as an hour: each one, or with `opening` those in which the office works.

    Those of the days in `without`, first and last included, do not count.
    """

    zone: ZoneInfo
    days: WorkingDays
    opening: OpeningHours | None = None
    without: Sequence[tuple[date, date | None]] = ()

    def add(self, start: datetime, count: int) -> datetime:
        """Return the end of `count` hours that run from `start`, or back from it where negative.

        Raises `CalendarRangeError` where it lies outside the calendar.
        """
        left, from_ = timedelta(hours=abs(count)), start.astimezone(UTC)
        if self.opening is None and not self.without:
            end = (from_ + (left if count > 0 else -left)).astimezone(self.zone)
            self.days.known(end.date())
            return end
        day = self.days.known(start.astimezone(self.zone).date())
        while True:
            for begins, ends in self._counted(day, from_, is_forward=count > 0):
                if (length := ends - begins) >= left:
                    end = begins + left if count > 0 else ends - left
                    return end.astimezone(self.zone)
                left -= length
            day = self.days.known(day + ONE_DAY if count > 0 else day - ONE_DAY)

    def by_day(self, first: datetime, last: datetime) -> Iterator[tuple[date, timedelta]]:
        """Return each day from one instant to the other, with how much of it counts."""
        day = first.astimezone(self.zone).date()
        through = last_day(last.astimezone(self.zone))
        since, until = first.astimezone(UTC), last.astimezone(UTC)
        while day <= through:
            stretches = (self._cut(it, since, until) for it in self._stretches(day))
            yield day, sum((max(it.ends - it.begins, timedelta()) for it in stretches), timedelta())
            day += ONE_DAY

    def _counted(self, day: date, from_: datetime, *, is_forward: bool) -> Iterator[Stretch]:
        """Return what counts of a day on the far side of `from_`, in the order of counting."""
        found = list(self._stretches(day))
        for it in found if is_forward else reversed(found):
            far = self._cut(it, from_, it.ends) if is_forward else self._cut(it, it.begins, from_)
            if far.begins < far.ends:
                yield far

    def _stretches(self, day: date) -> Iterator[Stretch]:
        if any(first <= day <= (last or day) for first, last in self.without):
            return
        if self.opening is None:
            yield Stretch(midnight(day, self.zone), midnight(day + ONE_DAY, self.zone))
        elif self.days.works(day):
            for opens, closes in self.opening.on(day.weekday()):
                yield Stretch(_at(day, opens, self.zone), _at(day, closes, self.zone))

    @staticmethod
    def _cut(it: Stretch, since: datetime, until: datetime) -> Stretch:
        return Stretch(max(it.begins, since), min(it.ends, until))


def known_zone(*names: str) -> ZoneInfo:
    """Return the first zone of these that this computer knows, else that of London."""
    for name in (*names, USUAL_ZONE):
        if name and (zone := find_zone(name)) is not None:
            return zone
    raise AssertionError(USUAL_ZONE)  # it comes with Amends


def find_zone(name: str) -> ZoneInfo | None:
    """Return the time zone of that IANA name, None where there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # the name of a folder, or no name at all
        return None


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """Return the instant (UTC) with which a day begins in a zone."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def given_away(day: date, zone: ZoneInfo, *, before: bool) -> datetime:
    """Return from when hours run whose day is known, and not the time: the whole day is lost.

    Counted back, they run from its beginning.
    """
    return midnight(day if before else day + ONE_DAY, zone).astimezone(zone)


def last_day(end: datetime) -> date:
    """Return the last day on which there is time before `end`, which may be a midnight."""
    before = end.astimezone(UTC) - timedelta.resolution
    return before.astimezone(end.tzinfo).date()


def _at(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """Return the instant of a time of day, in minutes since its midnight by the clock."""
    days, minute = divmod(minutes, 24 * 60)
    hour, minute = divmod(minute, 60)
    return datetime.combine(day + days * ONE_DAY, time(hour, minute), zone).astimezone(UTC)
