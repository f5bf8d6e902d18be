"""What is no complaint goes elsewhere, and stays in the inbox until somebody has it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amends.domain.clocks import State
from amends.domain.errors import (
    CaseMovedOnError,
    DateNotPossibleError,
    EventStandsError,
    FieldMissingError,
)
from amends.domain.events.case_events import Acknowledged
from amends.domain.happenings import Kind
from amends.domain.letter_kinds import LetterKind
from amends.services.put_right import may_take_back, take_back
from amends.services.read_inbox import read_page
from amends.services.redirect_case import redirect_case, take_over
from tests.desks import MOMENT, TODAY
from tests.services.course import HOSTILE, notified, now, redirected, ruled_out, told

TOLD_ON = date(2026, 11, 19)


@pytest.mark.parametrize("redirect", ["appeal", "malpractice", "enquiry"])
def test_a_redirect_asks_for_its_letter_and_nothing_else(desk, stream, redirect):
    view = redirected(desk, stream, redirect)
    assert view.case.handling.redirected.redirect == redirect
    letters = {clock.letter for clock in view.clocks if clock.is_open}
    assert letters == {LetterKind.REDIRECT}


def test_evidence_to_keep_is_a_promise_of_the_same_day(desk, stream):
    keep = (" the recording ", "", f"the log {HOSTILE}")
    view = redirected(desk, stream, "malpractice", keep)
    promises = [owed.promise for owed in view.case.handling.open_promises]
    assert [promise.due for promise in promises] == [TODAY, TODAY]
    assert promises[0].what == "Keep safe: the recording"
    assert view.next_step.due == TODAY


def test_once_told_nothing_is_due_and_it_stays_in_the_inbox(desk, stream):
    redirected(desk, stream)
    view = told(desk, stream, Kind.REDIRECT_SENT)
    assert view.next_step is None
    assert view.clock("stage-2.response").state is State.ENDED
    (row,) = read_page(desk, "", None, 10)
    assert (row.step, row.closed) == ("Nobody has taken it over yet", False)


def test_it_is_taken_over_and_then_closed(desk, stream):
    redirected(desk, stream)
    view = told(desk, stream, Kind.REDIRECT_SENT, TOLD_ON)
    take_over(desk, view, " Assessment lead ", TODAY, " In writing. ", MOMENT)
    taken = now(desk, stream).case.handling.taken_over
    assert (taken.by, taken.note) == ("Assessment lead", "In writing.")
    (row,) = read_page(desk, "", None, 10)
    assert row.step == "Taken over by Assessment lead"
    assert told(desk, stream, Kind.CLOSED).case.closed_on == TODAY


@pytest.mark.parametrize("day", [TOLD_ON - timedelta(days=1), TODAY + timedelta(days=1)])
def test_nobody_takes_it_over_before_the_complainant_was_told_or_after_today(desk, stream, day):
    redirected(desk, stream)
    view = told(desk, stream, Kind.REDIRECT_SENT, TOLD_ON)
    with pytest.raises(DateNotPossibleError):
        take_over(desk, view, "Assessment lead", day, "", MOMENT)


def test_somebody_takes_it_over(desk, stream):
    redirected(desk, stream)
    view = told(desk, stream, Kind.REDIRECT_SENT)
    with pytest.raises(FieldMissingError):
        take_over(desk, view, "  ", TODAY, "", MOMENT)


def test_nobody_takes_over_what_was_not_redirected(desk, view):
    with pytest.raises(CaseMovedOnError):
        take_over(desk, view, "Assessment lead", TODAY, "", MOMENT)


def test_where_it_goes_is_to_be_chosen(desk, view):
    with pytest.raises(FieldMissingError):
        redirect_case(desk, view, "", "", (), MOMENT)


@pytest.mark.parametrize("before", [redirected, ruled_out])
def test_what_went_elsewhere_is_not_redirected_again(desk, stream, before):
    view = before(desk, stream)
    with pytest.raises(CaseMovedOnError):
        redirect_case(desk, view, "appeal", "", (), MOMENT)


def test_a_notice_is_no_complaint_that_could_go_elsewhere(desk):
    with pytest.raises(CaseMovedOnError):
        redirect_case(desk, notified(desk), "appeal", "", (), MOMENT)


def test_a_redirect_by_mistake_is_taken_back_while_its_letter_was_not_sent(desk, stream):
    view = redirected(desk, stream, "malpractice", ("the recording",))
    take_back(desk, view, view.log[-1].id, "It is a complaint after all.", MOMENT)
    after = now(desk, stream)
    assert after.case.handling.redirected is None
    assert after.case.handling.open_promises == ()
    assert after.next_step.letter is LetterKind.RECEIPT


def test_a_redirect_that_the_complainant_was_told_of_stays(desk, stream):
    entry = redirected(desk, stream).log[-1].id
    view = told(desk, stream, Kind.REDIRECT_SENT)
    with pytest.raises(EventStandsError):
        take_back(desk, view, entry, "A slip.", MOMENT)
    take_back(desk, view, view.log[-1].id, "They were not told.", MOMENT)
    assert may_take_back(now(desk, stream), entry)


def test_a_receipt_by_hand_can_still_be_taken_back(desk, stream):
    view = told(desk, stream, Kind.ACKNOWLEDGED)
    assert isinstance(view.log[-1].event, Acknowledged)
    assert may_take_back(view, view.log[-1].id)
