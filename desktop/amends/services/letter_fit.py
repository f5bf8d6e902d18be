"""Which letters make sense in a case as it stands, and why the others do not.

The page of a case asks this at once, so nothing that writes letters is loaded here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from amends.domain.case import Case, fold
from amends.domain.clocks import Clock
from amends.domain.course import asks_for_plan, outside_body, plan_to_send, recordable
from amends.domain.events.case_events import LetterFinished, Sending
from amends.domain.events.folding import standing
from amends.domain.handling import Origin, Owed
from amends.domain.happenings import Kind
from amends.domain.letter_kinds import LetterKind
from amends.domain.standing import waits_outside
from amends.services.case_view import CaseView
from amends.services.letter_recipient import is_put_on_file

# What can still go out once the case is closed: it changes nothing of how it was handled.
WHEN_CLOSED: Final = frozenset({LetterKind.COVER, LetterKind.ACTION_COMPLETED})
_TELL_OF_ACTIONS: Final = frozenset({LetterKind.OUTCOME, LetterKind.ACTION_COMPLETED})


class Unfit(StrEnum):
    """Why a letter makes no sense now, in words."""

    NO_COMPLAINT = "nobody complained, as an outside body opened the case"
    NOBODY_WAITS = "nobody can be reached, so nobody waits for a receipt"
    NO_PLAN = "there is no action plan that waits to be sent"
    STAGE_IS_POSSIBLE = "no stage has been ruled out in this case"
    NOT_REDIRECTED = "the matter was not sent elsewhere"
    NOTHING_DONE = "no action is done that the complainant has not been told of"
    NO_OUTSIDE_BODY = "the procedure names no outside body"
    CLOSED = "the case is closed"


def unfit(view: CaseView, kind: LetterKind) -> Unfit | None:
    """Return why a letter of that kind makes no sense now, None where it does."""
    if kind is LetterKind.COVER:
        return None if outside_body(view.case, view.procedure) else Unfit.NO_OUTSIDE_BODY
    if view.case.received_on is None:
        return Unfit.NO_COMPLAINT
    if view.case.closed_on is not None and kind not in WHEN_CLOSED:
        return Unfit.CLOSED
    match kind:
        case LetterKind.RECEIPT if is_put_on_file(view.case, kind):
            return Unfit.NOBODY_WAITS
        case LetterKind.ACTION_PLAN if plan_to_send(view.case, view.clocks) is None:
            return Unfit.NO_PLAN
        case LetterKind.STAGE_NOT_POSSIBLE if view.case.handling.not_possible is None:
            return Unfit.STAGE_IS_POSSIBLE
        case LetterKind.REDIRECT if view.case.handling.redirected is None:
            return Unfit.NOT_REDIRECTED
        case LetterKind.ACTION_COMPLETED if not untold(view):
            return Unfit.NOTHING_DONE
    return None


def letters_to_write(view: CaseView) -> tuple[LetterKind, ...]:
    """Return the kinds of letter that are still to be written, the one that is due first first."""
    wanted = [kind for kind in _called_for(view) if unfit(view, kind) is None]
    return tuple(sorted(wanted, key=lambda kind: letter_due(view, kind) or date.max))


def letter_clock(view: CaseView, kind: LetterKind) -> Clock | None:
    """Return the clock that a letter of that kind stops: of several the open one due first."""
    if kind is LetterKind.ACTION_PLAN:
        clocks = [clock for clock in view.clocks if asks_for_plan(clock, view.case)]
    else:
        clocks = [clock for clock in view.clocks if clock.letter is kind]
    return min(clocks, key=lambda it: (not it.is_open, it.due or date.max), default=None)


def letter_due(view: CaseView, kind: LetterKind) -> date | None:
    """Return the last day on which such a letter is in time, None where it is not waited for."""
    clock = letter_clock(view, kind)
    return clock.due if clock and clock.is_open else None


def sendings(view: CaseView) -> dict[UUID, Sending]:
    """Return by which entry each letter counts as sent, or as put on file."""
    facts = (fact for _entry, fact in standing(view.log) if isinstance(fact, Sending))
    return {fact.letter: fact for fact in facts if fact.letter is not None}


def actions(case: Case) -> Iterator[Owed]:
    """Return what the office does to put things right, in the order in which it was planned."""
    for owed in case.handling.promises:
        if owed.origin is Origin.ACTION and (owed.is_open or owed.kept_on):
            yield owed


def untold(view: CaseView) -> list[Owed]:
    """Return the actions that were done, and of which no letter that was sent tells so."""
    told = _told_as_done(view)
    return [owed for owed in actions(view.case) if owed.kept_on and owed.promise.id not in told]


def _called_for(view: CaseView) -> Iterator[LetterKind]:
    """Return the letters that the case calls for; a plan stands before the answer it puts off."""
    case, may_be = view.case, recordable(view.case, view.procedure, view.clocks)
    is_sent_on = case.handling.redirected is not None or case.handling.not_possible is not None
    is_answered = case.happened(Kind.OUTCOME_SENT) is not None
    if Kind.ACTION_PLAN_SENT in may_be:
        yield LetterKind.ACTION_PLAN
    waits_for = {clock.letter for clock in view.clocks if clock.is_open}
    owes_receipt = not is_answered or LetterKind.RECEIPT in waits_for
    if Kind.ACKNOWLEDGED in may_be and not is_sent_on and owes_receipt:
        yield LetterKind.RECEIPT
    if Kind.STAGE_NOT_POSSIBLE_SENT in may_be:
        yield LetterKind.STAGE_NOT_POSSIBLE
    if Kind.REDIRECT_SENT in may_be:
        yield LetterKind.REDIRECT
    if Kind.OUTCOME_SENT in may_be and (not is_answered or LetterKind.OUTCOME in waits_for):
        yield LetterKind.OUTCOME
    if is_answered:
        yield LetterKind.ACTION_COMPLETED
    if waits_outside(case, view.procedure):
        yield LetterKind.COVER


def _told_as_done(view: CaseView) -> frozenset[UUID]:
    """Return what was done when the last letter was finished that tells of actions."""
    seqs = [
        entry.seq
        for entry, fact in standing(view.log)
        if isinstance(fact, LetterFinished)
        and fact.letter_kind in _TELL_OF_ACTIONS
        and fact.letter in view.case.sent_letters
    ]
    then = fold(entry for entry in view.log if entry.seq < max(seqs, default=0))
    return frozenset(owed.promise.id for owed in then.handling.promises if owed.kept_on)
