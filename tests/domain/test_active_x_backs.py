"""What the policy of Active X Backs asks of the office: a test for each sentence in reach.

Beside the tests stands the policy as published, so that every sentence that the procedure file
quotes can be looked up there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from amends.domain.clocks import State
from amends.domain.happenings import Kind
from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Identity
from amends.domain.procedure import Redirect
from tests.domain.histories import (
    FROM_THE_RECEIPT,
    acknowledged,
    answered,
    clocks_of,
    raised,
    received,
)
from tests.domain.scotland import dec, nov
from tests.domain.shipped import file_text, shipped

POLICY = (Path(__file__).parent / "data" / "active-x-backs.txt").read_text("utf-8")
STAGE_1, STAGE_2, STAGE_3 = shipped().stages
RECEIPT, RESPONSE = STAGE_2.clocks


def redirect(key: str) -> Redirect:
    return next(redirect for redirect in shipped().redirects if redirect.key == key)


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


def test_should_a_complaint_be_an_appeal_we_will_inform_the_relevant_party():
    assert redirect("appeal").notice == (
        "Inform the person that the issue is being considered in accordance with the Appeals "
        "Policy."
    )
    told = [other.key for other in shipped().redirects if other.notice]
    assert told == ["appeal"]  # the policy promises word of nothing else


def test_suspected_malpractice_goes_to_its_own_policy_as_soon_as_possible():
    malpractice = redirect("malpractice")
    assert malpractice.goes_to == "Malpractice & Maladministration Policy"
    assert "malpractice or maladministration" in malpractice.when
    urgent = [other.key for other in shipped().redirects if other.urgent]
    assert urgent == ["malpractice"]


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
        assert rule.reading.from_ is Kind.RECEIVED
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


def test_if_you_feel_there_was_a_significant_breach_of_cimspas_procedures():
    body = shipped().outside_body
    assert body is not None
    assert "significant breach" in body.condition


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


def test_it_is_always_preferable_to_reveal_your_identity():
    assert shipped().confidentiality.preferred is Identity.OPEN


def test_you_may_wish_for_us_not_to_divulge_your_identity():
    assert Identity.WITHHELD in shipped().confidentiality.choices


# --- What happens if my complaint is upheld? -----------------------------------------------------


def test_any_part_of_your_complaint_may_be_upheld():
    outcomes = shipped().outcomes
    assert outcomes.words[:2] == ("upheld", "partly upheld")
    assert outcomes.note  # "not upheld" is no word of the policy


def test_active_x_backs_will_give_due_consideration_to_four_actions():
    assert [follow_up.key for follow_up in shipped().follow_ups[-4:]] == [
        "others-affected",
        "put-right",
        "stop-recurring",
        "compensate",
    ]


def test_compensation_is_for_its_own_broken_terms():
    compensate = shipped().follow_ups[-1]
    assert "its own terms and conditions" in compensate.when


def test_what_the_policy_does_not_say_is_not_stated():
    assert shipped().in_force_from is None
    assert shipped().retention is None


# --- The very sentences --------------------------------------------------------------------------


def sentences(tree: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield every quoted sentence of the procedure file with the place where it stands."""
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        here = f"{place}.{key}" if place else str(key)
        if key == "source" and isinstance(value, str):
            yield here, value
        elif isinstance(value, dict | list):
            yield from sentences(value, here)


def folded(text: str) -> str:
    """Return text with its white space, quotes and case made alike."""
    for typographic, plain in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"')):
        text = text.replace(typographic, plain)
    return " ".join(text.split()).casefold()


def quoted(sentence: str) -> bool:
    """Return whether the policy says this; a full stop may stand where the policy goes on."""
    return folded(sentence).removesuffix(".") in folded(POLICY)


SENTENCES = dict(sentences(tomllib.loads(file_text())))


@pytest.mark.parametrize("place", SENTENCES)
def test_every_quoted_sentence_stands_in_the_policy(place):
    assert quoted(SENTENCES[place])


def test_everything_that_can_be_quoted_is():
    """So that no place escapes the test above by having no sentence."""
    parts = ("scope", "confidentiality", "outcomes", "outside_body")
    places = [f"{part}.source" for part in parts]
    places += [f"stage.{number}.source" for number in range(3)]
    places += ["stage.0.clock.0.source", "stage.2.clock.0.source"]
    places += ["stage.1.clock.0.source", "stage.1.clock.1.source"]
    places += ["stage.1.clock.1.fallback.source"]
    places += [f"redirect.{number}.source" for number in range(3)]
    places += [f"follow_up.{number}.source" for number in range(7)]
    assert sorted(SENTENCES) == sorted(places)
    assert all(len(sentence.split()) >= 5 for sentence in SENTENCES.values())


@pytest.mark.parametrize(
    "sentence",
    [
        "We will email you a receipt within 3 working days.",
        "who will email you a receipt for your complaint within 5 days",
        "The policy has no word for the rest.",
    ],
)
def test_a_sentence_that_nobody_wrote_is_found_out(sentence):
    assert not quoted(sentence)


def test_an_upheld_complaint_may_lead_to_reviews_training_and_discipline():
    assert [follow_up.key for follow_up in shipped().follow_ups[:3]] == [
        "review-procedures",
        "train-staff",
        "discipline",
    ]
