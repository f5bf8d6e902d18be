"""A case runs under the version of its policy that was in force when the complaint came in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from amends.domain.events.case_events import CaseOpened
from amends.services.log_complaint import log_complaint
from amends.services.log_notice import log_notice
from amends.services.move_case import version_due
from amends.services.put_right import correct_day
from amends.services.read_case import read_case
from amends.services.read_policy import promised_dates, read_policy
from tests.desks import MOMENT, RECEIVED, TODAY, complaint, log
from tests.services.course import notice
from tests.services.versions import adopt, shipped, shorter

SINCE = date(2026, 11, 10)
ONE_DAY = timedelta(days=1)
DUE = date(2026, 12, 16)  # 20 working days after the receipt


def seen(desk, stream):
    return read_case(desk, stream, TODAY)


def response(view):
    return view.clock("stage-2.response")


def length(view):
    return str(response(view).within)


def since(view):
    held = version_due(view)
    return held.since if held else None


def received(view):
    return next(entry.id for entry in view.log if entry.event.kind == "received")


@pytest.mark.parametrize(("on", "days"), [(SINCE, 15), (SINCE - ONE_DAY, 20)])
def test_a_complaint_falls_under_the_version_in_force_on_the_day_it_was_received(desk, on, days):
    adopt(desk, shorter(), since=SINCE)
    assert length(seen(desk, log(desk, received_on=on))) == f"{days} working days"


@pytest.mark.parametrize(("on", "days"), [(SINCE, 15), (SINCE - ONE_DAY, 20)])
def test_so_does_a_notice(desk, on, days):
    adopt(desk, shorter(), since=SINCE)
    view = seen(desk, log_notice(desk, notice(received_on=on), MOMENT).stream)
    assert view.procedure.stage("stage-2").clocks[1].within == f"{days} working days"


@pytest.mark.parametrize(("on", "days"), [(SINCE, 15), (SINCE - ONE_DAY, 20)])
def test_what_is_promised_before_it_is_logged_goes_by_that_version_too(desk, on, days):
    adopt(desk, shorter(), since=SINCE)
    clocks = promised_dates(read_policy(desk), on, None, TODAY)
    assert [str(it.within) for it in clocks] == ["5 working days", f"{days} working days"]


def test_a_case_keeps_its_version_when_another_is_adopted(desk, stream):
    adopt(desk, shorter(), since=SINCE)
    assert response(seen(desk, stream)).due == DUE


def test_of_several_policies_the_one_that_was_chosen_counts(desk):
    adopt(desk, shipped("jivora"), "jivora")
    policy = read_policy(desk)
    assert [name for name, _title in policy.in_use] == ["active-x-backs", "jivora"]
    view = seen(desk, log_complaint(desk, complaint(procedure="jivora"), MOMENT).stream)
    assert view.case.procedure == view.procedure.name == "jivora"
    dates = promised_dates(replace(policy, chosen="jivora"), RECEIVED, None, TODAY)
    assert {clock.due for clock in dates} == {it.due for it in view.clocks if it.is_open}


def test_a_policy_that_the_office_does_not_work_to_is_not_taken(desk):
    view = seen(desk, log_complaint(desk, complaint(procedure="gone"), MOMENT).stream)
    assert view.case.procedure == "active-x-backs"


def test_the_readings_of_that_version_are_kept_in_the_case(desk):
    readings = {"stage-2.response": "acknowledged", "stage-2.receipt": "received"}
    adopt(desk, shipped(), readings=readings, since=SINCE)
    view = seen(desk, log(desk))
    assert view.case.readings == view.readings == readings
    adopt(desk, shipped(), readings={"stage-2.response": "received"}, since=SINCE)
    again = seen(desk, view.stream)
    assert again.readings == readings
    assert response(again).trigger.kind == "acknowledged"


def test_a_case_from_before_they_were_kept_goes_by_the_office_of_today(desk, stream):
    old = seen(desk, stream)
    opened = next(it.event for it in old.log if isinstance(it.event, CaseOpened))
    with desk.store.transaction() as unit:
        bare = CaseOpened(
            happened_on=TODAY,
            reference="2026-099",
            procedure=opened.procedure,
            procedure_digest=opened.procedure_digest,
        )
        rest = [entry.event for entry in old.log[1:]]
        unit.events.append("case/old", 0, [bare, *rest], now=MOMENT.now, person=desk.store.person)
    assert seen(desk, "case/old").case.readings is None
    assert response(seen(desk, "case/old")).trigger.kind == "received"
    adopt(desk, shipped(), readings={"stage-2.response": "acknowledged"})
    assert response(seen(desk, "case/old")).trigger.kind == "acknowledged"
    assert response(seen(desk, stream)).trigger.kind == "received"


def test_putting_the_day_of_receipt_right_moves_no_case_by_itself(desk, stream):
    adopt(desk, shorter(), since=RECEIVED)
    before = seen(desk, stream)
    assert since(before) == RECEIVED  # it was logged before the office adopted it
    correct_day(desk, before, received(before), RECEIVED - ONE_DAY, "Monday.", MOMENT)
    assert version_due(seen(desk, stream)) is None
    correct_day(desk, seen(desk, stream), received(before), RECEIVED, "No, Tuesday.", MOMENT)
    view = seen(desk, stream)
    assert length(view) == "20 working days"
    assert since(view) == RECEIVED
