"""What a case allows as it stands: a plan, a redirect, a stage ruled out, the outside body."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from amends.domain.case import Case
from amends.domain.clocks import Clock
from amends.domain.handling import Plan
from amends.domain.happenings import Kind
from amends.domain.missed import with_missed
from amends.domain.people import same_name
from amends.domain.procedure import OutsideBody, Procedure, Stage
from amends.domain.timeline import current_stage, following_stage

_OUTSIDE: Final = frozenset({Kind.REFERRED, Kind.NOTIFIED})


def asks_for_plan(clock: Clock, case: Case) -> bool:
    """Return whether the policy has an action plan for this clock, if it cannot be met in time.

    The answer that a plan promised may be put off in the same way, by a plan that replaces it.
    """
    if not clock.is_open or case.handling.must_tell is not None:
        return False
    if clock.is_promise:
        plan = case.handling.plan_in_force
        return plan is not None and clock.key == str(plan.made.answer.id)
    return clock.fallback == Kind.ACTION_PLAN_SENT


def may_plan(case: Case, clocks: Iterable[Clock]) -> bool:
    """Return whether an action plan can be made or changed now."""
    return case.closed_on is None and any(asks_for_plan(clock, case) for clock in clocks)


def plan_to_send(case: Case, clocks: Iterable[Clock]) -> Plan | None:
    """Return the plan that waits to be sent, while there is something that it puts off."""
    return case.handling.waiting_plan if may_plan(case, clocks) else None


def stages_to_rule_out(
    case: Case, procedure: Procedure, clocks: Iterable[Clock]
) -> tuple[Stage, ...]:
    """Return the stages of the office that may turn out not to be possible: open ones, and next.

    None while the complainant is still to be told of something else.
    """
    handling = case.handling
    if case.closed_on or handling.must_tell or handling.not_possible or handling.redirected:
        return ()
    clocks = tuple(clocks)
    running = {clock.stage for clock in clocks if clock.is_open}
    done = with_missed(case.happenings, clocks)
    after = following_stage(procedure, done)
    following = {after.key} if after else set()
    own = (stage for stage in procedure.stages if stage.opens not in _OUTSIDE)
    return tuple(stage for stage in own if stage.key in running | following)


def skipped(case: Case, procedure: Procedure) -> tuple[str, ...]:
    """Return the kinds of event that should have come before the stage that the case is in.

    A complaint that comes too early is premature, not invalid: its clocks run all the same.
    """
    stage = current_stage(procedure, case.happenings)
    return tuple(kind for kind in stage.after if case.happened(kind) is None)


def may_redirect(case: Case) -> bool:
    """Return whether the matter can still be found to be no complaint."""
    if case.closed_on is not None or case.received_on is None:
        return False
    if case.happened(Kind.OUTCOME_SENT) is not None:
        return False
    return case.handling.redirected is None and case.handling.not_possible is None


def waits_for_takeover(case: Case) -> bool:
    """Return whether the matter was redirected, and nobody has taken it on yet."""
    handling = case.handling
    told = handling.redirected is not None and handling.is_redirect_told
    return told and handling.taken_over is None and case.closed_on is None


def outside_body(case: Case, procedure: Procedure) -> str:
    """Return the body that can look at the case from outside, "" where there is none.

    It is the one that gave notice of it, or to which it went, else the procedure's usual one.
    """
    notified = case.handling.notified
    names = (notified.body if notified else "", case.referred_to)
    return next(filter(None, (*names, *(body.name for body in procedure.bodies))), "")


def body_of(case: Case, procedure: Procedure) -> OutsideBody | None:
    """Return what the procedure says of that body, None where it says nothing."""
    name = outside_body(case, procedure)
    known = (it for it in procedure.bodies if same_name(name, it.name))
    also = (it for it in procedure.bodies if same_name(name, it.full_name))
    return next(known, next(also, None))


def may_write(case: Case, procedure: Procedure) -> str:
    """Return the outside body whose letter can be recorded, "" where there is none to write."""
    return "" if case.closed_on is not None else outside_body(case, procedure)


def recordable(case: Case, procedure: Procedure, clocks: Iterable[Clock]) -> tuple[str, ...]:
    """Return the steps that can have been taken without Amends, as the case stands.

    What only this policy knows comes before the closing. A closed case can still go to the outside
    body; nothing else happens in it.
    """
    clocks = tuple(clocks)
    handling, plan = case.handling, plan_to_send(case, clocks)
    is_open, is_complaint = case.closed_on is None, case.received_on is not None
    is_sent_on = handling.redirected is not None or handling.not_possible is not None
    owes_receipt = any(clock.is_open and clock.until == Kind.ACKNOWLEDGED for clock in clocks)
    may_be: dict[str, bool] = {
        Kind.ACKNOWLEDGED: is_open
        and is_complaint
        and (owes_receipt or not case.happened(Kind.ACKNOWLEDGED)),
        Kind.ACTION_PLAN_SENT: plan is not None,
        Kind.OUTCOME_SENT: is_open and is_complaint and not is_sent_on,
        Kind.STAGE_NOT_POSSIBLE_SENT: is_open
        and handling.not_possible is not None
        and not handling.is_not_possible_told,
        Kind.REDIRECT_SENT: is_open
        and handling.redirected is not None
        and not handling.is_redirect_told,
        Kind.REFERRED: bool(procedure.bodies) and is_complaint and not case.happened(Kind.REFERRED),
        **{event.key: is_open for event in procedure.events},
        Kind.CLOSED: is_open,
    }
    return tuple(kind for kind, may in may_be.items() if may)
