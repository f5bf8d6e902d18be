"""What speaks against handing a case over now, and what would be held back, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from amends.domain.case import Case
from amends.domain.happenings import Kind
from amends.domain.people import identity_words
from amends.domain.points import points_found
from amends.domain.standing import still_owed
from amends.services.case_view import CaseView
from amends.services.hand_over_contents import Contents, Held, sort_out
from amends.services.hand_over_record import own_note


@dataclass(frozen=True, slots=True)
class Readiness:
    """`still_open` is what is not done yet, `held` what stays out, and `about_held` says why.

    `about_notes` says how many notes stay with the office. None of it keeps anybody from handing
    the case over.
    """

    still_open: tuple[str, ...]
    about_held: str
    held: tuple[Held, ...]
    about_notes: str = ""

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
        if self.about_notes:
            yield self.about_notes


def readiness(view: CaseView) -> Readiness:
    """Return how far the case is, as it was read."""
    contents = sort_out(view)
    still_open, about_held = tuple(_still_open(view)), _about_held(view.case, contents)
    return Readiness(still_open, about_held, contents.held, _about_notes(view))


def _about_notes(view: CaseView) -> str:
    """Return how many notes are for the office alone, "" where there are none."""
    count = sum(bool(own_note(entry)) for entry in view.log)
    if not count:
        return ""
    notes = "1 note" if count == 1 else f"{count} notes"
    return f"{notes} for your own record {'stays' if count == 1 else 'stay'} with you."


def _still_open(view: CaseView) -> Iterator[str]:
    case = view.case
    yield from _unanswered(case)
    for letter in case.letters:
        if letter.letter not in case.sent_letters:
            yield f"A letter is finished but not sent ({letter.letter_kind.words})."
    for owed in still_owed(case, view.procedure):
        yield f"{owed[:1].upper()}{owed[1:]}."


def _unanswered(case: Case) -> Iterator[str]:
    """Say what a complaint still needs; what goes elsewhere and a notice need no answer of ours."""
    handling = case.handling
    if case.received_on is None or handling.redirected or handling.not_possible:
        return
    points = points_found(case)
    if not points:
        yield "The points of the complaint are not set out yet."
    for number, point in enumerate(points, 1):
        if not point.finding:
            yield f"Point {number} has no finding yet."
    if case.is_reachable and case.happened(Kind.ACKNOWLEDGED) is None:
        yield "The receipt was never sent."
    if case.happened(Kind.OUTCOME_SENT) is None:
        yield "The outcome was not sent yet."


def _about_held(case: Case, contents: Contents) -> str:
    """Return how much is held back for the sake of whom; "" where everybody may be named."""
    if not contents.names.is_needed:
        return ""
    who, count = identity_words(case.identity), len(contents.held)
    if not count:
        return f"{who}: nothing had to be held back."
    things = "1 thing is" if count == 1 else f"{count} things are"
    return f"{who}: {things} held back, so that nobody learns who it is."
