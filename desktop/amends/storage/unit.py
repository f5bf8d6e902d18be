"""One unit of work: all that a service may read and write in one transaction."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from amends.storage.drafts import Drafts
from amends.storage.event_log import EventLog, Permit, anything
from amends.storage.inbox import Inbox
from amends.storage.pins import Pins
from amends.storage.promises import Promises
from amends.storage.references import next_reference
from amends.storage.verification import Checks


class Unit:
    """The parts of one open transaction; worth nothing once it has ended."""

    def __init__(self, connection: Connection, folder: Path, permit: Permit = anything) -> None:
        self.events = EventLog(connection, folder, permit)
        self.inbox = Inbox(connection)
        self.promises = Promises(connection)
        self.drafts = Drafts(connection, self.events.check_not_still)
        self.pins = Pins(connection, folder)
        self.checks = Checks(connection)
        self._connection = connection

    def next_reference(self, year: int) -> str:
        """Return the next reference of `year`, such as "2026-034"; not taken if rolled back."""
        return next_reference(self._connection, year)
