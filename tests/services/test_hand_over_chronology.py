"""What the chronology of a hand-over tells, and what it leaves out as work within the office."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast, get_args

import pytest

from amends.domain.case import fold
from amends.domain.events.corrections import CaseFact
from amends.services.case_view import CaseView
from amends.services.hand_over_chronology import chronology
from amends.services.hand_over_contents import Contents
from amends.services.withheld_names import WithheldNames
from tests.domain.logs import log_from
from tests.domain.sample_events import FULL

WITHIN_THE_OFFICE = {
    "case-opened",
    "person-named",
    "identity-chosen",
    "note-added",
    "follow-up-settled",
    "promise-given",
}
OF_A_CASE = {type(event): event for event in FULL if isinstance(event, CaseFact)}


def test_every_kind_of_entry_is_looked_at():
    assert set(OF_A_CASE) == set(get_args(CaseFact))


@pytest.mark.parametrize("event", OF_A_CASE.values(), ids=lambda event: event.kind)
def test_an_entry_is_told_unless_it_is_work_within_the_office(event):
    log = tuple(log_from([event]))
    case = fold(log)
    view = cast("CaseView", SimpleNamespace(case=case, log=log))
    lines = chronology(view, Contents((), (), WithheldNames(case, log)))
    assert len(lines) == (0 if event.kind in WITHIN_THE_OFFICE else 1)
    assert all(line.what.strip() and line.day == event.happened_on for line in lines)
