"""What the history says of how a case was handled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, assert_never

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from amends.domain.dates_in_words import short
from amends.domain.events.case_events import Channel, Sending
from amends.domain.events.handling_events import (
    ActionPlanMade,
    ActionPlanned,
    ActionPlanSent,
    FollowUpSettled,
    HandlingFact,
    LetterSent,
    Notified,
    OutsideBodyWrote,
    Promise,
    PromiseGiven,
    PromiseKept,
    PromiseLetGo,
    Redirected,
    RedirectSent,
    StageNotPossible,
    StageNotPossibleSent,
    TakenOver,
    WhyNotPossible,
)
from amends.domain.procedure import Procedure

CONTEXT: Final = "history"


def handling_title(event: object) -> str:
    """Return what the history calls an event of handling, "" for any other."""
    return _tr(_TITLES[type(event)]) if type(event) in _TITLES else ""


def why_not_possible(reason: WhyNotPossible) -> str:
    """Return why a stage cannot be held, as a sentence."""
    return _tr(_REASONS[reason])


def by_channel(channel: Channel) -> str:
    """Return how something went out, or that it went nowhere."""
    if channel is Channel.FILE:
        return _tr(_ON_FILE)
    return _tr(_BY).format(channel=channel)


def handling_detail(fact: HandlingFact, procedure: Procedure, today: date) -> str:
    """Return what else an event of handling holds."""
    match fact:
        case Sending():
            return _lines(by_channel(fact.channel), fact.note)
        case ActionPlanned():
            return _lines(_promise(fact.promise, today), fact.owner)
        case FollowUpSettled() | PromiseLetGo():
            return fact.because
        case PromiseKept():
            return fact.note
        case PromiseGiven():
            return fact.owner
        case ActionPlanMade():
            steps = (_promise(step, today) for step in (*fact.steps, fact.answer))
            return _lines(fact.reason, *steps)
        case StageNotPossible():
            stage = procedure.stage(fact.stage).title
            return _lines(stage, why_not_possible(fact.reason), fact.note)
        case Redirected():
            place = _tr(_GOES_TO).format(place=procedure.redirect(fact.redirect).goes_to)
            return _lines(place, fact.note, *(promise.what for promise in fact.keep))
        case TakenOver():
            return _lines(fact.by, fact.note)
        case OutsideBodyWrote():
            told = (fact.answer, *fact.recommendations)
            return _lines(fact.summary, *_promises(told, today))
        case Notified():
            return _lines(fact.title, fact.notice, *_promises([fact.answer], today))
    assert_never(fact)


def _promises(promises: Iterable[Promise | None], today: date) -> Iterable[str]:
    return (_promise(promise, today) for promise in promises if promise is not None)


def _promise(promise: Promise, today: date) -> str:
    return _tr(_BY_DAY).format(what=promise.what, day=short(promise.due, today))


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


_TITLES: Final[Mapping[type, object]] = {
    ActionPlanned: QT_TRANSLATE_NOOP("history", "Action planned"),
    FollowUpSettled: QT_TRANSLATE_NOOP("history", "Considered, and not needed"),
    PromiseKept: QT_TRANSLATE_NOOP("history", "Promise kept"),
    PromiseGiven: QT_TRANSLATE_NOOP("history", "Promise given to somebody else"),
    PromiseLetGo: QT_TRANSLATE_NOOP("history", "Promise let go"),
    ActionPlanMade: QT_TRANSLATE_NOOP("history", "Action plan made"),
    ActionPlanSent: QT_TRANSLATE_NOOP("history", "Action plan sent"),
    StageNotPossible: QT_TRANSLATE_NOOP("history", "Stage found not to be possible"),
    StageNotPossibleSent: QT_TRANSLATE_NOOP("history", "Told that the stage is not possible"),
    Redirected: QT_TRANSLATE_NOOP("history", "Found to be no complaint"),
    RedirectSent: QT_TRANSLATE_NOOP("history", "Told where it goes instead"),
    TakenOver: QT_TRANSLATE_NOOP("history", "Taken over"),
    LetterSent: QT_TRANSLATE_NOOP("history", "Letter sent"),
    OutsideBodyWrote: QT_TRANSLATE_NOOP("history", "The outside body wrote"),
    Notified: QT_TRANSLATE_NOOP("history", "Notice received from the outside body"),
}
_REASONS: Final[Mapping[WhyNotPossible, object]] = {
    WhyNotPossible.ABOUT_THE_DECIDER: QT_TRANSLATE_NOOP(
        "history", "It is about the person who would decide it."
    ),
    WhyNotPossible.ALREADY_DECIDED: QT_TRANSLATE_NOOP(
        "history", "The person who would decide it has decided the matter before."
    ),
    WhyNotPossible.NOBODY_ELSE: QT_TRANSLATE_NOOP(
        "history", "There is nobody else in the office who could decide it."
    ),
}
_BY: Final = QT_TRANSLATE_NOOP("history", "by {channel}")
_ON_FILE: Final = QT_TRANSLATE_NOOP("history", "put on file: nobody could be reached")
_GOES_TO: Final = QT_TRANSLATE_NOOP("history", "It goes to the {place}.")
_BY_DAY: Final = QT_TRANSLATE_NOOP("history", "{what} (by {day})")


def _tr(words: object) -> str:
    return QCoreApplication.translate(CONTEXT, str(words))
