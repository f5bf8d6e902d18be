"""Which dates a letter tells, so that they stand as told once it was sent."""

from __future__ import annotations

from collections.abc import Iterator

from amends.domain.dates_in_words import full
from amends.domain.events.case_events import Told
from amends.domain.letter_kinds import LetterKind
from amends.services.letter_drafts import LetterInHand
from amends.services.letter_facts import answer_clocks


def dates_told(in_hand: LetterInHand) -> tuple[Told, ...]:
    """Return the last days for the answer that the letter's text names.

    An action plan names the day that cannot be kept: its own day is a promise apart.
    """
    return tuple(_told(in_hand)) if in_hand.kind is not LetterKind.ACTION_PLAN else ()


def _told(in_hand: LetterInHand) -> Iterator[Told]:
    words = " ".join(in_hand.draft.text.split())
    for clock in answer_clocks(in_hand.view, in_hand.kind):
        if clock.is_open and clock.due is not None and full(clock.due) in words:
            yield Told(clock.name, clock.due)
