"""The merge fields of letters: what the case, the office and the clocks say today.

An empty field means that there is nothing to say, or that the office has not said; a template asks
with `if` where that may be.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from amends.domain.case import Case
from amends.domain.dates_in_words import full
from amends.domain.events.handling_events import WhyNotPossible
from amends.domain.handling import Plan
from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Identity
from amends.domain.points import PointFound, overall_outcome, points_found
from amends.domain.procedure import Procedure
from amends.services.case_view import CaseView
from amends.services.letter_actions import done_facts, remedy_facts, stated
from amends.services.letter_answers import answer_facts
from amends.services.letter_outside import cover_facts, outside_body_facts
from amends.services.letter_template import Stated
from amends.services.letter_text import as_sentence
from amends.services.redirect_case import KEEP_SAFE

Facts = dict[str, object]

_REASONS: Final[Mapping[WhyNotPossible, str]] = {
    WhyNotPossible.ABOUT_THE_DECIDER: (
        "Your complaint is about the person who would decide on it. Nobody should decide on a "
        "complaint about themselves."
    ),
    WhyNotPossible.ALREADY_DECIDED: (
        "The person who would decide on your complaint has decided the matter before, and would "
        "not look at it with a fresh eye."
    ),
    WhyNotPossible.NOBODY_ELSE: (
        "There is nobody else in our office who could decide on your complaint."
    ),
}


def letter_facts(view: CaseView, kind: LetterKind) -> Facts:
    """Return the merge fields of a letter of that kind."""
    facts = {
        **_complaint(view.case),
        **_office(view),
        **_findings(view),
        **answer_facts(view, kind),
        **_plan(view.case),
        **_decisions(view),
        **remedy_facts(view),
        **done_facts(view),
        "outside_body": outside_body_facts(view.procedure.outside_body),
        "other_bodies": [outside_body_facts(body) for body in view.procedure.other_bodies],
    }
    return facts | cover_facts(view) if kind is LetterKind.COVER else facts


def _complaint(case: Case) -> Facts:
    return {
        "reference": case.reference,
        "title": as_sentence(case.title),
        "received_on": full(case.received_on) if case.received_on else "",
        "points": tuple(point.text for point in case.points),
        "wanted": case.wanted,
        "identity_withheld": case.identity is Identity.WITHHELD,
    }


def _office(view: CaseView) -> Facts:
    head = view.ground.office.letterhead
    assert head is not None
    return {
        "organisation": head.name,
        "signatory": head.signatory,
        "signatory_role": head.signatory_role,
        "handler": view.handler,
        "handler_role": view.handler_role,
        "handled_by_subject": view.is_handled_by_subject,
        "reach": head.email or head.phone,
    }


def _findings(view: CaseView) -> Facts:
    found, outcomes = points_found(view.case), view.procedure.outcomes
    outcome = overall_outcome(found, outcomes)
    return {
        "findings": tuple(
            {"said": _said(point), "reasons": point.reasons} for point in found if point.finding
        ),
        "findings_said": tuple(
            Stated(point.text, (_said(point),) if point.finding else ()) for point in found
        )
        or (Stated("the points of the complaint"),),
        "outcome": outcome,
        "upheld": outcome in outcomes.upheld,
    }


def _said(point: PointFound) -> str:
    """Return a point with its finding as a letter says it."""
    return f"{point.text.rstrip(' .')}: {point.finding}"


def _plan(case: Case) -> Facts:
    """Return the plan that waits to be sent, and when the one was sent that it takes over from."""
    plan, before = case.handling.waiting_plan, case.handling.plan_in_force
    return {
        "plan": _planned(plan) if plan else {},
        "plan_steps": tuple(stated(step) for step in plan.made.steps) if plan else (),
        "plan_answer": (Stated("the answer", (full(plan.made.answer.due),)),) if plan else (),
        "plan_replaces": full(before.sent_on) if plan and before and before.sent_on else "",
    }


def _planned(plan: Plan) -> Facts:
    return {
        "reason": as_sentence(plan.made.reason),
        "due": full(plan.made.answer.due),
        "steps": tuple(
            {"what": step.what.rstrip(" ."), "due": full(step.due)} for step in plan.made.steps
        ),
    }


def _decisions(view: CaseView) -> Facts:
    """Return which stage was found not to be possible, and where the matter goes instead."""
    procedure, redirected = view.procedure, view.case.handling.redirected
    redirect = procedure.redirect(redirected.redirect) if redirected else None
    kept = [promise.what for promise in redirected.keep] if redirected else []
    return {
        "stage": _stage(view.case, procedure),
        "redirect_is_urgent": bool(redirect and redirect.urgent),
        "redirect": {
            "reason": as_sentence(redirect.when),
            "goes_to": redirect.goes_to,
            "keep": tuple(what.removeprefix(KEEP_SAFE) for what in kept),
        }
        if redirect
        else {},
    }


def _stage(case: Case, procedure: Procedure) -> Facts:
    found = case.handling.not_possible
    if found is None:
        return {}
    stage = procedure.stage(found.stage)
    return {
        "title": stage.title.lower(),
        "answered_by": stage.answered_by,
        "reason": _REASONS[found.reason],
    }
