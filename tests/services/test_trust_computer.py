"""A computer that may open the office without the passphrase: how it begins, and how it ends."""

from __future__ import annotations

from contextlib import closing

import pytest

from amends.domain.access_errors import (
    ComputerNotTrustedError,
    KeyStoreMissingError,
    KeyStoreRefusedError,
)
from amends.domain.errors import FileNotWrittenError, WrongPassphraseError
from amends.domain.events.access_events import OfficeRole
from amends.paths import resource
from amends.services import trust_computer as service
from amends.services.admit_person import admit_person, read_people_of_office, withdraw_person
from amends.services.change_key import change_key
from amends.services.change_passphrase import (
    change_passphrase,
    open_by_code,
    people_to_recover,
    recover,
)
from amends.services.desk import Desk
from amends.services.make_recovery_sheet import make_recovery_sheet
from amends.services.set_up_office import open_office
from amends.services.trust_computer import (
    distrust_computer,
    open_by_computer,
    trust_computer,
    who_trusts,
)
from amends.storage.keys import next_key, offer_key
from tests.desks import MOMENT, PASSPHRASE, log
from tests.key_stores import Locked, Working, computer_with

NEW, BOS = "quiet green rivers", "nine blue lanterns"
NAME = "Front desk"


@pytest.fixture
def held():
    """What the key store of this computer holds."""
    with computer_with(Working) as held:
        yield held


@pytest.fixture
def folder(desk):
    return desk.store.folder


@pytest.fixture
def entry(desk, held):
    return trust_computer(desk, PASSPHRASE, NAME, MOMENT).entry


def opens(folder, entry):
    try:
        open_by_computer(folder, entry, resource()).store.close()
    except ComputerNotTrustedError:
        return False
    return True


def keys_of(folder):
    return (folder / "keys.json").read_bytes()


def on(_done, _total):
    """Take note of no progress."""


def test_it_opens_the_office_as_whoever_allowed_it(desk, folder, entry):
    log(desk)
    with closing(open_by_computer(folder, entry, resource()).store) as office:
        assert office.person == desk.store.person
        with office.reading() as unit:
            assert unit.inbox.totals is not None


def test_the_passphrase_is_kept_nowhere_and_the_secret_in_the_store_alone(
    desk, folder, held, entry, caplog
):
    (secret,) = held.values()
    assert len(secret) >= 43  # 256 bits
    assert PASSPHRASE not in secret
    written = b"".join(it.read_bytes() for it in folder.rglob("*") if it.is_file())
    assert secret.encode() not in written
    distrust_computer(desk, entry, MOMENT)
    assert not opens(folder, entry)
    assert secret not in caplog.text


def test_whoever_finds_the_office_open_does_not_get_it_for_good(desk, folder, held):
    before = keys_of(folder)
    with pytest.raises(WrongPassphraseError):
        trust_computer(desk, "a wrong passphrase", NAME, MOMENT)
    assert keys_of(folder) == before
    assert held == {}


def test_the_passphrase_of_a_colleague_is_not_mine(desk, held):
    admit_person(desk, "Bo Lind", OfficeRole.HANDLER, BOS, MOMENT)
    with pytest.raises(WrongPassphraseError):
        trust_computer(desk, BOS, NAME, MOMENT)


def test_turned_off_it_leaves_nothing_in_the_store_and_nothing_in_the_keys(desk, folder, held):
    before = keys_of(folder)
    entry = trust_computer(desk, PASSPHRASE, NAME, MOMENT).entry
    assert keys_of(folder) != before
    assert who_trusts(desk, entry) == desk.store.person
    distrust_computer(desk, entry, MOMENT)
    assert keys_of(folder) == before
    assert held == {}
    assert who_trusts(desk, entry) is None


def test_allowed_again_it_takes_the_place_of_the_former_one(desk, folder, held, entry):
    again = trust_computer(desk, PASSPHRASE, NAME, MOMENT, former=entry).entry
    assert len(held) == 1
    assert not opens(folder, entry)
    assert opens(folder, again)


