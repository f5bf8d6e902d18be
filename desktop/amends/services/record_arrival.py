"""Record when a letter was received, in a policy whose times run from then."""

from __future__ import annotations

from datetime import date

from amends.domain.errors import CaseMovedOnError, DateNotPossibleError, NotInPolicyError
from amends.domain.events.clock_events import LetterArrived
from amends.domain.happenings import SENT
from amends.domain.procedure import Procedure
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.recording import must_be_open, record


def counted_from_receipt(procedure: Procedure) -> frozenset[str]:
    """Return the kinds of event by which the office sends what times run from once received."""
    rules = [rule for stage in procedure.stages for rule in stage.clocks]
    begins = {rule.from_ for rule in rules if rule.on_receipt}
    begins |= {limit.from_ for rule in rules for limit in rule.also if limit.on_receipt}
    begins |= {
        kind
        for rule in rules
        if rule.on_receipt and rule.reading is not None
        for kind in rule.reading.choices
    }
    return frozenset(kind for kind in begins if kind in SENT)


def arrivals(view: CaseView) -> tuple[str, ...]:
    """Return the kinds of what was sent in the case and may be said to have been received."""
    kinds = counted_from_receipt(view.procedure)
    return tuple(dict.fromkeys(it.kind for it in view.case.happenings if it.kind in kinds))


def record_arrival(
    desk: Desk, view: CaseView, what: str, day: date, note: str, moment: Moment
) -> Changed:
    """Record that what was sent last by an event of the kind `what` was received on a day.

    Raises `NotInPolicyError` where no time runs from that, `CaseClosedError`, `CaseMovedOnError`
    where it was not sent, and `DateNotPossibleError` for a day before that, or after today.
    """
    if what not in counted_from_receipt(view.procedure):
        raise NotInPolicyError("arrival")
    must_be_open(view)
    sent = [it.on for it in view.case.happenings if it.kind == what]
    if not sent:
        raise CaseMovedOnError(view.stream)
    if not sent[0] <= day <= moment.today:
        raise DateNotPossibleError(day, sent[0], moment.today)
    arrived = LetterArrived(happened_on=day, what=what, note=note.strip())
    return record(desk, view.stream, view.seq, [arrived], moment)
