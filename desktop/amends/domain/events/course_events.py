"""What changes the course of a case: another version of its policy, a second one, a new beginning.

A new kind is a class here, a place in `CourseFact`, and a branch in `case.py`.
"""

from __future__ import annotations

from amends.domain.events.base import Event


class ProcedureMoved(Event, frozen=True, kw_only=True, tag="procedure-moved"):
    """The case runs under another version of its policy from here on, as if it always had."""

    procedure: str
    procedure_digest: str
    readings: dict[str, str]
    reason: str


class ProcedureJoined(Event, frozen=True, kw_only=True, tag="procedure-joined"):
    """The complaint falls under a second policy as well, whose clocks run beside the first."""

    procedure: str
    procedure_digest: str
    readings: dict[str, str]
    reason: str


class CaseReopened(Event, frozen=True, kw_only=True, tag="reopened"):
    """The case is open again, and its clocks go on as if it had not been closed."""

    reason: str


class CaseBegunAnew(Event, frozen=True, kw_only=True, tag="begun-anew"):
    """The case is open again, and the policy's times run anew from this day.

    How the complaint was answered before, and whether in time, stays as it was.
    """

    reason: str


CourseFact = ProcedureMoved | ProcedureJoined | CaseReopened | CaseBegunAnew
