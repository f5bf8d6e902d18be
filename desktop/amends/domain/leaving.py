"""What hangs on somebody who leaves the office, who may take it, and what is done of their leaving.

Their cases are those that name them as handler; where they sign the letters, also those that name
nobody. Whom a case concerns is never offered for it: who complained, who speaks for them, and whom
it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec
from msgspec.structs import replace

from amends.domain.access import Member
from amends.domain.case import Case
from amends.domain.events import Recorded
from amends.domain.events.access_events import (
    LeavingBegun,
    LeavingEnded,
    OfficeKeyChanged,
    OfficeRole,
    PersonAdmitted,
    PersonWithdrawn,
    RecoverySheetKept,
)
from amends.domain.events.folding import standing
from amends.domain.handling import Owed
from amends.domain.happenings import Kind
from amends.domain.people import Role, same_name


class LeavingStep(StrEnum):
    """What is to be done when somebody leaves, in the order in which it is proposed."""

    GIVE = "give"
    SIGNATURE = "signature"
    WITHDRAW = "withdraw"
    KEY = "key"
    SHEET = "sheet"


class Leaving(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody leaves, or has left; what of it is done goes by the record alone.

    It `is_ended` where somebody called it off, or left the rest at that.
    """

    person: UUID
    last_day: date
    withdrawn_on: date | None = None
    has_new_key: bool = False
    has_new_sheet: bool = False
    is_ended: bool = False


class Holding(msgspec.Struct, frozen=True):
    """What hangs on somebody in one open case: whether they handle it, and what they owe in it.

    `decides` where the complaint that they handle is not answered yet. `concerns` are the names of
    those who may not take any of it.
    """

    stream: str
    reference: str
    title: str
    handles: bool
    decides: bool
    owes: tuple[Owed, ...]
    concerns: tuple[str, ...]

    def may_go_to(self, name: str) -> bool:
        """Return whether the case does not concern somebody of that name."""
        return not any(same_name(name, other) for other in self.concerns)


def fold_leavings(log: Iterable[Recorded]) -> list[Leaving]:
    """Return everybody's leaving that the office's stream tells of, the latest last.

    Who was withdrawn without that act is not among them; who is admitted again is forgotten.
    """
    leavings: dict[UUID, Leaving] = {}
    for _entry, fact in standing(log):
        match fact:
            case LeavingBegun():
                before = leavings.pop(fact.person, None)
                begun = before or Leaving(person=fact.person, last_day=fact.last_day)
                again = replace(begun, last_day=fact.last_day, is_ended=False)
                leavings[fact.person] = again
            case LeavingEnded() if fact.person in leavings:
                leavings[fact.person] = replace(leavings[fact.person], is_ended=True)
            case PersonAdmitted():
                leavings.pop(fact.person, None)
            case PersonWithdrawn() if fact.person in leavings:
                leaving = leavings[fact.person]
                leavings[fact.person] = replace(leaving, withdrawn_on=fact.happened_on)
            case OfficeKeyChanged():
                leavings = {person: _with_key(it) for person, it in leavings.items()}
            case RecoverySheetKept():
                leavings = {person: _with_sheet(it) for person, it in leavings.items()}
            case _:
                pass
    return list(leavings.values())


def holding(case: Case, stream: str, name: str, signatory: str) -> Holding | None:
    """Return what hangs on somebody of that name in a case, None where nothing does."""
    if case.closed_on is not None:
        return None
    named = case.named_handler
    handles = same_name(named.name if named else signatory, name)
    owes = tuple(it for it in case.handling.open_promises if same_name(it.owner, name))
    if not handles and not owes:
        return None
    return Holding(
        stream=stream,
        reference=case.reference,
        title=case.title,
        handles=handles,
        decides=handles and case.happened(Kind.OUTCOME_SENT) is None,
        owes=owes,
        concerns=concerned(case),
    )


def concerned(case: Case) -> tuple[str, ...]:
    """Return the names of those whom a case concerns: they neither handle it nor owe anything."""
    return tuple(it.name for role, it in case.people if role is not Role.HANDLER and it.name)


def may_take(members: Iterable[Member], concerns: Iterable[str], leaver: str) -> Iterator[Member]:
    """Return who of the office may take a case that concerns these people, from `leaver`."""
    excluded = [*concerns, leaver]
    for member in members:
        works = member.role is not OfficeRole.READER and member.may_open
        if works and not any(same_name(member.name, other) for other in excluded):
            yield member


def _with_key(leaving: Leaving) -> Leaving:
    """Return the leaving after a change of the key; one from before the withdrawal is no help."""
    return leaving if leaving.withdrawn_on is None else replace(leaving, has_new_key=True)


def _with_sheet(leaving: Leaving) -> Leaving:
    return replace(leaving, has_new_sheet=True) if leaving.has_new_key else leaving
