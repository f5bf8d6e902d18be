"""Set out the points of a complaint; each has a finding of its own."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from amends.domain.events.case_events import Point, PointsDefined
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.recording import must_be_open, record


def define_points(desk: Desk, view: CaseView, texts: Sequence[str], moment: Moment) -> Changed:
    """Set out the points of the complaint; a text that was there before keeps its id.

    Raises `CaseClosedError` in a closed case.
    """
    must_be_open(view)
    known = {point.text: point for point in view.case.points}
    points = tuple(known.get(text) or Point(uuid4(), text) for text in texts)
    event = PointsDefined(happened_on=moment.today, points=points)
    return record(desk, view.stream, view.seq, [event], moment)
