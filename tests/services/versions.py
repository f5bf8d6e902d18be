"""Policies and versions of them that an office comes to work to."""

from __future__ import annotations

from amends.domain.events.office_events import ProcedureAdopted
from amends.domain.streams import OFFICE
from amends.paths import resource
from amends.services.desk import Moment
from amends.services.inbox_rows import rebuild
from tests.desks import MOMENT

FIRST = "active-x-backs"


def shipped(name=FIRST):
    places = (
        resource("procedures", f"{name}.toml"),
        resource("procedures", "other", f"{name}.toml"),
    )
    return next(place for place in places if place.is_file()).read_bytes()


def shorter(raw=None):
    """Return the first policy in a version that answers within 15 working days."""
    raw = raw or shipped()
    return raw.replace(b'within = "20 working days"', b'within = "15 working days"')


def adopt(desk, raw=None, name=FIRST, since=None, readings=None, moment: Moment = MOMENT):
    """Let the office work to a policy, or to a new version of one, since that day."""
    with desk.store.transaction() as unit:
        event = ProcedureAdopted(
            happened_on=moment.today,
            procedure=name,
            digest=unit.pins.pin(raw or shorter()),
            readings=readings or {},
            in_force_from=since,
        )
        seq = unit.events.last_seq(OFFICE)
        unit.events.append(OFFICE, seq, [event], now=moment.now, person=desk.store.person)
        rebuild(unit, moment.today)
