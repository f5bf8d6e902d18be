"""The list of promises pages without skipping, and its totals are those of a recount."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import closing, suppress
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from tests.storage.offices import TODAY, Discarded, make_office

from amends.storage.promises import Promises
from amends.storage.rows import DueTotal, PromiseRow


def row(stream="case/1", clock="promise.1", *, due=TODAY, what="Refund the fee"):
    return PromiseRow(stream, clock, "2026-001", "Late kit", what, "Action", "Anne", "", due)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    with closing(make_office(tmp_path_factory.mktemp("promises") / "office")) as office:
        yield office


def still(stream="case/1", clock="promise.1", *, since=TODAY, left="8 days left"):
    return row(stream, clock, due=None)._replace(since=since, left=left)


def place(it):
    """Return where a row stands: by its date, and after all dates by how long it stands still."""
    return it.due is None, it.due or it.since, it.stream, it.clock


dated = st.builds(
    row,
    stream=st.integers(0, 4).map(lambda number: f"case/{number}"),
    clock=st.integers(0, 3).map(lambda number: f"promise.{number}"),
    due=st.integers(0, 3).map(lambda days: TODAY + timedelta(days=days)),
    what=st.sampled_from(["Refund the fee", "رد الرسوم", "\U0001f600" * 50]),
)


paused = st.builds(
    still,
    stream=st.integers(0, 4).map(lambda number: f"case/{number}"),
    clock=st.integers(0, 3).map(lambda number: f"promise.{number}"),
    since=st.integers(0, 3).map(lambda days: TODAY - timedelta(days=days)),
    left=st.sampled_from(["1 day left", "8 days left"]),
)
rows = dated | paused


def put_all(unit, kept):
    """Put the rows case by case; a case that has none is put as well."""
    cases: dict[str, list[PromiseRow]] = {f"case/{number}": [] for number in range(5)}
    for each in kept:
        cases[each.stream].append(each)
    for stream, its in cases.items():
        unit.promises.put(stream, its)


def unique(found):
    return list({(each.stream, each.clock): each for each in found}.values())


@settings(max_examples=60, deadline=None)
@given(first=st.lists(rows, max_size=12), then=st.lists(rows, max_size=12), limit=st.integers(1, 5))
def test_pages_and_totals_follow_what_was_put_last(shared, first, then, limit):
    kept = unique(then)
    in_order = sorted(kept, key=place)
    with suppress(Discarded), shared.transaction() as unit:
        put_all(unit, unique(first))
        put_all(unit, kept)
        found: list[PromiseRow] = []
        while page := unit.promises.page(found[-1] if found else None, limit):
            assert len(page) <= limit
            found += page
        assert found == in_order
        recount = sorted(Counter(it.due for it in kept if it.due).items())
        totals = [DueTotal(*total) for total in recount]
        if how_many := sum(it.due is None for it in kept):
            totals.append(DueTotal(None, how_many, is_paused=True))
        assert unit.promises.totals() == totals
        raise Discarded


def test_a_case_with_nothing_owed_any_more_leaves_the_list(unit):
    unit.promises.put("case/1", [row(), row(clock="promise.2")])
    unit.promises.put("case/2", [row("case/2")])
    unit.promises.put("case/1", [])
    assert unit.promises.page(None, 9) == [row("case/2")]
    assert unit.promises.totals() == [DueTotal(TODAY, 1)]


def test_the_same_rows_again_write_nothing(office):
    with office.transaction() as unit:
        unit.promises.put("case/1", [row()])
    with office.reading() as unit:  # where a write would be refused
        unit.promises.put("case/1", [row()])


def test_clearing_leaves_no_row_and_no_total(unit):
    unit.promises.put("case/1", [row(), still(clock="promise.2")])
    unit.promises.clear()
    assert (unit.promises.page(None, 9), unit.promises.totals()) == ([], [])


@pytest.mark.parametrize("after", [None, row(), still()])
def test_a_page_is_read_by_its_index_and_never_sorted(office, after):
    with office._database.reading() as connection:
        asked = []
        event.listen(
            connection,
            "before_cursor_execute",
            lambda _connection, _cursor, statement, values, *_rest: asked.append(
                (statement, values)
            ),
        )
        Promises(connection).page(after, 9)
        plans = [
            str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all())
            for statement, values in list(asked)
        ]
    indexed = r"(SEARCH|SCAN) (promises USING INDEX ix_promises_due|paused_promises USING INDEX ix)"
    assert plans
    assert all(re.search(indexed, plan) and "B-TREE" not in plan for plan in plans)
