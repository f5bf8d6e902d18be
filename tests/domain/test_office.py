"""An office is what its own events add up to."""

from __future__ import annotations

import pytest

from amends.domain.events.corrections import EventCorrected, EventWithdrawn
from amends.domain.events.office_events import (
    CalendarAdopted,
    ClosureAdded,
    Letterhead,
    LetterheadChanged,
    OfficeSetUp,
    PersonJoined,
    ProcedureAdopted,
)
from amends.domain.office import Office, fold_office
from amends.domain.working_days import Closure
from tests.domain.events_at_random import KINDS
from tests.domain.logs import entry_id, log_of
from tests.domain.sample_events import FULL
from tests.domain.scotland import dec, nov, scottish_days

DAY = nov(17)
HEAD = Letterhead(name="Active X Backs")


def closed(first: int, last: int) -> ClosureAdded:
    return ClosureAdded(happened_on=DAY, first=dec(first), last=dec(last), name="Christmas")


def test_nothing_adds_up_to_an_empty_office():
    assert fold_office([]) == Office()


def test_an_office_that_was_set_up_has_a_letterhead():
    assert fold_office(log_of(OfficeSetUp(happened_on=DAY, letterhead=HEAD))) == Office(
        letterhead=HEAD
    )


def test_a_sample_office_says_so_and_keeps_saying_so():
    new_head = LetterheadChanged(happened_on=DAY, letterhead=Letterhead(name="Other"))
    office = fold_office(
        log_of(OfficeSetUp(happened_on=DAY, letterhead=HEAD, sample=True), new_head)
    )
    assert office == Office(letterhead=Letterhead(name="Other"), sample=True)


def test_an_adopted_procedure_comes_with_the_readings_of_the_office():
    first = ProcedureAdopted(
        happened_on=DAY,
        procedure="active-x-backs",
        digest="ab",
        readings={"stage-2.response": "acknowledged"},
    )
    second = ProcedureAdopted(happened_on=DAY, procedure="jivora", digest="cd", readings={})
    office = fold_office(log_of(first))
    assert (office.procedure, office.procedure_digest) == ("active-x-backs", "ab")
    assert office.readings == {"stage-2.response": "acknowledged"}
    office = fold_office(log_of(first, second))
    assert (office.procedure, office.procedure_digest, office.readings) == ("jivora", "cd", {})


def test_the_last_adopted_calendar_holds():
    office = fold_office(
        log_of(
            CalendarAdopted(happened_on=DAY, calendar="GB-SCT", digest="ab"),
            CalendarAdopted(happened_on=DAY, calendar="GB-ENG", digest="cd"),
        )
    )
    assert (office.calendar, office.calendar_digest) == ("GB-ENG", "cd")


def test_closures_gather_under_the_entry_that_added_them():
    office = fold_office(log_of(closed(24, 24), closed(24, 31)))
    assert office.closures == {
        entry_id(1): Closure(dec(24), dec(24), "Christmas"),
        entry_id(2): Closure(dec(24), dec(31), "Christmas"),
    }


def test_a_withdrawn_closure_closes_nothing():
    undo = EventWithdrawn(happened_on=DAY, target=entry_id(1), reason="We stay open.")
    office = fold_office(log_of(closed(24, 24), closed(29, 29), undo))
    assert office.closures == {entry_id(2): Closure(dec(29), dec(29), "Christmas")}


def test_a_corrected_closure_keeps_its_key_and_moves_the_dates():
    slip = EventCorrected(
        happened_on=DAY, target=entry_id(1), corrected=closed(29, 30), reason="A slip."
    )
    before, after = fold_office(log_of(closed(24, 24))), fold_office(log_of(closed(24, 24), slip))
    assert after.closures == {entry_id(1): Closure(dec(29), dec(30), "Christmas")}
    # From Wednesday 23: 24 is day 1 unless closed; 25 to 28 are Christmas, weekend, Boxing Day.
    assert scottish_days(*before.closures.values()).add(dec(23), 1) == dec(29)
    assert scottish_days(*after.closures.values()).add(dec(23), 1) == dec(24)
    assert scottish_days(*after.closures.values()).add(dec(23), 2) == dec(31)


def test_people_and_cases_leave_the_office_as_it_was():
    joined = PersonJoined(happened_on=DAY, name="Jo Ferreira")
    assert fold_office(log_of(joined)) == Office()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_event_can_be_folded(kind):
    event = next(event for event in FULL if event.kind == kind)
    changed = fold_office(log_of(event)) != Office()
    assert changed == (type(event).__module__.endswith("office_events") and kind != "person-joined")
