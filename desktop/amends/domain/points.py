"""The points of a complaint, what was found on each, and what that makes of the whole."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from amends.domain.case import Case
from amends.domain.procedure import HowMany, OutcomeRule, Outcomes


class PointFound(msgspec.Struct, frozen=True):
    """A point with its finding; `finding` and `reasons` are empty where there is none yet."""

    text: str
    finding: str = ""
    reasons: str = ""


def points_found(case: Case) -> tuple[PointFound, ...]:
    """Return the points in their order, each with what was found."""
    return tuple(
        PointFound(point.text, found.finding, found.reasons)
        if (found := case.findings.get(point.id))
        else PointFound(point.text)
        for point in case.points
    )


def overall_outcome(points: Sequence[PointFound], outcomes: Outcomes) -> str:
    """Return what the findings make of the case, by the first rule that fits.

    "" while a point has no finding, where there are no points, or where no rule fits.
    """
    if not points or not all(point.finding for point in points):
        return ""
    return next((rule.outcome for rule in outcomes.rules if _fits(rule, points)), "")


def _fits(rule: OutcomeRule, points: Sequence[PointFound]) -> bool:
    found = (point.finding in rule.found for point in points)
    return all(found) if rule.points is HowMany.ALL else any(found)
