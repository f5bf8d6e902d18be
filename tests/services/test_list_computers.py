"""What the record tells of the computers that open the office without the passphrase."""

from __future__ import annotations

from contextlib import closing

import pytest

from amends.domain.access_errors import KeyStoreRefusedError, OfficeReadOnlyError
from amends.domain.errors import FieldMissingError, FileNotWrittenError, WrongPassphraseError
from amends.domain.events.access_events import ComputerDistrusted, ComputerTrusted, OfficeRole
from amends.domain.streams import person_stream
from amends.paths import resource
from amends.services import trust_computer as service
from amends.services.admit_person import admit_person, read_people_of_office, withdraw_person
from amends.services.change_key import change_key
from amends.services.change_passphrase import change_passphrase
from amends.services.check_office import check_folder
from amends.services.desk import Desk
from amends.services.list_computers import list_computers
from amends.services.set_up_office import open_office
from amends.services.trust_computer import distrust_computer, trust_computer
from amends.storage.keys import add_computer
from tests.covers import Computers, quiet
from tests.desks import MOMENT, PASSPHRASE, TODAY
from tests.key_stores import Locked, Working, computer_with

NEW, BOS = "quiet green rivers", "nine blue lanterns"
NAME = "Front desk, Büro <b>😀</b> مكتب"


@pytest.fixture(autouse=True)
def held():
    """What the key store of this computer holds."""
    with computer_with(Working) as held:
        yield held


@pytest.fixture
def bo(desk):
    """Bo Lind, who reads only."""
    admit_person(desk, "Bo Lind", OfficeRole.READER, BOS, MOMENT)
    return next(it.id for it in read_people_of_office(desk) if it.name == "Bo Lind")


def told(desk, person=None):
    """Return what the stream of a person tells of their computers, and by whom it was recorded."""
    with desk.store.reading() as unit:
        entries = list(unit.events.read(person_stream(person or desk.store.person)))
    kinds = ComputerTrusted | ComputerDistrusted
    return [(it.event, it.recorded_by) for it in entries if isinstance(it.event, kinds)]


def computers(desk, person=None):
    whose = person or desk.store.person
    return list_computers(desk, [whose])[whose]


def names(listed):
    return [it.name for it in listed]


def test_who_when_and_the_name_of_the_computer_are_on_record(desk):
    done = trust_computer(desk, PASSPHRASE, f"  {NAME} ", MOMENT)
    trusted = ComputerTrusted(happened_on=TODAY, computer=done.entry, name=NAME, key=1)
    assert told(desk) == [(trusted, desk.store.person)]
    assert done.changed.streams == {person_stream(desk.store.person)}
    (opening,) = computers(desk).opening
    assert (opening.name, opening.since, opening.until) == (NAME, TODAY, None)


def test_that_it_was_turned_off_is_on_record_once(desk):
    entry = trust_computer(desk, PASSPHRASE, NAME, MOMENT).entry
    assert distrust_computer(desk, entry, MOMENT).streams == {person_stream(desk.store.person)}
    assert not distrust_computer(desk, entry, MOMENT).streams  # it opened nothing any more
    ended = ComputerDistrusted(happened_on=TODAY, computer=entry)
    assert [event for event, _who in told(desk)][1:] == [ended]
    assert computers(desk).opening == ()
    assert [it.until for it in computers(desk).ended] == [TODAY]


def test_allowed_again_the_former_one_is_ended_on_record(desk):
    former = trust_computer(desk, PASSPHRASE, "Old", MOMENT).entry
    trust_computer(desk, PASSPHRASE, "New", MOMENT, former)
    assert names(computers(desk).opening) == ["New"]
    assert names(computers(desk).ended) == ["Old"]


def test_a_reader_may_and_a_name_is_needed(desk, bo):
    with closing(open_office(desk.store.folder, BOS, resource()).store) as bos:
        theirs = Desk(bos, resource())
        with pytest.raises(FieldMissingError):
            trust_computer(theirs, BOS, " \t", MOMENT)
        entry = trust_computer(theirs, BOS, NAME, MOMENT).entry
        assert names(computers(desk, bo).opening) == [NAME]
        distrust_computer(theirs, entry, MOMENT)
    assert names(computers(desk, bo).ended) == [NAME]
    assert computers(desk).opening == computers(desk).ended == ()


def test_who_shares_an_account_takes_the_place_of_the_other_and_the_record_says_who(desk, bo):
    former = trust_computer(desk, PASSPHRASE, NAME, MOMENT).entry
    with closing(open_office(desk.store.folder, BOS, resource()).store) as bos:
        done = trust_computer(Desk(bos, resource()), BOS, NAME, MOMENT, former)
    assert done.changed.streams == {person_stream(desk.store.person), person_stream(bo)}
    assert told(desk)[-1] == (ComputerDistrusted(happened_on=TODAY, computer=former), bo)
    assert computers(desk).opening == ()
    assert names(computers(desk, bo).opening) == [NAME]


