"""What the banner of a case says, also where nothing is due."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from amends.domain.clocks import State
from amends.domain.dates_in_words import short
from amends.domain.happenings import Kind
from amends.services.case_view import CaseView
from amends.ui.case.course_words import (
    decided_words,
    not_possible_words,
    owing_words,
    plan_words,
    turn,
    turn_button,
    turn_heading,
    turn_sentence,
    unreachable_words,
)
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
        words = step_words(view.next_step, today)
        notes = (
            owing_words(view),
            decided_words(view),
            plan_words(view),
            unreachable_words(view),
        )
        return replace(words, sentences=" ".join(filter(None, (*notes, words.sentences))))
    if (coming := turn(view)) is not None:
        return _quiet(turn_heading(view, coming), turn_sentence(view, coming))
    return _quiet(
        _stands(view), translate("case", "Nothing is due. Close the case when it is over.")
    )


def button_words(view: CaseView) -> str:
    """Return what the banner's button does, "" where there is nothing to do."""
    step = view.next_step
    if view.case.closed_on is not None:
        return ""
    if (coming := turn(view)) is not None:
        return turn_button(coming)
    if step is None:
        return translate("case", "Close the case...")
    if step.letter is None:
        return (
            translate("case", "Mark as done...")
            if step.is_promise
            else translate("case", "Record it...")
        )
    if view.case.handling.must_tell is not None:
        return translate("case", "Write the letter...")
    return translate("case", "Write the {letter}...").format(letter=step.letter)


def _stands(view: CaseView) -> str:
    """Return the furthest thing that happened, as a heading."""
    today, handling = view.today, view.case.handling
    if handling.taken_over is not None:
        words = translate("case", "Taken over by {name} on {day}")
        day = short(handling.taken_over.happened_on, today)
        return words.format(name=handling.taken_over.by, day=day)
    if handling.has_final_letter:
        last = next(letter for letter in handling.outside if letter.is_final)
        words = translate("case", "{body} had its final word on {day}")
        return words.format(body=last.body, day=short(last.happened_on, today))
    if (answered := view.case.happened(Kind.OUTCOME_SENT)) is None:
        return not_possible_words(view) or translate("case", "Nothing is due")
    clocks = (it for it in view.clocks if it.until is Kind.OUTCOME_SENT and it.stopped == answered)
    late = any(clock.state is State.MET_LATE for clock in clocks)
    words = (
        translate("case", "Answered on {day}, late")
        if late
        else translate("case", "Answered on {day}, in time")
    )
    return words.format(day=short(answered, today))


def _quiet(heading: str, sentence: str) -> StepWords:
    return StepWords(CountdownWords("", "", Tone.NONE, ""), heading, sentence)
