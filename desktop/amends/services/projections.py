"""Whether what is derived from a case is what is kept of it: its line, its promises, its search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from amends.domain.errors import AmendsError
from amends.domain.working_days import ONE_DAY
from amends.services.case_view import view_case
from amends.services.check_words import derived, not_derived, stranger
from amends.services.ground import Ground
from amends.services.inbox_rows import inbox_row, promise_rows, search_text
from amends.storage.unit import Unit

# By this an upgrade marks a row that is to be derived anew; the next start of the app does it.
NEVER_HELD: Final = date(1990, 1, 1)


def case_problem(
    unit: Unit, stream: str, today: date, stale_on: date | None, ground: Ground, name: str
) -> str | None:
    """Return in what way the kept rows of a case differ from those derived now; None if none.

    Where they are to be derived anew, what is kept is no claim: that it can be done is all.
    """
    try:
        view = view_case(unit, stream, _last_day_held(today, stale_on), ground)
        if stale_on == NEVER_HELD:
            return None
        held = unit.inbox.holds(inbox_row(view), search_text(view.case))
        promised = unit.promises.of_case(stream) == set(promise_rows(view))
    except AmendsError:
        return not_derived(name)
    except (TypeError, ValueError):  # of a column that does not hold what belongs there
        return derived(name)
    return None if held and promised else derived(name)


def rows_without_a_case(unit: Unit, left: Iterable[str]) -> Iterator[str]:
    """Return a sentence for each row that stands for no case."""
    for stream in (*left, *unit.promises.strangers()):
        yield stranger(stream)


def _last_day_held(today: date, stale_on: date | None) -> date:
    """Return the day as of which a kept row is to be derived.

    One that time has changed since it was kept is no fault: it held until the day before.
    """
    if stale_on is None or stale_on > today or stale_on == NEVER_HELD:
        return today
    return stale_on - ONE_DAY
