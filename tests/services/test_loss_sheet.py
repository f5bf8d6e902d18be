"""The sheet for a lost computer: what to do, where the copies are, and what they have not."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import timedelta
from uuid import uuid4

import pytest

from amends.domain.events.access_events import OfficeRole
from amends.domain.people import Person, Role
from amends.services import loss_sheet as service
from amends.services.add_note import add_note
from amends.services.admit_person import admit_person
from amends.services.copies import choose_place, copy_office
from amends.services.desk import Moment
from amends.services.loss_sheet import loss_sheet, save_loss_sheet
from amends.services.name_person import name_person
from amends.services.read_case import read_case
from amends.storage.keys import add_computer
from amends_reports.content import Heading, Items, Paragraph, Rows
from amends_reports.preview import page_count
from tests.desks import LETTERHEAD, MOMENT, TODAY, log, make_desk


def quiet(_done, _total):
    pass


@pytest.fixture
def desk(tmp_path):
    with closing((desk := make_desk(tmp_path / "office")).store):
        yield desk


@pytest.fixture
def cloud(desk, tmp_path):
    """A place that counts as away from this computer, with a copy in which a case is missing."""
    log(desk)
    (tmp_path / "Dropbox").mkdir()
    choose_place(desk.store.folder, tmp_path / "Dropbox")
    copy_office(desk, MOMENT, quiet)
    log(desk, title="Cold hall")
    return tmp_path / "Dropbox"


def words_of(desk):
    return " ".join(_words(loss_sheet(desk, MOMENT).body))


def _words(blocks):
    for block in blocks:
        match block:
            case Heading(text=text):
                yield text
            case Items(items=items):
                yield from (run.text for item in items for run in item)
            case Paragraph(runs=runs):
                yield from (run.text for run in runs)
            case Rows(rows=rows):
                yield from (cell for row in rows for cell in row)


def rows_of(desk):
    (table,) = (it for it in loss_sheet(desk, MOMENT).body if isinstance(it, Rows))
    return table.rows


def test_it_says_what_to_do_and_the_facts_for_a_report(desk, cloud):
    said = words_of(desk)
    for told in (
        "Tell the police",
        "Bring back a copy",
        "Enter again what is missing",
        "within 72 hours",
        "2 cases, ",
        "AES-256",
        "Fingerprint of the record: ",
    ):
        assert told in said


def test_a_computer_that_opens_the_office_by_itself_is_among_the_facts(desk):
    assert "whoever can use the account" not in words_of(desk)
    store = desk.store
    add_computer(store.folder, store.key, store.person, "this one", "a secret")
    assert "whoever can use the account on it can read the office" in words_of(desk)


def test_without_a_copy_elsewhere_it_says_that_none_has_left(desk):
    log(desk)
    copy_office(desk, MOMENT, quiet)
    said = words_of(desk)
    assert "No copy has left this computer." in said
    assert "Look for a copy that somebody made by hand" in said
    assert "Bring back a copy" not in said
    assert [what for what, *_ in rows_of(desk)] == [
        "Office (lost with the computer)",
        "Copy in the office (lost as well)",
    ]


def test_what_is_missing_since_the_last_copy_is_counted_and_its_cases_numbered(desk, cloud):
    with desk.store.reading() as unit:
        (first, second) = (unit.events.last_seq(it) for it in unit.events.streams("case/"))
    assert first == second
    said = words_of(desk)
    assert "was made: 21 November 2026, " in said
    assert f"Missing since then: {second} entries, in 2026-002. " in said
    away = next(row for row in rows_of(desk) if row[0] == "Copy elsewhere")
    assert str(cloud) in away[1]
    assert f"{second} entries made since" in away[2]


def test_one_entry_is_counted_in_words(desk, cloud):
    copy_office(desk, MOMENT, quiet)
    view = read_case(desk, log(desk, title="Third"), TODAY)
    copy_office(desk, Moment(TODAY, MOMENT.now + timedelta(hours=1)), quiet)
    add_note(desk, view, "She rang.", MOMENT)
    assert "Missing since then: 1 entry, in " in words_of(desk)
    assert any(row[2].endswith("; 1 entry made since") for row in rows_of(desk))


def test_a_case_about_whoever_asks_is_not_numbered(desk, cloud):
    admit_person(desk, "Bo Lind", OfficeRole.DECISION_MAKER, "nine blue lanterns", MOMENT)
    view = read_case(desk, log(desk, title="About me"), TODAY)
    about = Person(id=uuid4(), name=LETTERHEAD.signatory)
    name_person(desk, view, Role.SUBJECT, about, None, MOMENT)
    said = words_of(desk)
    assert ", in 2026-002. " in said
    assert "2026-003" not in said


def test_a_stick_that_is_out_of_reach_is_told_of_all_the_same(desk, cloud):
    shutil.rmtree(cloud)
    assert ("Copy that is out of reach today", str(cloud / "office (copies)")) in [
        row[:2] for row in rows_of(desk)
    ]
    assert ", in 2026-002. " in words_of(desk)


def test_a_copy_on_the_same_disk_is_not_taken_for_one_that_is_elsewhere(desk, tmp_path):
    (tmp_path / "beside").mkdir()
    choose_place(desk.store.folder, tmp_path / "beside")
    copy_office(desk, MOMENT, quiet)
    whats = [what for what, *_ in rows_of(desk)]
    assert "Copy on the same disk (lost as well)" in whats
    assert "Copy elsewhere" not in whats


def test_many_cases_are_not_all_numbered(desk, cloud, monkeypatch):
    log(desk, title="Third")
    monkeypatch.setattr(service, "CASES_NAMED", 1)
    assert ", in 2026-002 and 1 more. " in words_of(desk)


def test_it_is_one_page_however_much_is_to_be_said(tmp_path):
    deep = tmp_path.joinpath(*["a folder whose name goes on for rather a long time"] * 3)
    (deep / "Dropbox").mkdir(parents=True)
    with closing((desk := make_desk(deep / "Office of the Clinical Director")).store):
        choose_place(desk.store.folder, deep / "Dropbox")
        copy_office(desk, MOMENT, quiet)
        for number in range(service.CASES_NAMED + 1):
            log(desk, title=f"Case {number}")
        save_loss_sheet(desk, MOMENT, tmp_path / "sheet.pdf")
    assert page_count(tmp_path / "sheet.pdf") == 1
