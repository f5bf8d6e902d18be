"""One complaint under several policies at once, each with clocks of its own.

One letter may complain about a service and about personal data. What happens counts for every
policy: one receipt and one answer stop the clocks of all. What only one of them knows stops its
own. The stages of the others stand under the name of their policy, "data-protection/complaint".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import asdict, replace

from amends.domain.clock_rules import Pause
from amends.domain.kind_words import kind_of_missed
from amends.domain.procedure import Procedure, Stage


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


_Rule = TypeVar("_Rule", bound=_Keyed)


class Joined(Procedure, frozen=True, kw_only=True):
    """A case's first policy, with the others beside it, so that all can be asked at once.

    Its `stages` are those of the first alone: the case is in one of these. What is called by its
    name, a stage, an event, a fact, is found wherever it stands.
    """

    first: Procedure
    others: tuple[Procedure, ...]

    @property
    def every_stage(self) -> tuple[Stage, ...]:
        return (*self.stages, *(stage for other in self.others for stage in other.stages))


def joined(first: Procedure, others: Sequence[tuple[str, Procedure]]) -> Procedure:
    """Return the first policy with the others beside it, each under its name."""
    if not others:
        return first
    known: dict[str, Any] = asdict(first)
    beside = tuple(_under(name, other) for name, other in others)
    every = (first, *beside)
    bodies = [body for each in every for body in each.bodies]
    merged: dict[str, Any] = {
        "events": _merged(each.events for each in every),
        "facts": _merged(each.facts for each in every),
        "redirects": _merged(each.redirects for each in every),
        "follow_ups": _merged(each.follow_ups for each in every),
        "pauses": any(each.pauses for each in every),
        "pause": next((each.pause for each in every if each.pause), None),
        "outside_body": next(iter(bodies), None),
        "other_bodies": tuple(bodies[1:]),
    }
    return Joined(**{**known, **merged, "first": first, "others": beside})


def policies(procedure: Procedure) -> tuple[Procedure, ...]:
    """Return the policies that a case runs under, the first one first."""
    if not isinstance(procedure, Joined):
        return (procedure,)
    return (procedure.first, *procedure.others)


def policy_of(procedure: Procedure, stage: str) -> Procedure:
    """Return the one of the policies to which the stage with that key belongs, else the first."""
    every = policies(procedure)
    return next((it for it in every if any(part.key == stage for part in it.stages)), every[0])


def under(name: str, key: str) -> str:
    """Return by what key a stage, a clock or a reading of a joined policy is called."""
    return f"{name}/{key}"


def _under(name: str, other: Procedure) -> Procedure:
    """Return a policy with its stages under its name, and whatever it says of its own clocks."""
    clocks = {f"{stage.key}.{rule.key}" for stage in other.stages for rule in stage.clocks}
    names = {clock: under(name, clock) for clock in clocks}
    names |= {kind_of_missed(clock): kind_of_missed(new) for clock, new in names.items()}
    renamed: Procedure = _renamed(replace(other, pause=_pause(other)), names)
    stages = tuple(
        replace(stage, key=under(name, stage.key), title=f"{other.title}: {stage.title}")
        for stage in renamed.stages
    )
    return replace(renamed, stages=stages)


def _renamed(said: Any, names: Mapping[str, str]) -> Any:
    """Return what a policy says with its clocks called by other names."""
    if isinstance(said, str):
        return names.get(said, said)
    if isinstance(said, tuple):
        return tuple(_renamed(each, names) for each in said)
    if isinstance(said, Struct):
        return replace(said, **{key: _renamed(each, names) for key, each in asdict(said).items()})
    return said


def _pause(other: Procedure) -> Pause | None:
    """Return the rule by which the policy's own clocks may stand still, and no other ones."""
    if other.pause is None:
        return None
    own = [f"{stage.key}.{rule.key}" for stage in other.stages for rule in stage.clocks]
    return replace(other.pause, clocks=other.pause.clocks or tuple(own))


def _merged(groups: Iterable[Iterable[_Rule]]) -> tuple[_Rule, ...]:
    """Return the rules of all policies; of two with one key the first counts."""
    known: dict[str, _Rule] = {}
    for group in groups:
        for rule in group:
            known.setdefault(rule.key, rule)
    return tuple(known.values())
