"""Hours, post and closures in a procedure file: what cannot be is named with its key and line."""

from __future__ import annotations

import pytest

from amends.domain.errors import Problem, ProcedureFileError
from amends.domain.procedure_file import read_procedure
from amends.domain.procedure_schema import procedure_schema
from amends.domain.readings import length
from tests.domain.shipped import changed, variant

RECEIPT = 'within = "5 working days"'
CALENDAR = 'calendar = "GB-SCT"'
OUTCOMES = "[outcomes]"


def problem(*replacements: tuple[str, str]) -> Problem:
    """Return the one mistake of a file."""
    text = changed(*replacements)
    with pytest.raises(ProcedureFileError) as caught:
        read_procedure(text.encode(), "mine.toml")
    [found] = caught.value.problems
    assert found.line is not None
    return found


@pytest.mark.parametrize(
    "written", ["25:00", "16:60", "4:30 pm", "1630", "-1:00", "", "١٦:٣٠", "🕓"]
)
def test_what_is_no_time_of_day_is_named(written):
    table = f'[counting]\nreceived_until = "{written}"\n\n{OUTCOMES}'
    found = problem((OUTCOMES, table))
    assert (found.key, found.allowed) == ("counting.received_until", '"16:30", "09:00"')


@pytest.mark.parametrize(
    "written", ["0 hours", "1000 hours", "-1 hours", "5 minutes", "2 clear hours"]
)
def test_what_is_no_number_of_hours_is_named(written):
    found = problem((RECEIPT, f'within = "{written}"'))
    assert (found.key, found.found) == ("stage[1].clock[0].within", f'"{written}"')
    assert '"48 hours"' in found.allowed


@pytest.mark.parametrize("written", ["2 weeks", "0 days", "2 hours", "2 days before", "100 days"])
def test_what_is_no_rule_of_the_post_is_named(written):
    found = problem((OUTCOMES, f'[counting]\nposted = "{written}"\n\n{OUTCOMES}'))
    assert (found.key, found.allowed) == ("counting.posted", '"2 working days", "2 days"')


@pytest.mark.parametrize(
    "written", ["9-17", "09:00-25:00", "24:00-25:00", "closed", "09:00-17:00;"]
)
def test_what_are_no_hours_of_a_day_are_named(written):
    found = problem((OUTCOMES, f'[opening_hours]\nmonday = "{written}"\n\n{OUTCOMES}'))
    assert found.key == "opening_hours.monday"
    assert '"09:00-12:30, 13:30-17:00"' in found.allowed


@pytest.mark.parametrize("written", ["09:00-12:00, 11:00-17:00", "17:00-09:00", "09:00-09:00"])
def test_hours_that_run_into_one_another_are_named(written):
    found = problem((OUTCOMES, f'[opening_hours]\nfriday = "{written}"\n\n{OUTCOMES}'))
    assert (found.key, found.found) == ("opening_hours.friday", f'"{written}"')
    assert "hours that follow one another" in found.allowed


def test_opening_hours_without_any_are_named():
    assert problem((OUTCOMES, f"[opening_hours]\n\n{OUTCOMES}")).found == "no hours"


@pytest.mark.parametrize("name", ["Europe", "Mars/Olympus", "../../etc/passwd", "London"])
def test_a_time_zone_that_does_not_exist_is_named(name):
    found = problem((CALENDAR, f'{CALENDAR}\ntime_zone = "{name}"'))
    assert (found.key, found.found) == ("time_zone", f'"{name}"')


RESPONSE = 'within = "20 working days"'
POSTED = (OUTCOMES, f'[counting]\nposted = "2 days"\n\n{OUTCOMES}')


def test_receipt_by_others_needs_a_rule_of_the_post():
    found = problem((RESPONSE, f"{RESPONSE}\non_receipt = true"))
    assert found.key == "stage[1].clock[1].on_receipt"
    assert "posted in [counting]" in found.allowed
    right = variant((RESPONSE, f"{RESPONSE}\non_receipt = true"), POSTED)
    assert right.stage("stage-2").clocks[1].on_receipt


def test_only_what_the_office_sends_is_received_by_others():
    limit = '{ within = "9 days", from = "received", on_receipt = true, source = "[Nine.]" }'
    found = problem((RECEIPT, f"{RECEIPT}\nalso = [{limit}]"), POSTED)
    assert found.key == "stage[1].clock[0].also[0].on_receipt"
    assert '"outcome-sent"' in found.allowed


def test_a_time_depends_on_a_fact_or_on_a_closure_and_not_on_both():
    both = '{ when_closed = true, fact = "joint", within = "9 days", source = "[Nine.]" }'
    neither = '{ within = "9 days", source = "[Nine.]" }'
    fact = ("[outcomes]", '[[fact]]\nkey = "joint"\ntitle = "Several complain"\n\n[outcomes]')
    found = problem((RECEIPT, f"{RECEIPT}\ninstead = [{both}]"), fact)
    assert (found.key, found.found) == ("stage[1].clock[0].instead[0].fact", '"joint"')
    assert problem((RECEIPT, f"{RECEIPT}\ninstead = [{neither}]"), fact).found == '""'


def test_the_first_of_several_times_that_holds_counts():
    closed = '{ when_closed = true, within = "10 days", source = "[Ten.]" }'
    joint = '{ fact = "joint", within = "9 days", source = "[Nine.]" }'
    fact = ("[outcomes]", '[[fact]]\nkey = "joint"\ntitle = "Several complain"\n\n[outcomes]')

    def times(order: str, *facts: str) -> tuple[str, str]:
        stage = variant((RECEIPT, f"{RECEIPT}\ninstead = [{order}]"), fact).stage("stage-2")
        found = length(stage, stage.clocks[0], {}, facts)
        assert found is not None
        return str(found.within), str(found.if_closed)

    assert times(f"{joint}, {closed}") == ("5 working days", "10 days")
    assert times(f"{joint}, {closed}", "joint") == ("9 days", "None")
    assert times(f"{closed}, {joint}", "joint") == ("9 days", "10 days")


def test_editors_learn_of_hours_post_and_closures():
    parts = procedure_schema()["$defs"]
    assert set(parts["OpeningHours"]["properties"]) >= {"monday", "sunday"}
    assert "pattern" in parts["OpeningHours"]["properties"]["monday"]
    assert {"received_until", "received_after", "posted"} <= set(parts["Counting"]["properties"])
    assert parts["AfterHours"]["enum"] == ["the next day", "the next working day"]
    assert "when_closed" in parts["Instead"]["properties"]
    assert {"opening_hours", "time_zone"} <= set(parts["Procedure"]["properties"])


@pytest.mark.parametrize(
    ("change", "asks"),
    [
        ((CALENDAR, CALENDAR), False),
        ((RECEIPT, 'within = "48 hours"'), True),
        ((OUTCOMES, f'[counting]\nreceived_until = "16:30"\n\n{OUTCOMES}'), True),
        ((OUTCOMES, f'[counting]\nposted = "2 days"\n\n{OUTCOMES}'), False),
    ],
)
def test_the_time_of_day_matters_only_where_the_policy_counts_by_it(change, asks):
    assert variant(change).counts_hours is asks
