"""What speaks against handing a case over now, and what would be held back, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from amends.domain.case import Case
from amends.domain.happenings import Kind
from amends.domain.people import identity_words
from amends.domain.points import points_found
from amends.services.case_view import CaseView
from amends.services.hand_over_contents import Contents, Held, sort_out


@dataclass(frozen=True, slots=True)
class Readiness:
    """`still_open` is what is not done yet, `held` what stays out, and `about_held` says why.

    None of it keeps anybody from handing the case over.
    """

    still_open: tuple[str, ...]
    about_held: str
    held: tuple[Held, ...]

    @property
    def is_ready(self) -> bool:
        return not self.still_open and not self.held

    def sentences(self) -> Iterator[str]:
        """Return all of it, one sentence after the other."""
        yield from self.still_open
        if self.about_held:
            yield self.about_held
        for held in self.held:
            yield f"Held back: {held}. {held.reason}"


def readiness(view: CaseView) -> Readiness:
    """Return how far the case is, as it was read."""
    contents = sort_out(view)
    return Readiness(tuple(_still_open(view.case)), _about_held(view.case, contents), contents.held)


def _still_open(case: Case) -> Iterator[str]:
    points = points_found(case)
    if not points:
        yield "The points of the complaint are not set out yet."
    for number, point in enumerate(points, 1):
        if not point.finding:
            yield f"Point {number} has no finding yet."
    if case.happened(Kind.ACKNOWLEDGED) is None:
        yield "The receipt was never sent."
    if case.happened(Kind.OUTCOME_SENT) is None:
        yield "The outcome was not sent yet."
    for letter in case.letters:
        if letter.letter not in case.sent_letters:
            yield f"A letter is finished but not sent ({letter.letter_kind})."


def _about_held(case: Case, contents: Contents) -> str:
    """Return how much is held back for the sake of whom; "" where everybody may be named."""
    if not contents.names.is_needed:
        return ""
    who, count = identity_words(case.identity), len(contents.held)
    if not count:
        return f"{who}: nothing had to be held back."
    things = "1 thing is" if count == 1 else f"{count} things are"
    return f"{who}: {things} held back, so that nobody learns who it is."
