"""Whatever happened, in whatever order: the clocks, the line and the explanations make sense."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from operator import attrgetter

from hypothesis import given
from hypothesis import strategies as st

from amends.domain.clocks import Clock, State
from amends.domain.clockwork import run_clocks
from amends.domain.explanation import explain
from amends.domain.happenings import Happening, Kind
from amends.domain.timeline import draw_timeline, next_step
from amends.domain.working_days import Closure
from tests.domain.calendars_at_random import Walk
from tests.domain.histories import FROM_THE_RECEIPT
from tests.domain.many import MANY
from tests.domain.scotland import SCOTLAND, scottish_days
from tests.domain.shipped import shipped, variant

PROCEDURES = (
    shipped(),
    variant(('within = "5 working days"', 'within = "10 days"')),
    variant(
        (
            'promise = "a way to CIMSPA"\nwithin = "not stated"',
            'promise = "a way to CIMSPA"\nwithin = "2 months"',
        ),
        (
            'promise = "an answer from the person first dealt with"\nwithin = "not stated"',
            'promise = "an answer from the person first dealt with"\nwithin = "1 week"',
        ),
    ),
)
CLOSURES = (
    (),
    (Closure(date(2026, 11, 19), date(2026, 11, 20), "Removal"),),
    (Closure(date(2026, 12, 24), date(2027, 1, 4), "Christmas"),),
)
TABLES = {closures: scottish_days(*closures) for closures in CLOSURES}

# Close together, so that happenings often meet on one day.
DAYS = st.integers(0, 60).map(lambda number: date(2026, 11, 1) + timedelta(days=number))
HISTORIES = st.lists(st.builds(Happening, DAYS, st.sampled_from(Kind)), max_size=8)
READINGS = st.sampled_from([{}, FROM_THE_RECEIPT])
EVERYTHING = (st.sampled_from(PROCEDURES), READINGS, HISTORIES, st.sampled_from(CLOSURES), DAYS)


def firsts(history: Sequence[Happening], kind: str, since: date) -> list[date]:
    return sorted(it.on for it in history if it.kind == kind and it.on >= since)


@MANY
@given(*EVERYTHING)
def test_every_clock_agrees_with_the_rule_read_word_for_word(
    procedure, readings, history, closures, today
):
    walk = Walk(SCOTLAND, closures)
    for clock in run_clocks(procedure, readings, history, TABLES[closures], today):
        if clock.state is State.NOT_STATED:
            assert clock.within is None
            assert (clock.due, clock.days_left, clock.stopped) == (None, None, None)
            continue
        assert clock.within is not None
        assert clock.trigger is not None
        started = [it.on for it in history if it.kind == clock.trigger.kind]
        if clock.state is not State.PROJECTED:
            assert clock.start == min(started, default=None)
        if clock.start is None:
            assert clock.state in {State.NOT_STARTED, State.MET, State.ENDED}
            assert (clock.due, clock.days_left) == (None, None)
            continue
        assert clock.due == _due(clock, walk)
        seen_on = clock.stopped or today
        if clock.within.unit == "working days":
            assert clock.days_left == walk.count(seen_on, clock.due)
        else:
            assert clock.days_left == (clock.due - seen_on).days


def _due(clock: Clock, walk: Walk) -> date:
    assert clock.start is not None
    assert clock.within is not None
    start, count = clock.start, clock.within.count
    match clock.within.unit:
        case "working days":
            return walk.add(start, count)
        case "days":
            return start + timedelta(days=count)
        case "weeks":
            return start + timedelta(weeks=count)
        case _:
            months = start.year * 12 + start.month - 1 + count
            days_of_it = [
                day
                for day in (
                    date(months // 12, months % 12 + 1, 1) + timedelta(n) for n in range(31)
                )
                if day.month == months % 12 + 1
            ]
            return next((day for day in days_of_it if day.day == start.day), days_of_it[-1])


def without_closings_that_were_undone(history):
    done = sorted(history, key=attrgetter("on"))
    last = max((n for n, it in enumerate(done) if it.kind == Kind.REOPENED), default=-1)
    return [it for n, it in enumerate(done) if it.kind != Kind.CLOSED or n > last]


@MANY
@given(*EVERYTHING)
def test_reopening_a_case_is_as_if_it_had_not_been_closed(
    procedure, readings, history, closures, today
):
    undone = without_closings_that_were_undone(history)
    one, other = (
        run_clocks(procedure, readings, done, TABLES[closures], today) for done in (history, undone)
    )
    assert one == other


@MANY
@given(*EVERYTHING)
def test_a_clock_is_open_exactly_while_something_is_owed(
    procedure, readings, history, closures, today
):
    opens = {stage.key: stage.openings for stage in procedure.stages}
    history = without_closings_that_were_undone(history)
    for clock in run_clocks(procedure, readings, history, TABLES[closures], today):
        if clock.start is None or clock.state in {State.NOT_STATED, State.PROJECTED}:
            assert not clock.is_open
            continue
        opened = [it.on for it in history if it.kind in opens[clock.stage]]
        since = min([clock.start, *opened])
        instead = firsts(history, clock.fallback, since) if clock.fallback else []
        kept = sorted(firsts(history, clock.until, since) + instead)
        assert clock.trigger is not None
        ends: dict[str, date] = {
            Kind.CLOSED: since,
            Kind.REDIRECT_SENT: since,
            Kind.STAGE_NOT_POSSIBLE_SENT: since,
        }
        ends[Kind.OUTCOME_SENT] = clock.start
        ends.pop(clock.trigger.kind, None)
        over = [day for kind, first in ends.items() for day in firsts(history, kind, first)]
        assert clock.due is not None
        if kept:
            in_time = kept[0] <= clock.due
            assert clock.state is (State.MET if in_time else State.MET_LATE)
            assert clock.stopped == kept[0]
        elif over:
            assert (clock.state, clock.stopped) == (State.ENDED, min(over))
        else:
            passed = State.LAPSED if clock.owed_by else State.LATE
            assert clock.state is (passed if today > clock.due else State.RUNNING)
            assert clock.stopped is None
            assert clock.is_open == (not clock.owed_by)


@MANY
@given(*EVERYTHING, st.randoms())
def test_the_order_of_recording_changes_no_clock(
    procedure, readings, history, closures, today, chance
):
    """But for reopening: of a closing on that day the order tells which came last."""
    history = [it for it in history if it.kind != Kind.REOPENED]
    mixed = chance.sample(history, len(history))
    days = TABLES[closures]
    assert run_clocks(procedure, readings, mixed, days, today) == run_clocks(
        procedure, readings, history, days, today
    )


@MANY
@given(*EVERYTHING)
def test_a_day_later_no_date_has_moved_but_projected_ones(
    procedure, readings, history, closures, today
):
    """Time alone changes states and days left, never a date that was promised."""
    days, tomorrow = TABLES[closures], today + timedelta(days=1)
    before = run_clocks(procedure, readings, history, days, today)
    after = run_clocks(procedure, readings, history, days, tomorrow)
    for one, other in zip(before, after, strict=True):
        if one.state is State.PROJECTED:
            assert other.state is State.PROJECTED
            assert one.due is not None
            assert other.due is not None
            assert other.due >= one.due
        else:
            assert (other.start, other.due, other.stopped) == (one.start, one.due, one.stopped)


@MANY
@given(*EVERYTHING)
def test_every_clock_explains_itself_by_days_that_add_up(
    procedure, readings, history, closures, today
):
    days = TABLES[closures]
    for clock in run_clocks(procedure, readings, history, days, today):
        said = explain(clock, procedure, days)
        assert said.title
        assert said.rule
        assert said.as_text().endswith(f"“{clock.source}”")
        numbers = [day.number for day in said.days if day.number is not None]
        assert numbers == list(range(1, len(numbers) + 1))
        assert [day.date for day in said.days if day.is_due] == ([clock.due] if clock.due else [])
        if clock.due is not None and clock.within is not None:
            assert said.days[-1].number == len(numbers)
            if clock.within.unit == "working days":
                assert len(numbers) == clock.within.count


@MANY
@given(*EVERYTHING)
def test_the_line_of_every_case_can_be_drawn(procedure, readings, history, closures, today):
    days = TABLES[closures]
    clocks = run_clocks(procedure, readings, history, days, today)
    line = draw_timeline(procedure, history, clocks, days, today)
    marked = [mark.on for mark in line.marks]
    assert marked == sorted(marked)
    anew = {it.on for it in history if it.kind == Kind.BEGUN_ANEW}
    told = [it for it in history if it.kind != Kind.RECEIVED or it.on not in anew]
    assert len([mark for mark in line.marks if not mark.clock]) == len(told)
    for band in line.bands:
        assert band.last is None or (band.first is not None and band.first <= band.last)
    step = next_step(clocks)
    dues = [clock.due for clock in clocks if clock.is_open and clock.due]
    assert (step.due if step else None) == min(dues, default=None)
