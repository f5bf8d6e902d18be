"""What a closed case says never changes, whatever the office counts by later."""

from __future__ import annotations

from datetime import date, timedelta
from unittest.mock import patch

import msgspec

from amends.domain.events.case_events import CaseClosed
from amends.domain.events.course_events import CaseReopened
from amends.domain.happenings import Kind
from amends.domain.office import fold_office
from amends.services import ground as grounds
from amends.services.change_office import change_letterhead
from amends.services.desk import Moment
from amends.services.inbox_rows import rebuild
from amends.services.read_case import read_case
from amends.services.record_step import Step, record_step
from tests.closures import add_closure
from tests.desks import LETTERHEAD, MOMENT, NOW, TODAY, log
from tests.services.letter_cases import happen
from tests.services.versions import adopt, shipped

SHUT = date(2026, 11, 18)
LATER = Moment(TODAY, NOW + timedelta(hours=1))
RESPONSE = "stage-2.response"


def seen(desk, stream):
    return read_case(desk, stream, TODAY)


def close(desk, stream):
    record_step(desk, seen(desk, stream), Step(Kind.CLOSED, TODAY, note="Over."), MOMENT)
    return seen(desk, stream)


def test_a_closing_says_by_what_the_office_counted_then(desk, stream):
    view = close(desk, stream)
    assert view.case.closed_seq == view.ground.seq == 3


def test_a_closure_and_a_calendar_that_come_later_move_nothing_in_it(desk, stream):
    before = close(desk, stream)
    add_closure(desk, SHUT, SHUT, "Burst pipe", LATER)
    after = seen(desk, stream)
    assert after.clocks == before.clocks
    assert [after.explain(RESPONSE), after.timeline] == [before.explain(RESPONSE), before.timeline]


def test_an_open_case_beside_it_moves(desk, stream):
    close(desk, stream)
    other = log(desk)
    before = seen(desk, other).clock(RESPONSE).due
    add_closure(desk, SHUT, SHUT, "Burst pipe", LATER)
    assert seen(desk, other).clock(RESPONSE).due == before + timedelta(days=1)


def test_once_reopened_it_follows_the_office_of_today(desk, stream):
    before = close(desk, stream).clock(RESPONSE).due
    add_closure(desk, SHUT, SHUT, "Burst pipe", LATER)
    view = happen(desk, stream, CaseReopened(happened_on=TODAY, reason="New facts."))
    assert view.clock(RESPONSE).due == before + timedelta(days=1)


def test_one_that_was_closed_before_that_was_kept_follows_the_office_as_it_did(desk, stream):
    view = happen(desk, stream, CaseClosed(happened_on=TODAY, reason="Over."))
    before = view.clock(RESPONSE).due
    add_closure(desk, SHUT, SHUT, "Burst pipe", LATER)
    assert seen(desk, stream).clock(RESPONSE).due == before + timedelta(days=1)


def test_the_letterhead_is_always_that_of_today(desk, stream):
    close(desk, stream)
    head = msgspec.structs.replace(LETTERHEAD, name="Another name")
    change_letterhead(desk, head, LATER)
    add_closure(desk, SHUT, SHUT, "", LATER)
    assert seen(desk, stream).ground.office.letterhead == head


def test_its_readings_stay_though_the_policy_is_adopted_again(desk, stream):
    before = close(desk, stream)
    adopt(desk, shipped(), readings={RESPONSE: "acknowledged"}, moment=LATER)
    assert seen(desk, stream).clocks == before.clocks


def test_many_closed_cases_fold_the_office_once(desk):
    for _ in range(5):
        close(desk, log(desk))
    add_closure(desk, SHUT, SHUT, "", LATER)
    with (
        patch.object(grounds, "fold_office", wraps=fold_office) as folding,
        desk.store.transaction() as unit,
    ):
        rebuild(unit, TODAY)
    assert folding.call_count == 2  # as it stands, and as it stood when they were closed
