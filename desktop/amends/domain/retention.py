"""Until when a case is kept: by the policy's rule, from the event that the policy names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from amends.domain.counting import MONTHS_IN_YEAR
from amends.domain.durations import Unit, add_months, read_duration
from amends.domain.happenings import Happening
from amends.domain.procedure import Procedure

KEPT_IN: Final = (Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS)


def keep_until(procedure: Procedure, happenings: Iterable[Happening]) -> date | None:
    """Return the last day on which the case is to be kept.

    None where the policy states no time, or what it runs from has not happened. Of several such
    events it runs from the last: whatever is still going on is kept.
    """
    if procedure.retention is None:
        return None
    ends = [it.on for it in happenings if it.kind == procedure.retention_from]
    if not ends:
        return None
    within = read_duration(procedure.retention)
    match within.unit:
        case Unit.DAYS:
            return max(ends) + timedelta(days=within.count)
        case Unit.WEEKS:
            return max(ends) + timedelta(weeks=within.count)
        case Unit.MONTHS:
            return add_months(max(ends), within.count)
        case _:
            return add_months(max(ends), MONTHS_IN_YEAR * within.count)
