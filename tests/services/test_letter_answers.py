"""When the answer comes, as letters tell it: under each policy, and by a plan that was sent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from amends.domain.events.case_events import Channel, Told
from amends.domain.events.handling_events import ActionPlanSent
from amends.domain.letter_kinds import LetterKind
from amends.services.check_letter import Verdict, check_letter
from amends.services.dates_told import dates_told
from amends.services.join_policy import join_policy, policies_to_join
from amends.services.letter_answers import answer_facts
from amends.services.letter_drafts import keep_draft, open_draft
from amends.services.read_case import read_case
from tests.desks import MOMENT, NOW, TODAY
from tests.services.letter_cases import happen, plan

RECEIPT, PLAN = LetterKind.RECEIPT, LetterKind.ACTION_PLAN
OURS, THEIRS = "Complaints procedure", "Scheme rules 2023"
OUR_DAY, THEIR_DAY = "16 December 2026", "12 January 2027"


def drafted(desk, stream, kind):
    return open_draft(desk, stream, kind, TODAY)


def verdicts(desk, in_hand):
    return {item.key: item.verdict for item in check_letter(in_hand, desk.resources)}


def sent(made):
    return ActionPlanSent(happened_on=TODAY, channel=Channel.EMAIL, plan=made.plan)


@pytest.fixture
def both(desk, stream):
    """A case that falls under another policy as well, which knows no action plan."""
    view = read_case(desk, stream, TODAY)
    other = next(
        it for it in policies_to_join(desk, view) if it.version.procedure == "legal-ombudsman"
    )
    join_policy(desk, view, other, "It is about money as well.", MOMENT)
    return stream


def test_a_receipt_under_two_policies_tells_each_day_with_its_policy(desk, both):
    in_hand = drafted(desk, both, RECEIPT)
    text = in_hand.draft.text
    assert f"- under “{OURS}” by {OUR_DAY}" in text
    assert f"- under “{THEIRS}” by {THEIR_DAY}" in text
    assert f"a solution under “{OURS}” by then, we will write to you" in text
    assert f"a solution under “{THEIRS}”" not in text
    assert verdicts(desk, in_hand)["answers-by"] is Verdict.DONE
    assert "answer-by" not in verdicts(desk, in_hand)


def test_a_receipt_that_leaves_out_one_policy_is_not_finished(desk, both):
    in_hand = drafted(desk, both, RECEIPT)
    text = in_hand.draft.text.replace(f"- under “{THEIRS}” by {THEIR_DAY}", "")
    keep_draft(desk, both, RECEIPT, replace(in_hand.draft, text=text), NOW)
    assert verdicts(desk, drafted(desk, both, RECEIPT))["answers-by"] is Verdict.MISSING


def test_both_days_stand_as_told(desk, both):
    assert {it.clock for it in dates_told(drafted(desk, both, RECEIPT))} == {
        "stage-2.response",
        "legal-ombudsman/complaint.response",
    }


def test_a_day_within_another_is_not_told(desk, stream):
    """16 December is not 6 December."""
    in_hand = drafted(desk, stream, RECEIPT)
    [told] = dates_told(in_hand)
    text = in_hand.draft.text.replace(OUR_DAY, f"1{OUR_DAY}")
    keep_draft(desk, stream, RECEIPT, replace(in_hand.draft, text=text), NOW)
    assert isinstance(told, Told)
    assert dates_told(drafted(desk, stream, RECEIPT)) == ()


def test_a_plan_under_two_policies_puts_off_only_what_it_may(desk, both):
    happen(desk, both, plan("Ask the tutor"))
    in_hand = drafted(desk, both, PLAN)
    text = in_hand.draft.text
    assert f"We promised you an answer under “{OURS}” within 20 working days" in text
    assert f"that is by {OUR_DAY}. We cannot answer in that time" in text
    assert "by **18 December 2026**" in text
    assert f"Under “{THEIRS}” you will have it by {THEIR_DAY} all the same." in text
    assert verdicts(desk, in_hand)["answers-by"] is Verdict.DONE
    assert [it.clock for it in dates_told(in_hand)] == ["legal-ombudsman/complaint.response"]


def test_after_a_plan_under_two_policies_each_day_is_the_one_that_counts(desk, both):
    made = plan("Ask the tutor")
    happen(desk, both, made, sent(made))
    text = drafted(desk, both, RECEIPT).draft.text
    assert f"- under “{OURS}” by 18 December 2026" in text
    assert f"- under “{THEIRS}” by {THEIR_DAY}" in text
    assert OUR_DAY not in text


def test_where_no_day_is_to_come_under_either_the_writer_says_when(desk, both):
    late = TODAY + timedelta(days=90)
    facts = answer_facts(read_case(desk, both, late), RECEIPT)
    assert facts["answers"] == ()
    assert facts["is_answered_once"]
    assert facts["response_due"] == ""


def test_the_receipt_after_a_plan_tells_the_day_of_the_plan(desk, stream):
    made = plan("Ask the tutor")
    happen(desk, stream, made, sent(made))
    in_hand = drafted(desk, stream, RECEIPT)
    assert "You will have our response by 18 December 2026." in in_hand.draft.text
    assert OUR_DAY not in in_hand.draft.text
    assert verdicts(desk, in_hand)["answer-by"] is Verdict.DONE


def test_a_second_plan_says_until_when_the_first_one_promised_the_answer(desk, stream):
    first = plan("Ask the tutor")
    happen(desk, stream, first, sent(first), plan("Ask another tutor"))
    text = drafted(desk, stream, PLAN).draft.text
    assert "We promised you an answer by 18 December 2026. We cannot answer in that time" in text
    assert OUR_DAY not in text


def test_one_policy_is_told_without_its_name(desk, stream):
    text = drafted(desk, stream, RECEIPT).draft.text
    assert f"You will have our response by {OUR_DAY}." in text
    assert OURS not in text
