"""The places whose public holidays the `holidays` library knows, by names that people know.

Looking at all of them loads every module of the library, so it happens when first asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final
from unicodedata import combining, normalize

from amends.domain.errors import CalendarOfPartsError, UnknownCalendarError
from amends.storage.rows import Place

if TYPE_CHECKING:
    from holidays import HolidayBase

UK: Final = "GB"
UK_PARTS: Final = {
    "GB-ENG": "England",
    "GB-NIR": "Northern Ireland",
    "GB-SCT": "Scotland",
    "GB-WLS": "Wales",
}
UK_WIDE: Final = "+".join(UK_PARTS)

# Where the library's own word for a country, the name of its module, is not how it is written.
_NAMES: Final = {
    "aland_islands": "Åland Islands",
    "bonaire_sint_eustatius_and_saba": "Bonaire, Sint Eustatius and Saba",
    "cocos_islands": "Cocos (Keeling) Islands",
    "curacao": "Curaçao",
    "dr_congo": "Democratic Republic of the Congo",
    "guinea_bissau": "Guinea-Bissau",
    "heard_island_and_mcdonald_islands": "Heard Island and McDonald Islands",
    "hongkong": "Hong Kong",
    "reunion": "Réunion",
    "saint_barthelemy": "Saint Barthélemy",
    "saint_helena_ascension_and_tristan_da_cunha": "Saint Helena, Ascension and Tristan da Cunha",
    "sao_tome_and_principe": "São Tomé and Príncipe",
    "syrian_arab_republic": "Syria",
    "timor_leste": "Timor-Leste",
}
_SMALL_WORDS: Final = frozenset({"and", "of", "the"})
_LONGEST_CODE: Final = 3


@cache
def all_places() -> tuple[Place, ...]:
    """Return every country and region whose holidays can be taken, countries in order of names.

    The United Kingdom has no holidays of its own: it is there as all of its parts, and as each.
    """
    import holidays

    countries = sorted(
        (
            (country_name(module), codes[1], codes[0])
            for module, codes in holidays.registry.COUNTRIES.items()
        ),
        key=lambda country: _letters(country[0]),
    )
    return tuple(
        place
        for country, code, class_name in countries
        for place in _places(country, code, getattr(holidays, class_name))
    )


def country_of(name: str) -> tuple[type[HolidayBase], str]:
    """Return the library's calendar for "IE" or "GB-SCT", and the region ("SCT", "" for none).

    Raises `UnknownCalendarError`; of it, `CalendarOfPartsError` for the United Kingdom.
    """
    import holidays

    if name == UK:
        raise CalendarOfPartsError(name, tuple(UK_PARTS))
    country, hyphen, region = name.partition("-")
    classes = {codes[1]: codes[0] for codes in holidays.registry.COUNTRIES.values()}
    if country not in classes:
        raise UnknownCalendarError(name)
    kind: type[HolidayBase] = getattr(holidays, classes[country])
    if hyphen and region not in kind.subdivisions:
        raise UnknownCalendarError(name)
    return kind, region


def country_name(module: str) -> str:
    """Return "Isle of Man" for the module isle_of_man."""
    words = (word if word in _SMALL_WORDS else word.capitalize() for word in module.split("_"))
    return _NAMES.get(module) or " ".join(words)


def region_names(kind: type[HolidayBase], region: str) -> tuple[str, ...]:
    """Return what a region is called, its usual name first; the code where it has no name."""
    names = [name for name, code in kind.subdivisions_aliases.items() if code == region]
    spoken = [name for name in names if not _is_code(name)]
    return (*spoken, *(name for name in names if name not in spoken)) or (region,)


def _letters(name: str) -> str:
    """Return the letters by which a place is found in a list: Åland stands under A."""
    return "".join(char for char in normalize("NFKD", name.casefold()) if not combining(char))


def _is_code(name: str) -> bool:
    return len(name) <= _LONGEST_CODE and name.isupper()


def _places(country: str, code: str, kind: type[HolidayBase]) -> Iterator[Place]:
    if code == UK:
        yield Place(UK_WIDE, country, "UK-wide (all four)", ("GB", "UK", "Great Britain"))
    else:
        yield Place(code, country)
    regions = [(region_names(kind, region), f"{code}-{region}") for region in kind.subdivisions]
    for names, name in sorted(regions, key=lambda region: _letters(region[0][0])):
        yield Place(name, country, names[0], (*names[1:], *(("UK",) if code == UK else ())))
