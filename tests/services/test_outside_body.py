"""The outside body writes: what it asks for and recommends is owed from then on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amends.domain.clocks import State
from amends.domain.errors import (
    CalendarRangeError,
    CaseMovedOnError,
    DateNotPossibleError,
    FieldMissingError,
)
from amends.domain.happenings import Kind
from amends.domain.standing import where_it_stands
from amends.services.attachments import File
from amends.services.outside_body import OutsideLetter, record_outside_letter
from amends.services.promising import Dated
from tests.desks import MOMENT, RECEIVED, TODAY
from tests.services.course import HOSTILE, heard, now, told

ASKED = Dated("Send the assessment record", date(2026, 12, 1))
ADVICE = (Dated("Mark the unit again", date(2026, 12, 18)), Dated("Train the tutor", TODAY))


def stands(view):
    return where_it_stands(view.case, view.procedure)


def test_a_case_waits_with_the_outside_body_until_its_final_word(desk, stream):
    told(desk, stream, Kind.OUTCOME_SENT)
    told(desk, stream, Kind.REFERRED)
    assert stands(heard(desk, stream)) == "Waits with CIMSPA"
    assert stands(heard(desk, stream, is_final=True)) != "Waits with CIMSPA"


def test_what_it_asks_for_and_recommends_is_owed(desk, stream):
    view = heard(desk, stream, answer=ASKED, recommendations=ADVICE)
    owed = {owed.promise.what: owed.promise.due for owed in view.case.handling.open_promises}
    assert owed == dict((ASKED, *ADVICE))


def test_the_letter_itself_is_kept_as_evidence(desk, stream):
    file = File("CIMSPA \U0001f4ec.pdf", "application/pdf", b"%PDF-1.7")
    view = heard(desk, stream, file=file)
    (evidence,) = view.case.evidence
    (letter,) = view.case.handling.outside
    assert letter.evidence == evidence.evidence
    assert desk.store.evidence.read(evidence.blob) == file.data


def test_a_day_by_which_it_asked_may_have_passed_but_not_before_it_wrote(desk, stream):
    late = Dated("Send the record", RECEIVED + timedelta(days=1))
    view = heard(desk, stream, received_on=RECEIVED, answer=late)
    (owed,) = view.case.handling.open_promises
    assert view.clock(f"promise.{owed.promise.id}").state is State.LATE
    with pytest.raises(DateNotPossibleError):
        heard(desk, stream, answer=late)


@pytest.mark.parametrize("day", [RECEIVED - timedelta(days=1), TODAY + timedelta(days=1), date.min])
def test_it_cannot_have_written_before_the_case_or_after_today(desk, stream, day):
    with pytest.raises(DateNotPossibleError):
        heard(desk, stream, received_on=day)


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"summary": " "}, FieldMissingError),
        ({"answer": Dated("Send it", date.max)}, CalendarRangeError),
        ({"answer": Dated("Send it", date.min)}, DateNotPossibleError),
        ({"recommendations": (Dated("", TODAY),)}, FieldMissingError),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_recorded(desk, stream, facts, error):
    before, file = now(desk, stream).seq, File("letter.pdf", "application/pdf", b"%PDF")
    with pytest.raises(error):
        heard(desk, stream, file=file, **facts)
    assert now(desk, stream).seq == before


def test_what_it_says_is_kept_as_typed(desk, stream):
    view = heard(desk, stream, summary=HOSTILE * 1000)
    assert view.case.handling.outside[0].summary == (HOSTILE * 1000).strip()


def test_a_closed_case_takes_no_letter(desk, stream):
    view = told(desk, stream, Kind.CLOSED)
    with pytest.raises(CaseMovedOnError):
        record_outside_letter(desk, view, OutsideLetter(received_on=TODAY, summary="Hm."), MOMENT)
