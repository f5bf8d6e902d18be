"""What starts a promise and what ends it, where that is more than one event.

November 2026 begins on a Sunday; Monday the 30th is a holiday. Twenty working days from Tuesday
17 November end on Wednesday 16 December, from Tuesday 24 November on Wednesday 23 December.
"""

from __future__ import annotations

from datetime import date

import pytest

from amends.domain.clocks import Clock, State
from amends.domain.clockwork import run_clocks
from amends.domain.errors import ProcedureFileError
from amends.domain.explanation import explain
from amends.domain.gates import entered_early, way_outside, way_to_stage
from amends.domain.happenings import Happening, Kind
from amends.domain.missed import with_missed
from amends.domain.procedure import Procedure
from amends.domain.procedure_file import read_procedure
from amends.domain.retention import keep_until
from amends.domain.terms import Terms
from amends.domain.timeline import current_stage
from tests.domain.histories import answered, closed, received
from tests.domain.scotland import DAYS, dec, nov
from tests.domain.shipped import ROOT

_GUIDE = (ROOT / "docs" / "procedure-files.md").read_text("utf-8")
_SHORT = _GUIDE.split("```toml\n", 1)[1].split("```", 1)[0].replace("10 working", "20 working")
EVENTS = """
event = [
    { key = "heard", title = "Heard", when = "the complainant was heard" },
    { key = "clarified", title = "Clarified", when = "the complainant made it clear" },
    { key = "accepted", title = "Offer accepted", when = "the offer was accepted" },
    { key = "review-requested", title = "Review requested", when = "a review was requested" },
]
fact = [{ key = "joint", title = "Several people complain together" }]
"""


def policy(more: str = "", *, top: str = "") -> Procedure:
    """Return the short procedure of the guide, with more said of its answer, and of the whole."""
    text = _SHORT.replace("[source]", f"{top}{EVENTS}\n[source]", 1)
    return read_procedure(f"{text}{more}\n".encode(), "short.toml")


def run(rules: Procedure, *history: Happening, today, facts=()) -> dict[str, Clock]:
    terms = Terms(facts=frozenset(facts))
    return {clock.key: clock for clock in run_clocks(rules, {}, history, DAYS, today, terms)}


def answer(rules: Procedure, *history: Happening, today, facts=()) -> Clock:
    return run(rules, received(nov(17)), *history, today=today, facts=facts)["answer"]


def of(kind: str, day) -> Happening:
    return Happening(day, kind)


# --- whether it is owed at all -------------------------------------------------------------------


def test_a_promise_for_some_cases_is_owed_only_where_the_fact_holds():
    rules = policy('where = "joint"')
    assert run(rules, received(nov(17)), today=nov(21)) == {}
    assert answer(rules, today=nov(21), facts=["joint"]).due == dec(16)


def test_a_promise_that_some_cases_are_without_is_owed_in_the_others():
    rules = policy('unless = "joint"')
    assert answer(rules, today=nov(21)).due == dec(16)
    assert run(rules, received(nov(17)), today=nov(21), facts=["joint"]) == {}


# --- from when it runs ---------------------------------------------------------------------------


def test_days_that_run_from_two_events_begin_with_the_later_one():
    rules = policy('from_every = ["heard"]')
    assert answer(rules, today=nov(21)).state is State.NOT_STARTED
    begun = answer(rules, of("heard", nov(24)), today=nov(25))
    assert (begun.start, begun.due) == (nov(24), dec(23))
    early = answer(rules, of("heard", nov(10)), today=nov(25))
    assert (early.start, early.due) == (nov(17), dec(16))


def test_an_event_that_resets_a_promise_begins_its_days_anew_each_time():
    rules = policy('resets = ["clarified"]')
    assert answer(rules, today=nov(21)).due == dec(16)
    once = answer(rules, of("clarified", nov(24)), today=nov(25))
    assert (once.start, once.due) == (nov(24), dec(23))
    # From Wed 25 November: 26 and 27, 1 to 4, 7 to 11, 14 to 18, 21 to 24 December.
    twice = answer(rules, of("clarified", nov(24)), of("clarified", nov(25)), today=nov(26))
    assert twice.due == dec(24)


