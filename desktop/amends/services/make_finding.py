"""Record what was found on a point of the complaint."""

from __future__ import annotations

from uuid import UUID

from amends.domain.events.base import required
from amends.domain.events.case_events import FindingMade
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.recording import must_be_open, record


def make_finding(
    desk: Desk, view: CaseView, point: UUID, finding: str, reasons: str, moment: Moment
) -> Changed:
    """Record the finding on a point, with its reasons; an earlier one stays in the history.

    Raises `FieldMissingError` without a finding, without reasons, or for a word that the procedure
    does not have, and `CaseClosedError` in a closed case.
    """
    must_be_open(view)
    known = finding if finding in view.procedure.outcomes.words else ""
    event = FindingMade(
        happened_on=moment.today,
        point=point,
        finding=required("finding", known),
        reasons=required("reasons", reasons),
    )
    return record(desk, view.stream, view.seq, [event], moment)
