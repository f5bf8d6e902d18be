"""By which event a letter of each kind counts as sent, written by Amends or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from amends.domain.events.case_events import Acknowledged, OutcomeSent
from amends.domain.events.handling_events import LetterSent, RedirectSent, StageNotPossibleSent
from amends.domain.letter_kinds import LetterKind

PlainSending = Acknowledged | OutcomeSent | StageNotPossibleSent | RedirectSent | LetterSent

# Without the action plan, whose event also says which plan it was.
SENT_BY: Final[Mapping[LetterKind, type[PlainSending]]] = {
    LetterKind.RECEIPT: Acknowledged,
    LetterKind.OUTCOME: OutcomeSent,
    LetterKind.STAGE_NOT_POSSIBLE: StageNotPossibleSent,
    LetterKind.REDIRECT: RedirectSent,
    LetterKind.ACTION_COMPLETED: LetterSent,
    LetterKind.COVER: LetterSent,
}


def kind_sent_by(letter: LetterKind) -> str:
    """Return the kind of the event by which a letter counts as sent."""
    return str(SENT_BY[letter].__struct_config__.tag)


BY_KIND: Final[Mapping[str, type[PlainSending]]] = {
    kind_sent_by(letter): event for letter, event in SENT_BY.items()
}
