"""Words for policies, letters' texts and calendars that cannot be used, or hold no such thing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from amends.domain import errors
from amends.ui.errors.notice import Notice, Words, describe

translate = QCoreApplication.translate

MISTAKES_SHOWN: Final = 3

WORDS: Final[Words] = {
    errors.ValueNotPlacedError: (
        QT_TRANSLATE_NOOP("errors", "This place of the file cannot be changed by the form."),
        QT_TRANSLATE_NOOP("errors", "Nothing was changed. Change it in the whole text instead."),
    ),
    errors.LastProcedureError: (
        QT_TRANSLATE_NOOP("errors", "This is the only policy that your office works to."),
        QT_TRANSLATE_NOOP(
            "errors", "It stays in use. Put another one to use first, then end this one."
        ),
    ),
    errors.UnknownProcedureError: (
        QT_TRANSLATE_NOOP("errors", "There is no procedure called “{name}”."),
        QT_TRANSLATE_NOOP("errors", "Choose one of these: {known}."),
    ),
    errors.UnknownCalendarError: (
        QT_TRANSLATE_NOOP("errors", "There is no holiday calendar for “{name}”."),
        QT_TRANSLATE_NOOP(
            "errors",
            "Choose your country and region from the list. Scotland, for example, is GB-SCT.",
        ),
    ),
    errors.CalendarOfPartsError: (
        QT_TRANSLATE_NOOP("errors", "“{name}” has no bank holidays of its own, only its parts do."),
        QT_TRANSLATE_NOOP(
            "errors",
            "Choose England, Scotland, Wales or Northern Ireland, or “UK-wide (all four)”, by "
            "which only those days count that all of them work.",
        ),
    ),
    errors.TooManyHolidaysError: (
        QT_TRANSLATE_NOOP("errors", "The list has {count} holidays in {year}."),
        QT_TRANSLATE_NOOP(
            "errors",
            "No country keeps more than {most} a year, so this may be another kind of list. Your "
            "calendar is as it was.",
        ),
    ),
    errors.CalendarRangeError: (
        QT_TRANSLATE_NOOP("errors", "The holidays for {day} are not known."),
        QT_TRANSLATE_NOOP(
            "errors",
            "Your calendar covers {first} to {last}, and Amends does not guess beyond that. "
            "Check the date; if it is right, renew the calendar under Office and policy.",
        ),
    ),
    errors.NoWorkingDayError: (
        QT_TRANSLATE_NOOP("errors", "With this calendar the office would never be open."),
        QT_TRANSLATE_NOOP(
            "errors",
            "No day is left to work in “{calendar}”, so no date can be counted. Nothing was "
            "changed. Check the weekend and the closures.",
        ),
    ),
    errors.OpeningHoursError: (
        QT_TRANSLATE_NOOP("errors", "Hours are written like 09:00-17:00, the earlier time first."),
        QT_TRANSLATE_NOOP(
            "errors",
            "Several parts of a day go apart by commas: 09:00-12:30, 13:30-17:00. At least one day "
            "needs hours. What you typed is kept.",
        ),
    ),
}


@describe.register
def _(error: errors.ProcedureFileError) -> Notice:
    return Notice(
        translate("errors", "The procedure {file} cannot be used as it is written.").format(
            file=Path(error.file).name
        ),
        translate(
            "errors",
            "Your office keeps the procedure it has. Correct this in the file, then choose it "
            "again:\n{mistakes}",
        ).format(mistakes=_mistakes(error.problems)),
    )


@describe.register
def _(error: errors.LetterTemplateError) -> Notice:
    return Notice(
        translate("errors", "This letter cannot be written from {file}.").format(
            file=Path(error.file).name
        ),
        translate(
            "errors",
            "What you typed for the letter is kept. The text of the letter needs a correction: "
            "{problem}",
        ).format(problem=error.problem),
    )


@describe.register
def _(error: errors.HolidayFileError) -> Notice:
    return Notice(
        translate("errors", "The holidays in {file} cannot be read as they stand.").format(
            file=error.file
        ),
        translate(
            "errors",
            "Your calendar is as it was. Correct this in the file, then read it again:\n{mistakes}",
        ).format(mistakes=_mistakes(error.problems)),
    )


@describe.register
def _(error: errors.UnknownWordError) -> Notice:
    return Notice(
        translate("errors", "The policy knows nothing named “{word}”.").format(word=error.word),
        translate("errors", "It knows: {known}.").format(known=", ".join(error.known) or "–"),
    )


def _mistakes(problems: Sequence[errors.Problem]) -> str:
    shown = [_mistake(problem) for problem in problems[:MISTAKES_SHOWN]]
    if (more := len(problems) - len(shown)) > 0:
        shown.append(translate("errors", "and {count} more").format(count=more))
    return "\n".join(shown)


def _mistake(problem: errors.Problem) -> str:
    """Return one mistake: where it is, what stands there, what may stand there."""
    where = [problem.key] if problem.key else []
    if problem.line:
        where.insert(0, translate("errors", "line {line}").format(line=problem.line))
    words = translate("errors", "there is {found}; it may be {allowed}").format(
        found=problem.found, allowed=problem.allowed
    )
    return f"{', '.join(where)}: {words}" if where else words
