"""Clocks that may stand still, be made longer, or depend on a fact: by rules of the policy alone.

March 2026 begins on a Sunday; Scotland has no holiday in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.domain.clocks import Clock, State
from amends.domain.clockwork import run_clocks
from amends.domain.durations import Unit
from amends.domain.events.clock_events import Extended
from amends.domain.explanation import explain
from amends.domain.happenings import Happening, Kind
from amends.domain.procedure import Procedure
from amends.domain.procedure_file import read_procedure
from amends.domain.terms import USUAL, Terms
from amends.domain.working_days import ONE_DAY
from tests.domain.histories import answered, closed, received
from tests.domain.many import MANY
from tests.domain.scotland import DAYS
from tests.domain.shipped import changed, variant

PAUSE = """
[pause]
when = "The complainant was asked for something without which the matter cannot be looked into."
source = "The days in which we wait for you do not count."
"""
COMPLEX = 'instead = [{ fact = "complex", within = "40 working days", source = "…" }]'


def mar(day: int) -> date:
    return date(2026, 3, day)


def procedure(*replacements: tuple[str, str], pause: str = PAUSE) -> Procedure:
    """Return the shipped procedure, with pauses."""
    text = changed(("pauses = false", "pauses = true"), *replacements)
    return read_procedure((text + pause).encode(), "variant.toml")


RESUMING_COUNTS = procedure(pause=PAUSE + "last_day_counts = true\n")
PAUSING_COUNTS = procedure(pause=PAUSE + "first_day_counts = true\n")
NEITHER = procedure()


def paused(on: date) -> Happening:
    return Happening(on, Kind.PAUSED)


def resumed(on: date) -> Happening:
    return Happening(on, Kind.RESUMED)


def response(
    history: Iterable[Happening],
    today: date,
    rules: Procedure = NEITHER,
    terms: Terms = USUAL,
) -> Clock:
    clocks = run_clocks(rules, {}, history, DAYS, today, terms)
    return next(clock for clock in clocks if clock.key == "response")


# Received on Fri 20 Feb 2026, the twentieth working day is Fri 20 March: 23-27 = 5, 2-6 = 10,
# 9-13 = 15, 16-20 = 20.
START = [received(date(2026, 2, 20))]


@pytest.mark.parametrize(
    ("rules", "due"),
    [
        (NEITHER, mar(26)),  # Mon 9 to Thu 12 do not count: four days more
        (RESUMING_COUNTS, mar(25)),  # Thu 12 counts: three days more
        (PAUSING_COUNTS, mar(25)),  # Mon 9 counts
    ],
)
def test_a_pause_gives_back_the_working_days_that_did_not_count(rules, due):
    assert response(START, mar(6)).due == mar(20)
    clock = response([*START, paused(mar(9)), resumed(mar(12))], mar(13), rules)
    assert (clock.state, clock.due) == (State.RUNNING, due)


def test_while_a_clock_stands_still_it_has_days_left_and_no_date():
    clock = response([*START, paused(mar(11))], mar(30))
    # Ten through 6 March, then 9 and 10: twelve have counted, eight are left.
    assert (clock.state, clock.due, clock.days_left) == (State.PAUSED, None, 8)
    assert not clock.is_open


def test_a_pause_is_given_back_in_calendar_days_where_those_are_counted():
    rules = procedure(('within = "20 working days"', 'within = "28 days"'))
    assert response(START, mar(6), rules).due == mar(20)
    history = [*START, paused(mar(9)), resumed(mar(12))]
    assert response(history, mar(13), rules).due == mar(24)


@pytest.mark.parametrize("end", [answered, closed])
def test_an_answer_or_a_closing_ends_a_pause_as_resuming_would(end):
    lasting = response([*START, paused(mar(9)), end(mar(12))], mar(13))
    resumed_first = response([*START, paused(mar(9)), resumed(mar(12)), end(mar(12))], mar(13))
    assert lasting == resumed_first
    assert lasting.due == mar(26)


def test_a_pause_after_the_last_day_changes_nothing():
    clock = response([*START, paused(mar(23))], mar(24))
    assert (clock.state, clock.due) == (State.LATE, mar(20))


@pytest.mark.parametrize("history", [(), (23,), (23, 25)])
def test_a_pause_after_the_last_day_that_counts_changes_nothing_though_the_date_moved_on(history):
    """Twenty-eight days from Sun 22 February end on Sun 22 March, so it is due on Mon 23."""
    moved = 'last_day = "the next working day"'
    rules = procedure(
        ('within = "20 working days"', f'within = "28 days"\ncounting = {{ {moved} }}')
    )
    told = [received(date(2026, 2, 22))]
    told += [kind(mar(day)) for kind, day in zip((paused, resumed), history, strict=False)]
    clock = response(told, mar(26), rules)
    assert (clock.state, clock.due, clock.days_left) == (State.LATE, mar(23), -3)


def test_days_left_while_paused_are_those_that_have_not_counted_where_the_first_day_is_day_1():
    how = 'counting = { first_day = "the same day" }'
    rules = procedure(('within = "20 working days"', f'within = "20 working days"\n{how}'))
    clock = response([*START, paused(date(2026, 2, 20))], mar(2), rules)
    assert (clock.state, clock.days_left) == (State.PAUSED, 20)


def test_a_policy_without_a_rule_for_it_has_no_pause():
    clock = response([*START, paused(mar(9))], mar(13), variant())
    assert (clock.state, clock.due) == (State.RUNNING, mar(20))


def test_only_the_clocks_that_the_rule_names_stand_still():
    rules = procedure(pause=PAUSE + 'clocks = ["stage-2.receipt"]\n')
    assert response([*START, paused(mar(9))], mar(10), rules).state is State.RUNNING


def test_the_days_of_a_pause_are_shown_as_such():
    clock = response([*START, paused(mar(9)), resumed(mar(12))], mar(13))
    said = explain(clock, NEITHER, DAYS)
    notes = {day.date: day.note for day in said.days}
    assert {notes[mar(day)] for day in (9, 10, 11, 12)} == {"paused"}
    assert "The clock may stand still" in said.rule
    assert [day.number for day in said.days if day.is_due] == [20]


# --- more time -----------------------------------------------------------------------------------


def extended(by: str = "", until: date | None = None) -> Extended:
    return Extended(
        happened_on=mar(10), clock="stage-2.response", reason="illness", by=by, until=until
    )


def test_an_extension_by_days_counts_on():
    terms = Terms(extensions=(extended("10 working days"),))
    assert response(START, mar(11), terms=terms).due == date(2026, 4, 6)  # Good Friday is the 3rd


def test_a_day_that_was_agreed_is_moved_by_nothing():
    terms = Terms(extensions=(extended("10 working days"), extended(until=mar(31))))
    history = [*START, paused(mar(9)), resumed(mar(12))]
    clock = response(history, mar(13), terms=terms)
    assert (clock.due, clock.pinned) == (mar(31), mar(31))
    assert "was agreed instead, and nothing moves it" in explain(clock, NEITHER, DAYS).rule


@given(st.permutations(["pause", "more", "less"]))
def test_every_order_that_says_the_same_gives_one_date(order):
    """Extension and pause, in whatever order they were recorded."""
    history = list(START)
    extensions: list[Extended] = []
    for what in order:
        if what == "pause":
            history += [resumed(mar(12)), paused(mar(9))]
        else:
            extensions.append(extended("3 working days" if what == "more" else "2 working days"))
    clock = response(history, mar(13), terms=Terms(extensions=tuple(extensions)))
    # Twenty, five and the four that did not count.
    assert clock.due == DAYS.add(date(2026, 2, 20), 29)


def test_a_time_may_depend_on_a_fact():
    rules = variant(
        (
            'until = "outcome-sent"\nletter = "outcome"',
            'until = "outcome-sent"\nletter = "outcome"\n' + COMPLEX,
        ),
        ("[source]", '[[fact]]\nkey = "complex"\ntitle = "The complaint is complex"\n\n[source]'),
    )
    usual = response(START, mar(6), rules)
    longer = response(START, mar(6), rules, Terms(facts=frozenset({"complex"})))
    assert (usual.due, longer.due) == (mar(20), DAYS.add(date(2026, 2, 20), 40))


# --- an oracle that walks ------------------------------------------------------------------------

OFFSETS = st.integers(0, 45)


@MANY
@given(
    st.lists(st.tuples(OFFSETS, st.sampled_from([Kind.PAUSED, Kind.RESUMED])), max_size=8),
    st.sampled_from([NEITHER, RESUMING_COUNTS, PAUSING_COUNTS]),
    st.sampled_from(["20 working days", "28 days"]),
    OFFSETS,
)
def test_pauses_agree_with_walking_day_by_day(told, rules, within, seen):
    start = date(2026, 2, 20)
    today = start + timedelta(days=seen)
    told = sorted(told, key=lambda it: it[0])
    history = [*START, *(Happening(start + timedelta(days=n), kind) for n, kind in told)]
    known = [it for it in history if it.on <= today]
    text_rules = rules if within == "20 working days" else _in_days(rules)
    clock = response(known, today, text_rules)
    assert clock.within is not None
    due, left = _walk(known, start, clock.within.count, clock.within.unit, rules, today)
    assert clock.due == due
    if due is None:
        assert (clock.state, clock.days_left) == (State.PAUSED, left)


def _in_days(rules: Procedure) -> Procedure:
    """Return the same rules with 28 days for the response."""
    pause = {
        id(RESUMING_COUNTS): "last_day_counts = true\n",
        id(PAUSING_COUNTS): ("first_day_counts = true\n"),
    }.get(id(rules), "")
    return procedure(('within = "20 working days"', 'within = "28 days"'), pause=PAUSE + pause)


def _walk(
    history: list[Happening], start: date, count: int, unit: Unit, rules: Procedure, today: date
) -> tuple[date | None, int]:
    """Return the due date, or None and how many days are left, from the words of the rule.

    Each day after the start counts if it is worked (where only such days count) and the clock did
    not stand still on it. The day of a pause and that of going on count where the policy says so.
    """
    assert rules.pause is not None
    still: set[date] = set()
    since: date | None = None
    for it in history:
        if it.kind == Kind.PAUSED and since is None:
            since = it.on
        elif it.kind == Kind.RESUMED and since is not None:
            first = since + ONE_DAY * rules.pause.first_day_counts
            last = it.on - ONE_DAY * rules.pause.last_day_counts
            still |= {first + ONE_DAY * n for n in range((last - first).days + 1)}
            since = None
    lasting = None if since is None else since + ONE_DAY * rules.pause.first_day_counts
    day, left = start, count
    while left:
        day += ONE_DAY
        if lasting is not None and day >= lasting:
            return None, left
        counts = unit is Unit.DAYS or DAYS.works(day)
        left -= counts and day not in still
    return day, 0
