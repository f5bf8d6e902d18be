"""Words for what a case does not allow now, and for what was typed into it."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from amends.domain import errors
from amends.domain.dates_in_words import full
from amends.ui.errors.notice import Notice, Words, describe

translate = QCoreApplication.translate

THINGS_SHOWN: Final = 5

WORDS: Final[Words] = {
    errors.FieldMissingError: (
        QT_TRANSLATE_NOOP("errors", "“{field}” is still empty."),
        QT_TRANSLATE_NOOP(
            "errors", "The rest of what you typed is kept. Fill it in, then save again."
        ),
    ),
    errors.CaseChangedError: (
        QT_TRANSLATE_NOOP("errors", "Somebody changed this in the meantime."),
        QT_TRANSLATE_NOOP(
            "errors",
            "Nothing was overwritten, and your text is kept. Look at the change, then save again.",
        ),
    ),
    errors.CaseMovedOnError: (
        QT_TRANSLATE_NOOP("errors", "The case has moved on, and this does not fit it any more."),
        QT_TRANSLATE_NOOP(
            "errors",
            "Nothing was recorded, and what you typed is kept. Look at the case and its History; "
            "an entry that should not stand can be taken back there.",
        ),
    ),
    errors.UnknownCaseError: (
        QT_TRANSLATE_NOOP("errors", "There is no case {reference} in this office."),
        QT_TRANSLATE_NOOP(
            "errors", "Check the number, or search for a name or a word from the complaint instead."
        ),
    ),
    errors.EventStandsError: (
        QT_TRANSLATE_NOOP("errors", "This entry stays: a letter that was sent relies on it."),
        QT_TRANSLATE_NOOP(
            "errors",
            "Nothing was changed. To put the entry right, correct it in the History: the letter "
            "stays as it was sent, and the correction stands beside it.",
        ),
    ),
    errors.LetterDoesNotFitError: (
        QT_TRANSLATE_NOOP("errors", "This letter does not fit the case now: {because}."),
        QT_TRANSLATE_NOOP(
            "errors", "Nothing was changed. The Letters tab shows what can be written."
        ),
    ),
    errors.EvidenceMissingError: (
        QT_TRANSLATE_NOOP(
            "errors", "A file of this case is missing from the office folder, or damaged."
        ),
        QT_TRANSLATE_NOOP(
            "errors",
            "The rest of the case is not touched. Copy the folder “evidence” back from your last "
            "copy of the office, then open the case again.",
        ),
    ),
    errors.HandOverRefusedError: (
        QT_TRANSLATE_NOOP("errors", "The hand-over did not stand its check: {problem}."),
        QT_TRANSLATE_NOOP(
            "errors",
            "No file was kept. If the reason names something in the case, change it there; then "
            "hand the case over again.",
        ),
    ),
    errors.CaseClosedError: (
        QT_TRANSLATE_NOOP("errors", "The case is closed, and its record stays as it is."),
        QT_TRANSLATE_NOOP(
            "errors",
            "Nothing was recorded, and what you typed is kept. Reopen the case first, from the "
            "menu Case. A note can always be added.",
        ),
    ),
}


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
