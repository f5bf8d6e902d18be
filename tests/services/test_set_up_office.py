"""An office comes into being whole, with its first entries, or not at all."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from amends.domain.errors import (
    FieldMissingError,
    FileNotWrittenError,
    NotAnOfficeError,
    OfficeExistsError,
    PassphraseTooShortError,
    UnknownProcedureError,
    WrongPassphraseError,
)
from amends.paths import resource
from amends.services.change_office import read_office
from amends.services.read_people import read_people
from amends.services.set_up_office import SHORTEST_PASSPHRASE, open_office, set_up_office
from amends.storage.event_log import EventLog
from tests.desks import (
    LETTERHEAD,
    MOMENT,
    PASSPHRASE,
    PLAN,
    TODAY,
    cheap_offices,
    make_desk,
)


def set_up(folder, passphrase=PASSPHRASE, plan=PLAN):
    with cheap_offices():
        return set_up_office(folder, passphrase, plan, MOMENT, resource())


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "office"


def test_a_new_office_knows_its_letterhead_procedure_readings_and_calendar(folder):
    desk = make_desk(folder, {"stage-2.response": "acknowledged"})
    office = read_office(desk)
    assert office.letterhead == LETTERHEAD
    assert office.procedure == "active-x-backs"
    assert office.readings == {"stage-2.response": "acknowledged"}
    assert office.calendar == "GB-SCT"
    assert not office.sample
    desk.store.close()


def test_whoever_sets_the_office_up_is_its_first_person(desk):
    assert read_people(desk) == {desk.store.person: LETTERHEAD.signatory}


def test_the_office_opens_again_by_its_passphrase_alone(folder):
    make_desk(folder).store.close()
    with pytest.raises(WrongPassphraseError):
        open_office(folder, "seven grey heron", resource())
    desk = open_office(folder, PASSPHRASE, resource())
    assert read_office(desk).letterhead == LETTERHEAD
    desk.store.close()


def test_a_folder_that_is_no_office_is_not_opened(folder):
    folder.mkdir()
    with pytest.raises(NotAnOfficeError):
        open_office(folder, PASSPHRASE, resource())


def test_the_folders_above_are_made_too(tmp_path):
    desk = set_up(tmp_path / "Documents" / "Work" / "office")
    assert (tmp_path / "Documents" / "Work" / "office" / "office.db").is_file()
    desk.store.close()


def test_an_empty_folder_is_taken(folder):
    folder.mkdir()
    set_up(folder).store.close()


@pytest.mark.parametrize("name", ["", "  \t"])
def test_an_office_without_a_name_is_refused_and_leaves_nothing(folder, name):
    plan = replace(PLAN, letterhead=msgspec.structs.replace(LETTERHEAD, name=name))
    with pytest.raises(FieldMissingError):
        set_up(folder, plan=plan)
    assert not folder.exists()


def test_a_short_passphrase_is_refused_and_leaves_nothing(folder):
    with pytest.raises(PassphraseTooShortError):
        set_up(folder, "x" * (SHORTEST_PASSPHRASE - 1))
    assert not folder.exists()


def test_a_procedure_that_is_not_shipped_is_refused_and_leaves_nothing(folder):
    with pytest.raises(UnknownProcedureError):
        set_up(folder, plan=replace(PLAN, procedure="../active-x-backs"))
    assert not folder.exists()


def test_a_folder_with_something_in_it_is_left_alone(folder):
    folder.mkdir()
    (folder / "letter.txt").write_text("mine")
    with pytest.raises(OfficeExistsError):
        set_up(folder)
    assert [file.name for file in folder.iterdir()] == ["letter.txt"]


def test_a_folder_that_cannot_be_made_is_refused_with_the_reason(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(FileNotWrittenError):
        set_up(tmp_path / "file" / "office")


@pytest.mark.parametrize("was_there", [True, False])
def test_where_the_first_entries_fail_nothing_is_left_behind(folder, monkeypatch, was_there):
    def fail(*_args, **_named):
        raise FileNotWrittenError(folder, "no space left on device")

    if was_there:
        folder.mkdir()
    monkeypatch.setattr(EventLog, "append", fail)
    with pytest.raises(FileNotWrittenError):
        set_up(folder)
    assert folder.exists() == was_there
    assert not was_there or list(folder.iterdir()) == []


def test_the_day_of_the_set_up_is_the_day_it_was_told(desk):
    with desk.store.reading() as unit:
        assert {entry.event.happened_on for entry in unit.events.read("office")} == {TODAY}
