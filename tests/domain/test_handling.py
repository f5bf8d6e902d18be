"""What the office owes in a case as it is handled: what it promised, and how each ends."""

from __future__ import annotations

import pytest

from amends.domain.events.case_events import Channel, OutcomeSent
from amends.domain.events.handling_events import (
    ActionPlanned,
    ActionPlanSent,
    LetterSent,
    Notified,
    OutsideBodyWrote,
    PromiseKept,
    Redirected,
    RedirectSent,
    StageNotPossible,
    StageNotPossibleSent,
    TakenOver,
    WhyNotPossible,
)
from amends.domain.handling import Handling, Origin
from tests.domain.handlings import (
    action,
    case_of,
    id_,
    kept,
    let_go,
    open_numbers,
    owed_by_number,
    promise,
    received,
    withdrawn,
)
from tests.domain.scotland import dec, nov


def test_a_case_that_nobody_has_handled_owes_nothing():
    handling = case_of(received(nov(17))).handling
    assert handling == Handling()
    assert (handling.promises, handling.open_promises, handling.must_tell) == ((), (), None)
    assert (handling.waiting_plan, handling.plan_in_force) == (None, None)


# --- Promises, one by one ------------------------------------------------------------------------


def test_an_action_is_owed_from_the_day_on_which_it_was_planned():
    planned = ActionPlanned(
        happened_on=nov(18), promise=promise(1, dec(1)), owner="Jo", follow_up="compensate"
    )
    [owed] = case_of(planned).handling.promises
    assert (owed.promise, owed.made_on, owed.origin) == (
        promise(1, dec(1)),
        nov(18),
        Origin.ACTION,
    )
    assert (owed.owner, owed.follow_up, owed.is_open) == ("Jo", "compensate", True)


def test_what_was_done_is_owed_no_more_and_keeps_its_note_and_its_proof():
    done = PromiseKept(happened_on=nov(30), promise=id_(1), note="Paid by bank.", evidence=id_(700))
    owed = owed_by_number(case_of(action(1, nov(18), dec(1)), done))[1]
    assert (owed.kept_on, owed.let_go_on, owed.is_open) == (nov(30), None, False)
    assert (owed.note, owed.evidence) == ("Paid by bank.", id_(700))


def test_what_was_let_go_is_owed_no_more_and_says_why():
    owed = owed_by_number(case_of(action(1, nov(18), dec(1)), let_go(1, nov(20), "Asked not to.")))
    assert (owed[1].kept_on, owed[1].let_go_on) == (None, nov(20))
    assert (owed[1].note, owed[1].is_open) == ("Asked not to.", False)


@pytest.mark.parametrize("kept_on", [nov(19), nov(22)])
def test_what_was_kept_stays_kept_though_it_is_let_go_as_well(kept_on):
    """Done is done: who let it go did not know of it."""
    done, gone = kept(1, kept_on, "Paid."), let_go(1, nov(20))
    for ends in ((done, gone), (gone, done)):
        owed = owed_by_number(case_of(action(1, nov(18), dec(1)), *ends))[1]
        assert (owed.kept_on, owed.let_go_on, owed.note) == (kept_on, None, "Paid.")


def test_what_was_kept_twice_was_kept_the_first_time():
    case = case_of(action(1, nov(18), dec(1)), kept(1, nov(30), "later"), kept(1, nov(20), "first"))
    owed = owed_by_number(case)[1]
    assert (owed.kept_on, owed.note) == (nov(20), "first")


def test_what_was_let_go_twice_was_let_go_the_first_time():
    case = case_of(action(1, nov(18), dec(1)), let_go(1, nov(20), "one"), let_go(1, nov(21), "two"))
    assert owed_by_number(case)[1].let_go_on == nov(20)
    assert owed_by_number(case)[1].note == "one"


def test_keeping_what_nobody_promised_changes_no_promise():
    case = case_of(action(1, nov(18), dec(1)), kept(9, nov(20)), let_go(8, nov(20)))
    assert open_numbers(case) == [1]
    assert list(owed_by_number(case)) == [1]


def test_planning_an_action_again_under_its_own_id_changes_its_date():
    case = case_of(action(1, nov(18), dec(1)), action(1, nov(19), dec(8)))
    [owed] = case.handling.promises
    assert (owed.promise.due, owed.made_on) == (dec(8), nov(19))


def test_an_action_that_was_done_is_not_owed_again_by_planning_it_again():
    case = case_of(action(1, nov(18), dec(1)), kept(1, nov(20)), action(1, nov(21), dec(8)))
    assert open_numbers(case) == []


def test_taking_back_that_it_was_kept_makes_it_owed_again():
    events = (action(1, nov(18), dec(1)), kept(1, nov(20)))
    assert open_numbers(case_of(*events)) == []
    assert open_numbers(case_of(*events, withdrawn(2, nov(21)))) == [1]


def test_what_is_owed_stands_in_the_order_of_its_dates():
    case = case_of(
        action(1, nov(18), dec(9)), action(2, nov(18), dec(1)), action(3, nov(19), dec(4))
    )
    assert open_numbers(case) == [2, 3, 1]
    assert list(owed_by_number(case)) == [1, 2, 3]


# --- Decided, told, taken over -------------------------------------------------------------------

REDIRECTED = Redirected(happened_on=nov(18), redirect="appeal")
REDIRECT_SENT = RedirectSent(happened_on=nov(19), channel=Channel.EMAIL)
NOT_POSSIBLE = StageNotPossible(
    happened_on=nov(18), stage="stage-2", reason=WhyNotPossible.ABOUT_THE_DECIDER
)
NOT_POSSIBLE_SENT = StageNotPossibleSent(happened_on=nov(19), channel=Channel.EMAIL)


