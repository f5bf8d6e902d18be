"""Two versions side by side: what was added, removed or changed, clause by clause."""

from __future__ import annotations

from msgspec.structs import replace

from amends.domain.comparison import Difference, compare
from tests.domain.shipped import shipped, variant

OLD = shipped()


def by_key(comparison):
    return {change.clause.key: change for change in comparison.changes}


def test_a_procedure_does_not_differ_from_itself():
    comparison = compare(OLD, OLD)
    assert comparison.changes == ()
    assert comparison.same > 30
    assert str(comparison) == "Both say the same"


def test_a_shorter_time_is_told_with_both_its_times():
    new = variant(('within = "20 working days"', 'within = "15 working days"'))
    comparison = compare(OLD, new)
    change = by_key(comparison)["clock.stage-2.response"]
    assert change.difference is Difference.CHANGED
    assert "20 working days" in change.before.words
    assert "15 working days" in change.after.words
    assert [it.clause.key for it in comparison.changes] == ["clock.stage-2.response"]
    assert str(comparison).startswith("1 changed, ")


def test_a_stage_that_is_gone_is_removed_and_stands_where_it_was():
    new = replace(OLD, stages=OLD.stages[:2])
    changes = compare(OLD, new).changes
    assert {it.difference for it in changes} == {Difference.REMOVED}
    assert changes[0].clause.key == "stage.stage-3"
    assert changes[0].after is None


def test_a_stage_that_is_new_is_added():
    old = replace(OLD, stages=OLD.stages[1:])
    changes = compare(old, OLD).changes
    assert {it.difference for it in changes} == {Difference.ADDED}
    assert changes[0].before is None


def test_new_words_of_the_policy_alone_are_told_apart_from_a_new_rule():
    new = variant(("If stage 2 is not possible, or if you", "If you"))
    [change] = compare(OLD, new).changes
    assert change.is_of_words_alone
    other = variant(('answered_by = "CIMSPA"', 'answered_by = "The other body"'))
    assert not compare(OLD, other).changes[0].is_of_words_alone


def test_another_reading_of_the_same_policy_is_a_change():
    comparison = compare(OLD, OLD, {}, {"stage-2.response": "acknowledged"})
    assert "the receipt was sent" in by_key(comparison)["clock.stage-2.response.from"].after.words


def test_a_new_heading_is_told_once():
    new = variant(('title = "Stage 1"\nanswered', 'title = "First stage"\nanswered'))
    keys = [it.clause.key for it in compare(OLD, new).changes]
    assert keys == ["stage.stage-1", "clock.stage-1.first-answer"]  # both name it in a sentence


def test_what_was_removed_and_what_was_added_change_places_when_turned_round():
    new = replace(OLD, redirects=OLD.redirects[:1])
    there, back = compare(OLD, new), compare(new, OLD)
    assert {it.clause.key for it in there.changes} == {it.clause.key for it in back.changes}
    assert {it.difference for it in there.changes} == {Difference.REMOVED}
    assert {it.difference for it in back.changes} == {Difference.ADDED}
    assert there.same == back.same
