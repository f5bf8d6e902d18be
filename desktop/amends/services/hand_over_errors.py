"""Why a hand-over is not made although its file could be written."""

from __future__ import annotations

from amends.domain.errors import AmendsError


class HandOverRefusedError(AmendsError):
    """What was written does not stand its check, so that nothing of it was kept."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"the hand-over did not stand its check: {problem}")
        self.problem = problem
