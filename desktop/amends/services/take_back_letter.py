"""Take a finished letter back before it is sent, so that its text can be changed.

The draft from which it was finished lies aside until the letter is sent: opening a draft of that
kind finds it again.
"""

from __future__ import annotations

from uuid import UUID

from amends.domain.events.case_events import LetterFinished
from amends.domain.events.folding import standing
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.put_right import may_take_back, take_back


def take_back_letter(desk: Desk, view: CaseView, letter: UUID, moment: Moment) -> Changed:
    """Record that the letter does not count.

    Raises `EventStandsError` once it, or a letter after it, was sent; `CaseChangedError`.
    """
    return take_back(desk, view, _entry(view, letter), "", moment)


def may_take_back_letter(view: CaseView, letter: UUID) -> bool:
    """Return whether the letter may be taken back."""
    return may_take_back(view, _entry(view, letter))


def _entry(view: CaseView, letter: UUID) -> UUID:
    return next(
        entry.id
        for entry, fact in standing(view.log)
        if isinstance(fact, LetterFinished) and fact.letter == letter
    )
