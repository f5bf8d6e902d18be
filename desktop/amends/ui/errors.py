"""What went wrong, in the user's words; those for the office and its files: `office_errors.py`,
for the times of a case: `time_errors.py`, for an office that is with somebody else:
`cover_errors.py`.

Each says what happened, that nothing was lost where that could be feared, and what to do. What is
not an `AmendsError` is a bug: it is logged, and never shown raw.
"""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from amends.domain import errors
from amends.domain.dates_in_words import full
from amends.ui import cover_errors, office_errors, time_errors  # noqa: F401 (the words that they have)
from amends.ui.notices import Notice, describe

__all__ = ("Notice", "describe", "show_error")

log = logging.getLogger(__name__)
translate = QCoreApplication.translate

MISTAKES_SHOWN: Final = 3
THINGS_SHOWN: Final = 5


def show_error(error: Exception, parent: QWidget) -> QMessageBox:
    """Show an error in words over `parent`, and return at once. The box deletes itself."""
    expected = isinstance(error, errors.AmendsError)
    if not expected:
        log.error("Unexpected error", exc_info=error)
    notice = describe(error)
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning if expected else QMessageBox.Icon.Critical)
    box.setWindowTitle(translate("errors", "Amends"))
    box.setTextFormat(Qt.TextFormat.PlainText)  # names of files and people may look like markup
    box.setText(notice.text)
    box.setInformativeText(notice.hint)
    box.open()  # not exec(): a nested event loop lets the rest of the app run on behind an error
    return box


# Procedures, letters and calendars


@describe.register
def _(error: errors.ProcedureFileError) -> Notice:
    shown = [_mistake(problem) for problem in error.problems[:MISTAKES_SHOWN]]
    if (more := len(error.problems) - len(shown)) > 0:
        shown.append(translate("errors", "and {count} more").format(count=more))
    return Notice(
        translate("errors", "The procedure {file} cannot be used as it is written.").format(
            file=Path(error.file).name
        ),
        translate(
            "errors",
            "Your office keeps the procedure it has. Correct this in the file, then choose it "
            "again:\n{mistakes}",
        ).format(mistakes="\n".join(shown)),
    )


def _mistake(problem: errors.Problem) -> str:
    """Return one mistake: where it is, what stands there, what may stand there."""
    where = [problem.key] if problem.key else []
    if problem.line:
        where.insert(0, translate("errors", "line {line}").format(line=problem.line))
    words = translate("errors", "there is {found}; it may be {allowed}").format(
        found=problem.found, allowed=problem.allowed
    )
    return f"{', '.join(where)}: {words}" if where else words


@describe.register
def _(_error: errors.ValueNotPlacedError) -> Notice:
    return Notice(
        translate("errors", "This place of the file cannot be changed by the form."),
        translate("errors", "Nothing was changed. Change it in the whole text instead."),
    )


