"""What the policy of Active X Backs asks of the office: a test for each of its sentences.

docs/policies/active-x-backs.md lists the sentences in their order, each with its test.
"""

from __future__ import annotations

import re
from uuid import UUID

from amends.domain.clocks import State
from amends.domain.events.case_events import Channel, IdentityChosen, PersonNamed, Referred
from amends.domain.events.handling_events import (
    Redirected,
    RedirectSent,
    StageNotPossible,
    StageNotPossibleSent,
    TakenOver,
    WhyNotPossible,
)
from amends.domain.happenings import Kind
from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Identity, Person, Role
from amends.domain.procedure import Redirect
from amends.domain.remedies import considerations
from amends.domain.standing import still_owed, waits_outside, where_it_stands
from amends.domain.timeline import current_stage
from tests.domain import handlings
from tests.domain.handlings import (
    action,
    case_of,
    clocks_on,
    found,
    kept,
    plan_made,
    plan_sent,
    promise,
)
from tests.domain.histories import (
    FROM_THE_RECEIPT,
    acknowledged,
    answered,
    clocks_of,
    raised,
    received,
)
from tests.domain.policy import POLICY
from tests.domain.scotland import dec, nov
from tests.domain.shipped import shipped

STAGE_1, STAGE_2, STAGE_3 = shipped().stages
RECEIPT, RESPONSE = STAGE_2.clocks
COMPLAINT = handlings.received(nov(17))
UPHELD = (COMPLAINT, *found(nov(18), "upheld"))


def redirect(key: str) -> Redirect:
    return next(redirect for redirect in shipped().redirects if redirect.key == key)


# --- Introduction --------------------------------------------------------------------------------


def test_raise_any_concerns_so_that_we_may_address_them_and_learn_lessons():
    concern = clocks_of([raised(nov(4))], nov(21))
    assert concern["first-answer"].start == nov(4)
    case = case_of(*UPHELD, action(1, nov(18), dec(1), "review-procedures"))
    lessons = [it.follow_up.key for it in considerations(case, shipped()) if it.actions]
    assert lessons == ["review-procedures"]


# --- Scope of the policy -------------------------------------------------------------------------


def test_this_policy_covers_complaints_that_learners_and_members_of_the_public_may_wish_to_make():
    scope = shipped().scope
    assert scope.who_may_complain == ("learners", "members of the public")


def test_in_relation_to_the_qualifications_offered_by_active_x_backs():
    assert shipped().scope.about == "the qualifications offered by Active X Backs"


def test_it_is_not_to_be_used_to_cover_enquiries_about_services():
    enquiry = redirect("enquiry")
    assert enquiry.goes_to == "Appeals Policy"  # odd, and what the policy says
    assert "services" in enquiry.when


def test_nor_appeals_in_relation_to_assessment_decisions():
    appeal = redirect("appeal")
    assert appeal.goes_to == "Appeals Policy"
    assert "assessment decision" in appeal.when


def test_these_areas_are_covered_by_our_appeals_policy():
    for key in ("enquiry", "appeal"):
        decided = Redirected(happened_on=nov(18), redirect=key)
        receipt = clocks_on(nov(18), [COMPLAINT, decided])["receipt"]
        assert receipt.step == "Say that it goes to the Appeals Policy"


def test_should_a_complaint_be_an_appeal_we_will_inform_the_relevant_party():
    assert redirect("appeal").notice == (
        "Inform the person that the issue is being considered in accordance with the Appeals "
        "Policy."
    )
    told = [other.key for other in shipped().redirects if other.notice]
    assert told == ["appeal"]  # the policy promises word of nothing else
    appeal = (COMPLAINT, Redirected(happened_on=nov(18), redirect="appeal"))
    asked = clocks_on(nov(18), appeal)["receipt"]
    assert (asked.letter, asked.until) == (LetterKind.REDIRECT, Kind.REDIRECT_SENT)
    assert next(still_owed(case_of(*appeal), shipped())) == "the complainant is still to be told"
    informed = (*appeal, RedirectSent(happened_on=nov(19), channel=Channel.EMAIL))
    assert clocks_on(nov(19), informed)["response"].state is State.ENDED
    assert where_it_stands(case_of(*informed), shipped()) == "Nobody has taken it over yet"
    taken = TakenOver(happened_on=nov(20), by="Assessment lead")
    assert list(still_owed(case_of(*informed, taken), shipped())) == []


def test_suspected_malpractice_goes_to_its_own_policy_as_soon_as_possible():
    malpractice = redirect("malpractice")
    assert malpractice.goes_to == "Malpractice & Maladministration Policy"
    assert "malpractice or maladministration" in malpractice.when
    urgent = [other.key for other in shipped().redirects if other.urgent]
    assert urgent == ["malpractice"]


