"""Plan a change of when an institution teaches, or of the hours at which the office works."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

import msgspec

from amends.domain.counting import in_terms
from amends.domain.durations import Unit
from amends.domain.errors import OpeningHoursError
from amends.domain.events.office_events import OpeningHoursSet, TermsSet
from amends.domain.opening_hours import OpeningHours, crossed
from amends.domain.procedure import Procedure
from amends.domain.school_terms import SchoolTerm
from amends.services.propose_change import PlannedChange

WEEKDAYS: Final = OpeningHours.__struct_fields__


def counts_school_days(procedure: Procedure) -> bool:
    """Return whether a policy counts in days of a term."""
    return any(in_terms(unit) for unit in _units(procedure))


def counts_working_hours(procedure: Procedure) -> bool:
    """Return whether a policy counts in the working hours of the office, stating none itself."""
    return procedure.opening_hours is None and Unit.WORKING_HOURS in _units(procedure)


def plan_terms(terms: Iterable[SchoolTerm], today: date) -> PlannedChange:
    """Plan that the institution teaches in these terms, and in no others."""
    return PlannedChange(TermsSet(happened_on=today, terms=tuple(sorted(terms))))


def plan_opening_hours(hours: Mapping[str, str], today: date) -> PlannedChange:
    """Plan the hours of each weekday ("monday"), such as "09:00-12:30, 13:30-17:00".

    Raises `OpeningHoursError` for hours that cannot be read, that end before they begin or run
    into one another, and where there are none at all.
    """
    written = {day: " ".join(hours.get(day, "").split()) for day in WEEKDAYS}
    written = {day: words for day, words in written.items() if words}
    if not written:
        raise OpeningHoursError(WEEKDAYS[0], "")
    for day, words in written.items():
        try:
            opening = msgspec.convert({day: words}, OpeningHours)
        except msgspec.ValidationError:
            raise OpeningHoursError(day, words) from None
        if day in crossed(opening):
            raise OpeningHoursError(day, words)
    return PlannedChange(OpeningHoursSet(happened_on=today, hours=written))


def _units(procedure: Procedure) -> set[Unit]:
    rules = (rule for stage in procedure.stages for rule in stage.clocks)
    return {time.unit for rule in rules for time in rule.times}
