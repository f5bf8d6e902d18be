"""Words for an office that is passed to somebody else, and taken back."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from amends.domain import cover_errors
from amends.domain.dates_in_words import short
from amends.ui.errors.notice import Notice, Words, describe

translate = QCoreApplication.translate

WORDS: Final[Words] = {
    cover_errors.OfficeIsHereError: (
        QT_TRANSLATE_NOOP("errors", "The office is here already, and with nobody else."),
        QT_TRANSLATE_NOOP("errors", "Nothing was changed. You can go on with your work."),
    ),
    cover_errors.NotASealedOfficeError: (
        QT_TRANSLATE_NOOP("errors", "There is no sealed office in {file.name}."),
        QT_TRANSLATE_NOOP(
            "errors", "Nothing was changed. Choose the file whose name ends in .amends-office."
        ),
    ),
    cover_errors.SealedOfficeBrokenError: (
        QT_TRANSLATE_NOOP("errors", "{file.name} is damaged, or only a part of it is there."),
        QT_TRANSLATE_NOOP(
            "errors",
            "Nothing was changed. Copy the file once more from where it came, or ask for it to be "
            "saved again: File, Save the sealed file again.",
        ),
    ),
    cover_errors.SealedOfficeUnlikeError: (
        QT_TRANSLATE_NOOP("errors", "{file.name} is the file of another office."),
        QT_TRANSLATE_NOOP(
            "errors", "Nothing was changed. Choose the file that came back for this one."
        ),
    ),
    cover_errors.SealedOfficeOlderError: (
        QT_TRANSLATE_NOOP("errors", "{file.name} holds nothing that is not here already."),
        QT_TRANSLATE_NOOP(
            "errors",
            "Nothing was changed. It may be the file that you passed on, or one that was taken "
            "back before. Choose the one that came back, the newest.",
        ),
    ),
    cover_errors.OfficeForkedError: (
        QT_TRANSLATE_NOOP(
            "errors",
            "The record in {file.name} does not continue the one here: both went on by themselves.",
        ),
        QT_TRANSLATE_NOOP(
            "errors",
            "Nothing was changed, and the two cannot be joined. To see what was recorded there, "
            "open the file beside this office: Take over an office, on the first page. Then enter "
            "here by hand what counts.",
        ),
    ),
}


@describe.register
def _(error: cover_errors.OfficeIsHeldError) -> Notice:
    return Notice(
        translate("errors", "This has to wait until the office is back where it came from."),
        translate(
            "errors",
            "Nothing was changed. You hold the office for somebody until {day}. Its key stays as "
            "it is until then, or what you give back could not be read there.",
        ).format(day=short(error.until)),
    )
