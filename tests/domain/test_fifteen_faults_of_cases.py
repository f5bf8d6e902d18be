"""Faults of real systems in what happens in a case: pauses, endings, changed rules, agreed days.

The numbers are those of the list that `test_fifteen_faults.py` speaks of.
"""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from amends.domain.case_clocks import case_clocks
from amends.domain.clocks import State
from amends.domain.events import AnyEvent
from amends.domain.events.clock_events import FactStated
from amends.domain.events.corrections import EventWithdrawn
from amends.domain.events.course_events import CaseBegunAnew, CaseReopened, ProcedureMoved
from amends.domain.explanation import explain
from amends.domain.procedure_file import read_procedure
from amends.domain.rounds import earlier_rounds, round_clocks
from amends.domain.working_days import Closure
from tests.domain.logs import entry_id, log_from
from tests.domain.one_answer import (
    RECEIVED,
    WAITED,
    answer,
    case_of,
    closed,
    extended,
    mar,
    paused,
    policy,
    resumed,
    sent,
)
from tests.domain.oracle import Level, Promised, Rules
from tests.domain.oracle_cases import as_file
from tests.domain.scotland import DAYS, scottish_days

# --- 3. a pause in one unit, given back in another -----------------------------------------------


@pytest.mark.parametrize(
    ("resuming_counts", "due"),
    # Mon 9 to Thu 12 are four working days: 23, 24, 25, 26. Where Thu 12 counts, three.
    [(False, mar(26)), (True, mar(25))],
)
def test_3_a_pause_of_working_days_is_given_back_in_working_days(resuming_counts, due):
    rules = policy(resuming_counts=resuming_counts)
    assert answer([RECEIVED], mar(6), rules).due == mar(20)
    waited = [RECEIVED, paused(mar(9)), resumed(mar(12))]
    assert answer(waited, mar(13), rules).due == due
    assert due != mar(23)  # three calendar days later: the fault


# --- 4. closed while paused ----------------------------------------------------------------------


@pytest.mark.parametrize("end", [closed, sent])
def test_4_closing_while_paused_is_resuming_and_then_closing(end):
    at_once = answer([RECEIVED, paused(mar(9)), end(mar(12))], mar(30))
    resumed_first = answer([RECEIVED, paused(mar(9)), resumed(mar(12)), end(mar(12))], mar(30))
    assert at_once == resumed_first
    # Ten have counted by Fri 6; Fri 13 to Thu 26 are the other ten.
    assert (at_once.due, at_once.stopped, at_once.days_left) == (mar(26), mar(12), 10)


def test_4_nothing_stands_still_for_ever_after_an_answer():
    """Nobody resumes a pause once the answer is out: what begins then has its own days."""
    rules = Rules(
        (
            Level(
                "stage-1", "received", (Promised("answer", 20, "days", "received", "outcome-sent"),)
            ),
            Level(
                "stage-2",
                "review-requested",
                (Promised("request", 10, "days", "outcome-sent", "review-requested", True),),
            ),
        )
    )
    procedure = read_procedure(as_file(rules, every_clock=True).encode(), "policy.toml")
    case = case_of(RECEIVED, paused(mar(2)), sent(mar(5)))
    request = case_clocks(case, procedure, {}, DAYS, mar(9))[1]
    assert (request.state, request.due, request.days_left) == (State.RUNNING, mar(15), 6)


# --- 5. reopening --------------------------------------------------------------------------------


def reopened(on: date) -> CaseReopened:
    return CaseReopened(happened_on=on, reason="There is a second letter.")


def begun_anew(on: date) -> CaseBegunAnew:
    return CaseBegunAnew(happened_on=on, reason="There is a second letter.")


def rounds_of(log):
    return [round_clocks(it, policy(), {}, DAYS) for it in earlier_rounds(log_from(log))]


def test_5_a_case_that_is_reopened_goes_on_as_if_it_had_not_been_closed():
    assert answer([RECEIVED, closed(mar(5))], mar(6)).state is State.ENDED
    clock = answer([RECEIVED, closed(mar(5)), reopened(mar(9))], mar(10))
    assert clock == answer([RECEIVED], mar(10))
    assert (clock.state, clock.due) == (State.RUNNING, mar(20))


def test_5_a_case_that_is_begun_anew_has_all_its_time_again_and_the_first_answer_stays():
    log = [RECEIVED, sent(mar(5)), closed(mar(6)), begun_anew(mar(9))]
    clock = answer(log, mar(10))
    # Mon 9 March: 10-13 = 4, 16-20 = 9, 23-27 = 14, 30-2 = 18, not Good Friday; Mon 6, Tue 7 = 20.
    assert (clock.state, clock.start, clock.due) == (State.RUNNING, mar(9), date(2026, 4, 7))
    [[first]] = rounds_of(log)
    assert (first.state, first.due, first.stopped) == (State.MET, mar(20), mar(5))
    late = [RECEIVED, sent(mar(23)), closed(mar(24)), begun_anew(mar(25))]
    [[first]] = rounds_of(late)
    assert (first.state, first.due, first.stopped) == (State.MET_LATE, mar(20), mar(23))