def test_as_soon_as_possible_to_protect_any_associated_evidence():
    keep = promise(1, nov(18), "Keep the recording of the exam")
    decided = Redirected(happened_on=nov(18), redirect="malpractice", keep=(keep,))
    clock = clocks_on(nov(18), [COMPLAINT, decided])["1"]
    assert (clock.step, clock.due, clock.is_open) == (
        "Keep the recording of the exam",
        nov(18),
        True,
    )
    assert clocks_on(nov(19), [COMPLAINT, decided])["1"].state is State.LATE
    assert clocks_on(nov(19), [COMPLAINT, decided, kept(1, nov(18))])["1"].state is State.MET


def test_the_policies_that_it_sends_people_to_are_not_in_our_copy():
    missing = set(shipped().source.not_in_our_copy)
    assert missing == {other.goes_to for other in shipped().redirects}


# --- Stage 1 -------------------------------------------------------------------------------------


def test_first_try_to_sort_out_any_problem_with_the_person_who_dealt_with_it():
    assert (STAGE_1.opens, STAGE_1.answered_by) == (Kind.RAISED, "Person first dealt with")


def test_stage_1_states_no_time():
    [first] = STAGE_1.clocks
    assert first.within is None
    clock = clocks_of([raised(nov(4))], nov(21))["first-answer"]
    assert (clock.state, clock.due) == (State.NOT_STATED, None)


# --- Stage 2 -------------------------------------------------------------------------------------


def test_the_clinical_director_answers_stage_2():
    assert (STAGE_2.opens, STAGE_2.answered_by) == (Kind.RECEIVED, "Clinical Director")


def test_we_will_email_you_a_receipt_for_your_complaint_within_5_working_days():
    assert (RECEIPT.within, RECEIPT.until) == ("5 working days", Kind.ACKNOWLEDGED)
    assert RECEIPT.letter is LetterKind.RECEIPT
    # Tuesday 17 November: 18, 19, 20; 23, 24.
    assert clocks_of([received(nov(17))], nov(17))["receipt"].due == nov(24)
    in_time, late = (
        clocks_of([received(nov(17)), acknowledged(day)], dec(1))["receipt"].state
        for day in (nov(24), nov(25))
    )
    assert (in_time, late) == (State.MET, State.MET_LATE)


def test_and_will_respond_with_a_solution_for_your_complaint_within_20_working_days():
    assert (RESPONSE.within, RESPONSE.until) == ("20 working days", Kind.OUTCOME_SENT)
    # 18-20 = 3, 23-27 = 8, 1-4 December = 12, 7-11 = 17, 14-16 = 20.
    assert clocks_of([received(nov(17))], nov(17))["response"].due == dec(16)
    in_time, late = (
        clocks_of([received(nov(17)), answered(day)], dec(18))["response"].state
        for day in (dec(16), dec(17))
    )
    assert (in_time, late) == (State.MET, State.MET_LATE)


def test_from_when_the_days_run_is_not_stated_and_so_is_the_offices_reading():
    for rule in STAGE_2.clocks:
        assert rule.from_ is None
        assert rule.reading is not None
        assert rule.reading.from_ == Kind.RECEIVED
        assert rule.reading.because
    clock = clocks_of([received(nov(17))], nov(21))["response"]
    assert clock.trigger is not None
    assert clock.trigger.is_reading


def test_an_office_may_read_it_as_from_the_receipt():
    assert RESPONSE.reading is not None
    assert Kind.ACKNOWLEDGED in RESPONSE.reading.choices
    history = [received(nov(17)), acknowledged(nov(24))]
    response = clocks_of(history, nov(25), readings=FROM_THE_RECEIPT)["response"]
    # 25-27 = 3, 1-4 December = 7, 7-11 = 12, 14-18 = 17, 21-23 = 20.
    assert (response.state, response.due) == (State.RUNNING, dec(23))


def test_where_20_working_days_are_not_possible_there_is_a_time_scaled_action_plan():
    assert RESPONSE.fallback is not None
    assert RESPONSE.fallback.title == "Time-scaled action plan"
    assert RECEIPT.fallback is None


def test_you_will_be_notified_of_the_time_scaled_action_plan():
    """It scales by time: each step has its date, and so has the answer."""
    assert RESPONSE.fallback is not None
    assert RESPONSE.fallback.letter is LetterKind.ACTION_PLAN
    plan = plan_made(1, dec(14), promise(3, dec(31)), promise(2, dec(22)))
    worked_out = clocks_on(dec(17), [COMPLAINT, plan])
    assert worked_out["response"].state is State.LATE  # nobody was notified
    assert "2" not in worked_out
    notified = clocks_on(dec(17), [COMPLAINT, plan, plan_sent(1, dec(16))])
    assert notified["response"].state is State.MET
    assert [notified[key].due for key in ("2", "3")] == [dec(22), dec(31)]
    late = clocks_on(dec(17), [COMPLAINT, plan, plan_sent(1, dec(17))])
    assert late["response"].state is State.MET_LATE


