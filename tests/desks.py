"""Offices as services and views meet them: set up like a user's, on a day of our choosing."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from amends.domain.events.case_events import Channel
from amends.domain.events.office_events import Letterhead
from amends.paths import resource
from amends.services import set_up_office as service
from amends.services.desk import Desk, Moment
from amends.services.log_complaint import Complaint, log_complaint
from amends.services.set_up_office import Plan, set_up_office
from amends.storage import office as storage
from amends.storage.calendars import take_snapshot
from amends.storage.stretching import Argon2Cost

TODAY: Final = date(2026, 11, 21)  # a Saturday
RECEIVED: Final = date(2026, 11, 17)  # the Tuesday before
NOW: Final = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
MOMENT: Final = Moment(TODAY, NOW)
PASSPHRASE: Final = "seven grey herons"
LETTERHEAD: Final = Letterhead(
    name="Active X Backs",
    address=("1 Example Street", "Edinburgh EH1 1AA"),
    email="info@example.org",
    phone="0131 000 0000",
    signatory="Gavin Example",
    signatory_role="Clinical Director",
)
PLAN: Final = Plan(letterhead=LETTERHEAD, procedure="active-x-backs", readings={})

# Both cost more than the rest of a test: strong keys, and a calendar taken anew for every office.
_CHEAP: Final = Argon2Cost(memory_kib=8, iterations=1, lanes=1)
_snapshot = cache(take_snapshot)


def cheap_offices() -> AbstractContextManager[Any]:
    """Return a context in which the real service makes real offices, but in no time."""
    return patch.multiple(service, take_snapshot=_snapshot, storage=_CheapStorage())


class _CheapStorage:
    create = staticmethod(partial(storage.create, cost=_CHEAP))
    unlock = staticmethod(storage.unlock)


def make_desk(folder: Path, readings: dict[str, str] | None = None) -> Desk:
    """Set up an office that works to the Active X Backs procedure."""
    plan = Plan(letterhead=LETTERHEAD, procedure="active-x-backs", readings=readings or {})
    with cheap_offices():
        return set_up_office(folder, PASSPHRASE, plan, MOMENT, resource())


def complaint(**changes) -> Complaint:
    """Return the complaint of the design's pictures, with `changes`."""
    facts: dict[str, Any] = {
        "title": "Assessment feedback never arrived",
        "complaint": "Feedback was promised in 10 days. It is now six weeks.",
        "wanted": "feedback, and the unit fee refunded.",
        "channel": Channel.EMAIL,
        "received_on": RECEIVED,
        "complainant": "Maria Ferreira",
        "email": "maria@example.org",
        "relation": "learner",
    }
    return Complaint(**(facts | changes))


def log(desk: Desk, **changes) -> str:
    """Log that complaint and return its stream."""
    return log_complaint(desk, complaint(**changes), MOMENT).stream
