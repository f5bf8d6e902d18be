"""A case is what its record says, however often that is written down and read again."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from amends.domain.case import fold
from amends.domain.case_clocks import case_clocks
from amends.domain.clocks import Clock
from amends.domain.counting import LastDay
from amends.domain.events import decode, encode
from amends.domain.explanation import explain
from tests.domain.logs import log_from
from tests.domain.many import MANY
from tests.domain.oracle_cases import drawn


def is_counted_in_days(clock: Clock) -> bool:
    return clock.within is not None and clock.within.unit.endswith("days")


CASES = st.integers(0, 2**32).map(drawn)


@MANY
@given(CASES)
def test_what_is_worked_out_from_the_stored_record_is_what_was_shown(case):
    shown = fold(log_from(case.events))
    stored = [(event.kind, event.SCHEMA, encode(event)) for event in case.events]
    again = fold(log_from([decode(*each) for each in stored]))
    assert again == shown
    assert case_clocks(again, case.procedure, {}, case.days, case.today) == case_clocks(
        shown, case.procedure, {}, case.days, case.today
    )


@MANY
@given(CASES)
def test_looking_at_a_case_changes_nothing_in_it(case):
    read = fold(log_from(case.events))
    before = case_clocks(read, case.procedure, {}, case.days, case.today)
    for clock in before:
        explain(clock, case.procedure, case.days)
    case_clocks(read, case.procedure, {}, case.days, case.today + timedelta(days=40))
    assert case_clocks(read, case.procedure, {}, case.days, case.today) == before


@MANY
@given(CASES)
def test_every_clock_of_a_case_explains_itself_by_days_that_add_up(case):
    read = fold(log_from(case.events))
    for clock in case_clocks(read, case.procedure, {}, case.days, case.today):
        days = explain(clock, case.procedure, case.days).days
        numbers = [day.number for day in days if day.number is not None]
        assert numbers == list(range(1, len(numbers) + 1))
        assert [day.date for day in days if day.is_due] == ([clock.due] if clock.due else [])
        moved_back = clock.counting.last_day is LastDay.WORKING_DAY_BEFORE
        if clock.due and clock.pinned is None and is_counted_in_days(clock) and not moved_back:
            assert clock.within is not None
            assert len(numbers) == clock.within.count