@describe.register
def _(_error: errors.LastProcedureError) -> Notice:
    return Notice(
        translate("errors", "This is the only policy that your office works to."),
        translate("errors", "It stays in use. Put another one to use first, then end this one."),
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
def _(error: errors.UnknownProcedureError) -> Notice:
    return Notice(
        translate("errors", "There is no procedure called “{name}”.").format(name=error.name),
        translate("errors", "Choose one of these: {known}.").format(known=", ".join(error.known)),
    )


@describe.register
def _(error: errors.UnknownCalendarError) -> Notice:
    return Notice(
        translate("errors", "There is no holiday calendar for “{name}”.").format(name=error.name),
        translate(
            "errors",
            "Choose your country and region from the list. Scotland, for example, is GB-SCT.",
        ),
    )


@describe.register
def _(error: errors.CalendarOfPartsError) -> Notice:
    return Notice(
        translate("errors", "“{name}” has no bank holidays of its own, only its parts do.").format(
            name=error.name
        ),
        translate(
            "errors",
            "Choose England, Scotland, Wales or Northern Ireland, or “UK-wide (all four)”, by "
            "which only those days count that all of them work.",
        ),
    )


@describe.register
def _(error: errors.HolidayFileError) -> Notice:
    shown = [_mistake(problem) for problem in error.problems[:MISTAKES_SHOWN]]
    if (more := len(error.problems) - len(shown)) > 0:
        shown.append(translate("errors", "and {count} more").format(count=more))
    return Notice(
        translate("errors", "The holidays in {file} cannot be read as they stand.").format(
            file=error.file
        ),
        translate(
            "errors",
            "Your calendar is as it was. Correct this in the file, then read it again:\n{mistakes}",
        ).format(mistakes="\n".join(shown)),
    )


@describe.register
def _(error: errors.TooManyHolidaysError) -> Notice:
    return Notice(
        translate("errors", "The list has {count} holidays in {year}.").format(
            count=error.count, year=error.year
        ),
        translate(
            "errors",
            "No country keeps more than {most} a year, so this may be another kind of list. Your "
            "calendar is as it was.",
        ).format(most=error.most),
    )


@describe.register
def _(error: errors.UnknownWordError) -> Notice:
    return Notice(
        translate("errors", "The policy knows nothing named “{word}”.").format(word=error.word),
        translate("errors", "It knows: {known}.").format(known=", ".join(error.known) or "–"),
    )


@describe.register
def _(error: errors.CalendarRangeError) -> Notice:
    return Notice(
        translate("errors", "The holidays for {day} are not known.").format(day=full(error.day)),
        translate(
            "errors",
            "Your calendar covers {first} to {last}, and Amends does not guess beyond that. "
            "Check the date; if it is right, renew the calendar under Office and policy.",
        ).format(first=full(error.first), last=full(error.last)),
    )


@describe.register
def _(error: errors.NoWorkingDayError) -> Notice:
    return Notice(
        translate("errors", "With this calendar the office would never be open."),
        translate(
            "errors",
            "No day is left to work in “{calendar}”, so no date can be counted. Nothing was "
            "changed. Check the weekend and the closures.",
        ).format(calendar=error.calendar),
    )


# What was typed


@describe.register
def _(error: errors.DateNotPossibleError) -> Notice:
    text = translate("errors", "{day} cannot be the date.").format(day=full(error.day))
    if error.day == date.min:  # what a field gives for a text that is no day
        text = translate("errors", "This is no day that Amends can read.")
    possible = translate("errors", "It can be any day from {first} to {last}.")
    if error.earliest == error.latest:
        possible = translate("errors", "It can only be {first}.")
    kept = translate("errors", "What you typed is still there; change the date and save again.")
    days = possible.format(first=full(error.earliest), last=full(error.latest))
    return Notice(text, f"{days} {kept}")


@describe.register
def _(_error: errors.OpeningHoursError) -> Notice:
    return Notice(
        translate("errors", "Hours are written like 09:00-17:00, the earlier time first."),
        translate(
            "errors",
            "Several parts of a day go apart by commas: 09:00-12:30, 13:30-17:00. At least one day "
            "needs hours. What you typed is kept.",
        ),
    )


@describe.register
def _(error: errors.FieldMissingError) -> Notice:
    return Notice(
        translate("errors", "“{field}” is still empty.").format(field=error.field),
        translate("errors", "The rest of what you typed is kept. Fill it in, then save again."),
    )


# Cases and letters


@describe.register
def _(_error: errors.CaseChangedError) -> Notice:
    return Notice(
        translate("errors", "Somebody changed this in the meantime."),
        translate(
            "errors",
            "Nothing was overwritten, and your text is kept. Look at the change, then save again.",
        ),
    )


@describe.register
def _(_error: errors.CaseMovedOnError) -> Notice:
    return Notice(
        translate("errors", "The case has moved on, and this does not fit it any more."),
        translate(
            "errors",
            "Nothing was recorded, and what you typed is kept. Look at the case and its History; "
            "an entry that should not stand can be taken back there.",
        ),
    )


@describe.register
def _(error: errors.UnknownCaseError) -> Notice:
    return Notice(
        translate("errors", "There is no case {reference} in this office.").format(
            reference=error.reference
        ),
        translate(
            "errors",
            "Check the number, or search for a name or a word from the complaint instead.",
        ),
    )


@describe.register
def _(_error: errors.EventStandsError) -> Notice:
    return Notice(
        translate("errors", "This entry stays: a letter that was sent relies on it."),
        translate(
            "errors",
            "Nothing was changed. To put the entry right, correct it in the History: the letter "
            "stays as it was sent, and the correction stands beside it.",
        ),
    )


@describe.register
def _(error: errors.LetterDoesNotFitError) -> Notice:
    text = translate("errors", "This letter does not fit the case now: {why}.")
    hint = translate("errors", "Nothing was changed. The Letters tab shows what can be written.")
    return Notice(text.format(why=error.because), hint)


@describe.register
def _(error: errors.LetterNotReadyError) -> Notice:
    missing = "\n".join(f"• {thing}" for thing in error.missing)
    hint = translate("errors", "Your draft is kept. It still needs:\n{missing}")
    return Notice(
        translate("errors", "The letter is not finished yet."), hint.format(missing=missing)
    )


@describe.register
def _(error: errors.LetterDiffersError) -> Notice:
    differences = "\n".join(f"• {difference}" for difference in error.differences)
    return Notice(
        translate("errors", "The record has changed since this letter was finished."), differences
    )


@describe.register
def _(_error: errors.EvidenceMissingError) -> Notice:
    return Notice(
        translate("errors", "A file of this case is missing from the office folder, or damaged."),
        translate(
            "errors",
            "The rest of the case is not touched. Copy the folder “evidence” back from your last "
            "copy of the office, then open the case again.",
        ),
    )


@describe.register
def _(error: errors.HandOverRefusedError) -> Notice:
    return Notice(
        translate("errors", "The hand-over did not stand its check: {problem}.").format(
            problem=error.problem
        ),
        translate(
            "errors",
            "No file was kept. If the reason names something in the case, change it there; then "
            "hand the case over again.",
        ),
    )


@describe.register
def _(error: errors.CaseStillOwesError) -> Notice:
    things = "".join(f"\n• {thing}" for thing in error.things[:THINGS_SHOWN])
    if len(error.things) > THINGS_SHOWN:
        things += translate("errors", "\n• and {count} more").format(
            count=len(error.things) - THINGS_SHOWN
        )
    return Notice(
        translate("errors", "The case is not closed yet: {owed}.").format(
            owed=", ".join(error.owed)
        ),
        translate(
            "errors",
            "Carry out what is open, or let it go with a reason, in the tab Actions. Then close "
            "the case; your reason is kept.{things}",
        ).format(things=things),
    )
