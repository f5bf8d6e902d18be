"""The words for roles, and for what holds of the recovery sheet."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from amends.domain.access import RecoverySheet
from amends.domain.computers import Computer
from amends.domain.dates_in_words import short
from amends.domain.events.access_events import OfficeRole
from amends.services.list_computers import ComputersOf

ROLES: Final = (OfficeRole.DECISION_MAKER, OfficeRole.HANDLER, OfficeRole.READER)

# Of those that open the office no more, as many of the latest.
ENDED_SHOWN: Final = 3


def role_words(role: OfficeRole) -> str:
    """Return what a role is called."""
    translate = QCoreApplication.translate
    return {
        OfficeRole.DECISION_MAKER: translate("access", "Decision-maker"),
        OfficeRole.HANDLER: translate("access", "Handler"),
        OfficeRole.READER: translate("access", "Reader"),
    }[role]


def role_explained(role: OfficeRole) -> str:
    """Return what a role allows."""
    translate = QCoreApplication.translate
    return {
        OfficeRole.DECISION_MAKER: translate(
            "access", "Does everything: cases, the office and its policy, people, the key."
        ),
        OfficeRole.HANDLER: translate(
            "access",
            "Works in all cases; leaves the office, its policy and its people alone.",
        ),
        OfficeRole.READER: translate("access", "Reads everything and records nothing."),
    }[role]


def computer_words(computers: ComputersOf, today: date) -> list[str]:
    """Return a line for each computer that opens the office for somebody, or lately did."""
    opening = [_opening_words(it, today) for it in computers.opening]
    return [*opening, *(_ended_words(it, today) for it in computers.ended[-ENDED_SHOWN:])]


def _opening_words(computer: Computer, today: date) -> str:
    translate = QCoreApplication.translate
    if computer.since is None:
        return translate(
            "access",
            "On a computer whose name is not on record, the office opens without the passphrase.",
        )
    day = short(computer.since, today)
    return translate(
        "access", "On “{name}” the office opens without the passphrase, since {day}."
    ).format(name=computer.name, day=day)


def _ended_words(computer: Computer, today: date) -> str:
    translate = QCoreApplication.translate
    first = "" if computer.since is None else short(computer.since, today)
    if computer.until is None:  # such as by an older keys.json that was put in the place of today's
        return translate(
            "access",
            "On “{name}” it opened without the passphrase from {day}, and no longer does.",
        ).format(name=computer.name, day=first)
    last = short(computer.until, today)
    if first == last:
        return translate(
            "access", "On “{name}” it opened without the passphrase, on {day} alone."
        ).format(name=computer.name, day=first)
    return translate(
        "access", "On “{name}” it opened without the passphrase, from {first} until {last}."
    ).format(name=computer.name, first=first, last=last)


def sheet_words(sheet: RecoverySheet, today: date) -> str:
    """Return what holds of the recovery sheet."""
    translate = QCoreApplication.translate
    if sheet.made_on is None:
        return translate(
            "access",
            "There is no recovery sheet. If every passphrase is forgotten, nobody can open the "
            "office any more.",
        )
    day = short(sheet.made_on, today)
    if sheet.kept_on is None:
        return translate(
            "access",
            "A recovery sheet was made on {day}, but neither printed nor saved. Make another one.",
        ).format(day=day)
    return translate("access", "The recovery sheet of {day} opens the office.").format(day=day)
