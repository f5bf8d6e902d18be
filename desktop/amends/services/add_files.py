"""Add files to a case as evidence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from amends.services.attachments import File, stored
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.progress import Progress
from amends.services.recording import must_be_open, record


def add_files(
    desk: Desk,
    view: CaseView,
    files: Sequence[File],
    moment: Moment,
    progress: Progress | None = None,
) -> Changed:
    """Add files to the case as evidence; `progress` counts bytes, and may stop it.

    Raises `CaseClosedError` in a closed case, and what storing them raises: none is recorded then.
    """
    must_be_open(view)
    events, done, total = [], 0, sum(file.size for file in files)
    for file in files:
        step = partial(_further, progress, done, total) if progress else None
        events.append(stored(desk, file, moment.today, step))
        done += file.size
    return record(desk, view.stream, view.seq, events, moment)


def _further(progress: Progress, before: int, total: int, done: int) -> None:
    progress(min(before + done, total), total)
