"""After how many minutes without a key or a click the office locks itself, on this computer."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSettings

CHOICES_MINUTES: Final = (5, 15, 30, 60)
NEVER: Final = 0
USUAL_MINUTES: Final = 15

_KEY: Final = "lock/idle_minutes"


def idle_minutes() -> int:
    """Return the choice of this computer, the usual one where there is none or it is damaged."""
    kept = QSettings().value(_KEY, USUAL_MINUTES)
    try:
        minutes = int(str(kept))
    except ValueError:
        return USUAL_MINUTES
    return minutes if minutes in (NEVER, *CHOICES_MINUTES) else USUAL_MINUTES


def set_idle_minutes(minutes: int) -> None:
    QSettings().setValue(_KEY, minutes)
