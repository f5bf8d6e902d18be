"""What is considered once a complaint was upheld, and how each of it stands."""

from __future__ import annotations

import pytest

from amends.domain.events.case_events import FindingMade, Point, PointsDefined
from amends.domain.events.handling_events import FollowUpSettled
from amends.domain.procedure_file import read_procedure
from amends.domain.remedies import Consideration, Considered, considerations, is_upheld
from tests.domain.handlings import (
    action,
    case_of,
    found,
    id_,
    kept,
    let_go,
    plan_made,
    plan_sent,
    promise,
    received,
    withdrawn,
)
from tests.domain.scotland import dec, nov
from tests.domain.shipped import file_text, shipped

MUST = ["others-affected", "put-right", "stop-recurring", "compensate"]
EXAMPLES = ["review-procedures", "train-staff", "discipline"]
UPHELD = (received(nov(2)), *found(nov(17), "upheld"))


def settled(follow_up: str, because: str = "Nobody else took part.") -> FollowUpSettled:
    return FollowUpSettled(happened_on=nov(19), follow_up=follow_up, because=because)


def considered(*events) -> dict[str, Consideration]:
    """Return what there is to consider by its key, after the complaint was upheld."""
    return {it.follow_up.key: it for it in considerations(case_of(*UPHELD, *events), shipped())}


# --- When there is something to consider ---------------------------------------------------------


@pytest.mark.parametrize(
    ("findings", "upheld"),
    [
        ((), False),
        (("upheld",), False),  # one of two
        (("upheld", "upheld"), True),
        (("upheld", "not upheld"), True),
        (("not upheld", "partly upheld"), True),
        (("not upheld", "not upheld"), False),
        (("upheld", "a word that no procedure has"), True),
        (("not upheld", "a word that no procedure has"), False),
    ],
)
def test_it_is_upheld_once_every_point_has_a_finding_and_one_of_them_is_for_it(findings, upheld):
    points = PointsDefined(happened_on=nov(17), points=(Point(id_(1), "a"), Point(id_(2), "b")))
    made = [
        FindingMade(happened_on=nov(18), point=id_(number), finding=finding, reasons="")
        for number, finding in enumerate(findings, 1)
    ]
    case = case_of(received(nov(2)), points, *made)
    assert is_upheld(case, shipped()) == upheld
    assert bool(considerations(case, shipped())) == upheld


def test_a_complaint_without_points_is_not_upheld():
    assert not is_upheld(case_of(received(nov(2))), shipped())


def test_a_finding_that_is_taken_back_leaves_nothing_to_consider():
    assert considerations(case_of(*UPHELD, withdrawn(3, nov(18))), shipped()) == ()


def test_what_is_to_be_considered_stands_in_the_order_of_the_policy():
    stands = considered()
    assert list(stands) == MUST
    assert {it.state for it in stands.values()} == {Considered.OPEN}


def test_without_upheld_points_even_a_planned_action_is_no_consideration():
    case = case_of(received(nov(2)), action(1, nov(18), dec(1), "compensate"))
    assert considerations(case, shipped()) == ()
    assert len(case.handling.open_promises) == 1


# --- How each stands -----------------------------------------------------------------------------


def planned(number: int, follow_up: str = "compensate"):
    return action(number, nov(18), dec(1), follow_up)


@pytest.mark.parametrize(
    ("events", "state", "actions", "because"),
    [
        ((), Considered.OPEN, [], ""),
        ((settled("compensate"),), Considered.NOT_NEEDED, [], "Nobody else took part."),
        ((planned(1),), Considered.PLANNED, [1], ""),
        ((planned(1), kept(1, nov(20))), Considered.DONE, [1], ""),
        ((planned(1), kept(1, dec(9))), Considered.DONE, [1], ""),
        ((planned(1), planned(2), kept(1, nov(20))), Considered.PLANNED, [1, 2], ""),
        (
            (planned(1), planned(2), kept(1, nov(20)), kept(2, nov(20))),
            Considered.DONE,
            [1, 2],
            "",
        ),
        ((planned(1), let_go(1, nov(20))), Considered.OPEN, [], ""),
        ((planned(1), planned(2), let_go(1, nov(20))), Considered.PLANNED, [2], ""),
        (
            (planned(1), kept(1, nov(20)), planned(2), let_go(2, nov(20))),
            Considered.DONE,
            [1],
            "",
        ),
        (
            (planned(1), let_go(1, nov(20)), settled("compensate")),
            Considered.NOT_NEEDED,
            [],
            "Nobody else took part.",
        ),
        ((settled("compensate"), planned(1)), Considered.PLANNED, [1], ""),
        ((planned(1), settled("compensate")), Considered.PLANNED, [1], ""),
        ((planned(1), kept(1, nov(20)), settled("compensate")), Considered.DONE, [1], ""),
        (
            (settled("compensate"), settled("compensate", "She was paid already.")),
            Considered.NOT_NEEDED,
            [],
            "She was paid already.",
        ),
        ((settled("compensate"), withdrawn(4, nov(20))), Considered.OPEN, [], ""),
    ],
)
def test_how_a_consideration_stands(events, state, actions, because):
    stands = considered(*events)["compensate"]
    assert (stands.state, stands.because) == (state, because)
    assert [owed.promise.id.int for owed in stands.actions] == actions


def test_an_action_answers_the_consideration_that_it_names_and_no_other():
    stands = considered(planned(1, "put-right"))
    assert [key for key, it in stands.items() if it.state is Considered.OPEN] == [
        "others-affected",
        "stop-recurring",
        "compensate",
    ]


def test_steps_of_a_plan_and_actions_of_no_consideration_answer_none():
    plan = plan_made(10, nov(18), promise(3, dec(24)), promise(2, dec(1)))
    stands = considered(plan, plan_sent(10, nov(19)), planned(1, ""), planned(4, "unheard-of"))
    assert {it.state for it in stands.values()} == {Considered.OPEN}


# --- Examples ------------------------------------------------------------------------------------


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_considered_once_something_is_planned_by_it(example):
    assert example not in considered(settled(example))
    stands = considered(planned(1, example))
    assert list(stands) == [example, *MUST]
    assert stands[example].state is Considered.PLANNED
    assert considered(planned(1, example), kept(1, nov(20)))[example].state is Considered.DONE
    assert example not in considered(planned(1, example), let_go(1, nov(20)))


def test_all_four_settled_leave_nothing_open():
    stands = considered(*(settled(key) for key in MUST))
    assert {it.state for it in stands.values()} == {Considered.NOT_NEEDED}


def test_a_procedure_without_follow_ups_has_nothing_to_consider():
    text = file_text()
    bare = read_procedure(text[: text.index("[[follow_up]]")].encode(), "bare.toml")
    assert bare.follow_ups == ()
    assert is_upheld(case_of(*UPHELD), bare)
    assert considerations(case_of(*UPHELD), bare) == ()
