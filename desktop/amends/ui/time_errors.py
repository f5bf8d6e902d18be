"""What went wrong with the times of a case, in the user's words, and what the policy offers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from amends.domain import errors
from amends.domain.dates_in_words import full
from amends.ui.notices import Notice, describe

translate = QCoreApplication.translate


@describe.register
def _(_error: errors.CaseClosedError) -> Notice:
    return Notice(
        translate("errors", "The case is closed, and its record stays as it is."),
        translate(
            "errors",
            "Nothing was recorded, and what you typed is kept. Reopen the case first, from the "
            "menu Case. A note can always be added.",
        ),
    )


@describe.register
def _(_error: errors.VersionDoesNotFitError) -> Notice:
    return Notice(
        translate(
            "errors",
            "This version has no such rule as the one by which the case was redirected, or a stage "
            "was found not possible.",
        ),
        translate("errors", "Take that entry back first, in the history of the case."),
    )


@describe.register
def _(_error: errors.NotInPolicyError) -> Notice:
    return Notice(
        translate("errors", "Your policy has no rule for this."),
        translate(
            "errors",
            "Nothing was recorded, and every date stands. Where it cannot be kept, write before "
            "the day and say what you will do, and when.",
        ),
    )


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
def _(error: errors.TooMuchTimeError) -> Notice:
    words = translate("errors", "Your policy adds {most} at the most, all taken together.")
    hint = translate("errors", "What you typed is still there; {day} is the last day that can be.")
    return Notice(words.format(most=error.at_most), hint.format(day=full(error.latest)))


@describe.register
def _(error: errors.NotMoreTimeError) -> Notice:
    words = translate("errors", "{day} would be no more time: {stands} stands already.")
    return Notice(
        words.format(day=full(error.day), stands=full(error.stands)),
        translate("errors", "What you typed is still there; choose a later day."),
    )


@describe.register
def _(error: errors.ConditionsNotMetError) -> Notice:
    words = translate("errors", "Your policy asks for more before it gives more time: {needs}.")
    return Notice(
        words.format(needs="; ".join(error.needs)),
        translate("errors", "What you typed is still there. Tick what is done, then save again."),
    )
