"""Which dates a letter tells, so that they stand as told once it was sent."""

from __future__ import annotations

from collections.abc import Iterator

from amends.domain.clocks import Clock
from amends.domain.dates_in_words import full
from amends.domain.events.case_events import Told
from amends.domain.happenings import Kind
from amends.domain.letter_kinds import LetterKind
from amends.services.letter_answers import answer_clocks
from amends.services.letter_drafts import LetterInHand
from amends.services.letter_text import folded_text, holds


def dates_told(in_hand: LetterInHand) -> tuple[Told, ...]:
    """Return the last days for the answer that the letter's text names."""
    return tuple(_told(in_hand))


def _told(in_hand: LetterInHand) -> Iterator[Told]:
    text = folded_text(in_hand.draft.text)
    for clock in answer_clocks(in_hand.view, in_hand.kind):
        if clock.due is None or not clock.is_open or _is_put_off(clock, in_hand.kind):
            continue
        if holds(text, folded_text(full(clock.due))):
            yield Told(clock.name, clock.due)


def _is_put_off(clock: Clock, kind: LetterKind) -> bool:
    """Return whether the day is one that cannot be kept; a plan's own is a promise apart."""
    return kind is LetterKind.ACTION_PLAN and clock.fallback == Kind.ACTION_PLAN_SENT
