"""A date that a sent letter has told stands, whatever the office counts by later."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from amends.domain.clocks import State
from amends.domain.events.case_events import Channel, Told
from amends.domain.events.clock_events import Extended, Paused, Resumed
from amends.domain.events.office_events import ClosureAdded
from amends.domain.letter_kinds import LetterKind
from amends.services.change_office import read_office
from amends.services.dates_told import dates_told
from amends.services.desk import Moment
from amends.services.letter_drafts import discard_draft
from amends.services.letter_facts import letter_facts
from amends.services.move_case import effect_of_moving, move_case, other_versions
from amends.services.propose_change import PlannedChange, effect_of
from amends.services.read_case import read_case
from amends.services.read_inbox import read_page
from amends.services.send_letter import send_letter
from amends.services.take_back_letter import take_back_letter
from tests.closures import add_closure, remove_closure
from tests.desks import MOMENT, NOW, RECEIVED, TODAY, log
from tests.services.hand_overs import contents_of, handed, text_of
from tests.services.letter_cases import happen
from tests.services.letters import finish, opened, write
from tests.services.versions import adopt, shipped, shorter

DUE, COUNTED = date(2026, 12, 16), date(2026, 12, 17)
SHUT = date(2026, 12, 10)
LATER = Moment(TODAY, NOW + timedelta(hours=1))
RESPONSE = "stage-2.response"


def nothing_heard(_done, _total):
    pass


def response(desk, stream, today=TODAY):
    return read_case(desk, stream, today).clock(RESPONSE)


def send(desk, stream, on=TODAY, moment=MOMENT, **changes):
    """Finish the receipt and send it."""
    letter, view = finish(desk, stream, **changes)
    send_letter(desk, view, letter.letter, Channel.EMAIL, on, moment)
    return letter


def shut(desk, day=SHUT, moment=LATER):
    add_closure(desk, day, day, "Burst pipe", moment)


@pytest.fixture
def told(desk, stream):
    """A case whose receipt told the day of the answer."""
    send(desk, stream)
    return stream


def test_a_receipt_records_the_date_that_it_tells(desk, stream):
    letter, _view = finish(desk, stream)
    assert letter.told == (Told(RESPONSE, DUE),)
    assert "16 December 2026" in letter.text


def test_a_letter_from_which_the_date_was_struck_out_tells_none(desk, stream):
    text = opened(desk, stream).draft.text.replace("16 December 2026", "the middle of December")
    assert dates_told(opened(desk, stream)) == (Told(RESPONSE, DUE),)
    assert dates_told(write(desk, stream, text=text)) == ()


def test_a_closure_after_the_letter_does_not_move_what_was_told(desk, told):
    shut(desk)
    clock = response(desk, told)
    assert (clock.due, clock.counted, clock.told_on) == (DUE, COUNTED, TODAY)
    assert read_page(desk, "", None, 10)[0].next_due == DUE


def test_what_was_not_told_moves(desk, told):
    other = log(desk)
    finish(desk, other)  # finished, and not sent
    shut(desk)
    clock = response(desk, other)
    assert (clock.due, clock.counted, clock.told_on) == (COUNTED, None, None)


def test_where_what_is_counted_is_what_was_told_nothing_is_said(desk, told):
    clock = response(desk, told)
    assert (clock.due, clock.counted, clock.told_on) == (DUE, None, TODAY)
    assert "said" not in read_case(desk, told, TODAY).explain(RESPONSE).rule


def test_the_explanation_says_what_was_told_and_why_it_is_counted_otherwise(desk, told):
    shut(desk)
    why = read_case(desk, told, TODAY).explain(RESPONSE)
    assert why.title == "Why Wednesday 16 December?"
    assert "Your letter of Saturday 21 November said Wednesday 16 December, and that" in why.rule
    assert (
        "Counted today it would be Thursday 17 December, because of the closure on Thursday "
        "10 December (Burst pipe)." in why.rule
    )
    assert [day.date for day in why.days if day.is_due] == [DUE]
    assert why.days[-1].date == COUNTED


def test_a_closure_that_is_taken_back_is_named_as_such(desk, stream):
    shut(desk, moment=MOMENT)
    send(desk, stream)
    [closure] = read_office(desk).closures
    remove_closure(desk, closure, LATER)
    view = read_case(desk, stream, TODAY)
    assert (view.clock(RESPONSE).due, view.clock(RESPONSE).counted) == (COUNTED, DUE)
    assert "which was taken back" in view.explain(RESPONSE).rule


@pytest.mark.parametrize(
    ("today", "state", "left"),
    [
        (DUE - timedelta(days=1), State.RUNNING, 1),
        (DUE, State.RUNNING, 0),
        (COUNTED, State.LATE, -1),
    ],
)
def test_how_much_time_is_left_goes_by_the_date_as_told(desk, told, today, state, left):
    shut(desk)
    clock = response(desk, told, today)
    assert (clock.state, clock.days_left) == (state, left)


def test_a_proposal_lists_what_stays_as_told(desk, told):
    log(desk)
    closure = ClosureAdded(happened_on=TODAY, first=SHUT, last=SHUT, name="Burst pipe")
    effect = effect_of(desk, PlannedChange(closure), TODAY, nothing_heard)
    assert [(it.what, it.before, it.after, it.stays) for it in effect.moves] == [
        ("Response", DUE, COUNTED, True),
        ("Response", DUE, COUNTED, False),
    ]


def test_more_time_that_is_given_later_takes_the_place_of_what_was_told(desk, told):
    until = date(2027, 1, 15)
    agreed = Extended(happened_on=TODAY, clock=RESPONSE, reason="Illness.", until=until)
    happen(desk, told, agreed)
    shut(desk)
    clock = response(desk, told)
    assert (clock.due, clock.counted, clock.told_on) == (until, None, None)
    assert (clock.pinned, clock.pinned_because) == (until, "Illness.")
    assert "The reason: Illness." in read_case(desk, told, TODAY).explain(RESPONSE).rule


def test_a_letter_that_is_taken_back_tells_nothing_any_more(desk, stream):
    letter, view = finish(desk, stream)
    take_back_letter(desk, view, letter.letter, MOMENT)
    shut(desk)
    assert response(desk, stream).due == COUNTED
    discard_draft(desk, stream, LetterKind.RECEIPT)
    send(desk, stream, moment=LATER)
    assert (response(desk, stream).due, response(desk, stream).counted) == (COUNTED, None)


def test_a_letter_that_goes_out_later_keeps_the_date_in_it(desk):
    """Where the days run from the receipt, its text was counted as of the day it was finished."""
    adopt(desk, shipped(), readings={RESPONSE: "acknowledged"}, since=RECEIVED)
    stream, monday = log(desk), TODAY + timedelta(days=2)
    letter = send(desk, stream, on=monday, moment=Moment(monday, NOW + timedelta(days=2)))
    view = read_case(desk, stream, monday)
    clock = view.clock(RESPONSE)
    assert (clock.due,) == tuple(it.due for it in letter.told)
    assert (clock.due, clock.counted) == (date(2026, 12, 21), date(2026, 12, 22))
    why = view.explain(RESPONSE).rule
    assert "because of the letter, which went out on Monday 23 November" in why


def test_moving_the_case_leaves_what_was_told(desk, told):
    adopt(desk, shorter(), since=TODAY)
    view = read_case(desk, told, TODAY)
    [version] = other_versions(view)
    [then] = [it.after for it in effect_of_moving(desk, view, version) if it.is_another]
    assert then is not None
    assert (then.due, then.counted) == (DUE, date(2026, 12, 9))
    move_case(desk, view, version, "Agreed.", LATER)
    view = read_case(desk, told, TODAY)
    assert (view.clock(RESPONSE).due, view.clock(RESPONSE).counted) == (DUE, date(2026, 12, 9))
    assert "to which the case was moved" in view.explain(RESPONSE).rule


PAUSING = (
    shipped().replace(b"pauses = false", b"pauses = true")
    + b"""
