"""Add a note to a case; a closed one takes it as well."""

from __future__ import annotations

from amends.domain.events.base import required
from amends.domain.events.case_events import NoteAdded
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.recording import record


def add_note(desk: Desk, view: CaseView, text: str, moment: Moment) -> Changed:
    """Add a note of today. Raises `FieldMissingError` for an empty one."""
    note = NoteAdded(happened_on=moment.today, text=required("note", text))
    return record(desk, view.stream, view.seq, [note], moment)