def test_nothing_begins_a_promise_anew_that_was_kept():
    rules = policy('resets = ["clarified"]')
    kept = answer(rules, answered(nov(20)), of("clarified", nov(24)), today=nov(25))
    assert (kept.start, kept.state, kept.due) == (nov(17), State.MET, dec(16))


# --- until when ----------------------------------------------------------------------------------


def test_either_of_two_events_keeps_a_promise():
    rules = policy('or_until = ["heard"]')
    for kept in (answered(nov(19)), of("heard", nov(19))):
        clock = answer(rules, kept, today=nov(21))
        assert (clock.state, clock.stopped) == (State.MET, nov(19))


def test_a_promise_of_two_things_is_kept_with_the_second():
    rules = policy('and_until = ["heard"]')
    assert answer(rules, of("heard", nov(18)), today=nov(21)).state is State.RUNNING
    both = answer(rules, of("heard", dec(17)), answered(nov(19)), today=dec(18))
    assert (both.state, both.stopped) == (State.MET_LATE, dec(17))


EARLY = """
[[stage.clock.released_by]]
event = "accepted"
within = "3 working days"
from = "received"
source = "[By the end of the third working day.]"
"""


def test_an_early_settlement_ends_what_was_promised_for_later():
    # The third working day after Tue 17 November is Fri 20 November.
    settled = answer(policy(EARLY), of("accepted", nov(20)), today=nov(21))
    assert (settled.state, settled.stopped) == (State.ENDED, nov(20))


def test_a_settlement_after_the_time_for_it_ends_nothing():
    late = answer(policy(EARLY), of("accepted", nov(23)), today=nov(24))
    assert (late.state, late.due) == (State.RUNNING, dec(16))


def test_a_promise_aims_at_a_day_within_its_limit():
    # Ten working days from Tue 17 November: 18 to 20, 23 to 27 November, 1 and 2 December.
    clock = answer(policy('target = "10 working days"'), today=nov(21))
    assert (clock.target, clock.due) == (dec(2), dec(16))
    assert "It aims at Wednesday 2 December." in explain(clock, policy(), DAYS).rule


# --- what follows where it is not kept -----------------------------------------------------------

REVIEW = """
[[stage]]
key = "review"
title = "Review"
answered_by = "The board"
opens = "review-requested"
also_opens = ["missed complaint.answer"]
source = "Without an answer in time the board looks at it."

[[stage.clock]]
key = "decision"
title = "Decision"
step = "Send the decision"
promise = "a decision"
within = "5 working days"
from = "missed complaint.answer"
until = "outcome-sent"
source = "within five working days"
"""


def test_the_next_stage_opens_by_itself_once_a_promise_was_missed():
    rules = policy(REVIEW)
    on_the_last_day = run(rules, received(nov(17)), today=dec(16))
    assert on_the_last_day["decision"].state is State.NOT_STARTED
    assert on_the_last_day["answer"].missed_on is None
    # Wed 16 December was missed: 17 and 18, 21 to 23 December.
    after = run(rules, received(nov(17)), today=dec(17))
    assert (after["decision"].start, after["decision"].due) == (dec(16), dec(23))
    assert after["answer"].missed_on == dec(16)


def test_the_case_is_in_the_stage_that_a_missed_promise_opened():
    rules = policy(REVIEW)
    history = (received(nov(17)),)
    for today, stage in ((dec(16), "complaint"), (dec(17), "review")):
        clocks = run_clocks(rules, {}, history, DAYS, today)
        assert current_stage(rules, with_missed(history, clocks)).key == stage


def test_an_answer_in_time_opens_no_stage():
    clocks = run(policy(REVIEW), received(nov(17)), answered(dec(16)), today=dec(30))
    assert clocks["decision"].state is State.NOT_STARTED


