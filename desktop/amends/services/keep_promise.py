"""Record what became of a promise: it was kept, or let go for a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from amends.domain.errors import CaseMovedOnError, DateNotPossibleError
from amends.domain.events import AnyEvent
from amends.domain.events.base import required
from amends.domain.events.handling_events import PromiseKept, PromiseLetGo
from amends.domain.handling import Origin, Owed
from amends.services.attachments import File, stored
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.recording import record


@dataclass(frozen=True, slots=True)
class Kept:
    """When a promise was kept; `proof` is a file of the case's evidence, or one to be added."""

    on: date
    note: str = ""
    proof: UUID | File | None = None


def keep_promise(desk: Desk, view: CaseView, promise: UUID, kept: Kept, moment: Moment) -> Changed:
    """Record that what was promised was done.

    Raises `DateNotPossibleError` for a day after today or before it was promised,
    `FileNotWrittenError` for a proof that cannot be stored, and `CaseMovedOnError` where it is owed
    no more, or is the answer to the complaint, which its letter gives. Nothing is recorded then.
    """
    owed = _open(view, promise)
    if owed.origin is Origin.PLAN_ANSWER:
        raise CaseMovedOnError(view.stream)
    if not owed.made_on <= kept.on <= moment.today:
        raise DateNotPossibleError(kept.on, owed.made_on, moment.today)
    events: list[AnyEvent] = []
    proof = kept.proof
    if isinstance(proof, File):
        added = stored(desk, proof, moment.today)
        events, proof = [added], added.evidence
    done = PromiseKept(happened_on=kept.on, promise=promise, note=kept.note.strip(), evidence=proof)
    return record(desk, view.stream, view.seq, [*events, done], moment)


def let_go(desk: Desk, view: CaseView, promise: UUID, because: str, moment: Moment) -> Changed:
    """Record that what was promised will not be done, and why.

    Raises `FieldMissingError` without a reason, and `CaseMovedOnError` where it is owed no more.
    """
    _open(view, promise)
    gone = PromiseLetGo(
        happened_on=moment.today, promise=promise, because=required("reason", because)
    )
    return record(desk, view.stream, view.seq, [gone], moment)


def _open(view: CaseView, promise: UUID) -> Owed:
    """Return the promise, which must still be owed."""
    found = (owed for owed in view.case.handling.open_promises if owed.promise.id == promise)
    if (owed := next(found, None)) is None:
        raise CaseMovedOnError(view.stream)
    return owed