def test_two_computers_are_two_ways_in(desk, folder, entry):
    other = trust_computer(desk, PASSPHRASE, NAME, MOMENT).entry
    distrust_computer(desk, entry, MOMENT)
    assert opens(folder, other)


def test_a_new_passphrase_ends_it(desk, folder, held, entry):
    change_passphrase(desk, PASSPHRASE, NEW, MOMENT)
    assert who_trusts(desk, entry) is None
    assert not opens(folder, entry)
    assert held == {}  # the secret goes as soon as it opens nothing


def test_a_colleague_who_chooses_a_new_passphrase_ends_nothing_of_mine(desk, folder, entry):
    admit_person(desk, "Bo Lind", OfficeRole.HANDLER, BOS, MOMENT)
    with closing(open_office(folder, BOS, resource()).store) as bos:
        change_passphrase(Desk(bos, resource()), BOS, NEW, MOMENT)
    assert opens(folder, entry)


def test_the_recovery_sheet_ends_it(desk, folder, entry):
    code = make_recovery_sheet(desk, MOMENT).code
    desk.store.close()
    recovering = open_by_code(folder, code, resource())
    (anne,) = people_to_recover(recovering)
    recover(recovering, anne.id, NEW, MOMENT).store.close()
    assert not opens(folder, entry)


def test_a_new_key_of_the_office_ends_it(desk, folder, entry):
    desk.store.close()
    change_key(folder, PASSPHRASE, resource(), MOMENT, on).store.close()
    assert not opens(folder, entry)


def test_while_the_key_is_being_changed_only_a_passphrase_opens(desk, folder, entry):
    offer_key(folder, desk.store.key, next_key(desk.store.key), [desk.store.person])
    assert not opens(folder, entry)
    open_office(folder, PASSPHRASE, resource()).store.close()


def test_it_goes_with_the_person(desk, folder, held):
    admit_person(desk, "Bo Lind", OfficeRole.HANDLER, BOS, MOMENT)
    with closing(open_office(folder, BOS, resource()).store) as bos:
        entry = trust_computer(Desk(bos, resource()), BOS, NAME, MOMENT).entry
    assert opens(folder, entry)
    before = keys_of(folder)
    bo = next(it for it in read_people_of_office(desk) if it.name == "Bo Lind")
    withdraw_person(desk, bo.id, MOMENT)
    assert not opens(folder, entry)
    (folder / "keys.json").write_bytes(before)  # an old keys file lets nobody in either
    assert not opens(folder, trust_computer(desk, PASSPHRASE, NAME, MOMENT).entry and entry)


def test_a_store_that_was_cleared_opens_nothing(folder, held, entry):
    held.clear()
    assert not opens(folder, entry)


@pytest.mark.parametrize("secret", ["", "another secret", "سبب 😀", "x" * 100_000])
def test_another_secret_opens_nothing(folder, held, entry, secret):
    held[next(iter(held))] = secret
    assert not opens(folder, entry)


def test_without_a_store_nothing_is_changed(desk, folder):
    before = keys_of(folder)
    with computer_with(), pytest.raises(KeyStoreMissingError):
        trust_computer(desk, PASSPHRASE, NAME, MOMENT)
    with computer_with(Locked), pytest.raises(KeyStoreRefusedError):
        trust_computer(desk, PASSPHRASE, NAME, MOMENT)
    assert keys_of(folder) == before


def test_a_store_that_is_locked_says_so_and_keeps_what_it_has(folder, entry):
    with computer_with(Locked), pytest.raises(KeyStoreRefusedError):
        open_by_computer(folder, entry, resource())


def test_turned_off_while_the_store_is_locked_the_office_is_not_opened_any_more(desk, entry):
    with computer_with(Locked):
        distrust_computer(desk, entry, MOMENT)
    assert who_trusts(desk, entry) is None


def test_keys_that_cannot_be_written_leave_nothing_in_the_store(desk, folder, held, monkeypatch):
    def full(*_):
        raise FileNotWrittenError(folder / "keys.json", "disk full")

    monkeypatch.setattr(service, "add_computer", full)
    with pytest.raises(FileNotWrittenError):
        trust_computer(desk, PASSPHRASE, NAME, MOMENT)
    assert held == {}
