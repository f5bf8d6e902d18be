"""Which letters are being written: the names under which their drafts are kept."""

from __future__ import annotations

from amends.domain.letter_kinds import LetterKind
from amends.services.desk import Desk


def has_draft(desk: Desk, stream: str, kind: LetterKind) -> bool:
    """Return whether a letter of that kind is being written."""
    with desk.store.reading() as unit:
        return unit.drafts.get(draft_key(stream, kind)) is not None


def draft_key(stream: str, kind: LetterKind) -> str:
    """Return the name under which the draft is kept."""
    return f"letter/{stream}/{kind}"
