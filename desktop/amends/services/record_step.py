"""Record a step that was taken outside Amends, or that a case is closed: one entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from amends.domain.case_times import may_precede
from amends.domain.course import outside_body, plan_to_send, recordable
from amends.domain.errors import CaseMovedOnError, CaseStillOwesError, DateNotPossibleError
from amends.domain.events import AnyEvent
from amends.domain.events.base import EARLIEST_DAY, required
from amends.domain.events.case_events import (
    CaseClosed,
    Channel,
    Referred,
)
from amends.domain.events.clock_events import Occurred
from amends.domain.events.handling_events import (
    ActionPlanSent,
)
from amends.domain.events.sendings import BY_KIND
from amends.domain.happenings import Kind
from amends.domain.standing import still_owed, things_owed
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.recording import record


@dataclass(frozen=True, slots=True)
class Step:
    """A step that was taken outside Amends; `kind` is one that the procedure knows.

    `body` is to whom the complaint went where the procedure names several.
    """

    kind: str
    on: date
    channel: Channel = Channel.EMAIL
    note: str = ""
    body: str = ""


def record_step(desk: Desk, view: CaseView, step: Step, moment: Moment) -> Changed:
    """Record that a step was taken.

    Raises `DateNotPossibleError` for a day after today, or before the matter came in where the
    policy knows nothing that comes before that,
    `FieldMissingError` where a case is closed without a reason, `CaseStillOwesError` where it is
    closed too soon, and `CaseMovedOnError` for a step that does not fit the case as it stands.
    """
    if step.kind not in recordable(view.case, view.procedure, view.clocks):
        raise CaseMovedOnError(view.stream)
    first = view.case.came_in_on or EARLIEST_DAY
    if may_precede(view.procedure, step.kind):
        first = EARLIEST_DAY
    if not first <= step.on <= moment.today:
        raise DateNotPossibleError(step.on, first, moment.today)
    return record(desk, view.stream, view.seq, [_event(view, step)], moment)


def _event(view: CaseView, step: Step) -> AnyEvent:
    on, note = step.on, step.note.strip()
    match step.kind:
        case Kind.REFERRED:
            body = step.body or outside_body(view.case, view.procedure)
            return Referred(happened_on=on, body=body, note=note)
        case Kind.CLOSED:
            return _closed(view, on, note)
        case Kind.ACTION_PLAN_SENT:
            plan = plan_to_send(view.case, view.clocks)
            assert plan is not None  # else the step would not fit
            sent = plan.made.plan
            return ActionPlanSent(happened_on=on, channel=step.channel, note=note, plan=sent)
        case kind if kind in BY_KIND:
            return BY_KIND[kind](happened_on=on, channel=step.channel, note=note)
        case _:
            return Occurred(happened_on=on, what=step.kind, note=note)


def _closed(view: CaseView, on: date, reason: str) -> CaseClosed:
    if owed := tuple(still_owed(view.case, view.procedure)):
        raise CaseStillOwesError(owed, tuple(things_owed(view.case, view.procedure)))
    seq = view.ground.seq
    return CaseClosed(happened_on=on, reason=required("reason", reason), office_seq=seq)
