"""Thistle Homes and Elm Clinic: two stages, limits, extensions, and versions, worked on paper.

November 2026 begins on a Sunday; Mon 30 November, Fri 25 and Mon 28 December are holidays, and so
are Fri 1 and Mon 4 January 2027.
"""

from __future__ import annotations

from datetime import date

import pytest

from amends.domain.clocks import State
from amends.domain.events.clock_events import Extended
from amends.domain.explanation import explain
from amends.domain.gates import way_outside
from amends.domain.retention import keep_until
from amends.domain.terms import Terms
from amends.domain.versions import Version, in_force
from tests.domain.constructs import clocks_of, construct, on
from tests.domain.scotland import DAYS, dec, nov

HOMES = construct("thistle-homes")
RECEIVED = on(nov(2), "received")  # a Monday
BEGUN = [on(date(2026, 9, 30), "raised"), RECEIVED, on(nov(4), "acknowledged")]
ANSWERED = [*BEGUN, on(nov(17), "outcome-sent")]
REVIEW = [*ANSWERED, on(nov(24), "review-requested")]


def extended(clock, by="", until=None):
    return Terms(
        extensions=(
            Extended(happened_on=nov(16), clock=clock, reason="Illness.", by=by, until=until),
        )
    )


def test_working_days():
    clock = clocks_of("thistle-homes", BEGUN[:2], nov(3))["stage-1.acknowledgement"]
    assert clock.due == nov(9)  # Tue 3, 4, 5, 6 = 4, Mon 9 = 5


def test_a_target_beside_a_limit():
    clock = clocks_of("thistle-homes", BEGUN[:2], nov(3))["stage-1.acknowledgement"]
    assert (clock.target, clock.due) == (nov(4), nov(9))  # Tue 3, Wed 4


def test_a_clock_that_starts_with_the_acknowledgement():
    # Wed 4: 5, 6 = 2; 9-13 = 7; Mon 16, Tue 17, Wed 18 = 10.
    assert clocks_of("thistle-homes", BEGUN, nov(5))["stage-1.answer"].due == nov(18)
    # Not acknowledged yet: at the latest on Mon 9, and ten days from there are Mon 23.
    waiting = clocks_of("thistle-homes", BEGUN[:2], nov(5))["stage-1.answer"]
    assert (waiting.state, waiting.due) == (State.PROJECTED, nov(23))


def test_a_time_limit_to_complain_and_the_discretion_to_take_what_comes_late():
    raised = on(date(2025, 11, 1), "raised")
    in_time = clocks_of("thistle-homes", [raised, on(date(2026, 11, 1), "received")], nov(3))
    late = clocks_of("thistle-homes", [raised, RECEIVED], nov(3))
    # Twelve months from Sat 1 November 2025 end on Sun 1 November 2026.
    assert in_time["stage-1.raise"].due == late["stage-1.raise"].due == nov(1)
    assert in_time["stage-1.raise"].state is State.MET
    assert late["stage-1.raise"].state is State.MET_LATE
    assert late["stage-1.raise"].discretion.startswith("We may take a later complaint")


@pytest.mark.parametrize(
    ("by", "due"),
    # Wed 18; 19, 20 = 2; 23-27 = 7; not Mon 30; 1, 2, 3 December = 10.
    [("10 working days", dec(3)), ("1 working day", nov(19))],
)
def test_an_extension_of_a_fixed_length_with_a_cap(by, due):
    terms = extended("stage-1.answer", by)
    assert clocks_of("thistle-homes", BEGUN, nov(17), terms=terms)["stage-1.answer"].due == due
    rule = HOMES.stages[0].clocks[2].extension
    assert rule is not None
    assert (rule.at_most, rule.needs) == (
        "10 working days",
        ("reasons", "before the time is over"),
    )


def test_an_open_ended_extension_with_a_new_date():
    terms = extended("stage-2.review", until=dec(31))
    clock = clocks_of("thistle-homes", REVIEW, nov(30), terms=terms)["stage-2.review"]
    assert (clock.due, clock.pinned) == (dec(31), dec(31))
    rule = HOMES.stages[1].clocks[1].extension
    assert rule is not None
    assert (rule.at_most, rule.needs) == (None, ("reasons", "a new date"))


