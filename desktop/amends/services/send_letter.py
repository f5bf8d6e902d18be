"""Record that a finished letter went out: the event that stops its clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import UUID

from amends.domain.errors import DateNotPossibleError
from amends.domain.events.case_events import Acknowledged, Channel, OutcomeSent
from amends.domain.letter_kinds import LetterKind
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.finished_letters import finished
from amends.services.inbox_rows import refresh_row
from amends.services.letter_drafts import forget_draft

_EVENTS: Final[Mapping[LetterKind, type[Acknowledged | OutcomeSent]]] = {
    LetterKind.RECEIPT: Acknowledged,
    LetterKind.OUTCOME: OutcomeSent,
}


def send_letter(
    desk: Desk, view: CaseView, letter: UUID, channel: Channel, sent_on: date, moment: Moment
) -> Changed:
    """Record when and how the letter was sent; its draft is no longer kept.

    Raises `DateNotPossibleError` for a day after today, or before the letter was finished, and
    `CaseChangedError`.
    """
    made = finished(view.case, letter)
    if not made.happened_on <= sent_on <= moment.today:
        raise DateNotPossibleError(sent_on, made.happened_on, moment.today)
    sent = _EVENTS[made.letter_kind](happened_on=sent_on, channel=channel, letter=letter)
    with desk.store.transaction() as unit:
        unit.events.append(view.stream, view.seq, [sent], now=moment.now, person=desk.store.person)
        forget_draft(unit, view.stream, made.letter_kind)
        refresh_row(unit, view.stream, moment.today)
    return Changed(frozenset({view.stream}))
