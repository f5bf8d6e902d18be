"""What went wrong with the office as a whole, or with a file, in the user's words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from amends.domain import access_errors, errors, keeping_errors
from amends.ui.notices import Notice, describe
from amends.ui.read_only_words import read_only_words

translate = QCoreApplication.translate


def size_words(size: int) -> str:
    """Return a size in bytes as people read it, such as "1.4 GB"."""
    form = QLocale.DataSizeFormat.DataSizeSIFormat
    return QLocale(QLocale.Language.English).formattedDataSize(size, 1, form)


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
def _(_error: access_errors.KeyStoreMissingError) -> Notice:
    return Notice(
        translate("errors", "Opening without the passphrase is not available on this computer."),
        translate(
            "errors",
            "It has no key store of its own that could keep the secret. Type your passphrase.",
        ),
    )


@describe.register
def _(_error: access_errors.KeyStoreRefusedError) -> Notice:
    return Notice(
        translate("errors", "The key store of this computer did not answer as it should."),
        translate("errors", "It may be locked, or was told not to. Type your passphrase instead."),
    )


@describe.register
def _(_error: access_errors.ComputerNotTrustedError) -> Notice:
    return Notice(
        translate("errors", "This computer no longer opens the office without the passphrase."),
        translate(
            "errors",
            "A passphrase or the key was changed since, or the key store was cleared. Type your "
            "passphrase; under “Office and policy” you can allow it again.",
        ),
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
def _(error: access_errors.OfficeReadOnlyError) -> Notice:
    hint = translate("errors", "Nothing was changed, and what you typed is still here.")
    return Notice(read_only_words(error.why), hint)


@describe.register
def _(error: access_errors.CaseConcernsTakerError) -> Notice:
    words = translate("errors", "This case concerns {name}, who cannot take it.")
    hint = translate("errors", "Choose somebody else. This case was not given to anybody.")
    return Notice(words.format(name=error.name), hint)


@describe.register
def _(_error: access_errors.OwnLeavingError) -> Notice:
    return Notice(
        translate("errors", "Somebody else has to do this when you leave."),
        translate("errors", "Another decision-maker opens the office by their own passphrase."),
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
def _(error: keeping_errors.OfficeTooOldError) -> Notice:
    return Notice(
        translate("errors", "This office was last used with an older version of Amends."),
        translate(
            "errors",
            "Nothing in {folder} was changed. Open the office once, which brings it up to date.",
        ).format(folder=error.folder),
    )


@describe.register
def _(error: keeping_errors.HeadBrokenError) -> Notice:
    return Notice(
        translate("errors", "The note of how far your record had come was changed or damaged."),
        translate(
            "errors",
            "Amends cannot tell whether the newest entries are still there. The file is {file}. "
            "Compare the office with your last copy of it: Bring back a copy, on the first page.",
        ).format(file=error.file),
    )


@describe.register
def _(error: keeping_errors.RecordShortenedError) -> Notice:
    return Notice(
        translate(
            "errors",
            "This is not the whole record: it had {noted} entries, and now {found} of them are "
            "there or follow in another way.",
        ).format(noted=error.noted, found=error.found),
        translate(
            "errors",
            "An older copy may have been put in its place. Nothing was changed. Compare it with "
            "your last copy before you go on: Bring back a copy, on the first page.",
        ),
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
def _(error: keeping_errors.NotEnoughRoomError) -> Notice:
    return Notice(
        translate("errors", "There is not enough room on the disk."),
        translate(
            "errors",
            "{needed} are needed in {folder}, and {free} are free. Nothing was changed. Make room "
            "there, then try again.",
        ).format(needed=size_words(error.needed), free=size_words(error.free), folder=error.folder),
    )


@describe.register
def _(error: keeping_errors.EvidenceTooLargeError) -> Notice:
    return Notice(
        translate("errors", "{file} is too large to be kept in a case.").format(file=error.file),
        translate(
            "errors",
            "A file may have up to {size}. Nothing was changed. Cut a film into parts, or save it "
            "in a smaller form.",
        ).format(size=size_words(error.largest_bytes)),
    )


@describe.register
def _(error: keeping_errors.NotACopyError) -> Notice:
    return Notice(
        translate("errors", "There is no whole copy of an office in {folder}.").format(
            folder=error.folder
        ),
        translate("errors", "Nothing was changed. Choose another copy from the list."),
    )


@describe.register
def _(error: keeping_errors.CopyRefusedError) -> Notice:
    return Notice(
        translate("errors", "The copy in {place} was not whole, and was removed.").format(
            place=error.place
        ),
        translate(
            "errors",
            "Your office was not changed. Choose another folder for copies; the disk there may be "
            "failing.",
        ),
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
