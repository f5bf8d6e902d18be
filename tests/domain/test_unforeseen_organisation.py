"""An organisation that nobody thought of: one file, no code, and dates worked out on paper.

Scotland: Mon 30 November, Fri 25 and Mon 28 December are holidays; 1 November 2026 is a Sunday.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from amends.cli.main import run
from amends.domain.clocks import Clock, State
from amends.domain.clockwork import run_clocks
from amends.domain.events.clock_events import Extended
from amends.domain.explanation import explain
from amends.domain.happenings import Happening
from amends.domain.procedure_file import read_procedure
from amends.domain.terms import USUAL, Terms
from amends.domain.timeline import MarkKind, draw_timeline
from amends.services.policy_in_words import open_questions, promises, silences
from tests.domain.histories import acknowledged, answered, received
from tests.domain.scotland import DAYS, dec, nov

FILE = Path(__file__).parent / "data" / "rowan-college.toml"
ROWAN = read_procedure(FILE.read_bytes(), FILE.name)
GROUP = frozenset({"group"})

# Sat 31 October counts as Mon 2 November.
START = [received(date(2026, 10, 31)), acknowledged(nov(4))]
HEARD = [*START, answered(nov(25)), Happening(nov(26), "hearing-asked")]


def clocks_of(history: Iterable[Happening], today: date, terms: Terms = USUAL) -> dict[str, Clock]:
    clocks = run_clocks(ROWAN, {}, history, DAYS, today, terms)
    return {f"{clock.stage}.{clock.key}": clock for clock in clocks}


def more(by: str) -> Extended:
    return Extended(happened_on=nov(20), clock="level-1.response", reason="illness", by=by)


def test_the_colleges_own_time_runs_from_the_next_working_day():
    clock = clocks_of(START[:1], nov(3))["level-1.acknowledgement"]
    assert (clock.due, clock.is_own_time) == (nov(4), True)  # Mon 2: Tue 3, Wed 4


@pytest.mark.parametrize(
    ("terms", "due"),
    [
        # Wed 4: 5, 6 = 2; 9-13 = 7; 16-20 = 12; Mon 23 to Wed 25 = 15.
        (USUAL, nov(25)),
        # 26, 27 = 17; not Mon 30; 1-4 = 21; Mon 7 to Thu 10 = 25.
        (Terms(GROUP), dec(10)),
        (Terms(extensions=(more("10 working days"),)), dec(10)),
        # Thirty-five would end on Thu 24 December; six weeks from Mon 2 November are Mon 14.
        (Terms(GROUP, (more("10 working days"),)), dec(14)),
    ],
)
def test_the_response_depends_on_a_fact_an_extension_and_a_limit_for_all(terms, due):
    assert clocks_of(START, nov(20), terms)["level-1.response"].due == due


def test_a_pause_stops_the_response_and_nothing_else():
    waiting = [*START, Happening(nov(9), "paused")]
    paused = clocks_of(waiting, nov(11))
    # Thu 5 and Fri 6 have counted: thirteen of fifteen are left.
    assert (paused["level-1.response"].state, paused["level-1.response"].days_left) == (
        State.PAUSED,
        13,
    )
    assert paused["level-1.update"].state is State.RUNNING
    resumed = clocks_of([*waiting, Happening(nov(12), "resumed")], nov(13))
    # Mon 9 to Thu 12 do not count: Thu 26, Fri 27, Tue 1, Wed 2 are four more.
    assert resumed["level-1.response"].due == dec(2)


def test_updates_come_every_ten_working_days():
    assert clocks_of(START, nov(6))["level-1.update"].due == nov(18)  # 5, 6; 9-13; 16-18
    again = clocks_of([*START, Happening(nov(16), "update-sent")], nov(17))["level-1.update"]
    assert again.due == dec(1)  # 17-20 = 4; 23-27 = 9; not Mon 30; Tue 1 = 10


def test_a_month_that_ends_on_christmas_day_ends_on_the_next_working_day():
    clock = clocks_of([*START, answered(nov(25))], nov(26))["level-2.request"]
    assert (clock.state, clock.due) == (State.RUNNING, dec(29))  # 25 and 28 holidays, 26-27 weekend


def test_a_hearing_has_a_first_day_a_last_day_and_papers_seven_clear_days_before():
    clock = clocks_of(HEARD, nov(27))["level-2.hearing"]
    # Fri 27 = 1; 1-4 = 5; 7-11 = 10; 14-18 = 15; 21-24 = 19; Tue 29 = 20.
    # Ten days from Thu 26 November are Sun 6 December, so Mon 7 is the first.
    assert (clock.opens_on, clock.due) == (dec(7), dec(29))
    fixed = clocks_of([*HEARD, Happening(dec(14), "hearing")], nov(30))
    # Back from Mon 14: 13, 12, 11, 10, 9, 8, 7 are clear; Sun 6 moves back to Fri 4.
    assert fixed["level-2.papers"].due == dec(4)
    # Mon 14: 15-18 = 4; Mon 21 = 5.
    assert fixed["level-2.decision"].due == dec(21)


def test_every_date_is_explained_drawn_and_put_into_words():
    history = [*HEARD, Happening(dec(14), "hearing")]
    clocks = run_clocks(ROWAN, {}, history, DAYS, dec(1))
    for clock in clocks:
        said = explain(clock, ROWAN, DAYS)
        assert clock.due is None or any(day.is_due for day in said.days)
        assert clock.source in said.as_text()
    line = draw_timeline(ROWAN, history, clocks, DAYS, dec(1))
    assert {"Hearing", "Hearing asked for"} <= {mark.title for mark in line.marks}
    assert any(mark.kind is MarkKind.DUE and mark.title == "Papers due" for mark in line.marks)
    told = promises(ROWAN, {})
    assert "Level 2 promises the papers within 7 clear days before." in {it.sentence for it in told}
    [papers] = [it for it in told if "the papers" in it.sentence]
    assert papers.counted == "Counted back from the day on which the hearing is held"
    assert [question.key for question in open_questions(ROWAN)] == [
        "level-1.acknowledgement.within"
    ]
    assert silences(ROWAN) == ()


def test_the_command_line_reads_the_file(capsys):
    words = ["due", str(FILE), "--event", "received=2026-10-31", "--event"]
    words += ["acknowledged=2026-11-04", "--pause", "2026-11-09", "--resume", "2026-11-12"]
    assert run([*words, "--fact", "group=no", "--today", "2026-11-21", "--json"]) == 0
    due = {f"{it['stage']}.{it['clock']}": it for it in json.loads(capsys.readouterr().out)}
    assert due["level-1.response"]["due"] == "2026-12-02"
    assert run(["procedures", "check", str(FILE)]) == 0
    assert "no mistakes" in capsys.readouterr().out
