"""What the policy of Active X Backs asks of the office once a complaint was upheld."""

from __future__ import annotations

from amends.domain.events.case_events import Channel
from amends.domain.events.handling_events import Notified
from amends.domain.remedies import Considered, considerations, is_upheld
from amends.domain.standing import where_it_stands
from amends.domain.timeline import current_stage
from tests.domain.handlings import (
    action,
    answered,
    case_of,
    clocks_on,
    found,
    kept,
    promise,
    received,
)
from tests.domain.scotland import dec, nov
from tests.domain.shipped import shipped

COMPLAINT = received(nov(17))
UPHELD = (COMPLAINT, *found(nov(18), "upheld"))


def test_any_part_of_your_complaint_may_be_upheld():
    outcomes = shipped().outcomes
    assert outcomes.words[:2] == ("upheld", "partly upheld")
    assert outcomes.note  # "not upheld" is no word of the policy


def test_if_any_part_is_upheld_we_will_respond_and_give_due_consideration():
    case = case_of(*UPHELD)
    assert is_upheld(case, shipped())
    assert clocks_on(nov(18), UPHELD)["response"].is_open  # finding is not yet answering
    told = case_of(*UPHELD, answered(dec(1)))
    assert where_it_stands(told, shipped()) == "Answered, 4 considerations open"
    assert considerations(case_of(COMPLAINT, *found(nov(18), "not upheld")), shipped()) == ()


def test_for_example_by_reviewing_our_procedures_or_arranging_for_staff_training():
    offered = {it.key for it in shipped().follow_ups if it.example}
    assert {"review-procedures", "train-staff"} <= offered
    case = case_of(*UPHELD, action(1, nov(18), dec(1), "train-staff"))
    training = considerations(case, shipped())[0]
    assert (training.follow_up.key, training.state) == ("train-staff", Considered.PLANNED)


def test_in_extreme_circumstances_internal_disciplinary_procedures_may_be_exercised():
    discipline = next(it for it in shipped().follow_ups if it.key == "discipline")
    assert discipline.example  # never asked for of itself
    assert discipline.when.startswith("In extreme circumstances")
    assert "discipline" not in {
        it.follow_up.key for it in considerations(case_of(*UPHELD), shipped())
    }


def test_or_where_an_investigation_following_notification_from_cimspa_indicates_a_failure():
    notice = Notified(
        happened_on=nov(18),
        body="CIMSPA",
        title="Exam at the Leith centre",
        notice="We were told that …",
        channel=Channel.EMAIL,
        answer=promise(1, dec(2), "Send what CIMSPA asked for"),
    )
    case = case_of(notice)
    assert case.received_on is None  # nobody complained to the office
    assert current_stage(shipped(), case.happenings) == shipped().stages[-1]
    assert clocks_on(nov(18), [notice])["1"].step == "Send what CIMSPA asked for"
    assert considerations(case, shipped()) == ()
    failed = case_of(notice, *found(nov(20), "upheld"))
    assert len(considerations(failed, shipped())) == 4


def considered_by(key: str) -> list[Considered]:
    """Return how that consideration stands: at first, planned, and done."""
    planned = action(1, nov(19), dec(1), key)
    cases = (UPHELD, (*UPHELD, planned), (*UPHELD, planned, kept(1, nov(30))))
    return [
        next(
            it.state
            for it in considerations(case_of(*events), shipped())
            if it.follow_up.key == key
        )
        for events in cases
    ]


IN_TURN = [Considered.OPEN, Considered.PLANNED, Considered.DONE]


def test_active_x_backs_will_give_due_consideration_and_take_actions():
    assert [it.follow_up.key for it in considerations(case_of(*UPHELD), shipped())] == [
        "others-affected",
        "put-right",
        "stop-recurring",
        "compensate",
    ]


def test_identify_any_other_learner_who_has_been_affected():
    assert considered_by("others-affected") == IN_TURN


def test_correct_or_mitigate_the_effect_of_the_failure():
    assert considered_by("put-right") == IN_TURN


def test_ensure_that_the_failure_does_not_recur():
    assert considered_by("stop-recurring") == IN_TURN


def test_compensate_the_learner_if_it_has_compromised_its_own_terms_and_conditions():
    assert considered_by("compensate") == IN_TURN
    assert "its own terms and conditions" in shipped().follow_ups[-1].when
