"""Promises that are kept, with their proof, or let go; and cases that cannot be closed before."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from amends.domain.clocks import State
from amends.domain.errors import (
    CaseMovedOnError,
    CaseStillOwesError,
    DateNotPossibleError,
    FieldMissingError,
)
from amends.domain.happenings import Kind
from amends.domain.standing import where_it_stands
from amends.services.add_files import add_files
from amends.services.attachments import File
from amends.services.keep_promise import Kept, keep_promise, let_go
from amends.services.make_action_plan import make_action_plan
from amends.services.plan_action import settle_follow_up
from amends.services.promising import Dated
from amends.services.put_right import take_back
from amends.services.record_step import Step, record_step
from tests.desks import MOMENT, TODAY
from tests.services.upheld import CONSIDERED, answer, now, plan, uphold

SOON = date(2026, 12, 4)
CLOSING = Step(Kind.CLOSED, TODAY, note="Over.")


@pytest.fixture
def promise(desk, view):
    return plan(desk, view, "Refund the unit fee", SOON, "Gavin Example")


def owed(desk, view):
    return now(desk, view).case.handling.promises[-1]


def test_a_promise_that_was_kept_is_owed_no_more(desk, view, promise):
    keep_promise(desk, now(desk, view), promise, Kept(TODAY, " Paid by card. "), MOMENT)
    assert (owed(desk, view).kept_on, owed(desk, view).note) == (TODAY, "Paid by card.")
    assert now(desk, view).clock(f"promise.{promise}").state is State.MET


def test_its_proof_can_be_a_file_of_the_case(desk, view, promise):
    add_files(desk, now(desk, view), [File("slip.pdf", "application/pdf", b"%PDF")], MOMENT)
    (file,) = now(desk, view).case.evidence
    kept = Kept(TODAY, proof=file.evidence)
    keep_promise(desk, now(desk, view), promise, kept, MOMENT)
    assert owed(desk, view).evidence == file.evidence


def test_its_proof_can_be_a_new_file_added_in_the_same_step(desk, view, promise):
    slip = File("Beleg \U0001f600.pdf", "application/pdf", b"%PDF")
    keep_promise(desk, now(desk, view), promise, Kept(TODAY, proof=slip), MOMENT)
    (file,) = now(desk, view).case.evidence
    assert owed(desk, view).evidence == file.evidence
    assert desk.store.evidence.read(file.blob) == b"%PDF"


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), TODAY - timedelta(days=1), date.min])
def test_it_is_kept_between_the_day_of_the_promise_and_today(desk, view, promise, day):
    with pytest.raises(DateNotPossibleError) as caught:
        keep_promise(desk, now(desk, view), promise, Kept(day), MOMENT)
    assert (caught.value.earliest, caught.value.latest) == (TODAY, TODAY)


def test_a_promise_is_let_go_for_a_reason(desk, view, promise):
    with pytest.raises(FieldMissingError):
        let_go(desk, now(desk, view), promise, " ", MOMENT)
    let_go(desk, now(desk, view), promise, "The learner wants none.", MOMENT)
    assert owed(desk, view).note == "The learner wants none."
    assert now(desk, view).clock(f"promise.{promise}").state is State.ENDED


def test_what_is_owed_no_more_is_neither_kept_nor_let_go_again(desk, view, promise):
    keep_promise(desk, now(desk, view), promise, Kept(TODAY), MOMENT)
    for gone in (promise, uuid4()):
        with pytest.raises(CaseMovedOnError):
            keep_promise(desk, now(desk, view), gone, Kept(TODAY), MOMENT)
        with pytest.raises(CaseMovedOnError):
            let_go(desk, now(desk, view), gone, "Again.", MOMENT)


def test_the_answer_that_a_plan_promised_is_given_by_its_letter_alone(desk, view):
    make_action_plan(desk, view, "A witness is away.", [Dated("Ask her", SOON)], SOON, MOMENT)
    sent = Step(Kind.ACTION_PLAN_SENT, TODAY)
    record_step(desk, now(desk, view), sent, MOMENT)
    (answering,) = (
        it for it in now(desk, view).case.handling.promises if it.origin == "plan-answer"
    )
    with pytest.raises(CaseMovedOnError):
        keep_promise(desk, now(desk, view), answering.promise.id, Kept(TODAY), MOMENT)
    let_go(desk, now(desk, view), answering.promise.id, "It was withdrawn.", MOMENT)


def test_both_can_be_undone(desk, view, promise):
    for use in (
        lambda case: keep_promise(desk, case, promise, Kept(TODAY), MOMENT),
        lambda case: let_go(desk, case, promise, "Not wanted.", MOMENT),
    ):
        use(now(desk, view))
        case = now(desk, view)
        take_back(desk, case, case.log[-1].id, "", MOMENT)
        assert owed(desk, view).is_open


def test_a_case_that_owes_a_promise_cannot_be_closed_until_that_is_kept(desk, view, promise):
    with pytest.raises(CaseStillOwesError) as caught:
        record_step(desk, now(desk, view), CLOSING, MOMENT)
    assert caught.value.owed == ("1 promise open",)
    assert caught.value.things == ("Refund the unit fee",)
    keep_promise(desk, now(desk, view), promise, Kept(TODAY), MOMENT)
    record_step(desk, now(desk, view), CLOSING, MOMENT)
    assert now(desk, view).case.closed_on == TODAY


def test_a_case_with_something_to_consider_cannot_be_closed_until_that_is_settled(desk, view):
    answer(desk, uphold(desk, view))
    with pytest.raises(CaseStillOwesError) as caught:
        record_step(desk, now(desk, view), CLOSING, MOMENT)
    assert caught.value.owed == ("4 considerations open",)
    assert len(caught.value.things) == 4
    for follow_up in CONSIDERED:
        settle_follow_up(desk, now(desk, view), follow_up, "It was an exception.", MOMENT)
    record_step(desk, now(desk, view), CLOSING, MOMENT)
    assert now(desk, view).case.closed_on == TODAY


def test_what_a_refusal_says_to_a_program_holds_nothing_that_was_typed(desk, view, promise):
    with pytest.raises(CaseStillOwesError) as caught:
        record_step(desk, now(desk, view), CLOSING, MOMENT)
    assert "Refund" not in str(caught.value)


def test_the_answer_closes_nothing_and_says_what_is_still_open(desk, view, promise):
    after = answer(desk, view)
    assert after.case.closed_on is None
    assert where_it_stands(after.case, after.procedure) == "Answered, 1 promise open"
    assert after.next_step is not None
    assert after.next_step.key == str(promise)
