"""The words for where the office is, and for what came back with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from amends.domain.cover import Cover, Whereabouts
from amends.domain.dates_in_words import short
from amends.services.check_office import Verdict
from amends.services.take_back import CameBack

CASES_NAMED: Final = 8


def cover_words(cover: Cover, held_for: str, today: date) -> str:
    """Return where the office is; `held_for` is who passed it on. "" where it is here."""
    translate = QCoreApplication.translate
    day, is_over = short(cover.until, today), today > cover.until
    match cover.where:
        case Whereabouts.AWAY if is_over:
            words = translate(
                "cover",
                "The office was to be with {name} until {day}, which is over. Ask for the file "
                "that brings it back, and take the office back.",
            )
        case Whereabouts.HELD if is_over:
            words = translate(
                "cover",
                "You hold this office for {held_for}. It was to be back on {day}: give it back.",
            )
        case Whereabouts.HELD:
            words = translate("cover", "You hold this office for {held_for} until {day}.")
        case Whereabouts.AWAY:
            words = translate(
                "cover",
                "The office is with {name} until {day}. You can read everything; nothing can be "
                "changed here until it is taken back.",
            )
        case Whereabouts.GIVEN_BACK:
            day = short(cover.back_on, today)
            words = translate(
                "cover",
                "This office was given back on {day}. You can read everything here; it goes on "
                "where it came from.",
            )
        case Whereabouts.HERE:
            return ""
    return words.format(name=cover.name, day=day, held_for=held_for)


def came_words(came: CameBack) -> Iterator[str]:
    """Return what happened while the office was away, a sentence each."""
    translate = QCoreApplication.translate
    in_cases = len(came.new_cases) + len(came.older_cases)
    if not in_cases:
        words = translate("cover", "{count} new entries about the office itself, none in a case.")
    elif in_cases == 1:
        words = translate("cover", "{count} new entries, in one case and about the office itself.")
    else:
        words = translate(
            "cover", "{count} new entries, in {cases} cases and about the office itself."
        )
    yield words.format(count=came.entries, cases=in_cases)
    yield from _cases(translate("cover", "New: {case}"), came.new_cases)
    yield from _cases(translate("cover", "Went on: {case}"), came.older_cases)
    yield translate("cover", "The record continues the one here: nothing was taken out or changed.")


def verdict_words(verdict: Verdict) -> tuple[str, ...]:
    """Return what the check of an office that was taken over says."""
    return verdict.problems or (
        QCoreApplication.translate(
            "cover", "It was checked to the last file: everything is as recorded."
        ),
    )


def _cases(words: str, cases: tuple[str, ...]) -> Iterator[str]:
    for case in cases[:CASES_NAMED]:
        yield words.format(case=case)
    if len(cases) > CASES_NAMED:
        more = QCoreApplication.translate("cover", "and {count} more")
        yield more.format(count=len(cases) - CASES_NAMED)