def test_the_policy_has_no_pause():
    assert not shipped().pauses
    assert not re.search(r"\b(paus|suspend|stop(s|ped)? the clock|on hold)", POLICY, re.IGNORECASE)
    states = {clock.state for clock in clocks_of([received(nov(17))], dec(31)).values()}
    assert State.PAUSED not in states


def test_only_working_days_of_scotland_count():
    assert shipped().calendar == "GB-SCT"


# --- Stage 3 -------------------------------------------------------------------------------------


def test_if_stage_2_is_not_possible_or_you_are_not_satisfied_contact_cimspa_directly():
    body = shipped().outside_body
    assert body is not None
    assert (STAGE_3.opens, STAGE_3.answered_by, body.name) == (Kind.REFERRED, "CIMSPA", "CIMSPA")
    assert "Stage 2 is not possible" in STAGE_3.when
    assert "not satisfied" in STAGE_3.when


def test_if_stage_2_is_not_possible_the_complainant_is_told_and_goes_to_cimspa():
    decided = StageNotPossible(
        happened_on=nov(18), stage="stage-2", reason=WhyNotPossible.ABOUT_THE_DECIDER
    )
    asked = clocks_on(nov(18), [COMPLAINT, decided])["receipt"]
    assert (asked.step, asked.letter) == (
        "Say that stage 2 is not possible",
        LetterKind.STAGE_NOT_POSSIBLE,
    )
    told = StageNotPossibleSent(happened_on=nov(19), channel=Channel.EMAIL)
    after = clocks_on(nov(30), [COMPLAINT, decided, told])
    assert {after[key].state for key in ("receipt", "response")} == {State.ENDED}
    gone = case_of(COMPLAINT, decided, told, Referred(happened_on=nov(23), body="CIMSPA"))
    assert current_stage(shipped(), gone.happenings) == STAGE_3
    assert waits_outside(gone, shipped()) == "CIMSPA"


def test_if_you_feel_there_was_a_significant_breach_of_cimspas_procedures():
    body = shipped().outside_body
    assert body is not None
    assert "significant breach" in body.condition


def test_contact_details_can_be_found_on_cimspas_website():
    body = shipped().outside_body
    assert body is not None
    assert "cimspa.co.uk" in body.email
    assert body.phone
    assert body.address


def test_no_time_for_going_to_cimspa_is_stated_and_none_is_invented():
    body = shipped().outside_body
    assert body is not None
    assert body.time_limit is None
    [go_on] = STAGE_3.clocks
    assert (go_on.within, go_on.owed_by) == (None, "complainant")
    history = [received(nov(17)), answered(dec(1))]
    assert clocks_of(history, dec(31))["go-to-cimspa"].state is State.NOT_STATED


# --- Confidentiality and whistleblowing ----------------------------------------------------------


def test_sometimes_a_complainant_will_wish_to_remain_anonymous():
    assert Identity.ANONYMOUS in shipped().confidentiality.choices
    nameless = IdentityChosen(happened_on=nov(17), identity=Identity.ANONYMOUS)
    unreachable = clocks_on(nov(30), [COMPLAINT, nameless])
    assert unreachable["receipt"].state is State.ENDED
    assert unreachable["response"].is_open


def test_it_is_always_preferable_to_reveal_your_identity():
    assert shipped().confidentiality.preferred is Identity.OPEN
    assert case_of(COMPLAINT).identity is Identity.OPEN


def test_you_may_wish_for_us_not_to_divulge_your_identity():
    assert Identity.WITHHELD in shipped().confidentiality.choices
    withheld = IdentityChosen(happened_on=nov(17), identity=Identity.WITHHELD)
    person = Person(id=UUID(int=1), name="Maria Ferreira", email="maria@example.org")
    named = PersonNamed(happened_on=nov(17), role=Role.COMPLAINANT, person=person)
    case = case_of(COMPLAINT, withheld, named)
    assert case.is_reachable  # they are written to, and named to nobody else
    assert clocks_on(nov(18), [COMPLAINT, withheld, named])["receipt"].is_open


# --- What it leaves open -------------------------------------------------------------------------


def test_what_the_policy_does_not_say_is_not_stated():
    assert shipped().in_force_from is None
    assert shipped().retention is None
