"""How well a passphrase can be guessed, as a sentence that stands below it while it is typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from amends.services.judge_passphrase import Strength, Weakness, judge_passphrase

_CONTEXT: Final = "strength"
_WHY: Final = {
    Weakness.COMMON_PASSWORD: QT_TRANSLATE_NOOP("strength", "many people use it"),
    Weakness.COMMON_WORD: QT_TRANSLATE_NOOP("strength", "a common word"),
    Weakness.NAME: QT_TRANSLATE_NOOP("strength", "a name"),
    Weakness.KNOWN: QT_TRANSLATE_NOOP("strength", "your office or your name is in it"),
    Weakness.KEYS: QT_TRANSLATE_NOOP("strength", "keys that lie side by side"),
    Weakness.REPEATED: QT_TRANSLATE_NOOP("strength", "the same again and again"),
    Weakness.IN_A_ROW: QT_TRANSLATE_NOOP("strength", "letters or digits in a row"),
    Weakness.DATE: QT_TRANSLATE_NOOP("strength", "a date"),
    Weakness.SHORT: QT_TRANSLATE_NOOP("strength", "there is not much of it"),
}


def strength_words(passphrase: str, known: Iterable[str] = ()) -> str:
    """Return the sentence; "" where nothing has been typed. `known` is what others try first."""
    if not passphrase:
        return ""
    found = judge_passphrase(passphrase, known)
    translate = QCoreApplication.translate
    if found.strength is Strength.STRONG:
        return translate("strength", "Strong.")
    if found.strength is Strength.GOOD:
        return translate("strength", "Good. One more word makes it strong.")
    why = translate(_CONTEXT, str(_WHY[found.weakness]))
    if found.strength is Strength.FAIR:
        return translate("strength", "Can be guessed: {why}. Add a word or two.").format(why=why)
    return translate("strength", "Easily guessed: {why}. Four or five words are strong.").format(
        why=why
    )
