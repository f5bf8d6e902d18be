"""Which turns a case can take as it stands."""

from __future__ import annotations

from uuid import uuid4

import pytest
from msgspec.structs import replace

from amends.domain.case_clocks import case_clocks
from amends.domain.course import (
    asks_for_plan,
    may_plan,
    may_redirect,
    may_write,
    outside_body,
    plan_to_send,
    recordable,
    stages_to_rule_out,
    waits_for_takeover,
)
from amends.domain.events.case_events import (
    CaseClosed,
    Channel,
    PersonNamed,
    Referred,
)
from amends.domain.events.handling_events import (
    ActionPlanned,
    Notified,
    Redirected,
    RedirectSent,
    StageNotPossible,
    StageNotPossibleSent,
    TakenOver,
    WhyNotPossible,
)
from amends.domain.happenings import Kind
from amends.domain.people import Person, Role
from amends.domain.timeline import draw_timeline
from tests.domain.handlings import (
    acknowledged,
    answered,
    case_of,
    plan_made,
    plan_sent,
    promise,
    received,
)
from tests.domain.scotland import DAYS, dec, nov
from tests.domain.shipped import shipped, variant

TODAY = nov(21)
RECEIVED, RECEIPT, ANSWERED = received(nov(17)), acknowledged(nov(18)), answered(nov(20))
MADE, SENT = (
    plan_made(10, nov(19), promise(3, dec(31)), promise(2, dec(29))),
    plan_sent(10, nov(20)),
)
SECOND = plan_made(11, nov(21), promise(5, dec(31)))
NOT_POSSIBLE = StageNotPossible(
    happened_on=nov(18), stage="stage-2", reason=WhyNotPossible.NOBODY_ELSE
)
TOLD_SO = StageNotPossibleSent(happened_on=nov(19), channel=Channel.EMAIL)
APPEAL = Redirected(happened_on=nov(18), redirect="appeal")
TOLD_WHERE = RedirectSent(happened_on=nov(19), channel=Channel.EMAIL)
TAKEN = TakenOver(happened_on=nov(20), by="Assessment lead")
WENT = Referred(happened_on=nov(21), body="CIMSPA")
CLOSED = CaseClosed(happened_on=nov(21), reason="Over.")
NOTICE = Notified(
    happened_on=nov(18), body="CIMSPA", title="Exam", notice="...", channel=Channel.POST
)


def clocks(case, procedure=None, today=TODAY):
    return case_clocks(case, procedure or shipped(), {}, DAYS, today)


PLANNABLE = {
    "a complaint": ((RECEIVED,), True),
    "a complaint whose answer is late": ((received(nov(2)),), True),
    "a plan that waits": ((RECEIVED, MADE), True),
    "a plan in force": ((RECEIVED, MADE, SENT), True),
    "an answer": ((RECEIVED, ANSWERED), False),
    "an answer after a plan": ((RECEIVED, MADE, SENT, answered(nov(21))), False),
    "a redirect that is to be told": ((RECEIVED, APPEAL), False),
    "a stage that is not possible": ((RECEIVED, NOT_POSSIBLE), False),
    "a closed case": ((RECEIVED, CLOSED), False),
    "a notice": ((NOTICE,), False),
}


@pytest.mark.parametrize(("events", "may"), PLANNABLE.values(), ids=PLANNABLE)
def test_a_plan_is_for_an_answer_that_is_still_owed(events, may):
    case = case_of(*events)
    assert may_plan(case, clocks(case)) is may


def test_of_the_clocks_of_the_policy_only_that_with_a_fallback_asks_for_a_plan():
    case = case_of(RECEIVED)
    assert [clock.key for clock in clocks(case) if asks_for_plan(clock, case)] == ["response"]


def test_a_second_plan_puts_off_the_answer_that_the_first_promised_and_no_step_of_it():
    case = case_of(RECEIVED, MADE, SENT)
    put_off = [clock for clock in clocks(case) if asks_for_plan(clock, case)]
    assert [clock.until for clock in put_off] == [Kind.OUTCOME_SENT]
    assert put_off[0].is_promise


