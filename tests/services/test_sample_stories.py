"""The stories of the sample office: each kind of case is there, and the inbox is not crowded."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import msgspec
import pytest

from amends.domain.case import Case, fold
from amends.domain.case_clocks import case_clocks
from amends.domain.clocks import Clock, State
from amends.domain.events import AnyEvent
from amends.domain.happenings import Kind
from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Identity, Role
from amends.domain.remedies import Considered, considerations, is_upheld
from amends.domain.standing import still_owed, where_it_stands
from amends.domain.timeline import next_step
from amends.domain.urgency import Urgency, urgency
from amends.paths import resource
from amends.services.sample_cast import read_cast
from amends.services.sample_stories import Author, Story
from tests.desks import TODAY
from tests.domain.logs import log_from
from tests.domain.scotland import DAYS
from tests.domain.shipped import shipped

RAW = (resource() / "sample_office" / "complaints.toml").read_text("utf-8")
CAST = read_cast(RAW)
LIVELY = len(CAST.lively)
SHOWN = 24
# A Saturday, a Sunday, days before, on and after holidays, and the last day of a year.
DAYS_TO_LOOK = [
    TODAY,
    date(2026, 11, 22),
    date(2026, 11, 27),
    date(2026, 11, 30),
    date(2026, 12, 1),
    date(2026, 12, 24),
    date(2026, 12, 28),
    date(2026, 12, 31),
    date(2027, 1, 5),
    date(2027, 3, 29),
]


def stories(count: int = SHOWN, seed: int = 1, today: date = TODAY) -> list[Story]:
    return Author(CAST, seed, DAYS, today).stories(count)


def events_of(story: Story) -> list[AnyEvent]:
    return [event for _day, events in story for event in events]


def cases(count: int = SHOWN, seed: int = 1, today: date = TODAY) -> dict[str, Case]:
    """Return the cases by their titles."""
    folded = [fold(log_from(events_of(story))) for story in stories(count, seed, today)]
    by_title = {case.title: case for case in folded}
    assert len(by_title) == len(folded)
    return by_title


def clocks_of(case: Case, today: date = TODAY) -> tuple[Clock, ...]:
    return case_clocks(case, shipped(), {}, DAYS, today)


def groups(today: date, seed: int) -> Counter[Urgency]:
    """Return how many open cases each group of the inbox has."""
    listed: Counter[Urgency] = Counter()
    for case in cases(today=today, seed=seed).values():
        if case.closed_on is None:
            step = next_step(clocks_of(case, today))
            listed[urgency(step.due if step else None, today, DAYS)] += 1
    return listed


@pytest.mark.parametrize("seed", [1, 2, 77])
@pytest.mark.parametrize("today", DAYS_TO_LOOK, ids=str)
def test_the_inbox_is_lively_and_not_crowded_on_any_day(today, seed):
    listed = groups(today, seed)
    assert listed[Urgency.OVERDUE] in {1, 2}
    assert listed[Urgency.SOON] in {2, 3}
    assert 3 <= listed[Urgency.LATER] <= 6
    assert 1 <= listed[Urgency.NOTHING_DUE] <= 6


@pytest.mark.parametrize("today", DAYS_TO_LOOK, ids=str)
def test_nothing_has_happened_after_today_or_out_of_its_order(today):
    for story in stories(60, today=today):
        days = [day for day, _events in story]
        assert days == sorted(set(days))
        assert days[-1] <= today
        for day, events in story:
            assert all(event.happened_on == day for event in events if event.kind != "raised")
            assert all(event.happened_on <= day for event in events)


def test_the_same_seed_tells_the_same_stories_and_another_seed_others():
    assert stories() == stories()
    assert stories() != stories(seed=2)


def test_the_lively_ones_are_told_once_however_many_there_are():
    titles = Counter(
        fold(log_from(events_of(story))).title for story in stories(LIVELY + 4 * len(CAST.others))
    )
    assert LIVELY == 10
    assert [titles[script.title] for script, _course in CAST.lively] == [1] * LIVELY
    assert {titles[script.title] for script in CAST.others} == {4}


def test_the_stories_speak_the_words_of_the_procedure():
    keys = {it.key for it in shipped().follow_ups}
    courses = [*(course for _script, course in CAST.lively), *CAST.past]
    for course in courses:
        assert {*course.settled, *(it.follow_up for it in course.actions)} <= keys
        assert {it.finding for it in course.findings} <= set(shipped().outcomes.words)
        assert bool(course.findings) == (course.outcome is not None)
        if course.redirect:
            assert shipped().redirect(course.redirect.key).goes_to
        if course.outside:
            assert shipped().outside_body is not None


def test_a_course_with_an_unknown_word_is_a_mistake():
    with pytest.raises(msgspec.ValidationError, match="reciept"):
        read_cast(RAW.replace("receipt = 3", "reciept = 3", 1))


# --- The lively ones -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def told() -> dict[str, Case]:
    return cases(LIVELY)


def test_a_plan_is_in_force_with_a_step_kept_and_one_due_soon(told):
    case = told["Video player fails on tablet"]
    assert case.handling.plan_in_force is not None
    step, answer = case.handling.open_promises
    clocks = {clock.key: clock for clock in clocks_of(case)}
    assert clocks["response"].state is State.MET
    assert urgency(step.promise.due, TODAY, DAYS) is Urgency.SOON
    assert clocks[str(answer.promise.id)].letter is LetterKind.OUTCOME
    assert len([owed for owed in case.handling.promises if owed.kept_on]) == 1
    assert next_step(clocks.values()) == clocks[str(step.promise.id)]


def test_one_was_upheld_and_answered_with_an_action_open_and_all_considered(told):
    case = told["Charged twice for enrolment"]
    assert is_upheld(case, shipped())
    assert case.happened(Kind.OUTCOME_SENT)
    stands = Counter(it.state for it in considerations(case, shipped()))
    assert stands == {Considered.PLANNED: 1, Considered.DONE: 1, Considered.NOT_NEEDED: 2}
    assert list(still_owed(case, shipped())) == ["1 promise open"]


def test_one_was_redirected_as_an_appeal_and_nobody_has_taken_it_over(told):
    case = told["Case study failed though it meets the criteria"]
    assert case.handling.redirected is not None
    assert case.handling.redirected.redirect == "appeal"
    assert next_step(clocks_of(case)) is None
    assert where_it_stands(case, shipped()) == "Nobody has taken it over yet"


def test_one_waits_with_cimspa_which_asked_for_something(told):
    case = told["Exam date moved at two days' notice"]
    assert where_it_stands(case, shipped()) == "Waits with CIMSPA"
    [asked] = case.handling.open_promises
    step = next_step(clocks_of(case))
    assert step is not None
    assert (step.key, step.stage_title) == (str(asked.promise.id), "Asked for")
    assert urgency(step.due, TODAY, DAYS) is Urgency.LATER


def test_one_complainant_does_not_wish_to_be_named(told):
    case = told["Tutor's remarks in live webinar"]
    assert case.identity is Identity.WITHHELD
    assert case.person(Role.COMPLAINANT) is not None
    assert case.is_reachable


def test_one_complainant_is_not_known_and_is_answered_on_file(told):
    case = told["Adverts still show old prices"]
    assert case.identity is Identity.ANONYMOUS
    assert case.people == ()
    clocks = {clock.key: clock for clock in clocks_of(case)}
    assert clocks["receipt"].state is State.ENDED
    assert clocks["response"].state is State.RUNNING


# --- The others ----------------------------------------------------------------------------------


def test_what_was_closed_left_nothing_owed():
    closed = [case for case in cases().values() if case.closed_on]
    assert len(closed) >= 8
    assert any(is_upheld(case, shipped()) for case in closed)
    for case in closed:
        assert list(still_owed(case, shipped())) == []
        assert case.closed_on is not None
        assert case.closed_on >= max(done.on for done in case.happenings)


def test_a_day_later_the_office_still_makes_sense():
    """Whoever comes back tomorrow to the same sample sees it a day older, and nothing broken."""
    for case in cases().values():
        for later in range(40):
            assert clocks_of(case, TODAY + timedelta(days=later))
