"""What the policy asks an office to consider once a complaint was upheld, and how that stands."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from amends.domain.case import Case
from amends.domain.handling import Owed
from amends.domain.points import overall_outcome, points_found
from amends.domain.procedure import FollowUp, Procedure


class Considered(StrEnum):
    """How a consideration stands."""

    OPEN = "open"
    PLANNED = "planned"
    DONE = "done"
    NOT_NEEDED = "not-needed"


class Consideration(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to consider, with the actions that answer it, or why none is needed."""

    follow_up: FollowUp
    state: Considered
    actions: tuple[Owed, ...] = ()
    because: str = ""


def is_upheld(case: Case, procedure: Procedure) -> bool:
    """Return whether the complaint was found upheld, in whole or in part."""
    outcomes = procedure.outcomes
    return overall_outcome(points_found(case), outcomes) in outcomes.upheld


def considerations(case: Case, procedure: Procedure) -> tuple[Consideration, ...]:
    """Return what is to be considered, in the procedure's order; nothing before it is upheld.

    An example is there only where the office has planned something by it.
    """
    if not is_upheld(case, procedure):
        return ()
    stand = (_consideration(case, follow_up) for follow_up in procedure.follow_ups)
    return tuple(it for it in stand if it.actions or not it.follow_up.example)


def open_considerations(case: Case, procedure: Procedure) -> tuple[Consideration, ...]:
    """Return what is still to be considered."""
    stand = considerations(case, procedure)
    return tuple(it for it in stand if it.state is Considered.OPEN)


def _consideration(case: Case, follow_up: FollowUp) -> Consideration:
    planned = (it for it in case.handling.promises if it.follow_up == follow_up.key)
    actions = tuple(owed for owed in planned if owed.is_open or owed.kept_on)
    settled = case.handling.settled.get(follow_up.key)
    if actions:
        is_open = any(owed.is_open for owed in actions)
        state = Considered.PLANNED if is_open else Considered.DONE
    else:
        state = Considered.NOT_NEEDED if settled else Considered.OPEN
    because = settled.because if settled and not actions else ""
    return Consideration(follow_up=follow_up, state=state, actions=actions, because=because)
