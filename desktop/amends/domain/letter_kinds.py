"""The kinds of letter."""

from __future__ import annotations

from enum import StrEnum


class LetterKind(StrEnum):
    """A kind of letter; its template and its list of what it must say carry the same name."""

    RECEIPT = "receipt"
    OUTCOME = "outcome"
    ACTION_PLAN = "action-plan"
    STAGE_NOT_POSSIBLE = "stage-not-possible"
    REDIRECT = "redirect"
    ACTION_COMPLETED = "action-completed"
    COVER = "cover"

    @property
    def words(self) -> str:
        """The kind as it stands in a sentence, such as "action plan"."""
        return self.replace("-", " ")
