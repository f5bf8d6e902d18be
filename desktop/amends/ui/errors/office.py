"""Words for an office that cannot be opened, or is not what was recorded."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from amends.domain import errors, keeping_errors
from amends.ui.errors.notice import Words

WORDS: Final[Words] = {
    errors.OfficeLockedError: (
        QT_TRANSLATE_NOOP("errors", "The office is locked."),
        QT_TRANSLATE_NOOP("errors", "What was saved is safe. Type your passphrase to go on."),
    ),
    errors.NotAnOfficeError: (
        QT_TRANSLATE_NOOP("errors", "There is no Amends office in {folder}."),
        QT_TRANSLATE_NOOP(
            "errors",
            "Choose the folder that holds the files office.db and keys.json, or set up a new "
            "office.",
        ),
    ),
    errors.OfficeExistsError: (
        QT_TRANSLATE_NOOP("errors", "The folder {folder} is not empty."),
        QT_TRANSLATE_NOOP(
            "errors",
            "Nothing in it was changed. Choose an empty folder or a new one for the office.",
        ),
    ),
    errors.OfficeDamagedError: (
        QT_TRANSLATE_NOOP("errors", "Part of the office in {folder} is damaged: {part}."),
        QT_TRANSLATE_NOOP(
            "errors",
            "Amends has changed nothing in it. Keep the folder as it is, and open your last copy "
            "of the office instead.",
        ),
    ),
    errors.OfficeTooNewError: (
        QT_TRANSLATE_NOOP("errors", "This office was last used with a newer version of Amends."),
        QT_TRANSLATE_NOOP(
            "errors",
            "Nothing in {folder} was changed. Install the newer version on this computer, then "
            "open the office again.",
        ),
    ),
    keeping_errors.OfficeTooOldError: (
        QT_TRANSLATE_NOOP("errors", "This office was last used with an older version of Amends."),
        QT_TRANSLATE_NOOP(
            "errors",
            "Nothing in {folder} was changed. Open the office once, which brings it up to date.",
        ),
    ),
    keeping_errors.HeadBrokenError: (
        QT_TRANSLATE_NOOP(
            "errors", "The note of how far your record had come was changed or damaged."
        ),
        QT_TRANSLATE_NOOP(
            "errors",
            "Amends cannot tell whether the newest entries are still there. The file is {file}. "
            "Compare the office with your last copy of it: Bring back a copy, on the first page.",
        ),
    ),
    keeping_errors.RecordShortenedError: (
        QT_TRANSLATE_NOOP(
            "errors",
            "This is not the whole record: it had {noted} entries, and now {found} of them are "
            "there or follow in another way.",
        ),
        QT_TRANSLATE_NOOP(
            "errors",
            "An older copy may have been put in its place. Nothing was changed. Compare it with "
            "your last copy before you go on: Bring back a copy, on the first page.",
        ),
    ),
    errors.OfficeInUseError: (
        QT_TRANSLATE_NOOP(
            "errors", "This office is open in another window or on another computer."
        ),
        QT_TRANSLATE_NOOP(
            "errors", "Close it there, then open it here again. The folder is {folder}."
        ),
    ),
}
