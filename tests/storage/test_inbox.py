"""The inbox pages without skipping, finds by every word, and its totals are those of a recount."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import closing, suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from tests.storage.offices import NOW, TODAY, Discarded, inbox_row, make_office

from amends.storage.inbox import Inbox
from amends.storage.rows import CaseCounts, DueTotal, InboxRow


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    with closing(make_office(tmp_path_factory.mktemp("inbox") / "office")) as office:
        yield office


def titles(rows):
    return [row.title for row in rows]


def put(unit, title, text="", **fields):
    unit.inbox.put(inbox_row(stream=f"case/{title}", title=title, **fields), text)


days = st.none() | st.integers(0, 3).map(lambda days: TODAY + timedelta(days=days))
rows = st.builds(
    inbox_row,
    stream=st.integers(0, 12).map(lambda number: f"case/{number}"),
    next_due=days,
    closed=st.booleans(),
    sort_key=st.sampled_from(["2026-03-01", "2026-03-02", "9998-12-31", "9999-12-31"]),
    stale_on=days,
)


def every_page(inbox, limit, **which):
    found: list[InboxRow] = []
    while page := inbox.page("", found[-1] if found else None, limit, **which):
        assert len(page) <= limit
        found += page
    return found


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(rows, max_size=30), limit=st.integers(1, 5))
def test_pages_show_each_row_once_and_in_order(shared, rows, limit):
    kept = {row.stream: row for row in rows}
    in_order = sorted(kept.values(), key=lambda row: (row.sort_key, row.stream))
    with suppress(Discarded), shared.transaction() as unit:
        for row in rows:
            unit.inbox.put(row, "")
        assert every_page(unit.inbox, limit, closed=None) == in_order
        assert every_page(unit.inbox, limit) == [row for row in in_order if not row.closed]
        assert every_page(unit.inbox, limit, closed=True) == [r for r in in_order if r.closed]
        raise Discarded


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(rows, max_size=30))
def test_totals_and_counts_are_those_of_a_recount(shared, rows):
    kept = {row.stream: row for row in rows}
    due = Counter(row.next_due for row in kept.values() if not row.closed)
    in_order = sorted(due.items(), key=lambda total: (total[0] is None, total[0] or TODAY))
    with suppress(Discarded), shared.transaction() as unit:
        for row in rows:
            unit.inbox.put(row, "")
        assert unit.inbox.totals() == [DueTotal(*total) for total in in_order]
        closed = sum(row.closed for row in kept.values())
        assert unit.inbox.counts() == CaseCounts(open=due.total(), closed=closed)
        assert unit.inbox.counts().all == len(kept)
        assert sorted(unit.inbox.stale(TODAY)) == sorted(
            row.stream for row in kept.values() if row.stale_on and row.stale_on <= TODAY
        )
        raise Discarded


def test_a_row_comes_back_as_it_was_put_and_as_it_was_put_last(unit):
    first = inbox_row(next_due=TODAY, stale_on=TODAY)
    second = first._replace(title="Broken kit", step="Answer", next_due=None, sort_key="x")
    for row in (first, second):
        unit.inbox.put(row, "")
        assert unit.inbox.row(row.stream) == row
        assert unit.inbox.page("", None, 9) == [row]
    assert unit.inbox.row("case/none") is None


def test_the_same_row_again_changes_nothing(unit):
    for _ in range(2):
        unit.inbox.put(inbox_row(next_due=TODAY), "words")
    assert unit.inbox.totals() == [DueTotal(TODAY, 1)]
    assert unit.inbox.counts() == CaseCounts(open=1, closed=0)


def test_a_changed_text_finds_by_its_new_words_only(unit):
    put(unit, "a", "apples")
    put(unit, "a", "pears")
    assert titles(unit.inbox.page("pears", None, 9)) == ["a"]
    assert unit.inbox.page("apples", None, 9) == []


@pytest.mark.parametrize(
    "query",
    [
        "",
        "  ",
        "kit",
        "KIT late",
        "late  Kit",
        "strasse",
        "STRASSE",
        "Straße",
        "zoe\u0308",
        "ZOË",
        "100%",
        "a_b",
        "c\\d",
        "/e",
        "o'brien",
        "2026-034",
        "2026034",
        "2026–034",
        "ﬁle",
    ],
)
def test_every_word_is_found_anywhere_in_any_case(unit, query):
    text = "Late Kit in Hauptstraße, Zoë paid 100% of a_b, c\\d and /e, says O'Brien; see file"
    put(unit, "a", text, label="2026-034")
    assert titles(unit.inbox.page(query, None, 9)) == ["a"]


@pytest.mark.parametrize("query", ["kit z", "10%", "a%b", "axb", "%", "_", "\\", "2026-035", "''"])
def test_other_words_and_wildcards_find_nothing(unit, query):
    put(unit, "a", "late kit 100 axxb", label="2026-034")
    assert unit.inbox.page(query, None, 9) == []


def test_a_pasted_page_is_no_error(unit):
    put(unit, "a", "late kit")
    assert unit.inbox.page(" ".join(f"word{number}" for number in range(5000)), None, 9) == []
    assert unit.inbox.page("x" * 100_000, None, 9) == []
    assert titles(unit.inbox.page("late " * 5000, None, 9)) == ["a"]


def test_a_search_pages_on_from_the_last_row(unit):
    for title in "abcd":
        put(unit, title, "kit" if title != "b" else "")
    first = unit.inbox.page("kit", None, 2)
    assert titles(first) == ["a", "c"]
    assert titles(unit.inbox.page("kit", first[-1], 2)) == ["d"]


@pytest.mark.parametrize("typed", ["2026-034", "2026034", " 2026-034 ", "2026–034", "2026 034"])
def test_a_case_is_found_by_its_reference(unit, typed):
    put(unit, "a", label="2026-034")
    put(unit, "b", label="2026-0345")
    assert unit.inbox.find(typed) == "case/a"
    assert unit.inbox.find("2026-03") is None


def test_totals_leave_out_days_on_which_nothing_is_due_any_more(unit):
    put(unit, "a", next_due=TODAY)
    put(unit, "b", next_due=TODAY)
    put(unit, "c")
    put(unit, "a", next_due=date(2026, 5, 1))
    put(unit, "b", closed=True)
    assert unit.inbox.totals() == [DueTotal(date(2026, 5, 1), 1), DueTotal(None, 1)]
    assert unit.inbox.counts() == CaseCounts(open=2, closed=1)


def test_an_empty_inbox_has_totals_of_nothing(unit):
    assert unit.inbox.totals() == []
    assert unit.inbox.counts() == CaseCounts(open=0, closed=0)
    assert unit.inbox.page("", None, 9) == []


def test_clearing_leaves_nothing_but_the_record(unit):
    put(unit, "a", next_due=TODAY)
    unit.drafts.put("letter", b"Dear", NOW)
    unit.inbox.clear()
    assert unit.inbox.page("", None, 9, closed=None) == []
    assert unit.inbox.totals() == []
    assert unit.drafts.keys() == ["letter"]


@pytest.mark.parametrize(
    ("read", "index"),
    [
        (lambda inbox: inbox.page("", inbox_row(), 9), "ix_inbox_by_closed"),
        (lambda inbox: inbox.page("kit", inbox_row(), 9), "ix_inbox_by_closed"),
        (lambda inbox: inbox.page("", inbox_row(), 9, closed=None), "ix_inbox_all"),
        (lambda inbox: inbox.stale(TODAY), "ix_inbox_stale_on"),
        (lambda inbox: inbox.find("2026-034"), "ix_inbox_label_key"),
    ],
)
def test_no_query_of_the_inbox_scans_or_sorts_it(office, read, index):
    with office._database.reading() as connection:
        asked = []
        event.listen(
            connection,
            "before_cursor_execute",
            lambda _connection, _cursor, statement, values, *_rest: asked.append(
                (statement, values)
            ),
        )
        read(Inbox(connection))
        ((statement, values),) = list(asked)
        plan = str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all())
    assert re.search(rf"SEARCH inbox USING (COVERING )?INDEX {index} ", plan)
    assert "B-TREE" not in plan
