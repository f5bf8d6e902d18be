"""What an office can look into: its policies in all their versions, and what comes with Amends."""

from __future__ import annotations

from datetime import date

import pytest

from amends.domain.errors import (
    DateNotPossibleError,
    FileNotReadableError,
    LastProcedureError,
    ProcedureFileError,
)
from amends.domain.events.office_events import ProcedureAdopted
from amends.domain.streams import OFFICE
from amends.services.adopt_procedure import (
    Adoption,
    adopt_procedure,
    drop_procedure,
    open_cases_under,
)
from amends.services.change_office import read_office
from amends.services.check_procedure import check_procedure
from amends.services.procedure_book import export_procedure, read_book, read_text_file
from amends.services.procedure_drafts import (
    ProcedureDraft,
    discard_draft,
    keep_draft,
    kept_draft,
    kept_drafts,
)
from amends.services.read_case import read_case
from amends.services.shipped import procedure_bytes
from tests.desks import MOMENT, NOW, RECEIVED, TODAY, log

NAME = "active-x-backs"
AUGUST, DECEMBER = date(2026, 8, 1), date(2026, 12, 1)


def shorter(desk) -> bytes:
    """Return the office's policy with 15 days in place of 20."""
    raw = procedure_bytes(desk.resources, NAME)
    return raw.replace(b'within = "20 working days"', b'within = "15 working days"')


def adopt(desk, raw, since, **readings):
    readings = {key.replace("__", "."): kind for key, kind in readings.items()}
    return adopt_procedure(desk, Adoption(raw=raw, readings=readings, in_force_from=since), MOMENT)


def unheard(_done, _total):
    """Nobody wants to know how far it is."""


def days(held):
    return held.procedure.stage("stage-2").clocks[1].within


def test_a_new_office_has_one_policy_in_one_version(desk):
    book = read_book(desk)
    [policy] = book.policies
    [held] = policy.versions
    assert policy.is_in_use
    assert held.version is not None
    assert held.raw == procedure_bytes(desk.resources, NAME)
    assert len(book.shipped) == 4
    assert {it.procedure.name for it in book.others} >= {"spso", "housing-ombudsman"}


def test_a_new_version_stands_before_the_old_one_and_holds_from_its_day(desk):
    adopt(desk, shorter(desk), DECEMBER)
    [policy] = read_book(desk).policies
    assert [days(held) for held in policy.versions] == ["15 working days", "20 working days"]
    assert days(policy.in_force(TODAY)) == "20 working days"
    assert days(policy.in_force(DECEMBER)) == "15 working days"


def test_what_is_adopted_is_pinned_byte_for_byte_and_recorded_in_the_office_s_stream(
    desk, tmp_path
):
    raw = shorter(desk).replace(b"\n\n[source]", b"\n\n# A comment of ours.\n[source]")
    changed = adopt(desk, raw, DECEMBER)
    assert changed.streams == {OFFICE}
    with desk.store.reading() as unit:
        fact = unit.events.read(OFFICE)[-1].event
    assert isinstance(fact, ProcedureAdopted)
    assert fact.in_force_from == DECEMBER
    export_procedure(desk, read_book(desk).policies[0].versions[0], tmp_path / "out.toml")
    assert (tmp_path / "out.toml").read_bytes() == raw


def test_whatever_is_left_open_gets_a_reading(desk):
    adopt(desk, shorter(desk), DECEMBER, **{"stage-2__response": "acknowledged"})
    readings = read_book(desk).policies[0].versions[0].readings
    assert readings == {"stage-2.receipt": "received", "stage-2.response": "acknowledged"}


def test_an_open_case_stays_under_its_version(desk):
    stream = log(desk)
    before = read_case(desk, stream, TODAY).clock("stage-2.response").due
    adopt(desk, shorter(desk), AUGUST)
    assert read_case(desk, stream, TODAY).clock("stage-2.response").due == before
    assert open_cases_under(desk, NAME, unheard) == 1
    later = log(desk, received_on=RECEIVED)
    after = read_case(desk, later, TODAY).clock("stage-2.response").due
    assert (before, after) == (date(2026, 12, 16), date(2026, 12, 9))


def test_what_cannot_be_used_is_not_adopted(desk):
    with pytest.raises(ProcedureFileError):
        adopt(desk, b'title = "Nothing else"', DECEMBER)
    with pytest.raises(DateNotPossibleError):
        adopt(desk, shorter(desk), date(1066, 10, 14))
    assert len(read_office(desk).versions) == 1


def test_another_policy_stands_beside_the_first_until_one_is_dropped(desk):
    adopt(desk, procedure_bytes(desk.resources, "jivora"), TODAY)
    assert read_office(desk).in_use == (NAME, "jivora")
    drop_procedure(desk, NAME, MOMENT)
    assert read_office(desk).in_use == ("jivora",)
    assert [it.is_in_use for it in read_book(desk).policies] == [True, False]
    with pytest.raises(LastProcedureError):
        drop_procedure(desk, "jivora", MOMENT)
    assert read_office(desk).in_use == ("jivora",)


def test_a_file_that_is_not_there_is_said_to_be_unreadable(tmp_path):
    with pytest.raises(FileNotReadableError):
        read_text_file(tmp_path / "nowhere.toml")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00",
        "العربية = 🙂".encode(),
        b"a = [" * 5_000,
        b"x" * 1_000_001,
        b"a." * 400 + b"b = 1",
        "key = '\u202e'".encode(),
    ],
    ids=["empty", "bytes", "Arabic and emoji", "deep", "huge", "dotted", "turned round"],
)
def test_whatever_stands_in_a_file_is_checked_and_shown(raw):
    checked = check_procedure(raw, "from-outside.toml")
    assert checked.procedure is None
    assert checked.problems
    assert isinstance(checked.text, str)


def test_lone_halves_of_a_character_are_a_mistake_and_no_crash():
    assert check_procedure('title = "\ud800"', "typed.toml").problems


def test_a_mistake_is_found_by_its_key(desk):
    text = shorter(desk).decode().replace("15 working days", "15 work days")
    problem = check_procedure(text, NAME).problem_at("stage[1].clock[1].within")
    assert problem is not None
    assert "work days" in problem.found


def test_drafts_are_kept_by_name_the_last_one_first(desk):
    assert kept_drafts(desk) == ()
    older = ProcedureDraft("a.toml", "text = 1 🙂", "", NOW.replace(hour=9))
    newer = ProcedureDraft("b.toml", "text = 2", "old", NOW)
    for draft in (newer, older):
        keep_draft(desk, draft)
    assert kept_drafts(desk) == (newer, older)
    assert kept_draft(desk, "a.toml") == older
    discard_draft(desk, "a.toml")
    assert kept_draft(desk, "a.toml") is None
