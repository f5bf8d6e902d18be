"""Cases on their way: planned, ruled out, redirected, heard of from outside."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from amends.domain.events.case_events import Channel
from amends.domain.events.handling_events import WhyNotPossible
from amends.services.log_notice import Notice, log_notice
from amends.services.make_action_plan import make_action_plan
from amends.services.outside_body import OutsideLetter, record_outside_letter
from amends.services.promising import Dated
from amends.services.read_case import read_case
from amends.services.record_step import Step, record_step
from amends.services.redirect_case import redirect_case
from amends.services.rule_out_stage import rule_out_stage
from tests.desks import MOMENT, TODAY

STEP: Final = Dated("Hear the tutor", date(2026, 12, 4))
ANSWER_BY: Final = date(2027, 1, 15)
HOSTILE: Final = "شكوى 😀 <b>{{ x }}</b> \u202e"


def now(desk, stream):
    return read_case(desk, stream, TODAY)


def plan(desk, stream, reason="The tutor is away.", steps=(STEP,), answer=ANSWER_BY):
    make_action_plan(desk, now(desk, stream), reason, steps, answer, MOMENT)
    return now(desk, stream)


def told(desk, stream, kind, on=TODAY):
    """Return the case after something was told by hand, without a letter of Amends."""
    record_step(desk, now(desk, stream), Step(kind, on, note="By hand."), MOMENT)
    return now(desk, stream)


def ruled_out(desk, stream):
    why = WhyNotPossible.ABOUT_THE_DECIDER
    rule_out_stage(desk, now(desk, stream), "stage-2", why, "", MOMENT)
    return now(desk, stream)


def redirected(desk, stream, redirect="appeal", keep=()):
    redirect_case(desk, now(desk, stream), redirect, "", keep, MOMENT)
    return now(desk, stream)


def heard(desk, stream, **facts):
    usual: dict[str, Any] = {"received_on": TODAY, "summary": "They look into it."}
    letter = OutsideLetter(**(usual | facts))
    record_outside_letter(desk, now(desk, stream), letter, MOMENT)
    return now(desk, stream)


def notice(**changes):
    facts: dict[str, Any] = {
        "title": "Assessment at the Leith centre",
        "notice": "We were told that learners were helped.",
        "received_on": date(2026, 11, 18),
        "channel": Channel.POST,
    }
    return Notice(**(facts | changes))


def notified(desk, **changes):
    return now(desk, log_notice(desk, notice(**changes), MOMENT).stream)
