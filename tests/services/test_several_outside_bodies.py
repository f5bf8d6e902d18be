"""A policy that names another outside body for some matters: who is asked, told and written to."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest

from amends.domain.course import body_of, outside_body
from amends.domain.happenings import Kind
from amends.domain.letter_kinds import LetterKind
from amends.domain.standing import where_it_stands
from amends.services.letter_drafts import open_draft
from amends.services.letter_facts import letter_facts
from amends.services.letter_recipient import recipient_of
from amends.services.record_step import Step, record_step
from tests.desks import MOMENT, TODAY, log
from tests.services.course import now
from tests.services.letter_cases import make_ready
from tests.services.versions import adopt, shipped

ICO = """
[[other_body]]
name = "ICO"
full_name = "Information Commissioner's Office"
address = ["Wycliffe House", "Wilmslow"]
email = ""
phone = "0303 000 0000"
condition = "The complainant is not satisfied."
when = "The complaint is about personal data."
time_limit = "not stated"
source = "You can complain to the ICO."
"""


@pytest.fixture
def stream(desk):
    adopt(desk, shipped() + ICO.encode(), since=date(2026, 1, 1))
    return log(desk)


def went_to(desk, stream, body=""):
    record_step(desk, now(desk, stream), Step(Kind.OUTCOME_SENT, TODAY), MOMENT)
    step = Step(Kind.REFERRED, TODAY, body=body)
    record_step(desk, now(desk, stream), step, MOMENT)
    return now(desk, stream)


def test_a_case_waits_with_the_body_to_which_it_went(desk, stream):
    view = went_to(desk, stream, "ICO")
    assert outside_body(view.case, view.procedure) == "ICO"
    assert where_it_stands(view.case, view.procedure) == "Waits with ICO"


def test_a_case_goes_to_the_usual_body_where_nobody_says_otherwise(desk, stream):
    assert outside_body(now(desk, stream).case, now(desk, stream).procedure) == "CIMSPA"
    view = went_to(desk, stream)
    assert where_it_stands(view.case, view.procedure) == "Waits with CIMSPA"


def test_the_cover_letter_goes_to_the_address_of_that_body(desk, stream):
    address, greeting = recipient_of(went_to(desk, stream, "ICO"), LetterKind.COVER)
    assert address == ("ICO", "Wycliffe House", "Wilmslow")
    assert greeting == "Dear colleagues at ICO"


def test_a_body_that_the_policy_does_not_know_has_no_address(desk, stream):
    view = went_to(desk, stream, "<b>Ofsted</b> \U0001f600")
    assert body_of(view.case, view.procedure) is None
    assert recipient_of(view, LetterKind.COVER)[0] == ("<b>Ofsted</b> \U0001f600",)


def test_letters_tell_of_each_body(desk, stream):
    facts = letter_facts(now(desk, stream), LetterKind.OUTCOME)
    (other,) = cast("list[dict[str, str]]", facts["other_bodies"])
    assert other["when"] == "The complaint is about personal data."
    assert other["ways"] == "by phone on 0303 000 0000 or by post at Wycliffe House, Wilmslow"


@pytest.mark.parametrize("kind", [LetterKind.OUTCOME, LetterKind.STAGE_NOT_POSSIBLE])
def test_a_letter_says_where_else_to_go_and_when(desk, stream, kind):
    make_ready(desk, stream, kind)
    text = open_draft(desk, stream, kind, TODAY).draft.text
    assert "You can reach CIMSPA" in text
    said = (
        "Where this is so, there is another way: The complaint is about personal data. Then you "
        "can go to ICO, the Information Commissioner's Office: by phone on 0303 000 0000 or by "
        "post at Wycliffe House, Wilmslow."
    )
    assert said in text
