"""Whom a case is about: no list and no count tells them of it, from the moment it is recorded."""

from __future__ import annotations

from contextlib import closing
from uuid import uuid4

import pytest

from amends.domain.access_errors import (
    CaseConcernsYouError,
    LastDecisionMakerError,
    NotAllowedError,
    OfficeReadOnlyError,
)
from amends.domain.events.access_events import OfficeRole
from amends.domain.events.cover_events import OfficePassed
from amends.domain.events.office_events import ClosureAdded
from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Person, Role
from amends.domain.read_only import HasLeft, IsAway, LeavesOfficeAlone, OnlyReads
from amends.domain.streams import OFFICE
from amends.paths import resource
from amends.services.add_note import add_note
from amends.services.admit_person import (
    admit_person,
    give_role,
    read_people_of_office,
    withdraw_person,
)
from amends.services.adopt_procedure import open_cases_under
from amends.services.bring_back import what_would_be_lost
from amends.services.complaint_drafts import (
    ComplaintDraft,
    keep_complaint_draft,
    latest_complaint_draft,
)
from amends.services.copies import copy_to
from amends.services.letter_drafts import open_draft
from amends.services.name_person import name_person
from amends.services.propose_change import PlannedChange, effect_of
from amends.services.put_right import take_back
from amends.services.read_case import read_case
from amends.services.read_inbox import read_page, read_totals
from amends.services.read_promises import read_promise_page, read_promise_totals
from amends.services.set_up_office import open_office
from amends.services.take_seat import seat_at
from tests.desks import MOMENT, PASSPHRASE, TODAY, log, make_desk

BOS = "nine blue lanterns"


@pytest.fixture
def desk(tmp_path):
    desk = make_desk(tmp_path / "office")
    with closing(desk.store):
        yield desk


@pytest.fixture
def theirs(desk):
    """Return the office as Bo Lind has it open at another computer."""
    admit_person(desk, "Bo Lind", OfficeRole.DECISION_MAKER, BOS, MOMENT)
    theirs = open_office(desk.store.folder, BOS, resource())
    with closing(theirs.store):
        yield theirs


def bo(desk):
    return next(it.id for it in read_people_of_office(desk) if it.name == "Bo Lind")


def name_subject(desk, stream, person):
    view = read_case(desk, stream, TODAY)
    name_person(desk, view, Role.SUBJECT, person, None, MOMENT)


def on(_done, _total):
    """Go on."""


def called(name):
    return Person(id=uuid4(), name=name)


def seen(desk):
    """Return all that an office shows of how many cases and promises there are."""
    totals = read_totals(desk, TODAY)
    return (
        totals.open_cases,
        totals.all_cases,
        sum(totals.by_urgency.values()),
        sum(totals.promises.values()),
        sum(read_promise_totals(desk, TODAY).by_urgency.values()),
        len(read_page(desk, "", None, 99)),
        len({row.stream for row in read_promise_page(desk, None, 99)}),
        open_cases_under(desk, "active-x-backs", on),
    )


def test_no_count_and_no_list_tells_of_a_case_about_whoever_asks(desk, theirs):
    log(desk)
    before = seen(theirs)
    about = log(desk)
    name_subject(desk, about, Person(id=desk.store.person, name="Bo Lind"))
    assert seen(theirs) == before
    assert seen(desk) != before


def test_it_holds_from_the_moment_it_is_recorded_wherever_that_is(desk, theirs):
    stream = log(desk)
    view = read_case(theirs, stream, TODAY)
    name_subject(desk, stream, Person(id=desk.store.person, name="BO  lind"))
    with pytest.raises(CaseConcernsYouError):
        read_case(theirs, stream, TODAY)
    last = read_case(desk, stream, TODAY)
    take_back(desk, last, last.log[-1].id, "", MOMENT)
    assert read_case(theirs, stream, TODAY).case.people == view.case.people


def test_whoever_names_themselves_sees_the_case_no_more(desk, theirs):
    stream = log(desk)
    name_subject(theirs, stream, Person(id=theirs.store.person, name="Bo Lind"))
    with pytest.raises(CaseConcernsYouError):
        read_case(theirs, stream, TODAY)
    assert seen(theirs)[1] == 0


def test_one_alone_is_kept_from_nothing_until_somebody_else_is_admitted(desk):
    stream = log(desk)
    name_subject(desk, stream, Person(id=desk.store.person, name="Gavin Example"))
    assert read_case(desk, stream, TODAY).is_handled_by_subject
    admit_person(desk, "Bo Lind", OfficeRole.HANDLER, BOS, MOMENT)
    with pytest.raises(CaseConcernsYouError):
        read_case(desk, stream, TODAY)


