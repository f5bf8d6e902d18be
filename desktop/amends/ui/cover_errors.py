"""What went wrong where the office is passed to somebody else, in the user's words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from amends.domain import cover_errors
from amends.domain.dates_in_words import short
from amends.ui.notices import Notice, describe

translate = QCoreApplication.translate


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


@describe.register
def _(_error: cover_errors.OfficeIsHereError) -> Notice:
    return Notice(
        translate("errors", "The office is here already, and with nobody else."),
        translate("errors", "Nothing was changed. You can go on with your work."),
    )


@describe.register
def _(error: cover_errors.NotASealedOfficeError) -> Notice:
    return Notice(
        translate("errors", "There is no sealed office in {file}.").format(file=error.file.name),
        translate(
            "errors", "Nothing was changed. Choose the file whose name ends in .amends-office."
        ),
    )


@describe.register
def _(error: cover_errors.SealedOfficeBrokenError) -> Notice:
    return Notice(
        translate("errors", "{file} is damaged, or only a part of it is there.").format(
            file=error.file.name
        ),
        translate(
            "errors",
            "Nothing was changed. Copy the file once more from where it came, or ask for it to be "
            "saved again: File, Save the sealed file again.",
        ),
    )


@describe.register
def _(error: cover_errors.SealedOfficeUnlikeError) -> Notice:
    return Notice(
        translate("errors", "{file} is the file of another office.").format(file=error.file.name),
        translate("errors", "Nothing was changed. Choose the file that came back for this one."),
    )


@describe.register
def _(error: cover_errors.SealedOfficeOlderError) -> Notice:
    return Notice(
        translate("errors", "{file} holds nothing that is not here already.").format(
            file=error.file.name
        ),
        translate(
            "errors",
            "Nothing was changed. It may be the file that you passed on, or one that was taken "
            "back before. Choose the one that came back, the newest.",
        ),
    )


@describe.register
def _(error: cover_errors.OfficeForkedError) -> Notice:
    return Notice(
        translate(
            "errors",
            "The record in {file} does not continue the one here: both went on by themselves.",
        ).format(file=error.file.name),
        translate(
            "errors",
            "Nothing was changed, and the two cannot be joined. To see what was recorded there, "
            "open the file beside this office: Take over an office, on the first page. Then enter "
            "here by hand what counts.",
        ),
    )
