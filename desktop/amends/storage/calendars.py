"""Calendars taken from the `holidays` library: dates copied out once, to be pinned by the office.

The library is slow to load and not safe in two threads while it works, so it is loaded when first
asked, works under a lock, and nothing of it outlives the call.
"""

from __future__ import annotations

from datetime import date
from importlib.metadata import version
from threading import Lock
from typing import TYPE_CHECKING, Final

import msgspec

from amends.domain.working_days import Calendar, Holiday, united
from amends.storage.places import UK_PARTS, UK_WIDE, country_name, country_of, region_names

if TYPE_CHECKING:
    from holidays import HolidayBase

# GOV.UK has published the holidays of every division up to here.
_UK_CONFIRMED: Final = date(2028, 12, 31)
# The year in which the library's newest known release, 0.109, came out. Governments announce
# moved and one-off days for the year at hand; for later ones the library computes by rule.
_OTHERS_CONFIRMED: Final = date(2026, 12, 31)

# Of these the library says itself that it lacks the years outside, as far as it goes.
_KNOWN_YEARS: Final = {"IN": (2001, 2035)}

_UK_TITLES: Final = {
    "GB-ENG": "English bank holidays",
    "GB-NIR": "Northern Irish bank holidays",
    "GB-SCT": "Scottish bank holidays",
    "GB-WLS": "Welsh bank holidays",
    UK_WIDE: "UK-wide bank holidays (all four parts)",
}

_expanding = Lock()
_encode = msgspec.json.Encoder(order="deterministic").encode


def take_snapshot(name: str, first_year: int = 1990, last_year: int = 2060) -> Calendar:
    """Return the public holidays of a country ("IE") or a region ("GB-SCT"), substitutes included.

    Of several ("GB-ENG+GB-SCT") it is their union. Names are in the country's own language. Years
    that the library does not know are left out rather than taken for years without a holiday.
    Raises `UnknownCalendarError`; of it, `CalendarOfPartsError` for the United Kingdom.
    """
    with _expanding:
        parts = [_taken(each, first_year, last_year) for each in name.split("+")]
    whole = united(parts)
    return msgspec.structs.replace(whole, title=_UK_TITLES.get(name, whole.title))


def encode_calendar(calendar: Calendar) -> bytes:
    """Return the bytes under which `calendar` is pinned: equal calendars give equal bytes."""
    return _encode(calendar)


def decode_calendar(raw: bytes) -> Calendar:
    """Return the calendar that `raw` holds. Raises `msgspec.MsgspecError` for other bytes."""
    return msgspec.json.decode(raw, type=Calendar)


def _taken(name: str, first_year: int, last_year: int) -> Calendar:
    """Return the holidays of one place, copied out of the library."""
    import holidays

    kind, region = country_of(name)
    country = name.partition("-")[0]
    starts, ends = _KNOWN_YEARS.get(country, (kind.start_year, kind.end_year))
    first = date(max(first_year, starts), 1, 1)
    last = date(min(last_year, ends), 12, 31)
    source = holidays.country_holidays(
        country,
        subdiv=region or None,
        years=range(first.year, last.year + 1),
        expand=False,
        observed=True,
        language=kind.default_language,  # or the names would follow LANG
    )
    return Calendar(
        name=name,
        title=_UK_TITLES.get(name) or _title(source),
        source=f"holidays {version('holidays')}",
        first=first,
        last=last,
        confirmed_through=min(_confirmed(name), last),
        holidays=tuple(
            Holiday(day, words) for day, words in sorted(source.items()) if first <= day <= last
        ),
        weekend=tuple(sorted(source.weekend)),
    )


def _confirmed(name: str) -> date:
    return _UK_CONFIRMED if name in UK_PARTS else _OTHERS_CONFIRMED


def _title(source: HolidayBase) -> str:
    """Return what a calendar is called, by the names that the library knows places by."""
    place = country_name(type(source).__module__.rpartition(".")[2])
    if not source.subdiv:
        return f"Public holidays of {place}"
    return f"Public holidays of {place}, {region_names(type(source), source.subdiv)[0]}"
