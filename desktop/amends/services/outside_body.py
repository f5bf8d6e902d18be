"""Record what the outside body wrote: what it asks for, what it recommends, what it decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from amends.domain.course import may_write
from amends.domain.errors import CaseMovedOnError, DateNotPossibleError
from amends.domain.events import AnyEvent
from amends.domain.events.base import required
from amends.domain.events.handling_events import OutsideBodyWrote
from amends.services.attachments import File, stored
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.promising import Dated, all_promised, promised
from amends.services.recording import record


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideLetter:
    """A letter of the outside body; `answer` is what it asked for, with the day by which."""

    received_on: date
    summary: str
    is_final: bool = False
    answer: Dated | None = None
    recommendations: tuple[Dated, ...] = ()
    file: File | None = None


def record_outside_letter(
    desk: Desk, view: CaseView, letter: OutsideLetter, moment: Moment
) -> Changed:
    """Record the letter, with its file as evidence; what it asks for becomes promises.

    A day by which something was asked may have passed, but not before the letter came. Raises
    `FieldMissingError`, `DateNotPossibleError`, `CalendarRangeError`, `FileNotWrittenError`, and
    `CaseMovedOnError` in a closed case. The file is stored before the entry that names it.
    """
    if not (body := may_write(view.case, view.procedure)):
        raise CaseMovedOnError(view.stream)
    on, days = letter.received_on, view.ground.days
    first = view.case.came_in_on or on
    if not first <= on <= moment.today:
        raise DateNotPossibleError(on, first, moment.today)
    summary = required("what it says", letter.summary)
    answer = promised(letter.answer, on, days) if letter.answer else None
    recommendations = all_promised(letter.recommendations, on, days)
    evidence = stored(desk, letter.file, moment.today) if letter.file else None
    wrote = OutsideBodyWrote(
        happened_on=on,
        body=body,
        summary=summary,
        is_final=letter.is_final,
        answer=answer,
        recommendations=recommendations,
        evidence=evidence.evidence if evidence else None,
    )
    events: list[AnyEvent] = [evidence] if evidence else []
    return record(desk, view.stream, view.seq, [*events, wrote], moment)
