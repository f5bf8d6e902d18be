"""Words for who may open the office, and what they may do in it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from amends.domain import access_errors, errors
from amends.ui.errors.notice import Notice, Words, describe
from amends.ui.read_only_words import read_only_words

translate = QCoreApplication.translate

WORDS: Final[Words] = {
    errors.WrongPassphraseError: (
        QT_TRANSLATE_NOOP("errors", "This passphrase does not open this office."),
        QT_TRANSLATE_NOOP(
            "errors", "Nothing is lost. Try again; capital letters and spaces count."
        ),
    ),
    errors.PassphraseTooShortError: (
        QT_TRANSLATE_NOOP("errors", "This passphrase is too short to keep the office safe."),
        QT_TRANSLATE_NOOP(
            "errors",
            "Use at least {shortest} characters. Four or five words in a row are easy to remember.",
        ),
    ),
    access_errors.PassphraseTakenError: (
        QT_TRANSLATE_NOOP("errors", "This passphrase cannot be used in this office."),
        QT_TRANSLATE_NOOP("errors", "Nothing was changed. Choose another one."),
    ),
    access_errors.WrongRecoveryCodeError: (
        QT_TRANSLATE_NOOP("errors", "This code does not open this office."),
        QT_TRANSLATE_NOOP(
            "errors",
            "It is typed as it should be, but it is not the code of the last recovery sheet. "
            "Look for a newer sheet, or for the sheet of another office.",
        ),
    ),
    access_errors.KeyStoreMissingError: (
        QT_TRANSLATE_NOOP(
            "errors", "Opening without the passphrase is not available on this computer."
        ),
        QT_TRANSLATE_NOOP(
            "errors",
            "It has no key store of its own that could keep the secret. Type your passphrase.",
        ),
    ),
    access_errors.KeyStoreRefusedError: (
        QT_TRANSLATE_NOOP("errors", "The key store of this computer did not answer as it should."),
        QT_TRANSLATE_NOOP(
            "errors", "It may be locked, or was told not to. Type your passphrase instead."
        ),
    ),
    access_errors.ComputerNotTrustedError: (
        QT_TRANSLATE_NOOP(
            "errors", "This computer no longer opens the office without the passphrase."
        ),
        QT_TRANSLATE_NOOP(
            "errors",
            "A passphrase or the key was changed since, or the key store was cleared. Type your "
            "passphrase; under “Office and policy” you can allow it again.",
        ),
    ),
    access_errors.NotAllowedError: (
        QT_TRANSLATE_NOOP("errors", "Your role in this office does not include this."),
        QT_TRANSLATE_NOOP(
            "errors", "Nothing was changed. Ask a decision-maker of the office to do it for you."
        ),
    ),
    access_errors.CaseConcernsTakerError: (
        QT_TRANSLATE_NOOP("errors", "This case concerns {name}, who cannot take it."),
        QT_TRANSLATE_NOOP("errors", "Choose somebody else. This case was not given to anybody."),
    ),
    access_errors.OwnLeavingError: (
        QT_TRANSLATE_NOOP("errors", "Somebody else has to do this when you leave."),
        QT_TRANSLATE_NOOP(
            "errors", "Another decision-maker opens the office by their own passphrase."
        ),
    ),
    access_errors.CaseConcernsYouError: (
        QT_TRANSLATE_NOOP("errors", "This case concerns you, so Amends does not show it to you."),
        QT_TRANSLATE_NOOP("errors", "Somebody else of the office handles it."),
    ),
    access_errors.LastDecisionMakerError: (
        QT_TRANSLATE_NOOP("errors", "This is the only decision-maker of the office."),
        QT_TRANSLATE_NOOP(
            "errors",
            "Nothing was changed. Make somebody else a decision-maker first; else nobody could "
            "change anything of the office any more.",
        ),
    ),
}


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
def _(error: access_errors.OfficeReadOnlyError) -> Notice:
    hint = translate("errors", "Nothing was changed, and what you typed is still here.")
    return Notice(read_only_words(error.why), hint)
