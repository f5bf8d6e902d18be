"""The projections of a case, derived from its events whenever these change.

They are its row of the inbox, and its rows of the list of promises.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from amends.domain.case import Case
from amends.domain.case_times import left_words, paused_clock, paused_words, standing_since
from amends.domain.clocks import Clock, State
from amends.domain.dates_in_words import end_time
from amends.domain.people import Identity, Person, Role, identity_words
from amends.domain.standing import where_it_stands
from amends.domain.working_days import ONE_DAY
from amends.services.case_view import CaseView, view_case, view_cases
from amends.services.desk import Desk
from amends.services.ground import Ground, read_ground
from amends.storage.rows import CLOSED, NOTHING_DUE, PAUSED, WORKING_DAYS, InboxRow, PromiseRow
from amends.storage.unit import Unit

# Once such a clock's date has passed, its state is another, though nothing was recorded.
_CHANGES_WITH_TIME = frozenset({State.RUNNING, State.PROJECTED})


def refresh_row(unit: Unit, stream: str, today: date, ground: Ground | None = None) -> None:
    """Derive the rows of a case again, within the caller's transaction.

    Whoever derives many passes the `ground`, which is the same for all.
    """
    _put(unit, view_case(unit, stream, today, ground))


def refresh_stale(desk: Desk, today: date) -> int:
    """Derive again the cases that time alone has changed; return how many there were."""
    with desk.store.reading() as unit:
        if not unit.inbox.stale(today):
            return 0
    with desk.store.transaction() as unit:
        stale = unit.inbox.stale(today)
        ground = read_ground(unit)
        for stream in stale:
            refresh_row(unit, stream, today, ground)
    return len(stale)


def rebuild(unit: Unit, today: date) -> None:
    """Derive every row again, within the caller's transaction."""
    unit.inbox.clear()
    unit.promises.clear()
    for view in view_cases(unit, today):
        _put(unit, view)


def _put(unit: Unit, view: CaseView) -> None:
    unit.inbox.put(inbox_row(view), search_text(view.case))
    unit.promises.put(view.stream, list(promise_rows(view)))


def inbox_row(view: CaseView) -> InboxRow:
    """Return the line of the inbox that shows this case."""
    case, step, stage = view.case, view.next_step, view.stage
    next_due = step.due if step and case.closed_on is None else None
    paused = paused_clock(view.clocks) if next_due is None and case.closed_on is None else None
    return InboxRow(
        stream=view.stream,
        label=case.reference,
        title=case.title,
        step=_step(view, step if next_due else None, paused),
        stage=stage.title,
        answered_by=_standing(view) or stage.answered_by,
        who=shown_name(case),
        next_due=next_due,
        closed=case.closed_on is not None,
        sort_key=_sort_key(case, next_due, paused),
        stale_on=_stale_on(view),
        due_time=_time(step) if step and next_due else "",
        told_in=step.told_in if step and next_due else WORKING_DAYS,
    )


def _step(view: CaseView, step: Clock | None, paused: Clock | None) -> str:
    """Return what the office does next, what stands still, or how the case stands."""
    if step is not None:
        return step.step
    if paused is not None:
        return f"{paused.step}: {paused_words(paused)}"
    return where_it_stands(view.case, view.procedure)


def _sort_key(case: Case, next_due: date | None, paused: Clock | None) -> str:
    if case.closed_on is not None:
        return CLOSED
    if next_due is not None:
        return next_due.isoformat()
    return PAUSED if paused is not None else NOTHING_DUE


def _standing(view: CaseView) -> str:
    """Return how the case stands where a promise is due next, as no stage tells that."""
    if view.next_step is None or not view.next_step.is_promise:
        return ""
    return where_it_stands(view.case, view.procedure)


def promise_rows(view: CaseView) -> Iterator[PromiseRow]:
    """Return a line of the list of promises for each clock by which the office owes something.

    One that stands still has no date, but the day since when it does.
    """
    case = view.case
    if case.closed_on is not None:
        return
    owners = {str(owed.promise.id): owed.owner for owed in case.handling.promises}
    answered_by = {stage.key: stage.answered_by for stage in view.procedure.every_stage}
    for clock in view.clocks:
        since = standing_since(clock)
        if (clock.is_open and clock.due is not None) or since is not None:
            yield PromiseRow(
                stream=view.stream,
                clock=clock.name,
                label=case.reference,
                title=case.title,
                what=clock.step,
                origin=clock.stage_title,
                owner=owners[clock.key] if clock.is_promise else answered_by[clock.stage],
                letter=clock.letter or "",
                due=clock.due,
                since=since,
                left=left_words(clock) if since is not None else "",
                due_time=_time(clock),
                told_in=clock.told_in if since is None else WORKING_DAYS,
            )


def _time(clock: Clock) -> str:
    """Return the time of day at which a clock in hours ends, "" for one that has the whole day."""
    return end_time(clock.due_at) if clock.due_at is not None else ""


def search_text(case: Case) -> str:
    """Return the words by which a case is found; a withheld name is not among them."""
    return " ".join((case.reference, case.title, shown_name(case)))


def shown_name(case: Case) -> str:
    """Return the complainant's short name, or why there is none; "" where it is not known."""
    if case.identity is not Identity.OPEN:
        return identity_words(case.identity)
    person = case.person(Role.COMPLAINANT)
    return _short(person) if person else ""


def _short(person: Person) -> str:
    """Return "M. Ferreira" for Maria Ferreira; a single name as it is."""
    first, _space, last = " ".join(person.name.split()).rpartition(" ")
    return f"{first[0]}. {last}" if first else last


def _stale_on(view: CaseView) -> date | None:
    if view.case.closed_on is not None:
        return None
    changing = (clock.due for clock in view.clocks if clock.state in _CHANGES_WITH_TIME)
    return min((due + ONE_DAY for due in changing if due is not None), default=None)