def test_one_missed_promise_leads_to_the_next():
    more = REVIEW.replace("review", "appeal").replace("complaint.answer", "review.decision")
    more = more.replace('"appeal-requested"', '"referred"')
    clocks = run_clocks(policy(REVIEW + more), {}, [received(nov(17))], DAYS, dec(24))
    # Wed 23 December was missed as well: 24, 29 to 31 December, 5 January (1 and 4 are holidays).
    assert clocks[2].start == dec(23)
    assert clocks[2].due == date(2027, 1, 5)


LIMIT = """
[[stage.clock]]
key = "to-answer"
title = "Time to accept"
step = "Wait for the complainant"
promise = "14 days to accept"
within = "14 days"
from = "outcome-sent"
until = "accepted"
owed_by = "complainant"
discretion = "We may accept a late answer."
settles = true
source = "After 14 days we take it that you agree."
"""


def test_silence_settles_a_complaint_where_the_policy_says_so():
    clock = run(policy(LIMIT), received(nov(17)), answered(nov(20)), today=dec(5))["to-answer"]
    assert (clock.due, clock.state, clock.settles) == (dec(4), State.LAPSED, True)
    assert clock.discretion == "We may accept a late answer."


# --- gates ---------------------------------------------------------------------------------------

OUTSIDE = """
[outside_body]
name = "FOS"
full_name = "Financial Ombudsman Service"
address = []
email = ""
phone = ""
condition = "The complainant is not satisfied."
time_limit = "6 months"
limit_from = "outcome-sent"
after = ["outcome-sent"]
not_before = { within = "8 weeks", from = "received", source = "after eight weeks" }
source = "…"
"""


def way(*history, today):
    rules = policy(OUTSIDE)
    assert rules.outside_body is not None
    return way_outside(rules.outside_body, rules, history, DAYS, today)


def test_the_way_outside_opens_with_the_answer_or_after_the_wait():
    # Eight weeks from Tue 17 November: Tue 12 January.
    shut = way(received(nov(17)), today=dec(1))
    assert (shut.is_open, shut.waits_for) == (False, ("outcome-sent",))
    assert shut.opens_on == date(2027, 1, 12)
    assert way(received(nov(17)), today=date(2027, 1, 12)).is_open
    assert way(received(nov(17)), answered(nov(20)), today=nov(21)).is_open


def test_a_body_that_asks_for_nothing_can_be_gone_to_at_once():
    rules = policy(OUTSIDE.split("after =", maxsplit=1)[0] + 'source = "…"')
    assert rules.outside_body is not None
    assert way_outside(rules.outside_body, rules, [], DAYS, nov(17)).is_open


def test_a_stage_that_asks_for_a_wait_opens_at_its_end():
    wait = 'not_before = { within = "10 days", from = "received", source = "…" }\n\n[[stage.clock]]'
    rules = policy(REVIEW.replace("[[stage.clock]]", wait))
    first, second = rules.stages
    assert way_to_stage(first, rules, [], DAYS, nov(17)).is_open
    for day, is_open in ((nov(26), False), (nov(27), True)):
        assert way_to_stage(second, rules, [received(nov(17))], DAYS, day).is_open is is_open


def test_a_stage_that_was_entered_before_the_end_of_its_wait_says_when_that_is():
    wait = 'not_before = { within = "10 days", from = "received", source = "…" }\n\n[[stage.clock]]'
    rules = policy(REVIEW.replace("[[stage.clock]]", wait))
    first, second = rules.stages
    for day, end in ((nov(20), nov(27)), (nov(27), None)):
        done = [received(nov(17)), Happening(day, second.opens)]
        assert entered_early(second, rules, done, DAYS) == end
        assert entered_early(first, rules, done, DAYS) is None
    assert entered_early(second, rules, [received(nov(17))], DAYS) is None


# --- closing and keeping -------------------------------------------------------------------------