[pause]
when = "The complainant is asked for more."
source = "Days for which we wait do not count."
"""
)


def test_a_pause_that_began_since_moves_it_after_all(desk):
    adopt(desk, PAUSING, since=date(2026, 11, 10))
    stream = log(desk)
    send(desk, stream)
    later, again = date(2026, 11, 24), date(2026, 11, 26)
    happen(desk, stream, Paused(happened_on=later, reason="Waiting."), moment=Moment(again, NOW))
    assert response(desk, stream, again).state is State.PAUSED
    happen(desk, stream, Resumed(happened_on=again), moment=Moment(again, NOW))
    clock = response(desk, stream, again)
    assert (clock.due, clock.counted) == (date(2026, 12, 21), None)  # 24 to 26 November


def test_a_later_letter_says_the_date_that_was_told(desk, told):
    shut(desk)
    view = read_case(desk, told, TODAY)
    assert letter_facts(view, LetterKind.ACTION_PLAN)["response_due"] == "16 December 2026"


def test_a_hand_over_says_what_was_told_and_what_is_counted(desk, told, tmp_path):
    shut(desk)
    files = contents_of(handed(desk, told, tmp_path / "case.zip"))
    record = msgspec.json.decode(files["data/case.json"])
    clock = next(it for it in record["clocks"] if it["clock"] == "response")
    assert (clock["due"], clock["counted"]) == ("2026-12-16", "2026-12-17")
    assert clock["told_on"] == TODAY.isoformat()
    assert "and that stands" in clock["rule"]
    assert "and that stands" in " ".join(text_of(files["data/bundle.pdf"]).split())
