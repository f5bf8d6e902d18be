"""What became of a case before it was begun anew: each round, and how its times were kept.

A second round changes nothing of the first: when it was answered, and whether that was in time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from msgspec.structs import replace

from amends.domain.case import Case, supposing
from amends.domain.case_clocks import case_clocks
from amends.domain.clocks import Clock, State
from amends.domain.events import Recorded
from amends.domain.events.course_events import CaseBegunAnew
from amends.domain.events.folding import standing
from amends.domain.happenings import Kind
from amends.domain.procedure import Procedure
from amends.domain.working_days import WorkingDays

_ANSWERED: Final = frozenset({State.MET, State.MET_LATE})


def earlier_rounds(log: Iterable[Recorded]) -> tuple[Case, ...]:
    """Return the case as it stood at the end of each round before the present one.

    One in which nothing happened is none. What was recorded later of such a round counts in it.
    """
    facts = [fact for _entry, fact in standing(log)]
    ends = [place for place, fact in enumerate(facts) if isinstance(fact, CaseBegunAnew)]
    found = supposing(Case(), facts).earlier
    return tuple(
        replace(supposing(Case(), facts[:end]), happenings=done)
        for end, done in zip(ends, found, strict=True)
        if done
    )


def round_clocks(
    case: Case, procedure: Procedure, readings: Mapping[str, str], days: WorkingDays
) -> tuple[Clock, ...]:
    """Return the clocks of a round, one of `earlier_rounds`, as they stood when it ended.

    `days` are those that the office counted by then: a closure since changes nothing of a round
    that is over.
    """
    return case_clocks(case, procedure, readings, days, _ended_on(case))


def answer_of(clocks: Iterable[Clock]) -> Clock | None:
    """Return the clock that was stopped by the answer, if there was one."""
    answers = (it for it in clocks if it.until == Kind.OUTCOME_SENT and it.stopped and it.due)
    return next((it for it in answers if it.state in _ANSWERED), None)


def _ended_on(case: Case) -> date:
    return case.closed_on or max(it.on for it in case.happenings)