@pytest.mark.parametrize(
    ("passphrase", "store", "error"),
    [
        ("a wrong passphrase", Working, WrongPassphraseError),
        (PASSPHRASE, Locked, KeyStoreRefusedError),
    ],
)
def test_what_was_refused_is_not_on_record(desk, passphrase, store, error):
    with computer_with(store), pytest.raises(error):
        trust_computer(desk, passphrase, NAME, MOMENT)
    assert told(desk) == []


@pytest.mark.parametrize("call", ["add_computer", "remove_computer"])
def test_keys_that_cannot_be_written_leave_all_as_it_was_on_record_too(desk, monkeypatch, call):
    former = trust_computer(desk, PASSPHRASE, "Old", MOMENT).entry
    before = told(desk)

    def full(*_):
        raise FileNotWrittenError(desk.store.folder / "keys.json", "disk full")

    monkeypatch.setattr(service, call, full)
    with pytest.raises(FileNotWrittenError):
        trust_computer(desk, PASSPHRASE, "New", MOMENT, former)
    assert told(desk) == before
    assert "Old" in names(computers(desk).opening)


def test_a_new_passphrase_ends_it_on_record(desk):
    trust_computer(desk, PASSPHRASE, NAME, MOMENT)
    change_passphrase(desk, PASSPHRASE, NEW, MOMENT)
    assert computers(desk).opening == ()
    assert [it.until for it in computers(desk).ended] == [TODAY]


def test_a_new_key_ends_it_on_record_for_everybody(desk, bo):
    folder = desk.store.folder
    trust_computer(desk, PASSPHRASE, NAME, MOMENT)
    with closing(open_office(folder, BOS, resource()).store) as bos:
        trust_computer(Desk(bos, resource()), BOS, "Bo’s laptop", MOMENT)
    desk.store.close()
    with closing(change_key(folder, PASSPHRASE, resource(), MOMENT, quiet).store) as store:
        after = Desk(store, resource())
        for person in (store.person, bo):
            assert computers(after, person).opening == ()
            assert [it.until for it in computers(after, person).ended] == [TODAY]
        trust_computer(after, PASSPHRASE, "Again", MOMENT)
        assert names(computers(after).opening) == ["Again"]


def test_it_ends_with_the_person_on_record(desk, bo):
    with closing(open_office(desk.store.folder, BOS, resource()).store) as bos:
        trust_computer(Desk(bos, resource()), BOS, NAME, MOMENT)
    withdraw_person(desk, bo, MOMENT)
    assert computers(desk, bo).opening == ()
    assert [it.until for it in computers(desk, bo).ended] == [TODAY]


def test_what_was_trusted_before_there_was_a_record_is_listed_without_a_name(desk):
    store = desk.store
    add_computer(store.folder, store.key, store.person, "an entry", "a secret")
    (opening,) = computers(desk).opening
    assert (opening.name, opening.since) == ("", None)
    distrust_computer(desk, "an entry", MOMENT)
    assert computers(desk).opening == computers(desk).ended == ()


def test_an_older_keys_file_in_the_place_of_todays_says_what_opens_the_office(desk):
    keys = desk.store.folder / "keys.json"
    before = keys.read_bytes()
    trust_computer(desk, PASSPHRASE, NAME, MOMENT)
    keys.write_bytes(before)
    assert computers(desk).opening == ()
    assert [(it.since, it.until) for it in computers(desk).ended] == [(TODAY, None)]


def test_while_the_office_is_away_none_is_trusted_and_one_that_was_can_be_ended(tmp_path, held):
    home = Computers(tmp_path)
    home.set_up(cases=1)
    with closing(home.open_home().store) as store:
        entry = trust_computer(Desk(store, resource()), PASSPHRASE, NAME, MOMENT).entry
    home.pass_out()
    with closing(home.open_home().store) as store:
        desk = Desk(store, resource())
        with pytest.raises(OfficeReadOnlyError):
            trust_computer(desk, PASSPHRASE, "Another", MOMENT)
        assert names(computers(desk).opening) == [NAME]
        distrust_computer(desk, entry, MOMENT)
        assert held == {}
        assert computers(desk).opening == ()
        assert len(told(desk)) == 1  # nothing is recorded in an office that is elsewhere


def test_the_record_is_whole_and_holds_no_secret(desk, held):
    entry = trust_computer(desk, PASSPHRASE, NAME, MOMENT).entry
    (secret,) = held.values()
    assert all(secret not in repr(event) for event, _who in told(desk))
    distrust_computer(desk, entry, MOMENT)
    folder = desk.store.folder
    desk.store.close()
    assert check_folder(folder, PASSPHRASE, TODAY, quiet).problems == ()
