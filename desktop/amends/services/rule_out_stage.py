"""Find that a stage is not possible: nobody in the office is free to decide it."""

from __future__ import annotations

from amends.domain.course import stages_to_rule_out
from amends.domain.errors import CaseMovedOnError
from amends.domain.events.base import required
from amends.domain.events.handling_events import StageNotPossible, WhyNotPossible
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.recording import record


def rule_out_stage(
    desk: Desk, view: CaseView, stage: str, reason: str, note: str, moment: Moment
) -> Changed:
    """Record that the stage of that key is not possible; the complainant is to be told by letter.

    `reason` is a `WhyNotPossible`, "" where none was chosen, which raises `FieldMissingError`.
    Raises `CaseMovedOnError` where the stage is over, or the matter went elsewhere.
    """
    stages = stages_to_rule_out(view.case, view.procedure, view.clocks)
    if stage not in {each.key for each in stages}:
        raise CaseMovedOnError(view.stream)
    why = WhyNotPossible(required("why it is not possible", reason))
    found = StageNotPossible(happened_on=moment.today, stage=stage, reason=why, note=note.strip())
    return record(desk, view.stream, view.seq, [found], moment)
