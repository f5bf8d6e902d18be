"""Words for the times of a case, and what the policy offers."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from amends.domain import errors
from amends.domain.dates_in_words import full
from amends.ui.errors.notice import Notice, Words, describe

translate = QCoreApplication.translate

WORDS: Final[Words] = {
    errors.VersionDoesNotFitError: (
        QT_TRANSLATE_NOOP(
            "errors",
            "This version has no such rule as the one by which the case was redirected, or a stage "
            "was found not possible.",
        ),
        QT_TRANSLATE_NOOP("errors", "Take that entry back first, in the history of the case."),
    ),
    errors.NotInPolicyError: (
        QT_TRANSLATE_NOOP("errors", "Your policy has no rule for this."),
        QT_TRANSLATE_NOOP(
            "errors",
            "Nothing was recorded, and every date stands. Where it cannot be kept, write before "
            "the day and say what you will do, and when.",
        ),
    ),
    errors.TooMuchTimeError: (
        QT_TRANSLATE_NOOP("errors", "Your policy adds {at_most} at the most, all taken together."),
        QT_TRANSLATE_NOOP(
            "errors", "What you typed is still there; {latest} is the last day that can be."
        ),
    ),
    errors.NotMoreTimeError: (
        QT_TRANSLATE_NOOP("errors", "{day} would be no more time: {stands} stands already."),
        QT_TRANSLATE_NOOP("errors", "What you typed is still there; choose a later day."),
    ),
}


@describe.register
def _(error: errors.TimeOverError) -> Notice:
    hint = translate(
        "errors", "What you typed is kept. Answer as soon as you can, and say why it comes late."
    )
    if error.instead:
        hint = translate(
            "errors",
            "What you typed is kept. Your policy asks for this instead: {instead}. Choose “It "
            "cannot be done in time...” in the menu Case.",
        ).format(instead=error.instead)
    words = translate(
        "errors", "The time was over on {day}; your policy gives more only before that."
    )
    return Notice(words.format(day=full(error.due)), hint)


@describe.register
def _(error: errors.ConditionsNotMetError) -> Notice:
    words = translate("errors", "Your policy asks for more before it gives more time: {needs}.")
    return Notice(
        words.format(needs="; ".join(error.needs)),
        translate("errors", "What you typed is still there. Tick what is done, then save again."),
    )
