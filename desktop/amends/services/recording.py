"""Record what happened in a case: the one way by which services append to it."""

from __future__ import annotations

from collections.abc import Sequence

from amends.domain.errors import CaseClosedError
from amends.domain.events import AnyEvent
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.inbox_rows import refresh_row


def record(
    desk: Desk, stream: str, expected_seq: int, events: Sequence[AnyEvent], moment: Moment
) -> Changed:
    """Append to a case what follows entry `expected_seq`, and derive its inbox row.

    Raises `CaseChangedError` if somebody else was faster; nothing is recorded then.
    """
    with desk.store.transaction() as unit:
        unit.events.append(stream, expected_seq, events, now=moment.now, person=desk.store.person)
        refresh_row(unit, stream, moment.today)
    return Changed(frozenset({stream}))


def must_be_open(view: CaseView) -> None:
    """Raise `CaseClosedError` where the case is closed: its record stays as it is."""
    if view.case.closed_on is not None:
        raise CaseClosedError(view.stream)