@pytest.mark.parametrize(
    ("decided", "told"),
    [(REDIRECTED, REDIRECT_SENT), (NOT_POSSIBLE, NOT_POSSIBLE_SENT)],
    ids=["redirect", "stage not possible"],
)
def test_what_was_decided_must_be_told_once(decided, told):
    assert case_of(decided).handling.must_tell == decided
    assert case_of(decided, told).handling.must_tell is None
    assert case_of(decided, told, decided).handling.must_tell == decided
    assert case_of(decided, told, withdrawn(2, nov(20))).handling.must_tell == decided
    assert case_of(decided, withdrawn(1, nov(20))).handling.must_tell is None


def test_a_day_of_telling_before_the_day_of_recording_the_decision_counts_as_told():
    told = RedirectSent(happened_on=nov(17), channel=Channel.EMAIL)
    assert case_of(REDIRECTED, told).handling.must_tell is None


def test_where_it_goes_is_told_before_that_a_stage_is_not_possible():
    handling = case_of(NOT_POSSIBLE, REDIRECTED).handling
    assert handling.must_tell == REDIRECTED
    assert case_of(NOT_POSSIBLE, REDIRECTED, REDIRECT_SENT).handling.must_tell == NOT_POSSIBLE


def test_a_redirect_elsewhere_waits_for_somebody_to_take_it_over_again():
    taken = TakenOver(happened_on=nov(20), by="Assessment lead")
    enquiry = Redirected(happened_on=nov(23), redirect="enquiry")
    assert case_of(REDIRECTED, REDIRECT_SENT, taken).handling.taken_over == taken
    assert case_of(REDIRECTED, REDIRECT_SENT, taken, enquiry).handling.taken_over is None


def test_evidence_to_keep_is_owed_from_the_decision_whoever_has_the_matter_then():
    keep = Redirected(happened_on=nov(18), redirect="malpractice", keep=(promise(1, nov(18)),))
    taken = TakenOver(happened_on=nov(20), by="Assessment lead")
    case = case_of(keep, REDIRECT_SENT, taken)
    assert owed_by_number(case)[1].origin is Origin.EVIDENCE
    assert open_numbers(case) == [1]
    assert open_numbers(case_of(keep, kept(1, nov(18)))) == []


# --- The outside body ----------------------------------------------------------------------------


def wrote(number: int, *, is_final: bool = False) -> OutsideBodyWrote:
    return OutsideBodyWrote(
        happened_on=dec(1),
        body="CIMSPA",
        summary="They ask for the log.",
        is_final=is_final,
        answer=promise(number, dec(8)),
        recommendations=(promise(number + 1, dec(31)),),
    )


def test_what_the_outside_body_asks_for_and_recommends_is_owed():
    case = case_of(wrote(1))
    origins = {number: owed.origin for number, owed in owed_by_number(case).items()}
    assert origins == {1: Origin.REQUEST, 2: Origin.RECOMMENDATION}
    assert open_numbers(case_of(wrote(1), kept(1, dec(4)))) == [2]


def test_every_letter_of_the_outside_body_stays_and_one_of_them_is_its_last_word():
    handling = case_of(wrote(1), wrote(3)).handling
    assert (len(handling.outside), handling.has_final_letter) == (2, False)
    handling = case_of(wrote(1), wrote(3, is_final=True), wrote(5)).handling
    assert (len(handling.outside), handling.has_final_letter) == (3, True)


def test_a_notice_of_the_outside_body_opens_a_case_without_a_complaint():
    notice = Notified(
        happened_on=nov(18),
        body="CIMSPA",
        title="Exam at the Leith centre",
        notice="We were told that …",
        channel=Channel.EMAIL,
        answer=promise(1, dec(2)),
    )
    case = case_of(notice)
    assert (case.title, case.complaint, case.channel) == (
        "Exam at the Leith centre",
        "We were told that …",
        "email",
    )
    assert (case.received_on, case.handling.notified) == (None, notice)
    assert open_numbers(case) == [1]


def test_a_notice_about_a_complaint_leaves_the_words_of_the_complaint():
    notice = Notified(
        happened_on=nov(20), body="CIMSPA", title="T", notice="N", channel=Channel.POST
    )
    for events in ((received(nov(17)), notice), (notice, received(nov(17)))):
        case = case_of(*events)
        assert (case.title, case.complaint, case.channel) == ("No feedback", "None.", "email")
        assert case.handling.notified == notice


def test_a_letter_by_which_no_clock_stops_is_sent_and_leaves_the_handling_as_it_was():
    sent = LetterSent(happened_on=dec(1), channel=Channel.POST, letter=id_(600))
    case = case_of(action(1, nov(18), dec(1)), sent)
    assert case.handling == case_of(action(1, nov(18), dec(1))).handling
    assert case.sent_letters == {id_(600)}


@pytest.mark.parametrize(
    "sending",
    [
        OutcomeSent(happened_on=dec(1), channel=Channel.FILE, letter=id_(600)),
        ActionPlanSent(happened_on=dec(1), channel=Channel.FILE, letter=id_(600), plan=id_(10)),
        RedirectSent(happened_on=dec(1), channel=Channel.FILE, letter=id_(600)),
        StageNotPossibleSent(happened_on=dec(1), channel=Channel.FILE, letter=id_(600)),
    ],
)
def test_whatever_was_told_by_a_letter_sends_that_letter(sending):
    assert case_of(sending).sent_letters == {id_(600)}
