"""An office is what its own events add up to."""

from __future__ import annotations

from datetime import date

import pytest

from amends.domain.calendar_layers import Layer
from amends.domain.events.corrections import EventCorrected, EventWithdrawn
from amends.domain.events.office_events import (
    CalendarAdopted,
    ClosureAdded,
    HolidaysCorrected,
    Letterhead,
    LetterheadChanged,
    OfficeSetUp,
    OpeningHoursSet,
    PersonJoined,
    ProcedureAdopted,
    ProcedureDropped,
    TermsSet,
)
from amends.domain.office import Office, fold_office
from amends.domain.opening_hours import OpeningHours
from amends.domain.school_terms import SchoolTerm
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
    office = fold_office(log_of(first))
    assert (office.procedure, office.procedure_digest) == ("active-x-backs", "ab")
    assert office.readings == {"stage-2.response": "acknowledged"}


def adopted(procedure, digest, **kwargs):
    kwargs = {"readings": {}, "happened_on": DAY, **kwargs}
    return ProcedureAdopted(procedure=procedure, digest=digest, **kwargs)


def test_a_second_policy_is_used_beside_the_first_until_one_is_dropped():
    log = (adopted("active-x-backs", "ab"), adopted("jivora", "cd", readings={"a.b": "received"}))
    office = fold_office(log_of(*log))
    assert office.in_use == ("active-x-backs", "jivora")
    assert (office.procedure, office.procedure_digest) == ("active-x-backs", "ab")
    dropped = ProcedureDropped(happened_on=DAY, procedure="active-x-backs")
    office = fold_office(log_of(*log, dropped))
    assert office.in_use == ("jivora",)
    assert (office.procedure, office.procedure_digest) == ("jivora", "cd")
    assert office.readings == {"a.b": "received"}


def test_the_last_policy_cannot_be_dropped():
    dropped = ProcedureDropped(happened_on=DAY, procedure="jivora")
    assert fold_office(log_of(adopted("jivora", "cd"), dropped)).in_use == ("jivora",)


def test_a_complaint_falls_under_the_version_that_was_in_force_when_it_was_received():
    september, november = date(2026, 9, 1), date(2026, 11, 2)
    office = fold_office(
        log_of(
            adopted("jivora", "v1", happened_on=date(2026, 5, 1)),
            adopted("jivora", "v2", happened_on=date(2026, 8, 20), in_force_from=september),
            adopted("jivora", "v3", happened_on=november),  # no day stated: from its adoption
        )
    )
    expected = {
        date(2026, 1, 1): "v1",
        date(2026, 8, 31): "v1",
        september: "v2",
        date(2026, 11, 1): "v2",
        november: "v3",
    }
    assert {day: office.version("jivora", day).digest for day in expected} == expected


def test_a_complaint_from_before_the_first_version_falls_under_the_first():
    office = fold_office(
        log_of(
            adopted("jivora", "v1", in_force_from=date(2026, 9, 1)),
            adopted("jivora", "v2", in_force_from=date(2026, 10, 1)),
        )
    )
    assert office.version("jivora", date(2026, 1, 1)).digest == "v1"


def test_of_two_versions_since_one_day_the_one_adopted_last_holds():
    day = date(2026, 9, 1)
    log = log_of(
        adopted("jivora", "wrong", in_force_from=day), adopted("jivora", "right", in_force_from=day)
    )
    assert fold_office(log).version("jivora", day).digest == "right"


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
    about_office = type(event).__module__.endswith("office_events")
    assert changed == (about_office and kind not in {"person-joined", "procedure-dropped"})


def test_what_was_put_right_gathers_with_who_when_and_why_until_it_is_withdrawn():
    corrected = HolidaysCorrected(
        happened_on=DAY, source="GOV.UK", why="Proclaimed.", removed=(nov(30),)
    )
    log = log_of(corrected)
    office = fold_office(log)
    assert office.layers == {
        entry_id(1): Layer(
            source="GOV.UK",
            why="Proclaimed.",
            added=(),
            removed=(nov(30),),
            recorded_on=DAY,
            recorded_by=log[0].recorded_by,
        )
    }
    undo = EventWithdrawn(happened_on=DAY, target=entry_id(1), reason="A slip.")
    assert fold_office(log_of(corrected, undo)).layers == {}


def test_the_terms_that_were_set_last_hold_in_their_order():
    autumn = SchoolTerm(dec(1), dec(18), "Autumn")
    early = SchoolTerm(nov(2), nov(27), "Early")
    first = TermsSet(happened_on=DAY, terms=(autumn,))
    second = TermsSet(happened_on=DAY, terms=(autumn, early))
    assert fold_office(log_of(first, second)).terms == (early, autumn)
    assert fold_office(log_of(second, TermsSet(happened_on=DAY, terms=()))).terms == ()


def test_opening_hours_are_unknown_until_they_are_set():
    assert Office().opening_hours is None
    hours = OpeningHoursSet(happened_on=DAY, hours={"monday": "09:00-12:30"})
    assert fold_office(log_of(hours)).opening_hours == OpeningHours(monday="09:00-12:30")
