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

from amends.domain.errors import UnknownCalendarError
from amends.domain.working_days import Calendar, Holiday

if TYPE_CHECKING:
    from holidays import HolidayBase

# GOV.UK has published the holidays of every division up to here.
_UK_CONFIRMED: Final = date(2028, 12, 31)
# The year in which the library's newest known release, 0.109, came out. Governments announce
# moved and one-off days for the year at hand; for later ones the library computes by rule.
_OTHERS_CONFIRMED: Final = date(2026, 12, 31)

_UK: Final = "GB"
_UK_TITLES: Final = {
    "GB-ENG": "English bank holidays",
    "GB-NIR": "Northern Irish bank holidays",
    "GB-SCT": "Scottish bank holidays",
    "GB-WLS": "Welsh bank holidays",
}

_expanding = Lock()
_encode = msgspec.json.Encoder(order="deterministic").encode


def take_snapshot(name: str, first_year: int = 1990, last_year: int = 2060) -> Calendar:
    """Return the public holidays of a country ("IE") or a region ("GB-SCT"), substitutes included.

    Names are in the country's own language. The United Kingdom has no holidays of its own, only
    its parts do. Raises `UnknownCalendarError`.
    """
    with _expanding:
        source = _expanded(name, range(first_year, last_year + 1))
        first, last = date(first_year, 1, 1), date(last_year, 12, 31)
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


def encode_calendar(calendar: Calendar) -> bytes:
    """Return the bytes under which `calendar` is pinned: equal calendars give equal bytes."""
    return _encode(calendar)


def decode_calendar(raw: bytes) -> Calendar:
    """Return the calendar that `raw` holds. Raises `msgspec.MsgspecError` for other bytes."""
    return msgspec.json.decode(raw, type=Calendar)


def _expanded(name: str, years: range) -> HolidayBase:
    """Return the library's own calendar with all `years` worked out."""
    import holidays

    country, hyphen, region = name.partition("-")
    classes = {codes[1]: codes[0] for codes in holidays.registry.COUNTRIES.values()}
    if country not in classes or name == _UK:
        raise UnknownCalendarError(name)
    kind = getattr(holidays, classes[country])
    if hyphen and region not in kind.subdivisions:
        raise UnknownCalendarError(name)
    return holidays.country_holidays(
        country,
        subdiv=region or None,
        years=years,
        expand=False,
        observed=True,
        language=kind.default_language,  # or the names would follow LANG
    )


def _confirmed(name: str) -> date:
    return _UK_CONFIRMED if name in _UK_TITLES else _OTHERS_CONFIRMED


def _title(source: HolidayBase) -> str:
    """Return what a calendar is called, by the names that the library knows places by."""
    place = " ".join(
        word if word in {"and", "of", "the"} else word.capitalize()
        for word in type(source).__module__.rpartition(".")[2].split("_")
    )
    if not source.subdiv:
        return f"Public holidays of {place}"
    names = [name for name, code in source.subdivisions_aliases.items() if code == source.subdiv]
    region = max(names, key=len, default=source.subdiv)  # the shorter ones are codes
    return f"Public holidays of {place}, {region}"
