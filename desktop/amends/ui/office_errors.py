"""What went wrong with the office as a whole, or with a file, in the user's words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from amends.domain import access_errors, errors
from amends.ui.notices import Notice, describe

translate = QCoreApplication.translate

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
def _(_error: access_errors.PassphraseTakenError) -> Notice:
    return Notice(
        translate("errors", "This passphrase cannot be used in this office."),
        translate("errors", "Nothing was changed. Choose another one."),
    )


@describe.register
def _(_error: access_errors.WrongRecoveryCodeError) -> Notice:
    return Notice(
        translate("errors", "This code does not open this office."),
        translate(
            "errors",
            "It is typed as it should be, but it is not the code of the last recovery sheet. "
            "Look for a newer sheet, or for the sheet of another office.",
        ),
    )


@describe.register
def _(error: access_errors.RecoveryCodeMistypedError) -> Notice:
    if not error.group:
        return Notice(
            translate("errors", "This is not the whole code, or more than the code."),
            translate("errors", "It has seven groups of five letters and digits."),
        )
    return Notice(
        translate("errors", "There is a slip in group {number} of the code.").format(
            number=error.group
        ),
        translate("errors", "Compare it with the sheet, character by character."),
    )


@describe.register
def _(_error: access_errors.NotAllowedError) -> Notice:
    return Notice(
        translate("errors", "Your role in this office does not include this."),
        translate(
            "errors", "Nothing was changed. Ask a decision-maker of the office to do it for you."
        ),
    )


@describe.register
def _(_error: access_errors.CaseConcernsYouError) -> Notice:
    return Notice(
        translate("errors", "This case concerns you, so Amends does not show it to you."),
        translate("errors", "Somebody else of the office handles it."),
    )


@describe.register
def _(_error: access_errors.LastDecisionMakerError) -> Notice:
    return Notice(
        translate("errors", "This is the only decision-maker of the office."),
        translate(
            "errors",
            "Nothing was changed. Make somebody else a decision-maker first; else nobody could "
            "change anything of the office any more.",
        ),
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
