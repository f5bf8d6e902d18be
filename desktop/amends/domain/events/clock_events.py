"""What a policy may know beside what every policy knows: pauses, extensions, facts, its own steps.

Where a policy has no rule for one of these, the office cannot record it.
"""

from __future__ import annotations

from datetime import date

from amends.domain.events.base import Event


class Paused(Event, frozen=True, kw_only=True, tag="paused"):
    """The clocks stood still from this day, in a policy that lets them."""

    reason: str


class Resumed(Event, frozen=True, kw_only=True, tag="resumed"):
    """The clocks went on from this day."""

    note: str = ""


class Extended(Event, frozen=True, kw_only=True, tag="extended"):
    """A clock ("stage.clock") was given more time, by the rule of its policy for that.

    Either by a length ("10 working days") or until a day that was agreed, which nothing moves.
    """

    clock: str
    reason: str
    by: str = ""
    until: date | None = None
    agreed_with: str = ""


class FactStated(Event, frozen=True, kw_only=True, tag="fact-stated"):
    """The office found whether something holds on which a time of its policy depends."""

    fact: str
    holds: bool


class Occurred(Event, frozen=True, kw_only=True, tag="occurred"):
    """Something happened that this policy alone knows; `what` is the key of its `EventRule`."""

    what: str
    note: str = ""


class Scheduled(Event, frozen=True, kw_only=True, tag="scheduled"):
    """A day was set for something that this policy knows, such as a hearing; a later one replaces
    it. `what` is the key of an `EventRule` that is known `ahead`.
    """

    what: str
    day: date
    note: str = ""


class LateDecided(Event, frozen=True, kw_only=True, tag="late-decided"):
    """The complaint came after the limit "stage.clock"; the office decided whether to take it."""

    clock: str
    accepted: bool
    because: str


class LetterArrived(Event, frozen=True, kw_only=True, tag="letter-arrived"):
    """What the office had sent was received on this day; `what` is the kind of event by which it
    was sent ("outcome-sent"). It comes before any rule of the post.
    """

    what: str
    note: str = ""


ClockFact = (
    Paused | Resumed | Extended | FactStated | Occurred | Scheduled | LateDecided | LetterArrived
)
