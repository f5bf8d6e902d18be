"""Open a closed case again: as if it had not been closed, or with the policy's times anew."""

from __future__ import annotations

from enum import StrEnum

from amends.domain.errors import CaseMovedOnError
from amends.domain.events.base import required
from amends.domain.events.course_events import CaseBegunAnew, CaseReopened
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.recording import record


class Again(StrEnum):
    """How the times run in a case that is open again."""

    GO_ON = "go-on"
    ANEW = "anew"


def reopen_case(desk: Desk, view: CaseView, how: str, reason: str, moment: Moment) -> Changed:
    """Record that the case is open again; how it was answered before stays on record.

    `how` is an `Again`, "" where none was chosen, which raises `FieldMissingError`, as a missing
    reason does. Raises `CaseMovedOnError` for a case that is not closed.
    """
    if view.case.closed_on is None:
        raise CaseMovedOnError(view.stream)
    chosen = Again(required("how the times run", how))
    because = required("reason", reason)
    event = reopening(chosen, because, moment)
    return record(desk, view.stream, view.seq, [event], moment)


def reopening(how: Again, reason: str, moment: Moment) -> CaseReopened | CaseBegunAnew:
    """Return what would be recorded today, for what it does to the dates."""
    kind = CaseReopened if how is Again.GO_ON else CaseBegunAnew
    return kind(happened_on=moment.today, reason=reason)
