"""What the page of the procedures calls a version, and how a clock is said to stand."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from amends.domain.clocks import State
from amends.domain.comparison import Difference
from amends.domain.dates_in_words import full
from amends.domain.errors import Problem
from amends.services.procedure_book import Held, PolicyVersions
from amends.services.try_out import Outcome
from amends.ui.theme import Tone

_CONTEXT: Final = "procedures"
translate = QCoreApplication.translate

_WITHOUT_DATE: Final = {
    State.NOT_STATED: QT_TRANSLATE_NOOP("procedures", "The policy states no time."),
    State.NOT_STARTED: QT_TRANSLATE_NOOP("procedures", "Its days have not begun to run."),
    State.PAUSED: QT_TRANSLATE_NOOP("procedures", "It stands still."),
    State.ENDED: QT_TRANSLATE_NOOP("procedures", "It is owed no more."),
}
_STANDING: Final = {
    State.RUNNING: (QT_TRANSLATE_NOOP("procedures", "to do"), Tone.SOON),
    State.MET: (QT_TRANSLATE_NOOP("procedures", "kept in time"), Tone.CALM),
    State.MET_LATE: (QT_TRANSLATE_NOOP("procedures", "kept late"), Tone.LATE),
    State.LATE: (QT_TRANSLATE_NOOP("procedures", "late"), Tone.LATE),
    State.PROJECTED: (QT_TRANSLATE_NOOP("procedures", "expected"), Tone.NONE),
}
_DIFFERENCES: Final = {
    Difference.ADDED: (QT_TRANSLATE_NOOP("procedures", "added"), Tone.CALM),
    Difference.REMOVED: (QT_TRANSLATE_NOOP("procedures", "removed"), Tone.LATE),
    Difference.CHANGED: (QT_TRANSLATE_NOOP("procedures", "changed"), Tone.SOON),
}


def name_of(held: Held) -> str:
    """Return "Active X Backs: Complaints procedure"."""
    return f"{held.procedure.organisation}: {held.procedure.title}"


def since_words(held: Held) -> str:
    """Return since when a version holds in the office, or that it comes with Amends."""
    if held.version is None:
        return translate(_CONTEXT, "comes with Amends")
    if held.version.since is None:
        return translate(_CONTEXT, "from the beginning")
    words = translate(_CONTEXT, "for complaints received from {day} on")
    return words.format(day=full(held.version.since))


def version_words(held: Held, policy: PolicyVersions, today: date) -> str:
    """Return what a version is to the office today: in force, to come, or earlier."""
    version = held.version
    assert version is not None
    if held is policy.in_force(today):
        words = translate(_CONTEXT, "In force {since}")
    elif version.since is not None and version.since > today:
        words = translate(_CONTEXT, "To come, {since}")
    else:
        words = translate(_CONTEXT, "Earlier, {since}")
    return words.format(since=since_words(held))


def outcome_words(outcome: Outcome) -> str:
    """Return when a promise falls due, or why it has no date."""
    if outcome.due is not None:
        return translate(_CONTEXT, "by {day}").format(day=full(outcome.due))
    words = _WITHOUT_DATE.get(outcome.state)
    return translate(_CONTEXT, str(words)) if words else translate(_CONTEXT, "It has no date.")


def standing_words(outcome: Outcome) -> tuple[str, Tone]:
    """Return how a promise with a date stands, "" where there is nothing to say."""
    words, tone = _STANDING.get(outcome.state, ("", Tone.NONE))
    return translate(_CONTEXT, str(words)) if words else "", tone


def difference_words(difference: Difference) -> tuple[str, Tone]:
    """Return what became of a clause."""
    words, tone = _DIFFERENCES[difference]
    return translate(_CONTEXT, str(words)), tone


def mistake_words(problem: Problem, place: str | None = None) -> str:
    """Return what is wrong in a text, and what may stand there instead.

    `place` is what a person calls the place, "" where that need not be said; without it the key of
    the file stands there.
    """
    words = translate(_CONTEXT, "There is {found}. Allowed: {allowed}.")
    said = words.format(found=problem.found, allowed=problem.allowed)
    named = problem.key if place is None else place
    if problem.line is not None and place != "":
        line = translate(_CONTEXT, "Line {line}").format(line=problem.line)
        named = f"{line}, {named}" if named else line
    return f"{named}: {said}" if named else said