def test_a_second_stage_with_a_clock_of_its_own_and_a_time_to_ask_for_it():
    clocks = clocks_of("thistle-homes", ANSWERED, nov(18))
    assert clocks["stage-1.answer"].state is State.MET
    assert clocks["stage-2.request"].due == dec(17)  # a month from Tue 17 November
    clocks = clocks_of("thistle-homes", REVIEW, nov(25))
    assert clocks["stage-2.request"].state is State.MET
    # Tue 24: 25, 26, 27 = 3; 1-4 = 7; 7-11 = 12; 14-18 = 17; Mon 21, 22, 23 = 20.
    assert clocks["stage-2.review"].due == dec(23)


def test_an_overall_limit_that_ends_first():
    late = [*BEGUN, on(dec(18), "outcome-sent"), on(dec(31), "review-requested")]
    clock = clocks_of("thistle-homes", late, date(2027, 1, 5))["stage-2.review"]
    # Twelve weeks are 84 days: 28 to Mon 30 November, 31 to 31 December, 25 to Mon 25 January;
    # twenty working days from Thu 31 December end in February.
    assert clock.due == date(2027, 1, 25)
    assert clock.source == "In all no longer than twelve weeks."


def test_a_duty_after_the_answer():
    final = [*REVIEW, on(dec(21), "outcome-sent")]
    clock = clocks_of("thistle-homes", final, dec(22))["stage-2.actions"]
    # Three months from the last answer, that of Mon 21 December.
    assert (clock.state, clock.due) == (State.RUNNING, date(2027, 3, 21))
    done = [*final, on(date(2027, 2, 1), "actions-reported")]
    assert clocks_of("thistle-homes", done, date(2027, 2, 2))["stage-2.actions"].state is State.MET


def test_a_gate_to_the_outside_body_and_another_body_for_some_matters():
    body, [tribunal] = HOMES.outside_body, HOMES.other_bodies
    assert body is not None
    early = way_outside(body, HOMES, ANSWERED, DAYS, nov(18))
    # Eight weeks from Mon 2 November are Mon 28 December.
    assert (early.is_open, early.waits_for, early.opens_on) == (
        False,
        ("review-requested",),
        dec(28),
    )
    assert not way_outside(body, HOMES, ANSWERED, DAYS, dec(27)).is_open
    assert way_outside(body, HOMES, ANSWERED, DAYS, dec(28)).is_open
    assert way_outside(body, HOMES, [*REVIEW, on(dec(1), "outcome-sent")], DAYS, dec(2)).is_open
    assert (body.time_limit, body.limit_from) == ("12 months", "outcome-sent")
    assert way_outside(tribunal, HOMES, [RECEIVED], DAYS, nov(3)).is_open
    assert tribunal.when == "The complaint is about the rent."


def test_retention_from_an_event_of_the_policy():
    # Six years from the answer of Tue 17 November 2026, though it was closed later.
    history = [*ANSWERED, on(nov(20), "closed")]
    assert keep_until(HOMES, history) == date(2032, 11, 17)


def test_what_is_said_in_words():
    first, second = HOMES.stages
    assert HOMES.scope.representatives.endswith("once we have your written consent.")
    assert "anonymous" in HOMES.confidentiality.choices
    assert HOMES.outcomes.words[1] == "some fault found"
    assert HOMES.outcomes.reported_as["some fault found"] == "upheld"
    remedies = [it.title for it in HOMES.follow_ups if it.example]
    assert remedies == ["An apology", "Repairs", "Compensation"]
    assert first.substitutes[0].answered_by == "Another area manager"
    assert second.requires == ("our review form, by email or at an office",)
    assert HOMES.redirect("neighbour").notice.startswith("We handle this as a report")


def test_a_rule_that_changed_on_a_day():
    versions = [
        Version(procedure="elm-clinic", digest=name, since=construct(name).in_force_from)
        for name in ("elm-clinic-2025", "elm-clinic-2026")
    ]
    dues = {}
    for received_on in (nov(13), nov(16)):
        name = in_force(versions, "elm-clinic", received_on).digest
        clock = clocks_of(name, [on(received_on, "received")], nov(18))["complaint.answer"]
        dues[received_on] = clock.due
        assert clock.source in explain(clock, construct(name), DAYS).as_text()
    # 28 days from Fri 13 November; from Mon 16 on twenty working days: 17-20 = 4, 23-27 = 9,
    # 1-4 = 13, 7-11 = 18, Mon 14, Tue 15 = 20.
    assert dues == {nov(13): dec(11), nov(16): dec(15)}
