"""Record that a finished letter went out: the event that stops its clock."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final
from uuid import UUID

from msgspec.structs import replace

from amends.domain.case import Case, fold
from amends.domain.errors import CaseMovedOnError, DateNotPossibleError, LetterDiffersError
from amends.domain.events.case_events import (
    Channel,
    LetterFinished,
)
from amends.domain.events.folding import standing
from amends.domain.events.handling_events import (
    ActionPlanSent,
)
from amends.domain.events.sendings import SENT_BY, PlainSending
from amends.domain.letter_kinds import LetterKind
from amends.services.case_view import CaseView
from amends.services.compare_letter import differences
from amends.services.desk import Changed, Desk, Moment
from amends.services.finished_letters import finished
from amends.services.inbox_rows import refresh_row
from amends.services.letter_drafts import forget_draft
from amends.services.letter_fit import WHEN_CLOSED
from amends.services.recording import must_be_open

AS_IT_IS: Final = "Sent as it was, though the record had changed since it was finished."
_TELL_DECISIONS: Final = frozenset({LetterKind.STAGE_NOT_POSSIBLE, LetterKind.REDIRECT})


def send_letter(
    desk: Desk,
    view: CaseView,
    letter: UUID,
    channel: Channel,
    sent_on: date,
    moment: Moment,
    as_it_is: Collection[str] = (),
) -> Changed:
    """Record when and how the letter was sent; its draft is no longer kept.

    `as_it_is` are the differences from the record with which it goes out all the same; they are
    recorded with it. Raises `LetterDiffersError` where there are others.

    Also raises `DateNotPossibleError` for a day after today, or before the letter was finished,
    `CaseMovedOnError` where what the letter tells was taken back, `CaseClosedError` where it would
    change how a closed case was handled, and `CaseChangedError`.
    """
    made = finished(view.case, letter)
    if made.letter_kind not in WHEN_CLOSED:
        must_be_open(view)
    if not made.happened_on <= sent_on <= moment.today:
        raise DateNotPossibleError(sent_on, made.happened_on, moment.today)
    sent = _sending(view, made, channel, sent_on)
    if differ := differences(desk, view, made):
        if not set(differ) <= set(as_it_is):
            raise LetterDiffersError(differ)
        sent = replace(sent, note="\n".join((AS_IT_IS, *differ)))
    with desk.store.transaction() as unit:
        unit.events.append(view.stream, view.seq, [sent], now=moment.now, person=desk.store.person)
        forget_draft(unit, view.stream, made.letter_kind)
        refresh_row(unit, view.stream, moment.today)
    return Changed(frozenset({view.stream}))


def _sending(
    view: CaseView, made: LetterFinished, channel: Channel, on: date
) -> PlainSending | ActionPlanSent:
    """Return the event, given that what the letter told when it was finished still stands."""
    handling, then = view.case.handling, _case_then(view, made).handling
    if made.letter_kind is LetterKind.ACTION_PLAN:
        told = next((plan for plan in handling.plans if plan == then.waiting_plan), None)
        if told is None:
            raise CaseMovedOnError(view.stream)
        return ActionPlanSent(
            happened_on=on, channel=channel, letter=made.letter, plan=told.made.plan
        )
    decided = handling.redirected, handling.not_possible
    if made.letter_kind in _TELL_DECISIONS and decided != (then.redirected, then.not_possible):
        raise CaseMovedOnError(view.stream)
    return SENT_BY[made.letter_kind](happened_on=on, channel=channel, letter=made.letter)


def _case_then(view: CaseView, made: LetterFinished) -> Case:
    """Return the case as it stood when the letter was finished."""
    seq = next(entry.seq for entry, fact in standing(view.log) if fact == made)
    return fold(entry for entry in view.log if entry.seq < seq)
