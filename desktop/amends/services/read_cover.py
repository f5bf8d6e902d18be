"""Where the office is: here, with somebody else, or held here for somebody."""

from __future__ import annotations

from amends.domain.cover import Cover, fold_cover
from amends.domain.streams import OFFICE
from amends.services.desk import Desk
from amends.services.take_seat import read_member


def read_cover(desk: Desk) -> Cover:
    """Return what holds of the office's whereabouts."""
    with desk.store.reading() as unit:
        return fold_cover(unit.events.read(OFFICE))


def held_for(desk: Desk, cover: Cover) -> str:
    """Return the name of whoever passed the office on; "" where nobody did."""
    if cover.passed_by is None:
        return ""
    with desk.store.reading() as unit:
        return read_member(unit, cover.passed_by).name
