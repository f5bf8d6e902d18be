"""What only some policies say of a case: a day to aim at, silence that settles, a way not yet open.

Each is "" where the policy says nothing of the kind.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from amends.domain.clocks import Clock, State
from amends.domain.dates_in_words import short
from amends.domain.gates import entered_early, way_outside, way_to_stage
from amends.domain.happenings import Kind
from amends.domain.procedure import Stage
from amends.domain.retention import keep_until
from amends.domain.timeline import following_stage
from amends.services.case_view import CaseView

translate = QCoreApplication.translate


def aim_words(step: Clock, view: CaseView) -> str:
    """Return the day at which the policy aims within its limit, while that is still to come."""
    if step.target is None or step.target == step.due or view.today > step.target:
        return ""
    words = translate("case", "The policy aims at {day}.")
    return words.format(day=short(step.target, view.today))


def settled_words(view: CaseView) -> str:
    """Return that the complaint counts as settled, as the complainant let a limit pass."""
    for clock in view.clocks:
        if clock.settles and clock.state is State.LAPSED and clock.due is not None:
            words = translate(
                "case", "Nothing came by {day}: by your policy the complaint counts as settled."
            )
            return words.format(day=short(clock.due, view.today))
    return ""


def way_words(view: CaseView) -> str:
    """Return from when on the complainant may go to the outside body, while they may not."""
    body, case = view.procedure.outside_body, view.case
    if body is None or case.received_on is None or case.happened(Kind.REFERRED) is not None:
        return ""
    days = view.ground.days
    gate = way_outside(body, view.procedure, case.happenings, days, view.today)
    if gate.is_open:
        return ""
    steps = ", ".join(view.procedure.words(kind).title for kind in gate.waits_for)
    if gate.opens_on is None:
        words = translate("case", "Before they may go to {body}, this comes first: {steps}.")
    elif steps:
        words = translate(
            "case", "They may go to {body} from {day} on, or earlier once this is done: {steps}."
        )
    else:
        words = translate("case", "They may go to {body} from {day} on.")
    day = short(gate.opens_on, view.today) if gate.opens_on else ""
    return words.format(body=body.name, day=day, steps=steps)


def stage_words(view: CaseView, stage: Stage | None) -> str:
    """Return from when on a stage can begin, while it cannot, and what it takes."""
    if stage is None or view.case.closed_on is not None:
        return ""
    happenings, days = view.happenings, view.ground.days
    gate = way_to_stage(stage, view.procedure, happenings, days, view.today)
    said = []
    if not gate.is_open and gate.opens_on is not None:
        words = translate("case", "{stage} can begin from {day} on.")
        day = short(gate.opens_on, view.today)
        said.append(words.format(stage=stage.title, day=day))
    if stage.requires:
        words = translate("case", "{stage} takes this: {needs}.")
        needs = "; ".join(it.rstrip(" .") for it in stage.requires)
        said.append(words.format(stage=stage.title, needs=needs))
    return " ".join(said)


def next_stage_words(view: CaseView) -> str:
    """Return from when on the stage that comes next can begin, and what it takes."""
    if view.case.received_on is None:
        return ""
    return stage_words(view, following_stage(view.procedure, view.happenings))


def early_stage_words(view: CaseView) -> str:
    """Return that the stage that runs began before the policy lets it, "" where it did not."""
    happenings, days = view.happenings, view.ground.days
    opens_on = entered_early(view.stage, view.procedure, happenings, days)
    if opens_on is None:
        return ""
    words = translate("case", "{stage} began before {day}, too early. It counts all the same.")
    return words.format(stage=view.stage.title, day=short(opens_on, view.today))


def keeping_words(view: CaseView) -> str:
    """Return until when a closed case is kept."""
    until = keep_until(view.procedure, view.case.happenings)
    if until is None:
        return ""
    words = translate("case", "By your policy it is kept until {day}.")
    return words.format(day=short(until, view.today))