def test_a_reopened_case_goes_on_as_if_it_had_not_been_closed():
    history = [closed(nov(18)), of(Kind.REOPENED, nov(19))]
    assert answer(policy(), *history[:1], today=nov(21)).state is State.ENDED
    clock = answer(policy(), *history, today=nov(21))
    assert (clock.state, clock.due) == (State.RUNNING, dec(16))
    assert answer(policy(), *history * 3, today=nov(21)) == clock


@pytest.mark.parametrize(
    ("retention", "until"),
    [
        ("6 years", date(2032, 11, 20)),
        ("18 months", date(2028, 5, 20)),
        ("2 weeks", dec(4)),
        ("30 days", dec(20)),
    ],
)
def test_a_case_is_kept_for_the_time_of_the_policy_from_the_event_that_it_names(retention, until):
    text = _SHORT.replace('retention = "not stated"', f'retention = "{retention}"')
    rules = read_procedure(text.encode(), "short.toml")
    assert keep_until(rules, [received(nov(17)), answered(nov(19))]) is None
    assert keep_until(rules, [received(nov(17)), closed(nov(20))]) == until


def test_a_case_that_was_closed_twice_is_kept_from_the_second_time():
    text = _SHORT.replace('retention = "not stated"', 'retention = "1 year"')
    rules = read_procedure(text.encode(), "short.toml")
    assert keep_until(rules, [closed(nov(18)), closed(nov(20))]) == date(2027, 11, 20)
    assert keep_until(policy(), [closed(nov(18))]) is None


# --- what cannot be ------------------------------------------------------------------------------

MISTAKES = {
    'where = "alone"': "where",
    'unless = "alone"': "unless",
    'where = "joint"\nunless = "joint"': "unless",
    'from_every = ["moon"]': "from_every[0]",
    'resets = ["moon"]': "resets[0]",
    'or_until = ["received"]': "or_until[0]",
    'and_until = ["outcome-sent"]': "and_until[0]",
    'released_by = [{ event = "moon", source = "" }]': "released_by[0].event",
    'released_by = [{ event = "heard", within = "3 days", source = "" }]': "released_by[0]",
    'discretion = "We may."': "discretion",
    "settles = true": "settles",
    'target = "soon"': "target",
}


@pytest.mark.parametrize(("more", "key"), MISTAKES.items())
def test_what_cannot_be_is_named_with_its_key_and_line(more, key):
    with pytest.raises(ProcedureFileError) as caught:
        policy(more)
    (problem,) = caught.value.problems
    assert problem.key == f"stage[0].clock[0].{key}"
    assert problem.line is not None


def test_only_what_comes_before_can_have_been_missed():
    for kind in ("missed review.decision", "missed moon.shine"):
        with pytest.raises(ProcedureFileError) as caught:
            policy(REVIEW.replace('["missed complaint.answer"]', f'["{kind}"]'))
        (problem,) = caught.value.problems
        assert problem.key == "stage[1].also_opens[0]"
        assert '"missed complaint.answer"' in problem.allowed


@pytest.mark.parametrize("kept", ["3 working days", "6 years before"])
def test_a_case_is_not_kept_for_working_days_or_backwards(kept):
    text = _SHORT.replace('retention = "not stated"', f'retention = "{kept}"')
    with pytest.raises(ProcedureFileError) as caught:
        read_procedure(text.encode(), "short.toml")
    assert [problem.key for problem in caught.value.problems] == ["retention"]


@pytest.mark.parametrize(
    "more",
    [
        'trust = "unverified"',
        'also = [{ within = "9 weeks", from = "received", source = "", trust = "unverified" }]',
        'instead = [{ fact = "joint", within = "9 weeks", source = "", trust = "unverified" }]',
    ],
)
def test_a_promise_of_which_any_part_was_not_read_in_the_rule_is_unverified(more):
    assert policy(more).is_unverified("complaint", "answer")
    assert not policy().is_unverified("complaint", "answer")
