"""What changes the times of a case, by the rules that its policy has for that, and by no other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amends.domain.case_times import (
    came_late,
    extendable,
    extension_of,
    paused_clock,
    paused_since,
    paused_words,
)
from amends.domain.clocks import State
from amends.domain.errors import (
    CalendarRangeError,
    CaseClosedError,
    CaseMovedOnError,
    ConditionsNotMetError,
    DateNotPossibleError,
    FieldMissingError,
    NotInPolicyError,
    NotMoreTimeError,
    TimeOverError,
    TooMuchTimeError,
)
from amends.domain.happenings import Kind
from amends.domain.letter_kinds import LetterKind
from amends.domain.rounds import answer_of
from amends.domain.timeline import MarkKind
from amends.domain.turns import Alternative, Turn
from amends.domain.urgency import Urgency
from amends.paths import resource
from amends.services.add_files import add_files
from amends.services.add_note import add_note
from amends.services.decide_late import decide_late
from amends.services.define_points import define_points
from amends.services.desk import Moment
from amends.services.extend_clock import MoreTime, extend_clock
from amends.services.letter_fit import Unfit, unfit
from amends.services.make_finding import make_finding
from amends.services.pause_clocks import pause, resume
from amends.services.put_right import take_back
from amends.services.read_inbox import read_page, read_totals
from amends.services.read_promises import read_promise_page, read_promise_totals
from amends.services.record_step import Step, record_step
from amends.services.reopen_case import reopen_case
from amends.services.set_day_ahead import set_day_ahead
from amends.services.set_up_office import Plan, set_up_office
from amends.services.state_fact import state_fact, stated_facts
from amends.services.suppose import moved_if
from tests.closures import add_closure
from tests.desks import (
    LETTERHEAD,
    MOMENT,
    PASSPHRASE,
    TODAY,
    cheap_offices,
    log,
    make_desk,
)
from tests.services.careful import careful_desk
from tests.services.course import HOSTILE, now, told
from tests.services.letter_cases import action, happen


def nov(day):
    return date(2026, 11, day)


PAUSED_ON = nov(19)
NEEDS = ("the reasons told to the complainant", "a manager agrees")
ANSWER, DUE = "complaint.answer", date(2026, 12, 16)


def dec(day):
    return date(2026, 12, day)


@pytest.fixture
def desk(tmp_path):
    desk = careful_desk(tmp_path / "office")
    yield desk
    desk.store.close()


@pytest.fixture
def plain(tmp_path):
    """Return an office whose policy has no rule for any of this."""
    desk = make_desk(tmp_path / "plain")
    yield desk
    desk.store.close()


@pytest.fixture
def stream(desk):
    return log(desk)


def answer(desk, stream):
    return now(desk, stream).clock(ANSWER)


def paused(desk, stream, on=PAUSED_ON, reason="We wait for the recording."):
    pause(desk, now(desk, stream), on, reason, MOMENT)
    return now(desk, stream)


def resumed(desk, stream, on=TODAY):
    resume(desk, now(desk, stream), on, "", MOMENT)
    return now(desk, stream)


def more(**changes):
    return MoreTime(**({"clock": ANSWER, "reason": "Ill.", "confirmed": NEEDS} | changes))


def longer(desk, stream, **changes):
    extend_clock(desk, now(desk, stream), more(**changes), MOMENT)
    return now(desk, stream)


def closed(desk, stream, on=TODAY):
    return told(desk, stream, Kind.CLOSED, on)


# Pauses


def test_a_paused_case_has_days_left_and_no_date(desk, stream):
    assert answer(desk, stream).due == DUE
    view = paused(desk, stream)
    clock = paused_clock(view.clocks)
    assert clock is not None
    assert (clock.key, clock.due, paused_words(clock)) == (
        "answer",
        None,
        "paused, 19 working days left",
    )
    assert (view.next_step, view.turn) == (None, Turn.GO_ON)
    assert paused_since(view.case, view.procedure) == nov(19)


def test_lists_say_that_a_case_is_paused_and_give_it_no_date(desk, stream):
    log(desk, title="Another")
    paused(desk, stream)
    running, waiting = read_page(desk, "", None, 9)
    assert running.next_due == DUE
    assert (waiting.stream, waiting.next_due) == (stream, None)
    assert waiting.step == "Send the answer: paused, 19 working days left"
    totals = read_totals(desk, TODAY).by_urgency
    assert (totals[Urgency.LATER], totals[Urgency.PAUSED], totals[Urgency.NOTHING_DUE]) == (1, 1, 0)
    assert read_promise_totals(desk, TODAY).by_urgency[Urgency.PAUSED] == 1
    promised = read_promise_page(desk, None, 9)
    assert [(it.what, it.due, it.since, it.left) for it in promised] == [
        ("Send the answer", DUE, None, ""),
        ("Send the answer", None, PAUSED_ON, "19 working days left"),
    ]
    assert read_promise_page(desk, promised[0], 9) == promised[1:]
    assert read_promise_page(desk, promised[-1], 9) == []
    resumed(desk, stream)
    assert read_totals(desk, TODAY).by_urgency[Urgency.PAUSED] == 0


def test_a_paused_clock_is_listed_though_something_else_in_the_case_has_a_date(desk, stream):
    happen(desk, stream, action("Ring her back", due=dec(4)))
    paused(desk, stream)
    [case] = read_page(desk, "", None, 9)
    assert case.next_due == dec(4)
    promised = read_promise_page(desk, None, 9)
    assert [(it.what, it.due, it.since) for it in promised] == [
        ("Ring her back", dec(4), None),
        ("Send the answer", None, PAUSED_ON),
    ]
    assert read_promise_totals(desk, TODAY).by_urgency[Urgency.PAUSED] == 1
    resumed(desk, stream)
    assert [it.since for it in read_promise_page(desk, None, 9)] == [None, None]


def test_what_has_stood_still_longest_comes_first_a_page_at_a_time(desk, stream):
    others = [log(desk, title=f"Another {number}") for number in range(3)]
    for number, each in enumerate((*others, stream)):
        pause(desk, now(desk, each), nov(20) if number % 2 else nov(19), "We wait.", MOMENT)
    found, page = [], read_promise_page(desk, None, 1)
    while page:
        found += page
        page = read_promise_page(desk, found[-1], 1)
    assert [it.since for it in found] == [nov(19), nov(19), nov(20), nov(20)]
    assert {it.stream for it in found} == {stream, *others}


def test_what_was_not_counted_is_given_back_when_the_clocks_go_on(desk, stream):
    paused(desk, stream)
    clock = resumed(desk, stream).clock(ANSWER)
    assert (clock.state, clock.due) == (State.RUNNING, dec(18))  # Thu 19 and Fri 20 Nov


def test_where_the_policy_has_no_pause_none_is_recorded(plain):
    stream = log(plain)
    with pytest.raises(NotInPolicyError):
        paused(plain, stream)
    with pytest.raises(NotInPolicyError):
        resumed(plain, stream)
    assert len(now(plain, stream).log) == len(now(plain, log(plain)).log)


@pytest.mark.parametrize("on", [nov(16), TODAY + timedelta(days=1), date.min, date(1926, 11, 19)])
def test_a_pause_begins_when_the_matter_is_there_and_no_later_than_today(desk, stream, on):
    with pytest.raises(DateNotPossibleError):
        paused(desk, stream, on)


def test_a_pause_needs_a_reason_and_cannot_begin_twice(desk, stream):
    with pytest.raises(FieldMissingError):
        paused(desk, stream, reason="  ")
    paused(desk, stream, reason=HOSTILE)
    with pytest.raises(CaseMovedOnError):
        paused(desk, stream)
    assert now(desk, stream).log[-1].event.reason == HOSTILE.strip()


def test_clocks_go_on_no_earlier_than_they_stood_still_and_only_then(desk, stream):
    with pytest.raises(CaseMovedOnError):
        resumed(desk, stream)
    paused(desk, stream)
    with pytest.raises(DateNotPossibleError):
        resumed(desk, stream, nov(18))


def test_a_second_pause_does_not_begin_within_the_first(desk, stream):
    paused(desk, stream, nov(18))
    resumed(desk, stream, nov(20))
    with pytest.raises(DateNotPossibleError):
        paused(desk, stream, nov(19))
    assert paused(desk, stream, nov(20)).turn is Turn.GO_ON


def test_closing_ends_a_pause_as_if_the_clocks_had_gone_on_first(desk):
    one, other = log(desk), log(desk)
    paused(desk, one)
    paused(desk, other)
    resumed(desk, other)
    assert closed(desk, one).clock(ANSWER) == closed(desk, other).clock(ANSWER)


def test_a_pause_that_a_closing_ended_stays_over_when_the_case_is_reopened(desk, stream):
    paused(desk, stream)
    closed(desk, stream)
    reopen_case(desk, now(desk, stream), "go-on", "By mistake.", MOMENT)
    view = now(desk, stream)
    assert paused_since(view.case, view.procedure) is None
    assert (view.clock(ANSWER).state, view.clock(ANSWER).due) == (State.RUNNING, dec(18))


def test_no_pause_begins_before_a_case_was_closed_that_is_open_again(desk, stream):
    closed(desk, stream, nov(20))
    reopen_case(desk, now(desk, stream), "go-on", "By mistake.", MOMENT)
    with pytest.raises(DateNotPossibleError):
        paused(desk, stream, nov(19))


def test_a_pause_is_taken_back_like_any_other_entry(desk, stream):
    view = paused(desk, stream)
    take_back(desk, view, view.log[-1].id, "By mistake.", MOMENT)
    assert answer(desk, stream).due == DUE


# More time


def test_more_time_moves_the_date_and_says_what_was_confirmed(desk, stream):
    view = longer(desk, stream, count=5, agreed_with="the complainant")
    assert view.clock(ANSWER).due == dec(23)
    recorded = view.log[-1].event
    assert recorded.by == "5 working days"
    assert recorded.reason == (
        "Ill.\nConfirmed: the reasons told to the complainant; a manager agrees."
    )


def test_a_day_that_was_agreed_stands_and_needs_who_agreed(desk, stream):
    with pytest.raises(FieldMissingError):
        longer(desk, stream, until=dec(22))
    assert longer(desk, stream, until=dec(22), agreed_with="both").clock(ANSWER).due == dec(22)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"count": 5, "confirmed": NEEDS[:1]}, ConditionsNotMetError),
        ({"count": 5, "confirmed": ()}, ConditionsNotMetError),
        ({"count": 5, "reason": " "}, FieldMissingError),
        ({}, FieldMissingError),
        ({"count": -5}, FieldMissingError),
        ({"count": 10**9}, FieldMissingError),
        ({"count": 11}, TooMuchTimeError),
        ({"until": date(2027, 1, 6), "agreed_with": "both"}, TooMuchTimeError),
        ({"until": DUE, "agreed_with": "both"}, NotMoreTimeError),
        ({"until": dec(1), "agreed_with": "both"}, NotMoreTimeError),
        ({"until": date.min, "agreed_with": "both"}, DateNotPossibleError),
        ({"until": date.max, "agreed_with": "both"}, CalendarRangeError),
    ],
)
def test_more_time_is_given_within_the_rule_alone(desk, stream, changes, error):
    with pytest.raises(error):
        longer(desk, stream, **changes)
    assert answer(desk, stream).due == DUE


def test_the_most_is_counted_over_all_that_was_added(desk, stream):
    longer(desk, stream, count=6)
    with pytest.raises(TooMuchTimeError) as refused:
        longer(desk, stream, count=5)
    assert refused.value.latest == longer(desk, stream, count=4).clock(ANSWER).due
    with pytest.raises(TooMuchTimeError):
        longer(desk, stream, count=1)


def test_pauses_and_more_time_come_to_one_date_in_either_order(desk):
    one, other = log(desk), log(desk)
    longer(desk, one, count=5)
    paused(desk, one)
    resumed(desk, one)
    paused(desk, other)
    resumed(desk, other)
    longer(desk, other, count=5)
    assert answer(desk, one).due == answer(desk, other).due == dec(29)


def test_after_the_last_day_more_time_is_refused_and_what_is_left_is_said(desk):
    late = log(desk, received_on=date(2026, 10, 12))
    with pytest.raises(TimeOverError) as refused:
        longer(desk, late, count=5)
    assert refused.value.due == nov(9)


def test_a_policy_without_a_rule_for_it_gives_no_more_time(plain):
    stream = log(plain)
    with pytest.raises(NotInPolicyError):
        longer(plain, stream, clock="stage-2.receipt", count=5)


def test_more_time_is_offered_beside_the_step_that_is_due(desk, stream):
    assert now(desk, stream).alternative is Alternative.MORE_TIME


def test_more_hours_on_the_same_day_are_more_time_too(tmp_path):
    hourly = (
        ('within = "20 working days"', 'within = "72 hours"'),
        ('at_most = "10 working days"', 'at_most = "24 hours"'),
        ('within = "40 working days"', 'within = "96 hours"'),
    )
    desk = careful_desk(tmp_path / "hours", hourly)
    stream = log(desk, received_on=TODAY)
    before = answer(desk, stream)
    after = longer(desk, stream, count=6).clock(ANSWER)
    assert (after.due_at - before.due_at).total_seconds() == 6 * 60 * 60
    with pytest.raises(TooMuchTimeError):
        longer(desk, stream, count=19)
    desk.store.close()


def test_the_most_can_be_gone_beyond_only_with_what_the_policy_asks_for_that(tmp_path):
    desk = careful_desk(
        tmp_path / "soft",
        (
            (
                'at_most = "10 working days"\n',
                'at_most = "10 working days"\nbeyond = "a good reason"\n',
            ),
        ),
    )
    stream = log(desk)
    longer(desk, stream, count=10)
    with pytest.raises(TooMuchTimeError):
        longer(desk, stream, count=1)
    view = longer(desk, stream, count=3, confirmed=(*NEEDS, "a good reason"))
    # Thirty-three working days from Tue 17 November: 26 to 31 December and 1 to 6 January hold
    # Christmas, Boxing Day, New Year and 2 January, so Fri 8 January.
    assert view.clock(ANSWER).due == date(2027, 1, 8)
    assert view.log[-1].event.reason.endswith("; a good reason.")
    desk.store.close()


# Facts


def test_a_fact_is_not_known_until_it_is_stated_and_moves_its_clock(desk, stream):
    assert stated_facts(now(desk, stream)) == {}
    state_fact(desk, now(desk, stream), "complex", "yes", MOMENT)
    assert answer(desk, stream).due == date(2027, 1, 19)
    state_fact(desk, now(desk, stream), "complex", "no", MOMENT)
    assert answer(desk, stream).due == DUE
    assert stated_facts(now(desk, stream)) == {"complex": False}


def test_a_fact_is_stated_by_a_yes_or_a_no_and_only_where_the_policy_has_it(desk, stream, plain):
    with pytest.raises(FieldMissingError):
        state_fact(desk, now(desk, stream), "complex", "", MOMENT)
    with pytest.raises(NotInPolicyError):
        state_fact(plain, now(plain, log(plain)), "complex", "yes", MOMENT)


# A day to come


def test_the_day_of_a_hearing_is_set_and_moved_and_dates_run_from_it(desk, stream):
    set_day_ahead(desk, now(desk, stream), "hearing", dec(1), "", MOMENT)
    assert now(desk, stream).clock("complaint.decision").due == dec(8)
    set_day_ahead(desk, now(desk, stream), "hearing", dec(3), "Moved.", MOMENT)
    view = now(desk, stream)
    assert view.clock("complaint.decision").due == dec(10)
    hearings = [mark for mark in view.timeline.marks if mark.title == "Hearing"]
    assert [(mark.on, mark.kind) for mark in hearings] == [(dec(3), MarkKind.PROJECTED)]


@pytest.mark.parametrize("day", [TODAY, nov(1), date.min])
def test_a_day_to_come_comes_after_today(desk, stream, day):
    with pytest.raises(DateNotPossibleError):
        set_day_ahead(desk, now(desk, stream), "hearing", day, "", MOMENT)


def test_a_day_is_set_only_for_what_the_policy_knows_ahead(desk, stream):
    with pytest.raises(NotInPolicyError):
        set_day_ahead(desk, now(desk, stream), "became-known", dec(1), "", MOMENT)
    with pytest.raises(CalendarRangeError):
        set_day_ahead(desk, now(desk, stream), "hearing", date(2999, 1, 1), "", MOMENT)


# What came too late


def came_to_know(desk, stream, on):
    record_step(desk, now(desk, stream), Step("became-known", on), MOMENT)
    return now(desk, stream)


def test_what_came_too_late_is_taken_or_not_for_a_reason(desk, stream):
    view = came_to_know(desk, stream, date(2026, 5, 14))
    (late,) = came_late(view.procedure, view.clocks)
    assert (late.key, late.days_left) == ("to-complain", -3)
    with pytest.raises(FieldMissingError):
        decide_late(desk, view, "complaint.to-complain", "take", " ", MOMENT)
    with pytest.raises(FieldMissingError):
        decide_late(desk, view, "complaint.to-complain", "", "Ill.", MOMENT)
    decide_late(desk, view, "complaint.to-complain", "take", "Ill.", MOMENT)
    assert now(desk, stream).case.late_decisions["complaint.to-complain"].accepted


def test_what_came_in_time_needs_no_decision(desk, stream):
    view = came_to_know(desk, stream, date(2026, 5, 17))
    assert came_late(view.procedure, view.clocks) == ()
    with pytest.raises(CaseMovedOnError):
        decide_late(desk, view, "complaint.to-complain", "take", "Ill.", MOMENT)


def test_without_a_rule_for_it_there_is_nothing_to_decide(tmp_path):
    rule = 'discretion = "We may look into an older matter where there is a good reason."'
    desk = careful_desk(tmp_path / "strict", ((rule, ""),))
    view = came_to_know(desk, log(desk), date(2026, 5, 14))
    assert len(came_late(view.procedure, view.clocks)) == 1
    with pytest.raises(NotInPolicyError):
        decide_late(desk, view, "complaint.to-complain", "take", "Ill.", MOMENT)
    desk.store.close()


def test_only_what_a_limit_runs_from_may_have_happened_before_the_matter_came_in(desk, stream):
    with pytest.raises(DateNotPossibleError):
        record_step(desk, now(desk, stream), Step("hearing", nov(2)), MOMENT)


# Closed and reopened


def test_in_a_closed_case_nothing_is_recorded_but_notes_and_that_it_is_reopened(desk, stream):
    define_points(desk, now(desk, stream), ["Late"], MOMENT)
    view = closed(desk, stream)
    point = view.case.points[0].id
    for record in (
        lambda: make_finding(desk, view, point, "upheld", "So.", MOMENT),
        lambda: define_points(desk, view, ["Later"], MOMENT),
        lambda: add_files(desk, view, [], MOMENT),
        lambda: pause(desk, view, TODAY, "Why", MOMENT),
        lambda: extend_clock(desk, view, more(count=5), MOMENT),
        lambda: state_fact(desk, view, "complex", "yes", MOMENT),
        lambda: set_day_ahead(desk, view, "hearing", dec(1), "", MOMENT),
        lambda: decide_late(desk, view, "complaint.to-complain", "take", "Ill.", MOMENT),
    ):
        with pytest.raises(CaseClosedError):
            record()
    assert now(desk, stream).seq == view.seq
    add_note(desk, view, "They rang.", MOMENT)


def test_a_case_goes_on_as_if_it_had_not_been_closed(desk, stream):
    closed(desk, stream)
    reopen_case(desk, now(desk, stream), "go-on", "By mistake.", MOMENT)
    view = now(desk, stream)
    assert (view.case.closed_on, view.next_step.due) == (None, DUE)


def test_a_case_that_is_begun_anew_keeps_how_it_was_answered_first(desk):
    stream = log(desk, received_on=date(2026, 10, 20))
    longer_view = told(desk, stream, Kind.OUTCOME_SENT, nov(19))
    assert longer_view.clock(ANSWER).state is State.MET_LATE
    closed(desk, stream, nov(20))
    reopen_case(desk, now(desk, stream), "anew", "New evidence.", MOMENT)
    view = now(desk, stream)
    assert (view.next_step.start, view.next_step.due) == (TODAY, dec(21))
    (first,) = view.earlier
    was = answer_of(first)
    assert was is not None
    assert (was.stopped, was.state, was.days_left) == (nov(19), State.MET_LATE, -2)


def test_a_closure_since_changes_nothing_of_a_round_that_is_over(desk):
    """It was late by the days of its time, though the office says since that it was shut then."""
    stream = log(desk, received_on=date(2026, 10, 20))
    told(desk, stream, Kind.OUTCOME_SENT, nov(19))
    closed(desk, stream, nov(20))
    reopen_case(desk, now(desk, stream), "anew", "New evidence.", MOMENT)
    before = now(desk, stream).earlier
    later = Moment(TODAY, MOMENT.now + timedelta(hours=1))
    add_closure(desk, nov(9), nov(13), "Flood", later)
    add_closure(desk, dec(1), dec(1), "Snow", later)
    view = now(desk, stream)
    assert view.earlier == before
    assert [it.state for it in view.earlier[0] if it.name == ANSWER] == [State.MET_LATE]
    assert view.next_step.due == dec(22)


def test_more_time_of_the_first_round_is_not_that_of_the_second(desk, stream):
    longer(desk, stream, count=10)
    told(desk, stream, Kind.OUTCOME_SENT)
    closed(desk, stream)
    reopen_case(desk, now(desk, stream), "anew", "New evidence.", MOMENT)
    view = now(desk, stream)
    assert view.clock(ANSWER).due == dec(21)
    (first,) = view.earlier
    was = answer_of(first)
    assert was is not None
    assert was.due == date(2027, 1, 5)


@pytest.mark.parametrize("how", ["go-on", "anew"])
def test_closing_and_reopening_three_times_is_stable(desk, stream, how):
    once = None
    for _time in range(3):
        closed(desk, stream)
        reopen_case(desk, now(desk, stream), how, "Again.", MOMENT)
        view = now(desk, stream)
        once = once or view.clocks
        assert view.clocks == once
        assert [row.sort_key for row in read_page(desk, "", None, 9)] == [
            view.next_step.due.isoformat()
        ]
    assert len(view.case.earlier) == (3 if how == "anew" else 0)


def test_only_a_closed_case_is_reopened_and_how_and_why_are_asked(desk, stream):
    with pytest.raises(CaseMovedOnError):
        reopen_case(desk, now(desk, stream), "go-on", "Why not.", MOMENT)
    closed(desk, stream)
    for how, reason in (("", "Why."), ("anew", " ")):
        with pytest.raises(FieldMissingError):
            reopen_case(desk, now(desk, stream), how, reason, MOMENT)


def test_what_is_supposed_is_what_is_recorded(desk, stream):
    view = now(desk, stream)
    event = paused(desk, stream).log[-1].event
    (moved,) = moved_if(view, event)
    assert (moved.before.due, moved.after) == (DUE, answer(desk, stream))


def test_in_a_closed_case_no_letter_is_written_that_would_change_how_it_was_handled(desk, stream):
    view = closed(desk, stream)
    assert {kind for kind in LetterKind if unfit(view, kind) is Unfit.CLOSED} == {
        LetterKind.RECEIPT,
        LetterKind.OUTCOME,
        LetterKind.ACTION_PLAN,
        LetterKind.STAGE_NOT_POSSIBLE,
        LetterKind.REDIRECT,
    }


# What is said of it


def test_more_time_is_told_apart_from_what_the_policy_promises(desk, stream):
    clock = longer(desk, stream, count=5).clock(ANSWER)
    assert (str(clock.stated), str(clock.within)) == ("20 working days", "25 working days")
    said = now(desk, stream).explain(ANSWER).rule
    assert "Complaint promises an answer within 20 working days." in said
    assert "5 working days were added in this case: 25 working days in all." in said


def test_a_paused_clock_explains_why_it_has_no_date(desk, stream):
    explained = paused(desk, stream).explain(ANSWER)
    assert explained.title == "Why no date for “Answer”?"
    assert "It is paused from Thursday 19 November on, with 19 working days left." in explained.rule
    assert [(it.date, it.number, it.note) for it in explained.days] == [
        (nov(17), None, "received"),
        (nov(18), 1, ""),
        (nov(19), None, "paused"),
    ]


@pytest.mark.parametrize(
    ("name", "clock", "most"),
    [
        ("housing-ombudsman", "stage-1.response", "10 working days"),
        ("nhs-england", "complaint.response", None),
    ],
)
def test_a_published_procedure_gives_more_time_by_its_own_rule(tmp_path, name, clock, most):
    plan = Plan(letterhead=LETTERHEAD, procedure=name, readings={})
    with cheap_offices():
        desk = set_up_office(tmp_path / name, PASSPHRASE, plan, MOMENT, resource())
    stream = log(desk)
    record_step(desk, now(desk, stream), Step(Kind.ACKNOWLEDGED, nov(18)), MOMENT)
    view = now(desk, stream)
    names = [f"{it.stage}.{it.key}" for it in extendable(view.case, view.procedure, view.clocks)]
    assert clock in names
    rule = extension_of(view.procedure, view.clock(clock))
    assert rule is not None
    assert rule.at_most == most
    desk.store.close()
