"""A case opened by the outside body's notice: no complaint was received, and nobody complained."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amends.domain.errors import (
    CalendarRangeError,
    DateNotPossibleError,
    FieldMissingError,
)
from amends.domain.happenings import Kind
from amends.domain.standing import where_it_stands
from amends.domain.timeline import MarkKind
from amends.services.add_note import add_note
from amends.services.define_points import define_points
from amends.services.hand_over import HandOver, hand_over
from amends.services.hand_over_steps import FileKind
from amends.services.inbox_rows import rebuild
from amends.services.log_notice import log_notice, usual_outside_body
from amends.services.promising import Dated
from amends.services.put_right import correct_day, last_action
from amends.services.read_inbox import read_page
from amends.services.record_step import Step, record_step
from tests.desks import MOMENT, TODAY
from tests.services.course import HOSTILE, heard, notice, notified, now, told

ASKED = Dated("Send the assessment record", date(2026, 12, 2))


def test_a_case_holds_what_the_notice_says(desk):
    case = notified(desk, answer=ASKED).case
    assert (case.reference, case.received_on) == ("2026-001", None)
    assert case.came_in_on == date(2026, 11, 18)
    assert case.title == "Assessment at the Leith centre"
    assert case.complaint == "We were told that learners were helped."
    assert case.people == ()
    assert case.handling.notified.body == usual_outside_body(desk) == "CIMSPA"


def test_what_it_asks_for_is_the_next_step_and_stands_in_the_inbox(desk):
    view = notified(desk, answer=ASKED)
    assert (view.next_step.step, view.next_step.due) == ASKED
    (row,) = read_page(desk, "", None, 10)
    assert (row.step, row.next_due, row.who) == (*ASKED, "")


def test_one_that_asks_for_nothing_waits_with_the_outside_body(desk):
    assert notified(desk).next_step is None
    (row,) = read_page(desk, "", None, 10)
    assert (row.step, row.stage) == ("Waits with CIMSPA", "Stage 3")


def test_the_timeline_begins_with_the_notice_and_opens_the_third_stage(desk):
    timeline = notified(desk).timeline
    opened = {band.key: band.first for band in timeline.bands}
    assert opened == {"stage-1": None, "stage-2": None, "stage-3": date(2026, 11, 18)}
    done = [(mark.title, mark.on) for mark in timeline.marks if mark.kind is MarkKind.DONE]
    assert done == [("Notified", date(2026, 11, 18))]


def test_the_case_goes_on_like_any_other(desk):
    view = notified(desk, answer=ASKED)
    stream = view.stream
    add_note(desk, view, "They rang.", MOMENT)
    define_points(desk, now(desk, stream), ["Were learners helped?"], MOMENT)
    heard(desk, stream, is_final=True)
    correct_day(desk, now(desk, stream), view.log[-1].id, TODAY, "It came today.", MOMENT)
    after = now(desk, stream)
    assert after.case.came_in_on == TODAY
    assert after.case.title == "Assessment at the Leith centre"
    for name in (f"{clock.stage}.{clock.key}" for clock in after.clocks):
        assert after.explain(name).as_text()


def test_it_is_closed_like_any_other(desk):
    view = notified(desk)
    assert told(desk, view.stream, Kind.CLOSED).case.closed_on == TODAY


def test_no_step_can_have_been_taken_before_the_notice(desk):
    view = notified(desk)
    early = Step(Kind.CLOSED, date(2026, 11, 17), note="Over.")
    with pytest.raises(DateNotPossibleError):
        record_step(desk, view, early, MOMENT)


def test_the_notice_itself_cannot_be_undone(desk):
    assert last_action(notified(desk)) == ()


def test_its_row_is_the_same_when_it_is_derived_again(desk):
    notified(desk, answer=ASKED)
    before = read_page(desk, "", None, 10)
    with desk.store.transaction() as unit:
        rebuild(unit, TODAY)
    assert read_page(desk, "", None, 10) == before


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"title": " \n"}, FieldMissingError),
        ({"received_on": TODAY + timedelta(days=1)}, DateNotPossibleError),
        ({"received_on": date.min}, DateNotPossibleError),
        ({"answer": Dated("Send it", date(2026, 11, 17))}, DateNotPossibleError),
        ({"answer": Dated("Send it", date.max)}, CalendarRangeError),
        ({"answer": Dated(" ", date(2026, 12, 2))}, FieldMissingError),
    ],
)
def test_what_cannot_be_kept_is_refused_and_no_number_is_used(desk, changes, error):
    with pytest.raises(error):
        log_notice(desk, notice(**changes), MOMENT)
    assert read_page(desk, "", None, 10) == []
    assert notified(desk).case.reference == "2026-001"


def test_it_is_found_by_its_title_and_kept_as_typed(desk):
    view = notified(desk, title=f"Leith {HOSTILE}", notice=HOSTILE * 1000)
    assert view.case.complaint == (HOSTILE * 1000).strip()
    (row,) = read_page(desk, "leith", None, 10)
    assert row.title == f"Leith {HOSTILE}".strip()


def test_somebody_else_may_have_given_notice(desk):
    view = notified(desk, body=" Awarding body ")
    assert where_it_stands(view.case, view.procedure) == "Waits with Awarding body"
    assert heard(desk, view.stream).case.handling.outside[0].body == "Awarding body"


@pytest.mark.parametrize(
    ("kind", "name"), [(FileKind.ARCHIVE, "case.zip"), (FileKind.PDF, "case.pdf")]
)
def test_it_is_handed_over_like_any_other(desk, tmp_path, kind, name):
    view, target = notified(desk, answer=ASKED), tmp_path / name
    asked = HandOver("CIMSPA", "As asked.", target, kind)
    hand_over(desk, view.stream, asked, MOMENT, lambda _done, _total: None)
    assert target.stat().st_size > 0
    assert now(desk, view.stream).case.disclosures[0].to == "CIMSPA"