def test_a_proposal_does_not_name_a_case_about_whoever_asks(desk, theirs):
    shown, about = log(desk), log(desk)
    name_subject(desk, about, Person(id=desk.store.person, name="Bo Lind"))
    closed = ClosureAdded(
        happened_on=TODAY, first=TODAY.replace(day=23), last=TODAY.replace(day=24), name="Move"
    )
    effect = effect_of(theirs, PlannedChange(closed), TODAY, on)
    assert {move.stream for move in effect.moves} == {shown}
    ours = effect_of(desk, PlannedChange(closed), TODAY, on)
    assert {move.stream for move in ours.moves} == {shown, about}


def test_what_a_copy_has_not_names_no_case_about_whoever_asks(desk, theirs, tmp_path):
    copy, _left_out = copy_to(desk.store, tmp_path / "copies", MOMENT, on)
    log(desk, title="Late feedback")
    name_subject(desk, log(desk, title="About Bo"), called("Bo Lind"))
    told = [
        what_would_be_lost(copy, desk.store.folder, passphrase).new_cases
        for passphrase in (PASSPHRASE, BOS)
    ]
    assert [len(cases) for cases in told] == [2, 1]
    assert "Late feedback" in told[1][0]


def test_a_complaint_that_is_being_typed_is_offered_to_nobody_else(desk, theirs):
    draft = ComplaintDraft(title="About Bo")
    keep_complaint_draft(desk, "mine", draft, MOMENT.now)
    assert latest_complaint_draft(theirs) is None
    kept = latest_complaint_draft(desk)
    assert kept is not None
    assert kept.draft == draft


def test_no_letter_is_opened_in_a_case_about_whoever_asks(desk, theirs):
    stream = log(desk)
    name_subject(desk, stream, called("Bo Lind"))
    open_draft(desk, stream, LetterKind.RECEIPT, TODAY)
    with pytest.raises(CaseConcernsYouError):
        open_draft(theirs, stream, LetterKind.RECEIPT, TODAY)


def test_another_role_holds_in_an_open_office_at_once(desk, theirs):
    stream = log(desk)
    give_role(desk, bo(desk), OfficeRole.READER, MOMENT)
    assert seat_at(theirs).read_only == OnlyReads()
    assert read_case(theirs, stream, TODAY).read_only == OnlyReads()
    with pytest.raises(NotAllowedError):
        add_note(theirs, read_case(theirs, stream, TODAY), "Rang.", MOMENT)
    give_role(desk, bo(desk), OfficeRole.HANDLER, MOMENT)
    assert seat_at(theirs).read_only is None
    assert seat_at(theirs).office_read_only == LeavesOfficeAlone()
    add_note(theirs, read_case(theirs, stream, TODAY), "Rang.", MOMENT)


def test_who_is_withdrawn_records_nothing_more_in_an_office_that_they_have_open(desk, theirs):
    stream = log(desk)
    withdraw_person(desk, bo(desk), MOMENT)
    assert seat_at(theirs).read_only == HasLeft(TODAY)
    with pytest.raises(OfficeReadOnlyError):
        add_note(theirs, read_case(theirs, stream, TODAY), "Rang.", MOMENT)


def test_a_case_of_an_office_that_is_away_can_be_read_and_not_changed(desk, theirs):
    stream, until = log(desk), TODAY.replace(day=30)
    person, fingerprint = desk.store.person, "0" * 64
    with desk.store.transaction() as unit:
        passed = OfficePassed(
            happened_on=TODAY,
            person=bo(desk),
            name="Bo Lind",
            until=until,
            entries=unit.events.entries(),
            fingerprint=fingerprint,
        )
        seq = unit.events.last_seq(OFFICE)
        unit.events.append(OFFICE, seq, [passed], now=MOMENT.now, person=person)
    for office in (desk, theirs):
        assert read_case(office, stream, TODAY).read_only == IsAway("Bo Lind", until)
        assert not read_case(office, stream, TODAY).may_change


def test_a_role_that_could_not_be_given_changes_nothing(desk):
    with pytest.raises(LastDecisionMakerError):
        give_role(desk, desk.store.person, OfficeRole.READER, MOMENT)
    assert seat_at(desk).read_only is None
    log(desk)
