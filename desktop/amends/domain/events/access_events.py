"""What can happen to the ways into an office: who may open it, as what, and by which key.

The office's own stream tells who was admitted and withdrawn, and what became of key and recovery
sheet; each person's stream tells their role, their passphrase and the computers that open the
office without it. No event holds a secret.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

from amends.domain.events.base import Event


class OfficeRole(StrEnum):
    """What somebody may record in the office."""

    READER = "reader"
    HANDLER = "handler"
    DECISION_MAKER = "decision-maker"


class PersonAdmitted(Event, frozen=True, kw_only=True, tag="person-admitted"):
    """Somebody may open the office from now on."""

    person: UUID


class PersonWithdrawn(Event, frozen=True, kw_only=True, tag="person-withdrawn"):
    """Somebody may open the office no more."""

    person: UUID


class RecoverySheetMade(Event, frozen=True, kw_only=True, tag="recovery-sheet-made"):
    """There is a new recovery code; every earlier sheet is worthless."""


class RecoverySheetKept(Event, frozen=True, kw_only=True, tag="recovery-sheet-kept"):
    """The last sheet was printed or saved."""


class OfficeKeyChanged(Event, frozen=True, kw_only=True, tag="office-key-changed"):
    """The office was encrypted anew, under key `number`; no recovery sheet of before opens it."""

    number: int


class RoleGiven(Event, frozen=True, kw_only=True, tag="role-given"):
    """From now on this person may record what the role allows."""

    role: OfficeRole


class PassphraseChanged(Event, frozen=True, kw_only=True, tag="passphrase-changed"):
    """The person chose another passphrase; `recovered` where they had forgotten the last one."""

    recovered: bool = False


class ComputerTrusted(Event, frozen=True, kw_only=True, tag="computer-trusted"):
    """A computer opens the office without the passphrase, as this person, under key `key`.

    `computer` is the name of its entry in the key store; `name` is what the person calls it.
    """

    computer: str
    name: str
    key: int


class ComputerDistrusted(Event, frozen=True, kw_only=True, tag="computer-distrusted"):
    """The computer opens the office for this person no more, since somebody at it wants it so.

    A new passphrase, a new key and their leaving say so by themselves.
    """

    computer: str


class PersonLeft(Event, frozen=True, kw_only=True, tag="person-left"):
    """The person may open the office no more."""


class LeavingBegun(Event, frozen=True, kw_only=True, tag="leaving-begun"):
    """Somebody leaves the office, or has left; `last_day` is the last one on which they worked."""

    person: UUID
    last_day: date


class LeavingEnded(Event, frozen=True, kw_only=True, tag="leaving-ended"):
    """A leaving was called off, or what was left to do about it was left at that."""

    person: UUID


OfficeAccessFact = (
    PersonAdmitted
    | PersonWithdrawn
    | RecoverySheetMade
    | RecoverySheetKept
    | OfficeKeyChanged
    | LeavingBegun
    | LeavingEnded
)
PersonAccessFact = RoleGiven | PassphraseChanged | ComputerTrusted | ComputerDistrusted | PersonLeft
AccessFact = OfficeAccessFact | PersonAccessFact
