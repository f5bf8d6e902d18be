"""The inbox: order, totals, search, and rows that time alone changes."""

from __future__ import annotations

from datetime import date, timedelta

from amends.domain.happenings import Kind
from amends.domain.urgency import Urgency
from amends.services.desk import Moment
from amends.services.inbox_rows import rebuild, refresh_stale
from amends.services.read_case import find_case, read_case
from amends.services.read_inbox import read_page, read_totals
from amends.services.record_step import Step, record_step
from tests.desks import MOMENT, RECEIVED, TODAY, log


def titles(desk, query="", **options):
    return [row.title for row in read_page(desk, query, None, 50, **options)]


def test_the_most_urgent_case_comes_first(desk):
    log(desk, title="Later", received_on=TODAY)
    log(desk, title="Overdue", received_on=RECEIVED - timedelta(days=20))
    log(desk, title="Soon")
    assert titles(desk) == ["Overdue", "Soon", "Later"]


def test_each_group_is_counted(desk):
    log(desk)
    log(desk, received_on=RECEIVED - timedelta(days=20))
    totals = read_totals(desk, TODAY)
    assert (totals.by_urgency[Urgency.SOON], totals.by_urgency[Urgency.OVERDUE]) == (1, 1)
    assert (totals.open_cases, totals.all_cases) == (2, 2)


def test_a_closed_case_leaves_the_inbox_and_stays_among_all_cases(desk, view):
    record_step(desk, view, Step(Kind.CLOSED, TODAY, note="Over."), MOMENT)
    assert titles(desk) == []
    assert titles(desk, with_closed=True) == [view.case.title]
    assert read_totals(desk, TODAY).open_cases == 0


def test_cases_are_found_by_parts_of_words_and_by_number(desk, view):
    number = view.case.reference.replace("-", "")
    for query in ("feedb", "FERREIRA", view.case.reference, number, "never assess"):
        assert titles(desk, query) == [view.case.title], query
    assert titles(desk, "100%") == []


def test_a_reference_leads_to_its_case(desk, view):
    assert find_case(desk, view.case.reference) == view.stream


def test_time_alone_makes_a_row_stale_and_it_is_derived_again(desk, stream):
    with desk.store.reading() as unit:
        assert unit.inbox.row(stream).stale_on == date(2026, 11, 25)
    assert refresh_stale(desk, date(2026, 11, 24)) == 0
    assert refresh_stale(desk, date(2026, 11, 25)) == 1
    with desk.store.reading() as unit:
        assert unit.inbox.row(stream).stale_on == date(2026, 12, 17)


def test_rebuilding_gives_the_same_rows(desk, view):
    log(desk, title="Another", received_on=TODAY)
    record_step(desk, view, Step(Kind.ACKNOWLEDGED, TODAY), MOMENT)
    before = read_page(desk, "", None, 50, with_closed=True)
    with desk.store.transaction() as unit:
        rebuild(unit, TODAY)
    assert read_page(desk, "", None, 50, with_closed=True) == before


def test_a_case_logged_in_another_year_begins_that_years_numbers(desk, view):
    new_year = Moment(date(2027, 1, 4), MOMENT.now)
    case = read_case(desk, view.stream, new_year.today)
    assert case.case.reference == "2026-001"
