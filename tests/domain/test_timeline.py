"""A case as one line: what happened, what is due, where the stages lie, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from amends.domain.clockwork import run_clocks
from amends.domain.happenings import Happening, Kind
from amends.domain.timeline import (
    Mark,
    MarkKind,
    Timeline,
    current_stage,
    draw_timeline,
    next_step,
)
from amends.domain.working_days import Closure, WorkingDays
from tests.domain.histories import (
    FROM_THE_RECEIPT,
    acknowledged,
    answered,
    clocks_of,
    closed,
    raised,
    received,
    referred,
)
from tests.domain.scotland import DAYS, dec, nov, scottish_days
from tests.domain.shipped import shipped, variant

TODAY = nov(21)


def drawn(
    history: Sequence[Happening],
    today: date = TODAY,
    *,
    readings: dict[str, str] | None = None,
    days: WorkingDays = DAYS,
) -> Timeline:
    clocks = run_clocks(shipped(), readings or {}, history, days, today)
    return draw_timeline(shipped(), history, clocks, days, today)


def bands(history: Sequence[Happening]) -> list[tuple[date | None, date | None]]:
    return [(band.first, band.last) for band in drawn(history).bands]


def test_the_line_shows_what_happened_and_what_is_due_oldest_first():
    line = drawn([received(nov(17)), raised(nov(4))])
    assert line.marks == (
        Mark(nov(4), "Raised", MarkKind.DONE),
        Mark(nov(17), "Received", MarkKind.DONE),
        Mark(nov(24), "Receipt due", MarkKind.DUE, "stage-2.receipt"),
        Mark(dec(16), "Response due", MarkKind.DUE, "stage-2.response"),
    )
    assert line.today == TODAY


def test_a_case_that_is_begun_anew_is_not_said_to_be_received_on_that_day():
    line = drawn([Happening(nov(20), Kind.BEGUN_ANEW), received(nov(20))])
    assert [(mark.on, mark.title) for mark in line.marks] == [
        (nov(20), "Begun anew"),
        (nov(27), "Receipt due"),
        (dec(21), "Response due"),
    ]


def test_what_is_late_and_what_is_only_expected_look_different():
    line = drawn([received(nov(17))], nov(27), readings=FROM_THE_RECEIPT)
    assert [(mark.on, mark.kind) for mark in line.marks] == [
        (nov(17), MarkKind.DONE),
        (nov(24), MarkKind.LATE),
        (dec(30), MarkKind.PROJECTED),
    ]


def test_a_promise_that_was_kept_or_ended_is_due_no_more():
    line = drawn([received(nov(17)), acknowledged(nov(18)), closed(nov(20))])
    assert [mark.title for mark in line.marks] == ["Received", "Receipt sent", "Closed"]


def test_marks_of_one_day_stand_in_a_steady_order():
    history = [acknowledged(nov(17)), received(nov(17)), raised(nov(17))]
    titles = [mark.title for mark in drawn(history).marks[:3]]
    assert titles == [mark.title for mark in drawn(history[::-1]).marks[:3]]


def test_the_notches_are_holidays_and_closures_and_no_weekends():
    days = scottish_days(Closure(nov(27), dec(1), "Removal"))
    line = drawn([received(nov(17))], days=days)
    assert [(day.date, day.name) for day in line.notches] == [
        (nov(27), "Removal"),
        (nov(30), "St Andrew's Day"),
        (dec(1), "Removal"),
    ]


def test_the_line_reaches_from_the_first_mark_or_today_to_the_last():
    # Today lies before everything, or long after: the holidays between are still there.
    before = drawn([received(dec(1)), answered(dec(2))], nov(29))
    assert [day.date for day in before.notches] == [nov(30)]
    after = drawn([received(dec(1)), acknowledged(dec(1)), answered(dec(2))], dec(29))
    assert [day.date for day in after.notches] == [dec(25), dec(28)]
    within = drawn([received(nov(27)), acknowledged(dec(1)), answered(dec(2))], dec(3))
    assert [day.date for day in within.notches] == [nov(30)]


def test_an_empty_case_is_a_line_of_today():
    line = drawn([])
    assert (line.marks, line.notches) == ((), ())
    assert [(band.first, band.last) for band in line.bands] == [(None, None)] * 3


def test_a_stage_lasts_until_a_later_one_opens():
    assert bands([]) == [(None, None), (None, None), (None, None)]
    assert bands([raised(nov(4))]) == [(nov(4), None), (None, None), (None, None)]
    assert bands([raised(nov(4)), received(nov(17))]) == [
        (nov(4), nov(17)),
        (nov(17), None),
        (None, None),
    ]
    assert bands([raised(nov(4)), received(nov(17)), referred(dec(20))]) == [
        (nov(4), nov(17)),
        (nov(17), dec(20)),
        (dec(20), None),
    ]


def test_a_stage_that_was_left_out_leaves_a_gap():
    assert bands([raised(nov(4)), referred(dec(20))]) == [
        (nov(4), dec(20)),
        (None, None),
        (dec(20), None),
    ]


def test_closing_the_case_ends_the_stage_that_runs():
    assert bands([received(nov(17)), closed(dec(18))]) == [
        (None, None),
        (nov(17), dec(18)),
        (None, None),
    ]
    assert bands([received(nov(17)), referred(dec(1)), closed(dec(18))])[1:] == [
        (nov(17), dec(1)),
        (dec(1), dec(18)),
    ]


def test_a_stage_may_open_and_end_on_one_day():
    assert bands([received(nov(17)), closed(nov(17))])[1] == (nov(17), nov(17))
    assert bands([raised(nov(17)), received(nov(17))])[0] == (nov(17), nov(17))


def test_what_opened_twice_opened_on_the_first_day():
    assert bands([received(nov(19)), received(nov(17))])[1] == (nov(17), None)


def test_a_case_that_was_closed_and_then_referred_has_no_stage_that_ends_before_it_begins():
    assert bands([received(nov(17)), closed(dec(18)), referred(dec(20))])[1:] == [
        (nov(17), dec(18)),
        (dec(20), None),
    ]


def test_a_concern_raised_after_the_complaint_is_a_stage_of_no_length():
    assert bands([received(nov(17)), raised(nov(19))])[:2] == [(nov(19), nov(19)), (nov(17), None)]


def test_a_notice_opens_the_stage_of_the_outside_body_as_going_there_does():
    notice = Happening(nov(18), Kind.NOTIFIED)
    assert bands([notice]) == [(None, None), (None, None), (nov(18), None)]
    assert bands([notice, referred(nov(20))]) == bands([notice])
    both = bands([received(nov(17)), notice, referred(dec(1))])
    assert both == [(None, None), (nov(17), nov(18)), (nov(18), None)]


def test_a_plan_that_was_sent_is_drawn_and_the_response_is_due_no_more():
    line = drawn([received(nov(17)), Happening(nov(18), Kind.ACTION_PLAN_SENT)])
    titles = [(mark.on, mark.title, mark.kind) for mark in line.marks]
    assert (nov(18), "Action plan sent", MarkKind.DONE) in titles
    assert [mark.clock for mark in line.marks if mark.clock] == ["stage-2.receipt"]


def test_a_stage_says_who_answers_in_it():
    assert [(band.key, band.title, band.answered_by) for band in drawn([]).bands] == [
        ("stage-1", "Stage 1", "Person first dealt with"),
        ("stage-2", "Stage 2", "Clinical Director"),
        ("stage-3", "Stage 3", "CIMSPA"),
    ]


@pytest.mark.parametrize(
    ("history", "step"),
    [
        ([], None),
        ([raised(nov(4))], None),  # the policy states no time for it
        ([received(nov(17))], "receipt"),
        ([received(nov(17)), acknowledged(nov(18))], "response"),
        ([received(nov(17)), answered(nov(18))], None),
        ([received(nov(17)), closed(nov(18))], None),
        ([received(nov(17)), acknowledged(nov(18)), referred(nov(19))], "response"),
    ],
)
def test_the_next_step_is_the_open_promise_that_falls_due_first(history, step):
    found = next_step(clocks_of(history, TODAY).values())
    assert (found.key if found else None) == step


def test_a_late_promise_is_still_the_next_step():
    step = next_step(clocks_of([received(nov(17))], dec(31)).values())
    assert step is not None
    assert step.key == "receipt"


def test_of_two_promises_of_one_day_the_procedures_first_is_next():
    same = variant(
        ('within = "20 working days"', 'within = "5 working days"'),
        ('key = "stage-2"\ntitle = "Stage 2"', 'key = "a-stage"\ntitle = "Stage 2"'),
    )
    clocks = clocks_of([received(nov(17))], TODAY, procedure=same)
    step = next_step(clocks.values())
    assert step is not None
    assert step.key == "receipt"
    assert clocks["response"].due == step.due


def test_what_is_only_projected_is_no_step():
    clocks = clocks_of([received(nov(17))], TODAY, readings=FROM_THE_RECEIPT)
    assert next_step([clocks["response"]]) is None


@pytest.mark.parametrize(
    ("history", "stage"),
    [
        ([], "stage-1"),
        ([raised(nov(4))], "stage-1"),
        ([received(nov(17))], "stage-2"),
        ([received(nov(17)), raised(nov(19))], "stage-2"),
        ([received(nov(17)), referred(dec(20))], "stage-3"),
        ([referred(nov(16)), received(nov(17))], "stage-3"),
        ([received(nov(17)), closed(dec(20))], "stage-2"),
        ([Happening(nov(18), Kind.NOTIFIED)], "stage-3"),
        ([received(nov(17)), Happening(nov(18), Kind.NOTIFIED)], "stage-3"),
        ([received(nov(17)), Happening(nov(18), Kind.ACTION_PLAN_SENT)], "stage-2"),
        ([received(nov(17)), Happening(nov(18), Kind.REDIRECT_SENT)], "stage-2"),
        ([received(nov(17)), Happening(nov(18), Kind.STAGE_NOT_POSSIBLE_SENT)], "stage-2"),
    ],
)
def test_the_stage_of_a_case_is_the_furthest_that_was_opened(history, stage):
    assert current_stage(shipped(), history).key == stage


@pytest.mark.parametrize("kind", Kind)
def test_every_happening_has_a_title_of_its_own(kind):
    titles = [shipped().words(other).title for other in Kind]
    assert titles.count(shipped().words(kind).title) == 1


def test_a_stage_that_asks_for_a_wait_has_the_day_on_which_it_can_begin_until_then():
    wait = 'not_before = { within = "8 days", from = "received", source = "…" }'
    rules = variant(('key = "stage-3"', f'key = "stage-3"\n{wait}'))
    done = [received(nov(17))]
    for today, opens_on in ((nov(24), nov(25)), (nov(25), None)):
        line = draw_timeline(rules, done, (), DAYS, today)
        assert [band.not_before for band in line.bands] == [None, None, opens_on]
    entered = draw_timeline(rules, [*done, referred(nov(20))], (), DAYS, nov(21))
    assert [band.not_before for band in entered.bands] == [None, None, None]
    assert draw_timeline(rules, [], (), DAYS, TODAY).bands[2].not_before is None