@pytest.mark.parametrize(
    ("events", "waiting"),
    [
        ((RECEIVED,), None),
        ((RECEIVED, MADE), MADE),
        ((RECEIVED, MADE, SENT), None),
        ((RECEIVED, MADE, SENT, SECOND), SECOND),
        ((RECEIVED, MADE, ANSWERED), None),
        ((RECEIVED, MADE, APPEAL), None),
    ],
)
def test_a_plan_waits_to_be_sent_while_there_is_something_to_put_off(events, waiting):
    case = case_of(*events)
    plan = plan_to_send(case, clocks(case))
    assert (plan.made if plan else None) == waiting


RULED_OUT = {
    "a complaint": ((RECEIVED,), ["stage-2"]),
    "a receipt": ((RECEIVED, RECEIPT), ["stage-2"]),
    "an answer: the next stage is not the office's": ((RECEIVED, ANSWERED), []),
    "ruled out before": ((RECEIVED, NOT_POSSIBLE), []),
    "ruled out and told": ((RECEIVED, NOT_POSSIBLE, TOLD_SO), []),
    "a redirect": ((RECEIVED, APPEAL), []),
    "a redirect that was told": ((RECEIVED, APPEAL, TOLD_WHERE), []),
    "a notice": ((NOTICE,), []),
    "a closed case": ((RECEIVED, CLOSED), []),
}


@pytest.mark.parametrize(("events", "stages"), RULED_OUT.values(), ids=RULED_OUT)
def test_a_stage_of_the_office_can_be_ruled_out_while_it_is_open(events, stages):
    case = case_of(*events)
    found = stages_to_rule_out(case, shipped(), clocks(case))
    assert [stage.key for stage in found] == stages


def test_a_next_stage_within_the_office_can_be_ruled_out_before_it_opens():
    procedure = variant(
        ('opens = "referred"\nalso_opens = ["notified", "outside-body-wrote"]', 'opens = "closed"')
    )
    case = case_of(RECEIVED, ANSWERED)
    found = stages_to_rule_out(case, procedure, clocks(case, procedure))
    assert [stage.key for stage in found] == ["stage-3"]


@pytest.mark.parametrize(
    ("events", "may"),
    [
        ((RECEIVED,), True),
        ((RECEIVED, RECEIPT), True),
        ((RECEIVED, MADE, SENT), True),
        ((RECEIVED, ANSWERED), False),
        ((RECEIVED, APPEAL), False),
        ((RECEIVED, NOT_POSSIBLE), False),
        ((RECEIVED, CLOSED), False),
        ((NOTICE,), False),
    ],
)
def test_only_an_open_complaint_that_was_not_answered_can_be_redirected(events, may):
    assert may_redirect(case_of(*events)) is may


@pytest.mark.parametrize(
    ("events", "waits"),
    [
        ((RECEIVED,), False),
        ((RECEIVED, APPEAL), False),
        ((RECEIVED, APPEAL, TOLD_WHERE), True),
        ((RECEIVED, APPEAL, TOLD_WHERE, TAKEN), False),
        ((RECEIVED, APPEAL, TOLD_WHERE, CLOSED), False),
    ],
)
def test_a_redirected_matter_waits_for_somebody_once_the_complainant_was_told(events, waits):
    assert waits_for_takeover(case_of(*events)) is waits


def test_the_outside_body_is_who_gave_notice_else_whom_the_procedure_names():
    from_another = replace(NOTICE, body="Awarding body")
    assert outside_body(case_of(from_another), shipped()) == "Awarding body"
    assert outside_body(case_of(RECEIVED, CLOSED), shipped()) == "CIMSPA"
    assert outside_body(case_of(RECEIVED), replace(shipped(), outside_body=None)) == ""


def test_whoever_gave_notice_may_write_else_the_body_of_the_procedure_until_the_end():
    from_another = replace(NOTICE, body="Awarding body")
    assert may_write(case_of(from_another), shipped()) == "Awarding body"
    assert may_write(case_of(RECEIVED), shipped()) == "CIMSPA"
    assert may_write(case_of(RECEIVED, CLOSED), shipped()) == ""


