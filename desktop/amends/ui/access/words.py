"""The words for roles, and for what holds of the recovery sheet."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from amends.domain.access import RecoverySheet
from amends.domain.dates_in_words import short
from amends.domain.events.access_events import OfficeRole

ROLES: Final = (OfficeRole.DECISION_MAKER, OfficeRole.HANDLER, OfficeRole.READER)


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
