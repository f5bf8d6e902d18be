"""A complaint becomes a case with all that the form told, or nothing is recorded."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amends.domain.errors import DateNotPossibleError, FieldMissingError
from amends.domain.happenings import Kind
from amends.domain.people import Identity, Role
from amends.services.attachments import File
from amends.services.complaint_drafts import (
    ComplaintDraft,
    keep_complaint_draft,
    latest_complaint_draft,
)
from amends.services.log_complaint import log_complaint
from amends.services.read_case import read_case
from amends.services.read_inbox import read_page
from tests.desks import MOMENT, TODAY, complaint

UNUSUAL = "شكوى 😀 <b>{{ x }}</b> \u202e"


def logged_case(desk, **changes):
    logged = log_complaint(desk, complaint(**changes), MOMENT)
    return read_case(desk, logged.stream, TODAY).case


def nothing_was_recorded(desk):
    with desk.store.reading() as unit:
        return list(unit.events.streams("case/")) == []


def test_a_case_holds_what_the_form_told(desk):
    case = logged_case(desk, wanted="The feedback.", raised_on=date(2026, 11, 4))
    assert case.reference == "2026-001"
    assert case.title == "Assessment feedback never arrived"
    assert case.complaint == complaint().complaint
    assert case.wanted == "The feedback."
    assert case.received_on == date(2026, 11, 17)
    assert case.happened(Kind.RAISED) == date(2026, 11, 4)
    [(_role, person)] = case.people
    assert (person.name, person.email, person.relation) == (
        "Maria Ferreira",
        "maria@example.org",
        "learner",
    )


def test_the_receipt_and_the_response_fall_due_by_the_policy(desk):
    logged = log_complaint(desk, complaint(), MOMENT)
    view = read_case(desk, logged.stream, TODAY)
    assert view.clock("stage-2.receipt").due == date(2026, 11, 24)
    assert view.clock("stage-2.response").due == date(2026, 12, 16)


def test_the_case_stands_in_the_inbox_at_once(desk):
    logged = log_complaint(desk, complaint(), MOMENT)
    [row] = read_page(desk, "", None, 10)
    assert (row.stream, row.label, row.who) == (logged.stream, "2026-001", "M. Ferreira")


def test_numbers_follow_the_order_of_entry(desk):
    references = [log_complaint(desk, complaint(), MOMENT).reference for _ in range(3)]
    assert references == ["2026-001", "2026-002", "2026-003"]


def test_text_is_kept_as_typed_whatever_it_looks_like(desk):
    case = logged_case(desk, title=UNUSUAL, complaint=UNUSUAL * 10_000, complainant=UNUSUAL)
    assert case.title == UNUSUAL.strip()
    assert case.complaint == (UNUSUAL * 10_000).strip()


@pytest.mark.parametrize("title", ["", "   ", "\n\t"])
def test_without_a_title_nothing_is_recorded(desk, title):
    with pytest.raises(FieldMissingError) as missing:
        log_complaint(desk, complaint(title=title), MOMENT)
    assert missing.value.field == "title"
    assert nothing_was_recorded(desk)


@pytest.mark.parametrize("day", [TODAY + timedelta(1), date(1989, 12, 31), date.max, date.min])
def test_a_complaint_cannot_come_in_after_today_or_before_1990(desk, day):
    with pytest.raises(DateNotPossibleError):
        log_complaint(desk, complaint(received_on=day), MOMENT)
    assert nothing_was_recorded(desk)


@pytest.mark.parametrize("day", [TODAY, date(1990, 1, 1)])
def test_the_first_and_the_last_possible_day_are_taken(desk, day):
    assert logged_case(desk, received_on=day).received_on == day


def test_a_complaint_cannot_be_raised_after_it_was_received(desk):
    with pytest.raises(DateNotPossibleError):
        log_complaint(desk, complaint(raised_on=date(2026, 11, 18)), MOMENT)
    assert nothing_was_recorded(desk)


@pytest.mark.parametrize(
    ("identity", "who"),
    [(Identity.WITHHELD, "Identity withheld"), (Identity.ANONYMOUS, "Anonymous")],
)
def test_who_is_not_to_be_named_is_not_named_in_the_inbox(desk, identity, who):
    log_complaint(desk, complaint(identity=identity), MOMENT)
    [row] = read_page(desk, "", None, 10)
    assert row.who == who
    assert read_page(desk, "Ferreira", None, 10) == []


def test_who_they_are_is_kept_even_where_the_name_is_not_known(desk):
    case = logged_case(desk, complainant="", email="", relation="member of the public")
    [(role, person)] = case.people
    assert (role, person.relation) == (Role.COMPLAINANT, "member of the public")


def test_where_nothing_is_known_of_the_complainant_nobody_is_named(desk):
    assert logged_case(desk, complainant="", email=" ", relation="").people == ()


def test_files_are_kept_byte_for_byte(desk):
    files = (File("a.pdf", "application/pdf", b"%PDF", "came with the e-mail"),)
    [evidence] = logged_case(desk, files=files).evidence
    assert (evidence.name, evidence.origin, evidence.size) == ("a.pdf", "came with the e-mail", 4)
    assert desk.store.evidence.read(evidence.blob) == b"%PDF"


def test_the_draft_goes_when_its_complaint_is_logged(desk):
    keep_complaint_draft(desk, "mine", ComplaintDraft(title="x"), MOMENT.now)
    log_complaint(desk, complaint(), MOMENT, "mine")
    assert latest_complaint_draft(desk) is None


def test_the_draft_stays_when_its_complaint_is_refused(desk):
    keep_complaint_draft(desk, "mine", ComplaintDraft(title="x"), MOMENT.now)
    with pytest.raises(FieldMissingError):
        log_complaint(desk, complaint(title=""), MOMENT, "mine")
    kept = latest_complaint_draft(desk)
    assert kept is not None
    assert kept.draft.title == "x"


@pytest.mark.parametrize("field", ["title", "complaint", "wanted", "complainant", "relation"])
def test_half_a_character_in_what_was_typed_stops_nothing(desk, field):
    case = logged_case(desk, **{field: "a\ud83d b"})
    person = case.person(Role.COMPLAINANT)
    assert person is not None
    told = (case.title, case.complaint, case.wanted, person.name, person.relation)
    assert "a\ufffd b" in told
    [row] = read_page(desk, "", None, 10)
    assert row.title == case.title
