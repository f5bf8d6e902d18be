"""Who may open the office, as what, and what a role allows; and what holds of its recovery sheet.

All people of an office share one key: a role is kept by the program, not by the encryption.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

import msgspec
from msgspec.structs import replace

from amends.domain.events import AnyEvent, Recorded
from amends.domain.events.access_events import (
    ComputerDistrusted,
    ComputerTrusted,
    OfficeKeyChanged,
    OfficeRole,
    PassphraseChanged,
    PersonLeft,
    RecoverySheetKept,
    RecoverySheetMade,
    RoleGiven,
)
from amends.domain.events.cover_events import OfficeGivenBack, OfficeTakenOver
from amends.domain.events.folding import standing
from amends.domain.events.office_events import PersonJoined
from amends.domain.read_only import HasLeft, LeavesOfficeAlone, OnlyReads, ReadOnly
from amends.domain.streams import CASES, PEOPLE, person_stream


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of the office. `title` is what they are to it, such as "Clinical Director".

    Who was there before there were roles may record everything.
    """

    id: UUID
    name: str = ""
    title: str = ""
    role: OfficeRole = OfficeRole.DECISION_MAKER
    joined_on: date | None = None
    left_on: date | None = None

    @property
    def may_open(self) -> bool:
        """Whether they joined, and have not left."""
        return self.joined_on is not None and self.left_on is None


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """What holds of whoever has opened the office, as of its entry number `entries`.

    `kept_from` are the streams of the cases that concern them. `away` says why nobody can change
    anything in this folder, such as while the office is with somebody else.
    """

    member: Member
    away: ReadOnly | None = None
    kept_from: frozenset[str] = frozenset()
    entries: int = 0

    def is_like(self, other: Seat) -> bool:
        """Return whether the same holds, however many entries came between."""
        return replace(self, entries=other.entries) == other

    @property
    def read_only(self) -> ReadOnly | None:
        """Why they can change nothing, in cases neither; None where they can."""
        if self.member.left_on is not None:
            return HasLeft(self.member.left_on)
        if self.away is not None:
            return self.away
        return OnlyReads() if self.member.role is OfficeRole.READER else None

    @property
    def office_read_only(self) -> ReadOnly | None:
        """Why they can change nothing of the office itself; None where they can."""
        if self.read_only is None and self.member.role is not OfficeRole.DECISION_MAKER:
            return LeavesOfficeAlone()
        return self.read_only


class RecoverySheet(msgspec.Struct, frozen=True, kw_only=True):
    """Since when there is a recovery code that opens the office, and whether it is on paper."""

    made_on: date | None = None
    kept_on: date | None = None


def fold_member(person: UUID, log: Iterable[Recorded]) -> Member:
    """Return the person that the events of their stream add up to."""
    member = Member(id=person)
    for _entry, fact in standing(log):
        match fact:
            case PersonJoined():
                member = replace(
                    member,
                    name=fact.name,
                    title=fact.role,
                    joined_on=fact.happened_on,
                    left_on=None,
                )
            case RoleGiven():
                member = replace(member, role=fact.role)
            case PersonLeft():
                member = replace(member, left_on=fact.happened_on)
            case _:
                pass
    return member


def fold_recovery_sheet(log: Iterable[Recorded]) -> RecoverySheet:
    """Return what holds of the sheet, from the events of the office's stream."""
    sheet = RecoverySheet()
    for _entry, fact in standing(log):
        match fact:
            case RecoverySheetMade():
                sheet = RecoverySheet(made_on=fact.happened_on)
            case RecoverySheetKept():
                sheet = replace(sheet, kept_on=fact.happened_on)
            case OfficeKeyChanged():
                sheet = RecoverySheet()
            case _:
                pass
    return sheet


def may_record(role: OfficeRole, own: UUID, stream: str, event: AnyEvent) -> bool:
    """Return whether a person, who is `own`, may record `event` in `stream`.

    A reader records nothing, a handler what happens in cases, a decision-maker everything. Anybody
    may choose another passphrase for themselves, let a computer open the office without it, and put
    an end to that for anybody who shares the computer with them. Who covers for others takes the
    office over, and gives it back, as a handler too.
    """
    if stream == person_stream(own) and isinstance(event, PassphraseChanged | ComputerTrusted):
        return True
    if stream.startswith(PEOPLE) and isinstance(event, ComputerDistrusted):
        return True
    if role is OfficeRole.HANDLER:
        return stream.startswith(CASES) or isinstance(event, OfficeTakenOver | OfficeGivenBack)
    return role is OfficeRole.DECISION_MAKER
