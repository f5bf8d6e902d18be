"""What the banner of a case says, and what its two buttons do, also where nothing is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from amends.domain.case_times import paused_clock
from amends.domain.clocks import Clock, State
from amends.domain.course import plan_to_send, skipped
from amends.domain.dates_in_words import short
from amends.domain.happenings import Kind
from amends.domain.standing import where_it_stands
from amends.domain.turns import Alternative, Turn
from amends.services.case_view import CaseView
from amends.ui.case.rule_words import (
    aim_words,
    early_stage_words,
    keeping_words,
    next_stage_words,
    settled_words,
    way_words,
)
from amends.ui.case.turn_words import (
    decided_words,
    not_possible_words,
    turn_button,
    turn_heading,
    turn_sentence,
)
from amends.ui.case.version_words import drift_words, pinned_words
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
        stays = translate("case", "The record stays as it is.")
        return _quiet(heading, _joined(stays, keeping_words(view)))
    if (step := view.next_step) is not None:
        words = step_words(step, today)
        notes = filter(None, (*_notes(view, step), words.sentences))
        return replace(words, sentences=" ".join(notes))
    if (turn := view.turn) is Turn.GO_ON and (paused := paused_clock(view.clocks)) is not None:
        words = step_words(paused, today)
        return replace(words, sentences=turn_sentence(view, turn), has_date=False)
    if turn is not None:
        return _quiet(turn_heading(view, turn), turn_sentence(view, turn))
    over = translate("case", "Nothing is due. Close the case when it is over.")
    stages = early_stage_words(view), next_stage_words(view)
    return _quiet(_stands(view), _joined(settled_words(view), over, *stages, way_words(view)))


def button_words(view: CaseView) -> str:
    """Return what the banner's button does, "" where there is nothing to do, or for a reader."""
    if not view.may_change:
        return ""
    if (turn := view.turn) is not None:
        return turn_button(turn)
    if (step := view.next_step) is None:
        return translate("case", "Close the case...")
    if step.letter is None:
        return (
            translate("case", "Mark as done...")
            if step.is_promise
            else translate("case", "Record it...")
        )
    if view.case.handling.must_tell is not None:
        return translate("case", "Write the letter...")
    return translate("case", "Write the {letter}...").format(letter=step.letter.words)


def other_words(view: CaseView) -> str:
    """Return what the quiet button does, "" where there is no choice."""
    match view.alternative if view.read_only is None else None:
        case Alternative.SEND_PLAN:
            return translate("case", "Write the action plan letter...")
        case Alternative.TELL:
            return translate("case", "Write the letter...")
        case Alternative.PUT_OFF:
            return translate("case", "It cannot be done in time...")
        case Alternative.MORE_TIME:
            return translate("case", "More time...")
        case Alternative.REOPEN:
            return translate("case", "Reopen the case...")
        case None:
            return ""


def _notes(view: CaseView, step: Clock) -> Iterator[str]:
    """Return what is to be known beside the step that is due."""
    if step.is_promise:
        yield f"{where_it_stands(view.case, view.procedure)}."
    yield decided_words(view)
    if plan_to_send(view.case, view.clocks) is not None:
        yield translate("case", "An action plan waits to be sent.")
    if view.case.received_on is not None and not view.case.is_reachable:
        yield translate("case", "Nobody can be written to: the answer is put on file.")
    yield _premature_words(view)
    yield early_stage_words(view)
    yield next_stage_words(view)
    yield aim_words(step, view)
    yield pinned_words(step, view.today)
    yield drift_words(step, view)


def _premature_words(view: CaseView) -> str:
    """Return which steps the policy asks for before this stage, "" where none is missing."""
    titles = [view.procedure.words(kind).title for kind in skipped(view.case, view.procedure)]
    if not titles:
        return ""
    words = translate(
        "case",
        "Not on record, though the policy asks for it first: {steps}. It counts all the same.",
    )
    return words.format(steps=", ".join(titles))


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
    clocks = (it for it in view.clocks if it.until == Kind.OUTCOME_SENT and it.stopped == answered)
    late = any(clock.state is State.MET_LATE for clock in clocks)
    words = (
        translate("case", "Answered on {day}, late")
        if late
        else translate("case", "Answered on {day}, in time")
    )
    return words.format(day=short(answered, today))


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _quiet(heading: str, sentence: str) -> StepWords:
    return StepWords(CountdownWords("", "", Tone.NONE, ""), heading, sentence)
