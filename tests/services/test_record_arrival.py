"""When a letter was received: the day on record comes before the rule of the post."""

from __future__ import annotations

from datetime import date

import pytest

from amends.domain.errors import (
    CaseClosedError,
    CaseMovedOnError,
    DateNotPossibleError,
    NotInPolicyError,
)
from amends.domain.events.case_events import CaseClosed, Channel, OutcomeSent
from amends.domain.events.clock_events import LetterArrived
from amends.domain.happenings import Kind
from amends.services.adopt_procedure import Adoption, adopt_procedure
from amends.services.put_right import take_back
from amends.services.read_case import read_case
from amends.services.record_arrival import arrivals, record_arrival
from amends.services.recording import record
from tests.cli.test_due_in_hours import ESCALATION
from tests.desks import MOMENT, TODAY, log
from tests.domain.shipped import changed

BY_POST = changed(
    ("[outcomes]", '[counting]\nposted = "2 working days"\n\n[outcomes]'),
    ('[[stage]]\nkey = "stage-3"\n', ESCALATION),
)
SENT = date(2026, 11, 18)


@pytest.fixture
def answered(desk):
    """Return the stream of a case that was answered by post on Wednesday 18 November."""
    since = date(2026, 1, 1)
    adopt_procedure(desk, Adoption(raw=BY_POST.encode(), readings={}, in_force_from=since), MOMENT)
    stream = log(desk)
    sent = OutcomeSent(happened_on=SENT, channel=Channel.POST)
    record(desk, stream, read_case(desk, stream, TODAY).seq, [sent], MOMENT)
    return stream


def escalation(desk, stream):
    return read_case(desk, stream, TODAY).clock("stage-2.escalation")


def arrived(desk, stream, day):
    view = read_case(desk, stream, TODAY)
    record_arrival(desk, view, Kind.OUTCOME_SENT, day, "signed for", MOMENT)


def test_without_a_word_on_it_a_letter_counts_as_received_by_the_rule_of_the_post(desk, answered):
    # Wednesday the 18th and two working days: Friday the 20th.
    assert escalation(desk, answered).counts_from == date(2026, 11, 20)
    assert arrivals(read_case(desk, answered, TODAY)) == (Kind.OUTCOME_SENT,)


@pytest.mark.parametrize("day", [date(2026, 11, 18), date(2026, 11, 19), TODAY])
def test_the_day_on_which_it_was_received_comes_before_the_rule(desk, answered, day):
    arrived(desk, answered, day)
    clock = escalation(desk, answered)
    assert (clock.start, clock.counts_from) == (SENT, day)
    words = read_case(desk, answered, TODAY).explain("stage-2.escalation").rule
    assert "after posting" not in words
    assert ("It was received on" in words) is (day != SENT)


def test_taken_back_it_counts_no_more(desk, answered):
    arrived(desk, answered, date(2026, 11, 19))
    view = read_case(desk, answered, TODAY)
    entry = next(it for it in view.log if isinstance(it.event, LetterArrived))
    take_back(desk, view, entry.id, "It was another letter.", MOMENT)
    assert escalation(desk, answered).counts_from == date(2026, 11, 20)


@pytest.mark.parametrize("day", [date(2026, 11, 17), date(2026, 11, 22), date(1999, 1, 1)])
def test_a_letter_is_received_between_its_sending_and_today(desk, answered, day):
    with pytest.raises(DateNotPossibleError):
        arrived(desk, answered, day)


def test_only_what_was_sent_and_starts_a_time_can_be_received(desk, answered):
    view = read_case(desk, answered, TODAY)
    with pytest.raises(NotInPolicyError):
        record_arrival(desk, view, Kind.ACKNOWLEDGED, TODAY, "", MOMENT)
    other = read_case(desk, log(desk), TODAY)
    assert arrivals(other) == ()
    with pytest.raises(CaseMovedOnError):
        record_arrival(desk, other, Kind.OUTCOME_SENT, TODAY, "", MOMENT)


def test_a_closed_case_takes_no_arrival(desk, answered):
    view = read_case(desk, answered, TODAY)
    record(desk, answered, view.seq, [CaseClosed(happened_on=TODAY, reason="Done.")], MOMENT)
    with pytest.raises(CaseClosedError):
        arrived(desk, answered, TODAY)
