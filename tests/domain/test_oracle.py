"""Thousands of cases drawn at random, each clock beside what the rules say day by day.

A failure names the seed of its case; `explained(drawn(seed))` tells that case again.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from amends.domain import clockwork
from amends.domain.case import fold
from amends.domain.case_clocks import case_clocks
from amends.domain.clocks import Clock
from amends.domain.counting import due_date
from amends.domain.dates_in_words import full
from amends.domain.pauses import pauses
from tests.domain.logs import log_from
from tests.domain.oracle import DAY, Level, Office, Oracle, Promised, Rules, Standing
from tests.domain.oracle_cases import Drawn, drawn
from tests.domain.oracle_record import Told
from tests.domain.scotland import HOLIDAYS

pytestmark = pytest.mark.once

CASES, ALL_CASES = 5_000, 100_000
PARTS = 8  # so that several processors can share them


def ours(case: Drawn) -> dict[str, Standing]:
    """Return what Amends makes of the case, from its events on."""
    clocks = case_clocks(fold(log_from(case.events)), case.procedure, {}, case.days, case.today)
    return {f"{it.stage}.{it.key}": _standing(it) for it in clocks}


def _standing(clock: Clock) -> Standing:
    return Standing(clock.state, clock.start, clock.due, clock.stopped, clock.days_left)


def theirs(case: Drawn) -> dict[str, Standing]:
    """Return what the rules make of it."""
    return Oracle(case.rules, case.office, case.record, case.today).standings()


def explained(case: Drawn) -> str:
    """Return the case and each clock on which the two do not agree, in words."""
    lines = [f"The case of seed {case.seed}, seen on {full(case.today)}:"]
    for number, it in enumerate(case.record):
        more = f" {it.clock} {it.more or it.until}" if it.clock else ""
        about = f" of entry {it.about}" if it.about >= 0 else ""
        lines.append(f"  {number}. {it.what}{about}{more}, {full(it.day)}")
    rules, own = theirs(case), ours(case)
    for name in rules:
        if rules[name] != own.get(name):
            lines.append(f"{name}: the rules say {_told(rules[name])},")
            lines.append(f"    but Amends says {_told(own.get(name))}.")
    return "\n".join([*lines, f"The procedure: {case.rules}"])


def _told(standing: Standing | None) -> str:
    if standing is None:
        return "nothing"
    days = (("from", standing.start), ("due", standing.due), ("stopped", standing.stopped))
    told = [f"{word} {full(day)}" for word, day in days if day is not None]
    return ", ".join([standing.state, *told, f"{standing.left} days left"])


@pytest.mark.parametrize("part", range(PARTS))
def test_every_clock_of_a_case_drawn_at_random_stands_as_the_rules_say(part, whole):
    seen: Counter[str] = Counter()
    for seed in range(part, ALL_CASES if whole else CASES, PARTS):
        case = drawn(seed)
        rules = theirs(case)
        assert ours(case) == rules, explained(case)
        seen.update(standing.state for standing in rules.values())
    few = CASES // PARTS // 20  # of none so few that nothing is shown of it
    assert {state for state, count in seen.items() if count > few} == {
        *("running", "late", "lapsed", "met", "met-late"),
        *("paused", "projected", "not-started", "ended"),
    }


# --- is the oracle worth asking? -----------------------------------------------------------------

SCOTLAND = Office(frozenset({5, 6}), frozenset(HOLIDAYS))
# Good Friday and Easter Monday, the May holiday, the two days of the jubilee.
ENGLAND = Office(
    frozenset({5, 6}),
    frozenset({date(2022, 4, 15), date(2022, 4, 18), date(2022, 5, 2)})
    | {date(2022, 6, 2), date(2022, 6, 3)},
)
TWENTY = (Promised("answer", 20, "working days", "received", "outcome-sent", stands_still=True),)
LEVELS = (Level("stage-1", "received", TWENTY),)


def told(*entries: tuple[str, date]) -> list[Told]:
    return [Told(what, day) for what, day in entries]


# 20 working days from Fri 20 February 2026 are Fri 20 March. Mon 9 to Thu 12 March do not count:
# four days more are Thu 26; where Thu 12 counts, three more are Wed 25.
WAITED = told(
    ("received", date(2026, 2, 20)), ("paused", date(2026, 3, 9)), ("resumed", date(2026, 3, 12))
)
# Sat 11 June 2022: Mon 13 is day 1, so Fri 8 July is day 20; or Mon 13 is day 0.
ON_SATURDAY = told(("received", date(2022, 6, 11)))


@pytest.mark.parametrize(
    ("rules", "office", "record", "due"),
    [
        (Rules(LEVELS), SCOTLAND, WAITED[:1], date(2026, 3, 20)),
        (Rules(LEVELS), SCOTLAND, WAITED, date(2026, 3, 26)),
        (Rules(LEVELS, resuming_day_counts=True), SCOTLAND, WAITED, date(2026, 3, 25)),
        (Rules(LEVELS, day_one_is_the_day_itself=True), SCOTLAND, WAITED[:1], date(2026, 3, 19)),
        (Rules(LEVELS), ENGLAND, ON_SATURDAY, date(2022, 7, 8)),
        (Rules(LEVELS, closed_day_moves_on=True), ENGLAND, ON_SATURDAY, date(2022, 7, 11)),
    ],
)
def test_what_the_rules_say_is_what_was_worked_out_on_paper(rules, office, record, due):
    standing = Oracle(rules, office, record, record[-1].day).standings()["stage-1.answer"]
    assert (standing.state, standing.due) == ("running", due)


def as_if_nobody_paused(*_how: object) -> tuple[()]:
    return ()


def as_if_an_answer_ended_no_pause(rule, done, ended, _over):
    return pauses(rule, done, ended)


def as_if_a_day_later(*how: object) -> date:
    return due_date(*how) + DAY  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        ("pauses", as_if_nobody_paused),
        ("pauses", as_if_an_answer_ended_no_pause),
        ("due_date", as_if_a_day_later),
    ],
)
def test_a_fault_in_the_clockwork_is_noticed_and_told_with_its_seed(part, fault, monkeypatch):
    monkeypatch.setattr(clockwork, part, fault)
    wrong = next(case for case in map(drawn, range(CASES)) if ours(case) != theirs(case))
    said = explained(wrong)
    assert said.startswith(f"The case of seed {wrong.seed}, seen on ")
    assert "the rules say" in said
    assert "but Amends says" in said
