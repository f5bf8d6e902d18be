"""What the banner says where the policy aims at a day, takes silence for settled, or asks to wait.

Received Tuesday 17 November 2026; today is Saturday the 21st, unless the test says otherwise.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from amends.domain.case_clocks import case_clocks
from amends.domain.procedure_file import read_procedure
from amends.services.read_case import read_case
from amends.services.record_step import Step, record_step
from amends.ui.case.banner_words import banner_words
from amends.ui.widgets.inputs import ChoiceBox
from tests.desks import MOMENT, TODAY, log
from tests.domain.shipped import changed
from tests.services.test_several_outside_bodies import ICO
from tests.services.versions import adopt, shipped
from tests.ui.case.test_course import Page

RESPONSE = 'until = "outcome-sent"\nletter = "outcome"'
TO_CIMSPA = 'within = "not stated"\nfrom = "outcome-sent"'
BODY = "[outside_body]\n"


@pytest.fixture
def at(session, qtbot):
    return Page(session, qtbot)


@pytest.fixture
def banner(session):
    """Return what makes the sentences of the banner, under a variant of the policy."""
    stream = log(session.desk)

    def sentences(*replacements, steps=(), today=TODAY):
        for kind, on in steps:
            step = Step(kind, on, note="Settled.")
            record_step(session.desk, read_case(session.desk, stream, TODAY), step, MOMENT)
        view = read_case(session.desk, stream, today)
        rules = read_procedure(changed(*replacements).encode(), "variant.toml")
        clocks = case_clocks(view.case, rules, view.readings, view.ground.days, today)
        return banner_words(replace(view, procedure=rules, clocks=clocks)).sentences

    return sentences


def test_the_day_at_which_the_policy_aims_is_told_while_it_is_to_come(banner):
    steps = [("acknowledged", date(2026, 11, 18))]
    rule = (RESPONSE, f'{RESPONSE}\ntarget = "10 working days"')
    assert "The policy aims at Wed 2 Dec." in banner(rule, steps=steps)
    assert "aims" not in banner(rule, today=date(2026, 12, 3))
    assert "aims" not in banner()


SILENCE = (TO_CIMSPA, 'within = "2 days"\nfrom = "outcome-sent"\nsettles = true')
ANSWERED = [("acknowledged", date(2026, 11, 18)), ("outcome-sent", date(2026, 11, 18))]


def test_silence_is_said_to_settle_the_complaint_only_once_the_time_is_over(banner):
    words = "Nothing came by Fri 20 Nov: by your policy the complaint counts as settled."
    assert words in banner(SILENCE, steps=ANSWERED)
    assert "settled" not in banner(SILENCE, today=date(2026, 11, 20))


def test_the_way_outside_is_told_while_it_is_shut(banner):
    wait = 'not_before = { within = "8 weeks", from = "received", source = "…" }\n'
    told = banner((BODY, BODY + wait), steps=ANSWERED)
    assert "They may go to CIMSPA from Tue 12 Jan 2027 on." in told
    assert "may go" not in banner((BODY, BODY + wait), today=date(2027, 1, 12))
    both = (BODY, f'{BODY}after = ["redirect-sent"]\n{wait}')
    assert "from Tue 12 Jan 2027 on, or earlier once this is done: Redirected." in banner(both)
    asked = (BODY, f'{BODY}after = ["redirect-sent"]\n')
    assert "Before they may go to CIMSPA, this comes first: Redirected." in banner(asked)
    assert "may go" not in banner()


STAGE_3 = 'key = "stage-3"\n'
WAIT = f'{STAGE_3}not_before = {{ within = "8 days", from = "received", source = "…" }}\n'
NEEDS = f'{STAGE_3}requires = ["the complaints form.", "a copy of our answer"]\n'


def test_a_stage_that_can_begin_only_from_a_day_on_is_told_until_then(banner):
    words = "Stage 3 can begin from Wed 25 Nov on."
    assert words in banner((STAGE_3, WAIT))
    assert words in banner((STAGE_3, WAIT), steps=ANSWERED)
    assert "can begin" not in banner((STAGE_3, WAIT), today=date(2026, 11, 25))
    assert "can begin" not in banner()


def test_what_a_stage_takes_is_told_while_it_comes_next(banner):
    assert "Stage 3 takes this: the complaints form; a copy of our answer." in banner(
        (STAGE_3, NEEDS)
    )
    assert "takes this" not in banner((STAGE_3, NEEDS), steps=[*ANSWERED, ("referred", TODAY)])


def test_a_stage_that_was_entered_too_early_is_said_to_count_all_the_same(banner):
    early = [("acknowledged", date(2026, 11, 18)), ("referred", TODAY)]
    words = "Stage 3 began before Wed 25 Nov, too early. It counts all the same."
    assert words in banner((STAGE_3, WAIT), steps=early)
    assert "too early" not in banner()


def test_the_step_form_says_from_when_on_a_stage_can_begin(at, session):
    policy = shipped().replace(STAGE_3.encode(), WAIT.encode() + NEEDS[len(STAGE_3) :].encode())
    adopt(session.desk, policy, since=date(2026, 1, 1))
    at.show(log(session.desk))
    form = at.open("record_step")
    kind = form.findChildren(ChoiceBox)[0]
    kind.choose("closed")
    assert form._stage.isHidden()
    kind.choose("referred")
    assert form._stage.text() == (
        "Stage 3 can begin from Wed 25 Nov on. "
        "Stage 3 takes this: the complaints form; a copy of our answer."
    )
    assert form._stage.isVisibleTo(form)


def test_a_closed_case_says_until_when_it_is_kept(banner):
    six_years = ('retention = "not stated"', 'retention = "6 years"')
    told = banner(six_years, steps=[*ANSWERED, ("closed", date(2026, 11, 20))])
    assert told == "The record stays as it is. By your policy it is kept until Sat 20 Nov 2032."
    assert banner() == "The record stays as it is."


def test_the_step_form_asks_to_whom_it_went_only_where_the_policy_names_several(at, session):
    adopt(session.desk, shipped() + ICO.encode(), since=date(2026, 1, 1))
    at.show(log(session.desk))
    form = at.open("record_step")
    kind, _channel, body = form.findChildren(ChoiceBox)
    assert body.isHidden()
    kind.choose("referred")
    assert not body.isHidden()
    assert [body.itemText(n) for n in range(body.count())] == [
        "CIMSPA",
        "ICO: The complaint is about personal data.",
    ]
    body.choose("ICO")
    form.submit()
    assert at.view.case.referred_to == "ICO"


def test_the_step_form_asks_nothing_more_where_there_is_one_body(at, session):
    at.show(log(session.desk))
    form = at.open("record_step")
    kind, _channel, body = form.findChildren(ChoiceBox)
    kind.choose("referred")
    assert body.isHidden()
    form.submit()
    assert at.view.case.referred_to == "CIMSPA"
