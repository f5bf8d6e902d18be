"""Corrections and withdrawals: what stood in the record, and what counts."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.domain.case import fold
from amends.domain.events import AnyEvent, Recorded
from amends.domain.events.case_events import Acknowledged, Channel, NoteAdded
from amends.domain.events.corrections import EventCorrected, EventWithdrawn
from amends.domain.events.folding import standing
from amends.domain.happenings import Kind
from tests.domain.logs import entry_id, log_from, log_of
from tests.domain.many import MANY
from tests.domain.scotland import nov

TODAY = nov(21)


def note(text: str) -> NoteAdded:
    return NoteAdded(happened_on=TODAY, text=text)


def withdraw(number: int) -> EventWithdrawn:
    return EventWithdrawn(happened_on=TODAY, target=entry_id(number), reason="a slip")


def correct(number: int, text: str) -> EventCorrected:
    return EventCorrected(
        happened_on=TODAY, target=entry_id(number), corrected=note(text), reason="a slip"
    )


def texts(*events: AnyEvent) -> list[str]:
    """Return the texts of the notes that stand, in order."""
    return [fact.text for _entry, fact in standing(log_of(*events)) if isinstance(fact, NoteAdded)]


def test_without_corrections_everything_stands_in_recorded_order():
    assert texts(note("a"), note("b"), note("c")) == ["a", "b", "c"]


def test_a_withdrawn_entry_no_longer_counts():
    assert texts(note("a"), note("b"), withdraw(1)) == ["b"]


def test_the_withdrawal_of_a_withdrawal_lets_the_entry_stand_again():
    assert texts(note("a"), note("b"), withdraw(1), withdraw(3)) == ["a", "b"]


def test_a_withdrawal_may_be_taken_back_and_forth():
    events: list[AnyEvent] = [note("a"), withdraw(1), withdraw(2), withdraw(3)]
    assert texts(*events[:2]) == []
    assert texts(*events[:3]) == ["a"]
    assert texts(*events[:4]) == []
    assert texts(*events[:4], withdraw(4)) == ["a"]


def test_withdrawing_twice_is_withdrawing_once():
    assert texts(note("a"), withdraw(1), withdraw(1)) == []


def test_of_two_withdrawals_of_one_entry_each_holds_by_itself():
    assert texts(note("a"), withdraw(1), withdraw(1), withdraw(2)) == []
    assert texts(note("a"), withdraw(1), withdraw(1), withdraw(2), withdraw(3)) == ["a"]


def test_a_corrected_entry_is_read_as_corrected_in_its_own_place():
    assert texts(note("a"), note("b"), correct(1, "A")) == ["A", "b"]


def test_of_several_corrections_of_one_entry_the_last_holds():
    assert texts(note("a"), correct(1, "A"), correct(1, "AA")) == ["AA"]


def test_withdrawing_a_correction_brings_back_what_stood_before():
    assert texts(note("a"), correct(1, "A"), withdraw(2)) == ["a"]


def test_withdrawing_the_last_correction_brings_back_the_one_before():
    events: list[AnyEvent] = [note("a"), correct(1, "A"), correct(1, "AA")]
    assert texts(*events, withdraw(3)) == ["A"]
    assert texts(*events, withdraw(2)) == ["AA"]
    assert texts(*events, withdraw(2), withdraw(3)) == ["a"]


def test_taking_back_the_withdrawal_of_a_correction_corrects_again():
    assert texts(note("a"), correct(1, "A"), withdraw(2), withdraw(3)) == ["A"]


def test_a_correction_of_a_correction_corrects_the_entry_and_adds_none():
    assert texts(note("a"), correct(1, "A"), correct(2, "AA")) == ["AA"]
    assert texts(note("a"), correct(1, "A"), correct(2, "AA"), correct(3, "AAA")) == ["AAA"]


def test_withdrawing_a_correction_takes_what_corrects_it_along():
    events: list[AnyEvent] = [note("a"), correct(1, "A"), correct(2, "AA")]
    assert texts(*events, withdraw(2)) == ["a"]
    assert texts(*events, withdraw(3)) == ["A"]


def test_a_withdrawn_entry_stays_withdrawn_though_it_was_corrected():
    assert texts(note("a"), correct(1, "A"), withdraw(1)) == []
    assert texts(note("a"), withdraw(1), correct(1, "A")) == []


def test_a_withdrawal_is_not_corrected_into_something_else():
    assert texts(note("a"), withdraw(1), correct(2, "b")) == []


def test_what_names_an_entry_that_is_not_there_changes_nothing():
    # The body of an erased entry is gone, and with it the entry.
    assert texts(note("a"), withdraw(77), correct(78, "A")) == ["a"]


def test_an_entry_that_names_itself_changes_nothing_else():
    assert texts(note("a"), withdraw(2), correct(3, "b")) == ["a"]


def test_an_entry_keeps_its_place_its_time_and_its_author():
    entries = log_of(note("a"), correct(1, "A"))
    [(entry, fact)] = standing(entries)
    first = entries[0]
    assert fact == note("A")
    assert (entry.id, entry.seq, entry.event) == (first.id, 1, fact)
    assert (entry.recorded_at, entry.recorded_by) == (first.recorded_at, first.recorded_by)


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ((), nov(20)),
        ((withdraw(1),), None),
        ((withdraw(1), withdraw(2)), nov(20)),
    ],
)
def test_undo_reaches_the_case(later, expected):
    sent = Acknowledged(happened_on=nov(20), channel=Channel.EMAIL)
    assert fold(log_of(sent, *later)).happened(Kind.ACKNOWLEDGED) == expected


def test_a_corrected_day_reaches_the_case():
    def sent(day: date) -> Acknowledged:
        return Acknowledged(happened_on=day, channel=Channel.EMAIL)

    slip = EventCorrected(
        happened_on=TODAY, target=entry_id(1), corrected=sent(nov(18)), reason="a slip"
    )
    case = fold(log_of(sent(nov(20)), slip))
    assert [done.on for done in case.happenings] == [nov(18)]


@st.composite
def logs(draw) -> list[Recorded]:
    """Return a log in which each correction and withdrawal names any earlier entry."""
    events: list[AnyEvent] = []
    for number in range(1, draw(st.integers(1, 12)) + 1):
        what = draw(st.sampled_from(["note", "correct", "withdraw"])) if events else "note"
        target = draw(st.integers(1, max(1, len(events))))
        match what:
            case "note":
                events.append(note(f"{number}"))
            case "correct":
                events.append(correct(target, f"{number}"))
            case _:
                events.append(withdraw(target))
    return log_from(events)


def what_stands(log: list[Recorded]) -> list[tuple[UUID, str]]:
    """Return what stands, worked out the slow way: from the last entry back, one at a time."""
    by_id = {entry.id: entry for entry in log}

    def counts(entry: Recorded) -> bool:
        return not any(
            isinstance(later.event, EventWithdrawn)
            and later.event.target == entry.id
            and counts(later)
            for later in log[entry.seq :]
        )

    def roots(entry: Recorded) -> tuple[UUID, bool]:
        """Return the entry that a correction is about, and whether all on the way to it counts."""
        if not isinstance(entry.event, EventCorrected):
            return entry.id, True
        root, whole = roots(by_id[entry.event.target])
        return root, whole and counts(entry)

    found = []
    for entry in log:
        if isinstance(entry.event, NoteAdded) and counts(entry):
            words = entry.event.text
            for later in log[entry.seq :]:
                if isinstance(later.event, EventCorrected) and roots(later) == (entry.id, True):
                    assert isinstance(later.event.corrected, NoteAdded)
                    words = later.event.corrected.text
            found.append((entry.id, words))
    return found


@MANY
@given(logs())
def test_whatever_was_corrected_and_withdrawn_the_slow_way_finds_the_same(log):
    found = [(e.id, f.text) for e, f in standing(log) if isinstance(f, NoteAdded)]
    assert found == what_stands(log)


@MANY
@given(logs())
def test_withdrawing_the_last_entry_is_as_if_it_had_not_been_made(log):
    undo = EventWithdrawn(happened_on=TODAY, target=log[-1].id, reason="undo")
    undone = log_from([entry.event for entry in log] + [undo])
    assert list(standing(undone)) == list(standing(log[:-1]))
