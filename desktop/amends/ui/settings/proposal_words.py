"""What a change of the office's days would do, in words: to its calendar, and to open cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Final

from PySide6.QtCore import QCoreApplication

from amends.domain.calendar_layers import Difference
from amends.domain.dates_in_words import full, short
from amends.domain.working_days import Calendar, Holiday
from amends.services.propose_change import Effect, Moved
from amends.ui.settings.proposals import Proposal

translate = QCoreApplication.translate

DAYS_SHOWN: Final = 6  # of a year
CASES_SHOWN: Final = 12
YEARS_BACK: Final = 1
YEARS_AHEAD: Final = 2

_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def heading_words(proposal: Proposal) -> str:
    """Return what would change, and for how many cases."""
    count = len({move.stream for move in proposal.effect.moves if not move.stays})
    if count == 0:
        cases = translate("settings", "moves no date of an open case")
    elif count == 1:
        cases = translate("settings", "moves dates of 1 open case")
    else:
        cases = translate("settings", "moves dates of {count} open cases").format(count=count)
    return translate("settings", "{change} {moves_cases}.").format(
        change=proposal.asked.heading, moves_cases=cases
    )


def calendar_change_words(effect: Effect, today: date) -> tuple[str, ...]:
    """Return how the calendar would differ, by year; what lies in the past is said."""
    told = tuple(_calendar_changes(effect, today))
    if not told and effect.before != effect.after:
        return (translate("settings", "No day differs."),)
    return told


def case_words(effect: Effect, today: date) -> tuple[str, ...]:
    """Return each case with its dates, as "2026-035: Response Wed 16 Dec → Thu 17 Dec · Title"."""
    grouped = groupby(effect.moves, key=attrgetter("stream"))
    told = [_case(list(moves), today) for _stream, moves in grouped]
    more = len(told) - CASES_SHOWN
    if more > 0:
        return (*told[:CASES_SHOWN], translate("settings", "and {count} more").format(count=more))
    return tuple(told)


def _case(moves: list[Moved], today: date) -> str:
    dates = ", ".join(_move(move, today) for move in moves)
    return f"{moves[0].reference}: {dates} · {moves[0].title}"


def _move(move: Moved, today: date) -> str:
    none = translate("settings", "no date")
    before = short(move.before, today) if move.before else none
    after = short(move.after, today) if move.after else none
    if move.stays:
        stays = translate("settings", "{what} {day} stays as told (counted it would be {counted})")
        return stays.format(what=move.what, day=before, counted=after)
    words = f"{move.what} {before} → {after}"
    if move.is_expected:
        return translate("settings", "{move} (expected)").format(move=words)
    if move.after is not None and move.after < today <= (move.before or today):
        return translate("settings", "{move} (late then)").format(move=words)
    return words


def _calendar_changes(effect: Effect, today: date) -> Iterator[str]:
    before, after, change = effect.before, effect.after, effect.difference
    if before.title != after.title:
        yield translate("settings", "{after} instead of {before}.").format(
            after=after.title, before=before.title
        )
    if change.weekend is not None:
        yield translate("settings", "The weekend is {days}.").format(
            days=" and ".join(_WEEKDAYS[day] for day in change.weekend)
        )
    yield from _by_year(change, today)
    yield from _past(change, today)
    yield from _bounds(before, after, today)


def _bounds(before: Calendar, after: Calendar, today: date) -> Iterator[str]:
    if before.confirmed_through != after.confirmed_through:
        yield translate(
            "settings", "Announced up to {after} instead of {before}; later dates are expected."
        ).format(after=full(after.confirmed_through), before=full(before.confirmed_through))
    if after.last < before.last:
        yield translate("settings", "Nothing is known after {day}.").format(day=full(after.last))
    if all(holiday.day.year != today.year for holiday in after.holidays):
        yield translate("settings", "It names no holiday at all in {year}.").format(year=today.year)


def _by_year(change: Difference, today: date) -> Iterator[str]:
    years = _told_by_year(change)
    near = range(today.year - YEARS_BACK, today.year + YEARS_AHEAD + 1)
    shown = [year for year in years if year in near] or list(years)[-1:]
    for year in shown:
        told = years[year][:DAYS_SHOWN]
        if (more := len(years[year]) - len(told)) > 0:
            told.append(translate("settings", "and {count} more").format(count=more))
        yield f"{year}: {'; '.join(told)}."
    others = [year for year in years if year not in shown]
    if others:
        yield translate(
            "settings", "Other years, {first} to {last}: {count} days differ as well."
        ).format(
            first=min(others), last=max(others), count=sum(len(years[year]) for year in others)
        )


def _told_by_year(change: Difference) -> Mapping[int, list[str]]:
    """Return each day that differs, in words, by year and in order."""
    comes = translate("settings", "{day} is added ({name})")
    goes = translate("settings", "{day} goes ({name})")
    renamed = translate("settings", "{day} is called {name}")
    told = [
        *((it.day, _told(comes, it)) for it in change.added),
        *((it.day, _told(goes, it)) for it in change.removed),
        *((it.day, _told(renamed, Holiday(it.day, it.after))) for it in change.renamed),
    ]
    years: dict[int, list[str]] = {}
    for day, words in sorted(told):
        years.setdefault(day.year, []).append(words)
    return years


def _told(words: str, holiday: Holiday) -> str:
    return words.format(day=short(holiday.day), name=holiday.name)


def _past(change: Difference, today: date) -> Iterator[str]:
    over = sum(it.day < today for it in (*change.added, *change.removed))
    one = translate(
        "settings", "1 of these days is over already; open cases are counted over it again."
    )
    several = translate(
        "settings",
        "{count} of these days are over already; open cases are counted over them again.",
    )
    if over:
        yield (one if over == 1 else several).format(count=over)