def test_5_closing_and_reopening_three_times_changes_nothing():
    log: list[AnyEvent] = list(WAITED)
    once = answer(WAITED, mar(19))
    for day in (13, 16, 18):
        log += [closed(mar(day)), reopened(mar(day + 1))]
        assert answer(log, mar(19)) == once
    assert (once.state, once.due) == (State.RUNNING, mar(26))


def test_5_each_of_three_rounds_keeps_its_own_answer():
    log: list[AnyEvent] = [RECEIVED]
    for day in (4, 11, 18):
        log += [sent(mar(day)), closed(mar(day)), begun_anew(mar(day + 2))]
    rounds = rounds_of(log)
    assert [(clock.start, clock.stopped) for [clock] in rounds] == [
        (RECEIVED.happened_on, mar(4)),
        (mar(6), mar(11)),
        (mar(13), mar(18)),
    ]
    assert answer(log, mar(20)).start == mar(20)


# --- 6. a changed rule forgets the pauses --------------------------------------------------------


def test_6_another_length_keeps_the_pauses():
    # Forty working days from Fri 20 February, without Good Friday the 3rd: Mon 20 April; the four
    # days that stood still make it Fri 24.
    assert answer(WAITED, mar(13), policy("40 working days")).due == date(2026, 4, 24)
    # Twenty-eight days are Fri 20 March; the four of the pause are calendar days here.
    assert answer(WAITED, mar(13), policy("28 days")).due == mar(24)


def test_6_a_case_found_complex_later_stands_as_if_it_always_had_been():
    stated = FactStated(happened_on=mar(13), fact="complex", holds=True)
    late = answer([*WAITED, stated], mar(16))
    early = answer([RECEIVED, stated, *WAITED[1:]], mar(16))
    # Complex ones take forty.
    always = answer(WAITED, mar(16), policy("40 working days"))
    assert late == early
    assert (late.due, late.days_left) == (always.due, always.days_left)
    undone = FactStated(happened_on=mar(16), fact="complex", holds=False)
    assert answer([*WAITED, stated, undone], mar(16)) == answer(WAITED, mar(16))


def test_6_a_case_that_is_moved_to_another_version_stands_as_if_it_had_begun_under_it():
    moved = ProcedureMoved(
        happened_on=mar(13),
        procedure="policy",
        procedure_digest="the second version",
        readings={},
        reason="They asked for it.",
    )
    late, always = policy("40 working days"), case_of(*WAITED)
    case = case_of(*WAITED, moved)
    assert case.procedure_digest == "the second version"
    assert case.happenings == always.happenings
    clocks = case_clocks(case, late, {}, DAYS, mar(16))
    assert clocks == case_clocks(always, late, {}, DAYS, mar(16))
    assert clocks[0].due == date(2026, 4, 24)


# --- 7. every order that says the same gives one date --------------------------------------------


def orders() -> list[tuple[AnyEvent, ...]]:
    """Return a pause and two extensions in every order in which they can be written down."""
    facts = [paused(mar(9)), resumed(mar(12)), extended(mar(10), "3 working days")]
    return list(permutations([*facts, extended(mar(11), "2 working days")]))


def test_7_every_order_of_pause_and_extension_gives_one_date():
    # Twenty, three, two and the four that stood still: twenty-nine from Fri 20 February. Twenty
    # are Fri 20 March; 23-27 = 25; 30-2 = 29 on Thu 2 April.
    dues = {answer([RECEIVED, *order], mar(16)).due for order in orders()}
    assert dues == {date(2026, 4, 2)}


def test_7_what_is_taken_back_leaves_what_would_be_there_without_it():
    for order in orders():
        log = [RECEIVED, *order]
        for number, gone in enumerate(order, 2):
            undone = [
                *log,
                EventWithdrawn(happened_on=mar(16), target=entry_id(number), reason="…"),
            ]
            left = [event for event in log if event is not gone]
            assert answer(undone, mar(16)) == answer(left, mar(16))


# --- 15. a date that was typed -------------------------------------------------------------------


def test_15_a_day_that_was_agreed_is_shown_as_such_with_its_reason_and_nothing_moves_it():
    agreed = extended(mar(10), until=mar(31))
    for order in permutations([agreed, extended(mar(10), "10 working days"), *WAITED[1:]]):
        events = [RECEIVED, *order]
        for rules in (policy(), policy("40 working days"), policy("28 days")):
            clock = answer(events, mar(16), rules)
            assert (clock.due, clock.pinned) == (mar(31), mar(31))
            said = explain(clock, rules, DAYS).rule
            assert "Tuesday 31 March was agreed instead, and nothing moves it." in said
    shut = scottish_days(Closure(mar(16), date(2026, 4, 30), "Removal"))
    assert answer([RECEIVED, agreed], mar(16), days=shut).due == mar(31)
    [extension] = case_of(RECEIVED, agreed).terms.extensions
    assert extension.reason == "Illness."
