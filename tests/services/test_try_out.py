"""What would fall due when, without a case: the same dates as a case would have."""

from __future__ import annotations

from datetime import date

import pytest

from amends.domain.clocks import State
from amends.domain.errors import CalendarRangeError
from amends.services.procedure_book import held_shipped
from amends.services.read_case import read_case
from amends.services.try_out import Supposed, askable, try_out
from tests.closures import add_closure
from tests.desks import MOMENT, RECEIVED, TODAY, log

NAME = "active-x-backs"


def tried(desk, name=NAME, facts=(), readings=None, **happened):
    held = held_shipped(desk.resources, name)
    kinds = {kind.replace("_", "-"): day for kind, day in happened.items()}
    supposed = Supposed(kinds, frozenset(facts))
    each = try_out(desk, held.procedure, readings or {}, supposed, TODAY)
    return {it.title: it for it in each}


def test_the_dates_are_those_of_a_case(desk):
    view = read_case(desk, log(desk), TODAY)
    each = tried(desk, received=RECEIVED)
    assert each["Response"].due == view.clock("stage-2.response").due
    assert each["Response"].explanation.title == "Why Wednesday 16 December?"
    assert len(each["Response"].explanation.days) > 20


def test_the_office_s_readings_and_closures_count(desk):
    add_closure(desk, date(2026, 12, 1), date(2026, 12, 2), "Moving", MOMENT)
    each = tried(desk, received=RECEIVED, readings={"stage-2.response": "acknowledged"})
    assert each["Response"].state is State.PROJECTED
    sent = tried(
        desk,
        received=RECEIVED,
        acknowledged=date(2026, 11, 18),
        readings={"stage-2.response": "acknowledged"},
    )
    assert sent["Response"].due == date(2026, 12, 21)
    assert sent["Receipt"].state is State.MET


def test_a_day_may_still_be_to_come(desk):
    assert tried(desk, received=date(2027, 3, 1))["Receipt"].due == date(2027, 3, 8)


def test_a_fact_changes_a_time(desk):
    plain = tried(desk, "asic-rg-271", received=RECEIVED)
    fact = held_shipped(desk.resources, "asic-rg-271").procedure.facts[0].key
    special = tried(desk, "asic-rg-271", facts=[fact], received=RECEIVED)
    assert special["Response"].due > plain["Response"].due


def test_what_lies_beyond_the_calendar_is_refused_and_what_nobody_means_is_left_out(desk):
    with pytest.raises(CalendarRangeError):
        tried(desk, received=date(2900, 1, 1))
    assert tried(desk, received=date(1066, 10, 14))["Receipt"].due is None


@pytest.mark.parametrize("name", ["active-x-backs", "spso", "housing-ombudsman", "jivora"])
def test_only_what_matters_to_its_dates_is_asked_for(desk, name):
    procedure = held_shipped(desk.resources, name).procedure
    kinds = askable(procedure)
    assert "received" in kinds
    assert set(kinds) <= set(procedure.kinds)
    assert len(set(kinds)) == len(kinds)
