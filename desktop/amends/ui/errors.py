"""What went wrong, in the user's words: the one place where errors are put into them.

Each says what happened, that nothing was lost where that could be feared, and what to do. What is
not an `AmendsError` is a bug: it is logged, and never shown raw.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date
from functools import singledispatch
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from amends.domain import errors
from amends.domain.dates_in_words import full

log = logging.getLogger(__name__)
translate = QCoreApplication.translate

MISTAKES_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Notice:
    """What happened, and what the user can do about it."""

    text: str
    hint: str


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


@singledispatch
def describe(_error: Exception) -> Notice:
    """Put an error into the user's words. Unregistered types are bugs, and say so."""
    return Notice(
        translate("errors", "Something went wrong in Amends, and this last step was not saved."),
        translate(
            "errors",
            "Everything saved before is still there. Close Amends and open it again. "
            "If it happens again, please report it; the log in your data folder says what happened "
            "and holds no case text.",
        ),
    )


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
def _(error: errors.LetterNotReadyError) -> Notice:
    missing = "\n".join(f"• {thing}" for thing in error.missing)
    return Notice(
        translate("errors", "The letter is not finished yet."),
        translate("errors", "Your draft is kept. It still needs:\n{missing}").format(
            missing=missing
        ),
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


# The office


@describe.register
def _(_error: errors.WrongPassphraseError) -> Notice:
    return Notice(
        translate("errors", "This passphrase does not open this office."),
        translate(
            "errors",
            "Nothing is lost. Try again; capital letters and spaces count.",
        ),
    )


@describe.register
def _(error: errors.PassphraseTooShortError) -> Notice:
    return Notice(
        translate("errors", "This passphrase is too short to keep the office safe."),
        translate(
            "errors",
            "Use at least {count} characters. Four or five words in a row are easy to remember.",
        ).format(count=error.shortest),
    )


@describe.register
def _(_error: errors.OfficeLockedError) -> Notice:
    return Notice(
        translate("errors", "The office is locked."),
        translate("errors", "What was saved is safe. Type your passphrase to go on."),
    )


@describe.register
def _(error: errors.NotAnOfficeError) -> Notice:
    return Notice(
        translate("errors", "There is no Amends office in {folder}.").format(folder=error.folder),
        translate(
            "errors",
            "Choose the folder that holds the files office.db and keys.json, or set up a new "
            "office.",
        ),
    )


@describe.register
def _(error: errors.OfficeExistsError) -> Notice:
    return Notice(
        translate("errors", "The folder {folder} is not empty.").format(folder=error.folder),
        translate(
            "errors",
            "Nothing in it was changed. Choose an empty folder or a new one for the office.",
        ),
    )


@describe.register
def _(error: errors.OfficeDamagedError) -> Notice:
    return Notice(
        translate("errors", "Part of the office in {folder} is damaged: {part}.").format(
            folder=error.folder, part=error.part
        ),
        translate(
            "errors",
            "Amends has changed nothing in it. Keep the folder as it is, and open your last copy "
            "of the office instead.",
        ),
    )


@describe.register
def _(error: errors.OfficeTooNewError) -> Notice:
    return Notice(
        translate("errors", "This office was last used with a newer version of Amends."),
        translate(
            "errors",
            "Nothing in {folder} was changed. Install the newer version on this computer, then "
            "open the office again.",
        ).format(folder=error.folder),
    )


@describe.register
def _(error: errors.OfficeInUseError) -> Notice:
    return Notice(
        translate("errors", "This office is open in another window or on another computer."),
        translate(
            "errors", "Close it there, then open it here again. The folder is {folder}."
        ).format(folder=error.folder),
    )


# Files


@describe.register
def _(error: errors.FileNotReadableError) -> Notice:
    return Notice(
        translate("errors", "The file {file} could not be read.").format(file=error.file.name),
        translate(
            "errors",
            "Your computer says: {reason}. The office was not changed. Check that the file is "
            "still in {folder}, then try again.",
        ).format(reason=error.reason, folder=error.file.parent),
    )


@describe.register
def _(error: errors.FileNotWrittenError) -> Notice:
    return Notice(
        translate("errors", "The file {file} could not be saved.").format(file=error.file.name),
        translate(
            "errors",
            "Your computer says: {reason}. Nothing in the office was lost. Choose another folder "
            "than {folder}, or make room there, then save again.",
        ).format(reason=error.reason, folder=error.file.parent),
    )


@describe.register
def _(error: errors.NotAnEmailError) -> Notice:
    return Notice(
        translate("errors", "{file} is not an e-mail that Amends can read.").format(
            file=Path(error.file).name
        ),
        translate(
            "errors",
            "Nothing was changed. Save the e-mail from your e-mail program as a file that ends in "
            ".eml, or add this file to the case as evidence.",
        ),
    )
