"""Read a case for its page, or find one by its reference."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from amends.domain.access_errors import CaseConcernsYouError
from amends.domain.errors import UnknownCaseError
from amends.services.case_view import CaseView, view_case
from amends.services.desk import Desk


def read_case(desk: Desk, stream: str, today: date) -> CaseView:
    """Return the case as it stands.

    Raises `UnknownCaseError` for a stream without events, and `CaseConcernsYouError` for a case
    about whoever has opened the office.
    """
    with desk.store.reading() as unit:
        if stream in desk.store.kept_from:
            raise CaseConcernsYouError(stream)
        view = view_case(unit, stream, today)
    seat = desk.store.seat
    return replace(view, read_only=seat.read_only if seat is not None else None)


def find_case(desk: Desk, reference: str) -> str:
    """Return the stream of the case with that reference. Raises `UnknownCaseError`."""
    with desk.store.reading() as unit:
        stream = unit.inbox.find(reference)
    if stream is None or stream in desk.store.kept_from:
        raise UnknownCaseError(reference)
    return stream
