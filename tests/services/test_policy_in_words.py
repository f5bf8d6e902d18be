"""A policy in sentences: what it promises, what it leaves open, what it does not say."""

from __future__ import annotations

import msgspec
import pytest

from amends.domain.happenings import Kind
from amends.paths import resource
from amends.services.policy_in_words import open_questions, promises, readings_of, silences
from amends.services.shipped import find_procedure, other_procedures, shipped_procedures

FIRST_ANSWER = "an answer from the person first dealt with"
UNTIMED = f"Stage 1 speaks of {FIRST_ANSWER}; the policy states no time for it."


@pytest.fixture
def procedure():
    return find_procedure(resource(), "active-x-backs")


def test_each_promise_of_the_office_is_a_sentence_beside_the_policys_own(procedure):
    told = [(each.sentence, each.counted, each.is_reading) for each in promises(procedure, {})]
    assert told == [
        (
            UNTIMED,
            "",
            False,
        ),
        (
            "Stage 2 promises an emailed receipt within 5 working days.",
            "Counted from the day after the complaint was received",
            True,
        ),
        (
            "Stage 2 promises a response within 20 working days.",
            "Counted from the day after the complaint was received",
            True,
        ),
    ]
    assert all(each.source for each in promises(procedure, {}))


def test_a_promise_follows_the_offices_own_reading(procedure):
    [response] = [
        each
        for each in promises(procedure, {"stage-2.response": "acknowledged"})
        if "response" in each.sentence
    ]
    assert response.counted == "Counted from the day after the receipt was sent"


def test_only_what_has_more_than_one_answer_is_asked(procedure):
    [question] = open_questions(procedure)
    assert question.key == "stage-2.response"
    assert question.words == "From when do the 20 working days of the response run?"
    assert [(choice.answer, choice.words, choice.is_suggested) for choice in question.choices] == [
        (Kind.RECEIVED, "the day after the complaint was received", True),
        (Kind.ACKNOWLEDGED, "the day after the receipt was sent", False),
    ]
    assert question.because.startswith("Most complainants")


def test_every_reading_is_recorded_the_only_possible_one_too(procedure):
    assert readings_of(procedure, {}) == {
        "stage-2.receipt": "received",
        "stage-2.response": "received",
    }
    chosen = readings_of(procedure, {"stage-2.response": "acknowledged"})
    assert chosen["stage-2.response"] == "acknowledged"


def test_what_the_policy_does_not_say_is_said_plainly(procedure):
    said = " ".join(silences(procedure))
    for words in ("no pause", "how long a complaint is kept", "no date", "Appeals Policy"):
        assert words in said
    assert "Stage 3 speaks of a way to CIMSPA; the policy states no time for it." in said


def test_what_was_read_in_a_secondary_source_is_said_to_be_unverified():
    told = [each.sentence for each in promises(find_procedure(resource(), "cfpb"), {})]
    first, second = (each.removesuffix(" Unverified: read in a secondary source.") for each in told)
    assert first == "Company response promises a response within 15 days."
    assert second == "Company response promises a final response within 60 days."
    assert all("Unverified" in each for each in told)


def test_how_the_days_are_counted_is_said_as_the_procedure_counts_them():
    decision, acknowledgement, _response = promises(find_procedure(resource(), "spso"), {})
    assert decision.counted == "Counted from the day on which the complaint was received"
    assert acknowledgement.sentence == "Stage 2 promises an acknowledgement within 3 working days."
    said = " ".join(silences(find_procedure(resource(), "spso")))
    assert "How days are counted is a reading" in said


def test_what_the_policy_does_say_is_not_called_a_silence(procedure):
    talkative = msgspec.structs.replace(
        procedure, pauses=True, retention="6 years", in_force_from="2026-01-01", stages=()
    )
    source = msgspec.structs.replace(talkative.source, not_in_our_copy=())
    assert silences(msgspec.structs.replace(talkative, source=source)) == ()


SHIPPED = (*shipped_procedures(resource()), *other_procedures(resource()))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_procedure_can_be_put_into_words(name):
    procedure = find_procedure(resource(), name)
    owed = [rule for stage in procedure.stages for rule in stage.clocks if not rule.owed_by]
    assert len(promises(procedure, {})) == len(owed)
    assert all(question.choices for question in open_questions(procedure))
    assert any("no pause" in silence for silence in silences(procedure))


def test_a_promise_is_told_with_all_that_may_change_its_time():
    procedure = find_procedure(resource(), "spso")
    told = {it.sentence: [term.words for term in it.terms] for it in promises(procedure, {})}
    decision = next(terms for sentence, terms in told.items() if "a decision" in sentence)
    assert any("lets it be longer" in words for words in decision)


def test_each_term_that_has_words_of_the_policy_brings_them(procedure):
    [receipt, response] = [it for it in promises(procedure, {}) if it.is_timed]
    assert receipt.terms == ()
    [fallback] = response.terms
    assert fallback.source.startswith("Where it is not possible to offer a solution")
