"""The day and the time, as the command line asks the system for them."""

from __future__ import annotations

from datetime import UTC, date, datetime


def system_now() -> datetime:
    """Return the instant, in UTC."""
    return datetime.now(UTC)


def system_today() -> date:
    """Return the day in the time zone of this computer."""
    return system_now().astimezone().date()
