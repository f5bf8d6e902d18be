"""What a policy leaves open: each gap with its reading, and a sentence that would close it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from amends.domain.counting import Counting, FirstDay
from amends.domain.gaps import GapKind, gaps
from tests.domain.shipped import FOLDER, shipped

NAMES = [it.relative_to(FOLDER).with_suffix("").as_posix() for it in FOLDER.rglob("*.toml")]
POLICY = shipped()


def found(procedure, readings=None, holidays=""):
    """Return the gaps by kind; of those of one kind, the first."""
    each = gaps(procedure, readings or {}, holidays)
    return {gap.kind: gap for gap in reversed(each)}


def kinds(procedure):
    return {gap.kind for gap in gaps(procedure, {})}


def test_the_policy_of_active_x_backs_leaves_these_things_open():
    assert kinds(POLICY) == {
        GapKind.START,
        GapKind.TIME,
        GapKind.PAUSE,
        GapKind.HOLIDAYS,
        GapKind.COUNTING,
        GapKind.SUBSTITUTE,
        GapKind.LIMIT,
        GapKind.OUTSIDE_BODY,
        GapKind.OUTCOMES,
        GapKind.RETENTION,
        GapKind.DATE,
        GapKind.COPY,
    }


def test_the_office_s_reading_is_told_as_its_own_and_becomes_the_suggested_sentence():
    each = {gap.clock: gap for gap in gaps(POLICY, {"stage-2.response": "acknowledged"})}
    gap = each["stage-2.response"]
    assert gap.reading == "Your office counts from the day after the receipt was sent."
    assert gap.is_choice
    assert gap.suggested == (
        "The 20 working days are counted from the day after the receipt was sent."
    )


def test_a_time_that_nobody_stated_is_not_made_up():
    gap = found(POLICY)[GapKind.TIME]
    assert not gap.is_choice
    assert "[number]" in gap.suggested


def test_the_holidays_are_the_office_s_own():
    gap = found(POLICY, holidays="Scottish bank holidays")[GapKind.HOLIDAYS]
    assert "Scottish bank holidays" in gap.reading
    assert "Scottish bank holidays" in gap.suggested


def test_a_policy_that_names_the_holidays_leaves_nothing_open():
    named = replace(POLICY, calendar_source="a day which is a bank holiday in Scotland")
    assert GapKind.HOLIDAYS not in kinds(named)


def test_holidays_are_no_question_where_no_working_day_is_counted():
    assert GapKind.HOLIDAYS not in kinds(shipped("other/cfpb"))
    assert GapKind.HOLIDAYS in kinds(shipped("juniper-education"))


def test_a_policy_that_says_how_days_are_counted_leaves_that_open_no_more():
    said = replace(POLICY, counting=Counting(first_day=FirstDay.SAME_DAY))
    assert GapKind.COUNTING not in kinds(said)
    read = replace(POLICY, counting=Counting(first_day=FirstDay.SAME_DAY, because="It is earlier."))
    gap = found(read)[GapKind.COUNTING]
    assert gap.is_choice
    assert gap.suggested == "Day 1 is the day on which something happens."


def test_a_limit_of_the_complainant_closes_that_gap():
    assert GapKind.LIMIT not in kinds(shipped("other/spso"))


def test_nobody_after_the_office_is_a_gap():
    assert "nobody" in found(replace(POLICY, outside_body=None))[GapKind.OUTSIDE_BODY].open


@pytest.mark.parametrize("name", NAMES)
def test_every_gap_is_told_in_whole_sentences(name):
    for gap in gaps(shipped(name), {}):
        for words in (gap.open, gap.reading, gap.suggested):
            assert words.endswith("."), words
            assert words[0].isupper(), words
            assert not any(wrong in words for wrong in ("None", "  ", "the the ", "the The ", ".."))
