"""However a case was handled, and in whatever order it was recorded, what is owed makes sense."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from amends.domain.case import Case, fold
from amends.domain.case_clocks import case_clocks
from amends.domain.clocks import OPEN_STATES, State
from amends.domain.events import AnyEvent
from amends.domain.events.case_events import (
    Acknowledged,
    CaseClosed,
    Channel,
    FindingMade,
    IdentityChosen,
    OutcomeSent,
    PersonNamed,
    Point,
    PointsDefined,
    Received,
    Referred,
)
from amends.domain.events.corrections import EventCorrected, EventWithdrawn
from amends.domain.events.handling_events import (
    ActionPlanMade,
    ActionPlanned,
    ActionPlanSent,
    FollowUpSettled,
    HandlingFact,
    LetterSent,
    Notified,
    OutsideBodyWrote,
    Promise,
    PromiseGiven,
    PromiseKept,
    PromiseLetGo,
    Redirected,
    RedirectSent,
    StageNotPossible,
    StageNotPossibleSent,
    TakenOver,
    WhyNotPossible,
)
from amends.domain.explanation import explain
from amends.domain.handling import Origin, Owed
from amends.domain.people import Identity, Person, Role
from amends.domain.promises import promise_clocks
from amends.domain.remedies import Considered, considerations
from amends.domain.standing import still_owed, where_it_stands
from amends.domain.timeline import draw_timeline, next_step
from tests.domain.events_at_random import KINDS, events_of
from tests.domain.handlings import id_, plan_made, promise
from tests.domain.histories import FROM_THE_RECEIPT
from tests.domain.logs import entry_id, log_from
from tests.domain.many import MANY
from tests.domain.scotland import DAYS
from tests.domain.shipped import shipped

# Few ids and few days, so that events are often about one thing, and meet on one day.
ON = st.integers(0, 40).map(lambda number: date(2026, 11, 1) + timedelta(days=number))
IDS = st.integers(1, 5).map(id_)
PLANS = st.integers(1, 3).map(id_)
PROMISES = st.builds(Promise, IDS, st.sampled_from(["Refund £95", "", "مرحبا 🙂"]), ON)
SOME = st.lists(PROMISES, max_size=2).map(tuple)
MAYBE = st.none() | PROMISES
SENT = {"happened_on": ON, "channel": st.sampled_from(Channel), "letter": st.none() | IDS}
FOLLOW_UPS = st.sampled_from(["", *(it.key for it in shipped().follow_ups)])
REDIRECTS = st.sampled_from([it.key for it in shipped().redirects])
STAGES = st.sampled_from([it.key for it in shipped().stages])
BODY = st.sampled_from(["CIMSPA", ""])
TEXT = st.just("")

HANDLED: dict[type, st.SearchStrategy[Any]] = {
    ActionPlanned: st.builds(ActionPlanned, happened_on=ON, promise=PROMISES, follow_up=FOLLOW_UPS),
    FollowUpSettled: st.builds(FollowUpSettled, happened_on=ON, follow_up=FOLLOW_UPS, because=TEXT),
    PromiseKept: st.builds(PromiseKept, happened_on=ON, promise=IDS),
    PromiseGiven: st.builds(PromiseGiven, happened_on=ON, promise=IDS, owner=TEXT),
    PromiseLetGo: st.builds(PromiseLetGo, happened_on=ON, promise=IDS, because=TEXT),
    ActionPlanMade: st.builds(
        ActionPlanMade, happened_on=ON, plan=PLANS, reason=TEXT, answer=PROMISES, steps=SOME
    ),
    ActionPlanSent: st.builds(ActionPlanSent, plan=PLANS, **SENT),
    StageNotPossible: st.builds(
        StageNotPossible, happened_on=ON, stage=STAGES, reason=st.sampled_from(WhyNotPossible)
    ),
    StageNotPossibleSent: st.builds(StageNotPossibleSent, **SENT),
    Redirected: st.builds(Redirected, happened_on=ON, redirect=REDIRECTS, keep=SOME),
    RedirectSent: st.builds(RedirectSent, **SENT),
    TakenOver: st.builds(TakenOver, happened_on=ON, by=TEXT),
    LetterSent: st.builds(LetterSent, **SENT),
    OutsideBodyWrote: st.builds(
        OutsideBodyWrote,
        happened_on=ON,
        body=BODY,
        summary=TEXT,
        is_final=st.booleans(),
        answer=MAYBE,
        recommendations=SOME,
    ),
    Notified: st.builds(
        Notified,
        happened_on=ON,
        body=BODY,
        title=TEXT,
        notice=TEXT,
        channel=st.sampled_from(Channel),
        answer=MAYBE,
    ),
}
POINTS = (Point(id_(901), "one"), Point(id_(902), "two"))
AROUND = [
    st.builds(Received, happened_on=ON, title=TEXT, complaint=TEXT, channel=st.just(Channel.POST)),
    st.builds(Acknowledged, **SENT),
    st.builds(OutcomeSent, **SENT),
    st.builds(Referred, happened_on=ON, body=BODY),
    st.builds(CaseClosed, happened_on=ON, reason=TEXT),
    st.builds(IdentityChosen, happened_on=ON, identity=st.sampled_from(Identity)),
    st.builds(PointsDefined, happened_on=ON, points=st.just(POINTS)),
    st.builds(
        FindingMade,
        happened_on=ON,
        point=st.sampled_from([point.id for point in POINTS]),
        finding=st.sampled_from(["upheld", "not upheld"]),
        reasons=TEXT,
    ),
    st.builds(
        PersonNamed,
        happened_on=ON,
        role=st.sampled_from(Role),
        person=st.builds(Person, id=IDS, email=st.sampled_from(["", "a@example.org"])),
    ),
]
EVENTS = st.one_of(*HANDLED.values(), *AROUND)
HISTORIES = st.lists(EVENTS, max_size=12)
READINGS = st.sampled_from([{}, FROM_THE_RECEIPT])


def ids_owed(case: Case) -> dict[Any, Owed]:
    return {owed.promise.id: owed for owed in case.handling.promises}


def test_every_kind_of_handling_is_drawn():
    assert set(HANDLED) == set(get_args(HandlingFact))


@MANY
@given(st.lists(st.sampled_from(sorted(KINDS)).flatmap(events_of), max_size=6))
def test_whatever_was_recorded_a_case_can_be_folded_and_says_how_it_stands(events):
    case = fold(log_from(events))
    assert isinstance(where_it_stands(case, shipped()), str)
    assert all(still_owed(case, shipped()))
    assert len(ids_owed(case)) == len(case.handling.promises)
    assert {it.state for it in considerations(case, shipped())} <= set(Considered)


@MANY
@given(HISTORIES, READINGS, ON)
def test_every_promise_has_one_clock_and_it_is_open_while_it_is_owed(events, readings, today):
    case = fold(log_from(events))
    promised = list(promise_clocks(case.handling, shipped(), DAYS, today))
    assert [clock.key for clock in promised] == [
        str(owed.promise.id) for owed in case.handling.promises
    ]
    for clock, owed in zip(promised, case.handling.promises, strict=True):
        assert clock.is_open == owed.is_open
        assert (clock.state in OPEN_STATES) == (owed.kept_on is None and owed.let_go_on is None)
        assert clock.stopped == (owed.kept_on or owed.let_go_on)
        assert (clock.state in {State.MET, State.MET_LATE}) == (owed.kept_on is not None)
    every = case_clocks(case, shipped(), readings, DAYS, today)
    names = [f"{clock.stage}.{clock.key}" for clock in every]
    assert len(set(names)) == len(names)
    assert [clock.due for clock in every if clock.is_promise] == [clock.due for clock in promised]


@MANY
@given(HISTORIES, READINGS, ON)
def test_the_next_step_is_the_earliest_of_all_that_is_open(events, readings, today):
    clocks = case_clocks(fold(log_from(events)), shipped(), readings, DAYS, today)
    due = [clock.due for clock in clocks if clock.is_open and clock.due]
    assert all(clock.due for clock in clocks if clock.is_open)
    step = next_step(clocks)
    assert (step.due if step else None) == min(due, default=None)


@MANY
@given(HISTORIES, READINGS, ON)
def test_every_clock_of_a_case_explains_itself_and_the_line_can_be_drawn(events, readings, today):
    case = fold(log_from(events))
    clocks = case_clocks(case, shipped(), readings, DAYS, today)
    for clock in clocks:
        said = explain(clock, shipped(), DAYS)
        assert [day.date for day in said.days if day.is_due] == ([clock.due] if clock.due else [])
        assert sorted(said.days, key=lambda day: day.date) == list(said.days)
        assert said.as_text()
    line = draw_timeline(shipped(), case.happenings, clocks, DAYS, today)
    rings = [mark for mark in line.marks if mark.clock]
    drawn = OPEN_STATES | {State.PROJECTED}
    assert len(rings) == len([it for it in clocks if it.due and it.state in drawn])


@MANY
@given(HISTORIES, EVENTS)
def test_what_is_owed_ends_by_what_keeps_it_lets_it_go_or_replaces_it(events, last):
    before, after = fold(log_from(events)), fold(log_from([*events, last]))
    owed_after = ids_owed(after)
    for owed in before.handling.open_promises:
        now = owed_after[owed.promise.id]  # no promise ever vanishes
        if now.is_open:
            continue
        match last:
            case PromiseKept():
                assert (now.kept_on, last.promise) == (last.happened_on, owed.promise.id)
            case PromiseLetGo():
                assert (now.let_go_on, last.promise) == (last.happened_on, owed.promise.id)
            case OutcomeSent():
                assert (now.origin, now.kept_on) == (Origin.PLAN_ANSWER, last.happened_on)
            case RedirectSent() | StageNotPossibleSent():
                assert (now.origin, now.let_go_on) == (Origin.PLAN_ANSWER, last.happened_on)
            case ActionPlanSent():
                assert now.origin in {Origin.PLAN_STEP, Origin.PLAN_ANSWER}
                assert len([plan for plan in after.handling.plans if plan.sent_on]) >= 1
            case _:
                raise AssertionError(f"{last.kind} ended {owed.promise}")


@MANY
@given(HISTORIES, EVENTS)
def test_what_was_kept_or_let_go_is_never_owed_again(events, last):
    before, after = fold(log_from(events)), ids_owed(fold(log_from([*events, last])))
    ended = {*before.handling.kept, *before.handling.let_go}
    assert not [number for number in ended if number in after and after[number].is_open]


@MANY
@given(st.lists(EVENTS, min_size=1, max_size=12), st.data())
def test_taking_an_entry_back_is_as_if_it_had_never_been_recorded(events, data):
    place = data.draw(st.integers(0, len(events) - 1))
    back = EventWithdrawn(
        happened_on=date(2026, 12, 31), target=entry_id(place + 1), reason="A slip."
    )
    without = events[:place] + events[place + 1 :]
    assert fold(log_from([*events, back])) == fold(log_from(without))


@MANY
@given(st.lists(EVENTS, min_size=1, max_size=12), EVENTS, st.data())
def test_a_corrected_entry_is_as_if_it_had_been_recorded_so(events, other, data):
    place = data.draw(st.integers(0, len(events) - 1))
    correction = EventCorrected(
        happened_on=date(2026, 12, 31),
        target=entry_id(place + 1),
        corrected=other,
        reason="A slip.",
    )
    as_meant = [*events[:place], other, *events[place + 1 :]]
    assert fold(log_from([*events, correction])) == fold(log_from(as_meant))


# What is planned comes first; all that happened by it may be recorded late, and in any order.
WORKED_OUT: tuple[AnyEvent, ...] = (
    plan_made(1, date(2026, 11, 1), promise(11, date(2026, 12, 1)), promise(12, date(2026, 11, 9))),
    plan_made(2, date(2026, 11, 1), promise(21, date(2026, 12, 9)), promise(22, date(2026, 12, 1))),
    plan_made(3, date(2026, 11, 1), promise(31, date(2026, 12, 9)), promise(12, date(2026, 12, 8))),
)
OF_PLANS = st.sampled_from([11, 12, 21, 22, 31]).map(id_)
HAPPENED = st.one_of(
    st.builds(ActionPlanSent, happened_on=ON, channel=st.just(Channel.EMAIL), plan=PLANS),
    st.builds(OutcomeSent, happened_on=ON, channel=st.just(Channel.EMAIL)),
    st.builds(RedirectSent, happened_on=ON, channel=st.just(Channel.EMAIL)),
    st.builds(PromiseKept, happened_on=ON, promise=OF_PLANS),
    st.builds(PromiseLetGo, happened_on=ON, promise=OF_PLANS, because=TEXT),
)


@MANY
@given(st.lists(HAPPENED, max_size=8), st.randoms())
def test_what_is_recorded_late_counts_as_if_it_had_been_recorded_in_time(happened, chance):
    mixed = chance.sample(happened, len(happened))
    in_time, late = (fold(log_from([*WORKED_OUT, *them])) for them in (happened, mixed))
    assert late.handling.promises == in_time.handling.promises
    assert late.handling.plans == in_time.handling.plans
