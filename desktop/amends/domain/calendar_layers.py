"""What the office has put right in its calendar: layers over the snapshot, and what they change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

import msgspec
from msgspec.structs import replace

from amends.domain.working_days import Calendar, Holiday


class Layer(msgspec.Struct, frozen=True, kw_only=True):
    """Days that one source adds, renames or takes away, with who recorded it, when and why.

    An added day that is a holiday already gets the added name.
    """

    source: str
    why: str
    added: tuple[Holiday, ...]
    removed: tuple[date, ...]
    recorded_on: date
    recorded_by: UUID


class Renamed(msgspec.Struct, frozen=True, order=True):
    """A holiday that stays, under another name."""

    day: date
    before: str
    after: str


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """How one calendar differs from another, each in order of days.

    Days that neither works anyway, its weekend, are left out. `weekend` is the later calendar's
    where the two differ, None where they do not.
    """

    added: tuple[Holiday, ...] = ()
    removed: tuple[Holiday, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    weekend: tuple[int, ...] | None = None

    @property
    def is_empty(self) -> bool:
        return self == _NO_DIFFERENCE


_NO_DIFFERENCE = Difference()


def layered(calendar: Calendar, layers: Iterable[Layer]) -> Calendar:
    """Return the calendar as corrected; of two layers that name one day, the later one holds."""
    names = _names(calendar)
    sources = [calendar.source]
    for layer in layers:
        for day in layer.removed:
            names.pop(day, None)
        names.update((holiday.day, holiday.name) for holiday in layer.added)
        sources.append(f"corrected by {layer.source}")
    if len(sources) == 1:
        return calendar
    holidays = tuple(Holiday(day, names[day]) for day in sorted(names))
    return replace(calendar, holidays=holidays, source="; ".join(dict.fromkeys(sources)))


def difference(before: Calendar, after: Calendar) -> Difference:
    """Return what `after` adds, takes away and renames, as far as both know the days."""
    first, last = max(before.first, after.first), min(before.last, after.last)
    idle = set(before.weekend) & set(after.weekend)

    def told(calendar: Calendar) -> dict[date, str]:
        return {
            day: name
            for day, name in _names(calendar).items()
            if first <= day <= last and day.weekday() not in idle
        }

    old, new = told(before), told(after)
    return Difference(
        added=tuple(Holiday(day, new[day]) for day in sorted(new.keys() - old.keys())),
        removed=tuple(Holiday(day, old[day]) for day in sorted(old.keys() - new.keys())),
        renamed=tuple(
            Renamed(day, old[day], new[day])
            for day in sorted(old.keys() & new.keys())
            if old[day] != new[day]
        ),
        weekend=after.weekend if before.weekend != after.weekend else None,
    )


def _names(calendar: Calendar) -> dict[date, str]:
    names: Mapping[date, str] = {holiday.day: holiday.name for holiday in calendar.holidays}
    return dict(names)