ALWAYS = {Kind.REFERRED, Kind.CLOSED}
RECORDABLE = {
    "a complaint": ((RECEIVED,), {Kind.ACKNOWLEDGED, Kind.OUTCOME_SENT, *ALWAYS}),
    "a receipt": ((RECEIVED, RECEIPT), {Kind.OUTCOME_SENT, *ALWAYS}),
    "a plan that waits": (
        (RECEIVED, RECEIPT, MADE),
        {Kind.ACTION_PLAN_SENT, Kind.OUTCOME_SENT, *ALWAYS},
    ),
    "a redirect": ((RECEIVED, RECEIPT, APPEAL), {Kind.REDIRECT_SENT, *ALWAYS}),
    "a redirect that was told": ((RECEIVED, RECEIPT, APPEAL, TOLD_WHERE), ALWAYS),
    "not possible": ((RECEIVED, RECEIPT, NOT_POSSIBLE), {Kind.STAGE_NOT_POSSIBLE_SENT, *ALWAYS}),
    "not possible and told": ((RECEIVED, RECEIPT, NOT_POSSIBLE, TOLD_SO), ALWAYS),
    "went outside": ((RECEIVED, RECEIPT, WENT), {Kind.OUTCOME_SENT, Kind.CLOSED}),
    "a notice": ((NOTICE,), {Kind.CLOSED}),
    "a closed case": ((RECEIVED, RECEIPT, CLOSED), {Kind.REFERRED}),
}


@pytest.mark.parametrize(("events", "kinds"), RECORDABLE.values(), ids=RECORDABLE)
def test_only_what_fits_the_case_can_be_recorded_by_hand(events, kinds):
    case = case_of(*events)
    assert set(recordable(case, shipped(), clocks(case))) == kinds


def named(role, name):
    return PersonNamed(happened_on=nov(17), role=role, person=Person(id=uuid4(), name=name))


@pytest.mark.parametrize(
    ("people", "is_subject"),
    [
        ((), False),
        ((named(Role.SUBJECT, "gavin  EXAMPLE"),), True),
        ((named(Role.SUBJECT, "Jo Tutor"),), False),
        ((named(Role.SUBJECT, ""),), False),
        ((named(Role.SUBJECT, "Gavin Example"), named(Role.HANDLER, "Jo Tutor")), False),
        ((named(Role.SUBJECT, "Jo Tutor"), named(Role.HANDLER, "Jo Tutor")), True),
        ((named(Role.SUBJECT, "Jo Tutor"), named(Role.SUBJECT, "Gavin Example")), True),
        ((named(Role.SUBJECT, "Gavin Example"), named(Role.HANDLER, "")), True),
    ],
)
def test_who_handles_a_case_may_be_the_person_it_is_about(people, is_subject):
    assert case_of(RECEIVED, *people).handled_by_subject("Gavin Example") is is_subject


def test_an_office_without_a_signatory_is_nobody_in_particular():
    assert not case_of(RECEIVED, named(Role.SUBJECT, "")).handled_by_subject("")


def test_a_matter_comes_in_as_a_complaint_or_as_a_notice():
    assert case_of(RECEIVED).came_in_on == nov(17)
    assert case_of(NOTICE).came_in_on == nov(18)
    assert case_of().came_in_on is None


@pytest.mark.parametrize(
    ("what", "title"),
    [
        ("Hear the tutor", "Action: Hear the tutor"),
        ("Hear\n the  tutor", "Action: Hear the tutor"),
        ("x" * 10_000, f"Action: {'x' * 36}..."),
    ],
)
def test_on_the_line_a_promise_is_called_by_what_it_comes_from_and_never_at_length(what, title):
    planned = ActionPlanned(happened_on=nov(19), promise=promise(1, dec(4), what))
    case = case_of(RECEIVED, planned)
    line = draw_timeline(shipped(), case.happenings, clocks(case), DAYS, TODAY)
    assert [mark.title for mark in line.marks if mark.on == dec(4)] == [title]
