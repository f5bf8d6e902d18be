"""Every entry that a case can have is called something in its history."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import cast, get_args

import pytest
from msgspec.structs import replace

from amends.domain.case import fold
from amends.domain.events.corrections import CaseFact
from amends.services.case_view import CaseView
from amends.ui.case.history_words import history_lines
from tests.domain.logs import log_from
from tests.domain.sample_events import FULL
from tests.domain.shipped import shipped


class View:
    """As much of a case as its history needs."""

    def __init__(self, *events):
        self.log = tuple(log_from(events))
        self.case, self.procedure = fold(self.log), shipped()
        self.today = events[0].happened_on


OF_A_CASE = {type(event): event for event in FULL if isinstance(event, CaseFact)}


def test_every_kind_of_entry_is_looked_at():
    assert set(OF_A_CASE) == set(get_args(CaseFact))


@pytest.mark.parametrize("event", OF_A_CASE.values(), ids=lambda event: event.kind)
def test_every_kind_of_entry_has_a_title(qapp, event):
    view = cast("CaseView", View(event))
    (line,) = history_lines(view, frozenset({view.log[0].id}), {})
    assert line.title.strip()


def test_an_entry_was_recorded_on_the_day_that_it_was_here(qapp, zone):
    zone("Europe/London")
    view = View(next(iter(OF_A_CASE.values())))
    past_midnight = datetime(2026, 7, 20, 23, 30, tzinfo=UTC)
    view.log = (replace(view.log[0], recorded_at=past_midnight),)
    view.today = date(2026, 7, 21)
    (line,) = history_lines(cast("CaseView", view), frozenset(), {})
    assert "recorded Tue 21 Jul" in line.recorded
