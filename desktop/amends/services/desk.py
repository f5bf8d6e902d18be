"""An open office the moment of a change, and what a change says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from amends.storage.office import OpenOffice


@dataclass(frozen=True, slots=True)
class Desk:
    """An office that somebody has opened, and where the shipped resources lie."""

    store: OpenOffice
    resources: Path


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is recorded: the office's own date, and the instant (UTC)."""

    today: date
    now: datetime


@dataclass(frozen=True, slots=True)
class Changed:
    """Which streams a service has changed; views that show one of them refresh."""

    streams: frozenset[str]
