"""What the banner of a case says, also where nothing is due."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from amends.domain.clocks import State
from amends.domain.dates_in_words import short
from amends.domain.happenings import Kind
from amends.services.case_view import CaseView
from amends.ui.theme import Tone
from amends.ui.widgets.countdown_words import CountdownWords
from amends.ui.widgets.next_step_words import StepWords, step_words

translate = QCoreApplication.translate


def banner_words(view: CaseView) -> StepWords:
    """Return the next step in words; where there is none, how the case stands."""
    today = view.today
    if view.case.closed_on is not None:
        day = short(view.case.closed_on, today)
        heading = translate("case", "Closed on {day}").format(day=day)
        return _quiet(heading, translate("case", "The record stays as it is."))
    if view.next_step is not None:
        return step_words(view.next_step, today)
    return _quiet(
        _stands(view), translate("case", "Nothing is due. Close the case when it is over.")
    )


def button_words(view: CaseView) -> str:
    """Return what the banner's button does, "" where there is nothing to do."""
    step = view.next_step
    if view.case.closed_on is not None:
        return ""
    if step is None:
        return translate("case", "Close the case...")
    if step.letter is None:
        return translate("case", "Record it...")
    return translate("case", "Write the {letter}...").format(letter=step.letter)


def _stands(view: CaseView) -> str:
    """Return the furthest thing that happened, as a heading."""
    today, case = view.today, view.case
    if (referred := case.happened(Kind.REFERRED)) is not None:
        body = view.procedure.outside_body
        name = body.name if body else translate("case", "the outside body")
        return translate("case", "Went to {body} on {day}").format(
            body=name, day=short(referred, today)
        )
    answered = next((clock for clock in view.clocks if clock.until is Kind.OUTCOME_SENT), None)
    if answered is None or answered.stopped is None:
        return translate("case", "Nothing is due")
    late = answered.state is State.MET_LATE
    words = (
        translate("case", "Answered on {day}, late")
        if late
        else translate("case", "Answered on {day}, in time")
    )
    return words.format(day=short(answered.stopped, today))


def _quiet(heading: str, sentence: str) -> StepWords:
    return StepWords(CountdownWords("", "", Tone.NONE, ""), heading, sentence)
