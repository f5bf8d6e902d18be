"""Where the office is, and what may be recorded there."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from msgspec.structs import replace

from amends.domain.access import may_record
from amends.domain.access_errors import OfficeReadOnlyError
from amends.domain.cover import BY_KIND, Cover, Whereabouts, fold_cover, may_happen, refusal
from amends.domain.cover_errors import OfficeIsHeldError, OfficeIsHereError
from amends.domain.events import AnyEvent
from amends.domain.events.access_events import OfficeKeyChanged, OfficeRole
from amends.domain.events.case_events import NoteAdded
from amends.domain.events.cover_events import (
    OfficeGivenBack,
    OfficePassed,
    OfficeTakenBack,
    OfficeTakenOver,
)
from amends.domain.read_only import IsAway, WasGivenBack
from amends.domain.streams import OFFICE
from tests.domain.logs import log_of

DAY, LATER, UNTIL = date(2026, 11, 21), date(2026, 12, 3), date(2026, 12, 4)
SOFIA = UUID(int=0x50)
PASSED = OfficePassed(
    happened_on=DAY, person=SOFIA, name="Sofia Marsh", until=UNTIL, entries=9, fingerprint="ab"
)
OVER = OfficeTakenOver(happened_on=DAY)
BACK = OfficeGivenBack(happened_on=LATER, entries=12, fingerprint="cd")
HOME = OfficeTakenBack(happened_on=LATER)
TAKEN_BACK = Cover(name="Sofia Marsh", back_on=LATER)
NOTE = NoteAdded(happened_on=DAY, text="She rang.")
KEY = OfficeKeyChanged(happened_on=DAY, number=2)

WAYS = {
    Whereabouts.HERE: (),
    Whereabouts.AWAY: (PASSED,),
    Whereabouts.HELD: (PASSED, OVER),
    Whereabouts.GIVEN_BACK: (PASSED, OVER, BACK),
}
MAY_FOLLOW = {
    Whereabouts.HERE: {NOTE, KEY, PASSED},
    Whereabouts.AWAY: {OVER, HOME},
    Whereabouts.HELD: {NOTE, BACK},
    Whereabouts.GIVEN_BACK: {HOME},
}


@pytest.mark.parametrize("where", Whereabouts)
def test_the_last_entry_says_where_the_office_is(where):
    cover = fold_cover(log_of(*WAYS[where]))
    assert cover.where is where
    assert bool(cover.read_only) is (where in {Whereabouts.AWAY, Whereabouts.GIVEN_BACK})
    if where is not Whereabouts.HERE:
        assert (cover.person, cover.name, cover.until) == (SOFIA, "Sofia Marsh", UNTIL)
        assert cover.passed_on == DAY


@pytest.mark.parametrize("where", Whereabouts)
def test_the_kind_of_the_last_entry_says_the_same(where):
    last = WAYS[where][-1:]
    assert [BY_KIND[event.kind] for event in last] == [where] * len(last)


def test_once_it_was_taken_back_only_whom_it_was_with_is_known_and_since_when_it_is_here():
    assert fold_cover(log_of(PASSED, OVER, BACK, HOME)) == TAKEN_BACK
    assert fold_cover(log_of(PASSED, HOME)) == TAKEN_BACK
    alone = OfficeTakenBack(happened_on=LATER, without_file=True)
    assert fold_cover(log_of(PASSED, alone)) == replace(TAKEN_BACK, without_file=True)


def test_it_can_be_passed_on_again():
    again = fold_cover(log_of(PASSED, OVER, BACK, HOME, PASSED))
    assert again.where is Whereabouts.AWAY
    assert again.back_on == date.min


@pytest.mark.parametrize("where", Whereabouts)
def test_only_what_leads_on_may_be_recorded(where):
    events = (NOTE, KEY, PASSED, OVER, BACK, HOME)
    assert {event for event in events if may_happen(where, event)} == MAY_FOLLOW[where]


def test_a_refusal_says_who_has_the_office():
    away = refusal(fold_cover(log_of(PASSED)))
    assert isinstance(away, OfficeReadOnlyError)
    assert away.why == IsAway("Sofia Marsh", UNTIL)
    held = refusal(fold_cover(log_of(PASSED, OVER)))
    assert isinstance(held, OfficeIsHeldError)
    assert held.until == UNTIL
    given = refusal(fold_cover(log_of(PASSED, OVER, BACK)))
    assert isinstance(given, OfficeReadOnlyError)
    assert given.why == WasGivenBack(LATER)
    assert isinstance(refusal(Cover()), OfficeIsHereError)


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (OfficeRole.DECISION_MAKER, {PASSED, OVER, BACK, HOME}),
        (OfficeRole.HANDLER, {OVER, BACK}),
        (OfficeRole.READER, set()),
    ],
)
def test_a_handler_can_cover_and_only_who_decides_passes_the_office_on(role, may):
    events: set[AnyEvent] = {PASSED, OVER, BACK, HOME}
    assert {event for event in events if may_record(role, SOFIA, OFFICE, event)} == may
