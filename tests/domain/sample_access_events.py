"""The samples of what changes who may open the office: one full and one bare of every kind."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from amends.domain.events.access_events import (
    AccessFact,
    ComputerDistrusted,
    ComputerTrusted,
    LeavingBegun,
    LeavingEnded,
    OfficeKeyChanged,
    OfficeRole,
    PassphraseChanged,
    PersonAdmitted,
    PersonLeft,
    PersonWithdrawn,
    RecoverySheetKept,
    RecoverySheetMade,
    RoleGiven,
)

_DAY = date(2026, 11, 17)
_PERSON = UUID("11111111-2222-8333-8444-555555555555")
_COMPUTER = "22222222-2222-4333-8444-555555555555"

FULL: tuple[AccessFact, ...] = (
    PersonAdmitted(happened_on=_DAY, person=_PERSON),
    PersonWithdrawn(happened_on=_DAY, person=_PERSON),
    RecoverySheetMade(happened_on=_DAY),
    RecoverySheetKept(happened_on=_DAY),
    OfficeKeyChanged(happened_on=_DAY, number=2),
    LeavingBegun(happened_on=_DAY, person=_PERSON, last_day=date(2026, 11, 20)),
    LeavingEnded(happened_on=_DAY, person=_PERSON),
    RoleGiven(happened_on=_DAY, role=OfficeRole.READER),
    PassphraseChanged(happened_on=_DAY, recovered=True),
    ComputerTrusted(happened_on=_DAY, computer=_COMPUTER, name="Front desk, Büro 😀", key=2),
    ComputerDistrusted(happened_on=_DAY, computer=_COMPUTER),
    PersonLeft(happened_on=_DAY),
)

BARE: tuple[AccessFact, ...] = (
    PersonAdmitted(happened_on=_DAY, person=_PERSON),
    PersonWithdrawn(happened_on=_DAY, person=_PERSON),
    RecoverySheetMade(happened_on=_DAY),
    RecoverySheetKept(happened_on=_DAY),
    OfficeKeyChanged(happened_on=_DAY, number=0),
    LeavingBegun(happened_on=_DAY, person=_PERSON, last_day=_DAY),
    LeavingEnded(happened_on=_DAY, person=_PERSON),
    RoleGiven(happened_on=_DAY, role=OfficeRole.HANDLER),
    PassphraseChanged(happened_on=_DAY),
    ComputerTrusted(happened_on=_DAY, computer=_COMPUTER, name="", key=1),
    ComputerDistrusted(happened_on=_DAY, computer=_COMPUTER),
    PersonLeft(happened_on=_DAY),
)
