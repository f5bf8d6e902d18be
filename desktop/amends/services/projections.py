"""Whether what is derived from a case is what is kept of it: its line, its promises, its search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from amends.domain.errors import AmendsError
from amends.domain.working_days import ONE_DAY
from amends.services.case_view import view_case
from amends.services.check_words import derived, not_derived, stranger
from amends.services.ground import Ground
from amends.services.inbox_rows import inbox_row, promise_rows, search_text
from amends.storage.unit import Unit


def last_day_held(today: date, stale_on: date | None) -> date:
    """Return the day as of which a kept row is to be derived.

    One that time has changed since it was kept is no fault: it held until the day before.
    """
    return today if stale_on is None or stale_on > today else stale_on - ONE_DAY


def case_problem(unit: Unit, stream: str, as_of: date, ground: Ground, name: str) -> str | None:
    """Return in what way the kept rows of a case differ from those derived now; None if none."""
    try:
        view = view_case(unit, stream, as_of, ground)
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
