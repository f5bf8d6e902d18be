"""How a case stands where no date is due: who has it now, and what is still owed in it."""

from __future__ import annotations

from collections.abc import Iterator

from amends.domain.case import Case
from amends.domain.course import outside_body
from amends.domain.happenings import Kind, place_in_course
from amends.domain.procedure import Procedure
from amends.domain.remedies import open_considerations


def where_it_stands(case: Case, procedure: Procedure) -> str:
    """Return how the case stands, in a few words, such as "Waits with CIMSPA"."""
    handling = case.handling
    if case.closed_on is not None:
        return procedure.words(Kind.CLOSED).title
    if handling.taken_over is not None:
        return f"Taken over by {handling.taken_over.by}"
    if handling.redirected is not None and handling.is_redirect_told:
        return "Nobody has taken it over yet"
    if waits_with := waits_outside(case, procedure):
        return f"Waits with {waits_with}"
    final = next((it.body for it in handling.outside if it.is_final), "")
    last = f"{final} had its final word" if final else _last(case, procedure)
    said = (last, next(still_owed(case, procedure), ""))
    return ", ".join(part for part in said if part)


def waits_outside(case: Case, procedure: Procedure) -> str:
    """Return the body with which the case waits, "" where it waits with none."""
    kinds = {done.kind for done in case.happenings}
    if not kinds & {Kind.REFERRED, Kind.NOTIFIED} or case.handling.has_final_letter:
        return ""
    return outside_body(case, procedure) or "the outside body"


def still_owed(case: Case, procedure: Procedure) -> Iterator[str]:
    """Return what is still to be done before the case can be closed, a few words each."""
    if case.handling.must_tell is not None:
        yield "the complainant is still to be told"
    if case.handling.redirected is not None and case.handling.taken_over is None:
        yield "nobody has taken it over yet"
    if count := len(case.handling.open_promises):
        yield "1 promise open" if count == 1 else f"{count} promises open"
    if count := len(open_considerations(case, procedure)):
        yield "1 consideration open" if count == 1 else f"{count} considerations open"


def things_owed(case: Case, procedure: Procedure) -> Iterator[str]:
    """Return what was promised and what is to be considered, as far as it is open, by name."""
    yield from (owed.promise.what for owed in case.handling.open_promises)
    yield from (it.follow_up.title for it in open_considerations(case, procedure))


def _last(case: Case, procedure: Procedure) -> str:
    """Return the last thing that happened by which a case moves on.

    Of two on one day it is the one that comes later in the course of a case.
    """
    moves = [
        done
        for done in case.happenings
        if done.kind != Kind.PROMISE_KEPT and case.scheduled.get(done.kind) != done.on
    ]
    last = max(moves, key=lambda done: (done.on, place_in_course(done.kind)), default=None)
    return procedure.words(last.kind).title if last else ""
