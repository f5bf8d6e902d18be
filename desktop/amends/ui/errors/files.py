"""Words for files and copies that cannot be read, written or kept."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from amends.domain import errors, keeping_errors
from amends.ui.errors.notice import Notice, Words, describe
from amends.ui.size_words import size_words

translate = QCoreApplication.translate

WORDS: Final[Words] = {
    errors.FileNotReadableError: (
        QT_TRANSLATE_NOOP("errors", "The file {file.name} could not be read."),
        QT_TRANSLATE_NOOP(
            "errors",
            "Your computer says: {reason}. The office was not changed. Check that the file is "
            "still in {file.parent}, then try again.",
        ),
    ),
    errors.FileNotWrittenError: (
        QT_TRANSLATE_NOOP("errors", "The file {file.name} could not be saved."),
        QT_TRANSLATE_NOOP(
            "errors",
            "Your computer says: {reason}. Nothing in the office was lost. Choose another folder "
            "than {file.parent}, or make room there, then save again.",
        ),
    ),
    keeping_errors.NotACopyError: (
        QT_TRANSLATE_NOOP("errors", "There is no whole copy of an office in {folder}."),
        QT_TRANSLATE_NOOP("errors", "Nothing was changed. Choose another copy from the list."),
    ),
    keeping_errors.CopyRefusedError: (
        QT_TRANSLATE_NOOP("errors", "The copy in {place} was not whole, and was removed."),
        QT_TRANSLATE_NOOP(
            "errors",
            "Your office was not changed. Choose another folder for copies; the disk there may be "
            "failing.",
        ),
    ),
}


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
