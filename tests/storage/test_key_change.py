"""A new office key: everything is there under it, and nothing under the old one."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
import traceback
from contextlib import closing
from io import BytesIO
from uuid import UUID

import pytest
from msgspec.structs import replace
from tests.storage.offices import ANNE, CASE, CHEAP, PASSPHRASE, record

from amends.domain.access_errors import WrongRecoveryCodeError
from amends.domain.errors import (
    FileNotWrittenError,
    OfficeDamagedError,
    OfficeInUseError,
    WrongPassphraseError,
)
from amends.services.progress import CancelledError
from amends.storage import key_change, swapping
from amends.storage.database import DATABASE_FILE, Database
from amends.storage.head import HEAD_FILE
from amends.storage.key_change import has_evidence_to_renew, renew_evidence
from amends.storage.keys import (
    remove_person,
    retired_keys,
    set_passphrase,
    set_recovery_code,
    settle_key,
)
from amends.storage.keys_file import KEYS_FILE, read_keys, write_keys
from amends.storage.left_behind import remove_left_behind
from amends.storage.office import change_office_key, unlock, unlock_by_recovery_code
from amends.storage.sealing import wrap

BO, BOS = UUID(int=0xB0), "quiet green rivers"
PEOPLE = (ANNE, BO)
FILES = [bytes([number]) * (number * 100_000) for number in range(4)]
KILLS, KILLS_OF_A_SHORT_RUN = 40, 6
AN_HOUR_S = 3_601  # a draft so old belongs to nobody who is still at work


def on(_done, _total):
    """Take note of no progress."""


@pytest.fixture
def full(office, folder):
    """Return the names of the evidence of an office of two people, which is closed."""
    set_passphrase(folder, office.key, BO, BOS)
    set_recovery_code(folder, office.key, "code")
    record(office, "She rang.", "She wrote.")
    blobs = [office.evidence.add(BytesIO(raw)).blob for raw in FILES]
    office.close()
    return blobs


def check_whole(office, blobs):
    """Assert that everything that was in the office is in it."""
    with office.reading() as unit:
        assert unit.events.last_seq(CASE) == 2
        assert unit.events.broken_places() == []
    assert [office.evidence.read(blob) for blob in blobs] == FILES


def test_everybody_opens_everything_under_the_new_key(full, folder):
    with closing(unlock(folder, PASSPHRASE)) as office:
        old = office.key
    change_office_key(folder, PASSPHRASE, PEOPLE, on)
    for passphrase, person in ((PASSPHRASE, ANNE), (BOS, BO)):
        with closing(unlock(folder, passphrase)) as office:
            assert (office.person, office.key.number) == (person, old.number + 1)
            assert office.key.for_database() != old.for_database()
            check_whole(office, full)


def test_the_old_key_opens_nothing_once_the_evidence_has_followed(full, folder):
    with closing(unlock(folder, PASSPHRASE)) as office:
        old = office.key
    change_office_key(folder, PASSPHRASE, PEOPLE, on)
    with closing(unlock(folder, PASSPHRASE)) as office:
        assert has_evidence_to_renew(folder, office.key)
        renew_evidence(folder, office.evidence, on)
        assert not has_evidence_to_renew(folder, office.key)
        assert office.evidence.former() == []
        check_whole(office, full)
    database = Database(folder / DATABASE_FILE, old.for_database())
    with closing(database), pytest.raises(OfficeDamagedError), database.reading():
        pass
    with closing(unlock(folder, PASSPHRASE)) as office:
        assert retired_keys(folder, office.key) == ()
        check_whole(office, full)


def test_who_was_withdrawn_opens_nothing_with_the_keys_file_they_kept(full, folder):
    kept = (folder / KEYS_FILE).read_bytes()
    remove_person(folder, BO)
    change_office_key(folder, PASSPHRASE, PEOPLE, on)
    with pytest.raises(WrongPassphraseError):
        unlock(folder, BOS)
    (folder / KEYS_FILE).write_bytes(kept)
    with pytest.raises(OfficeDamagedError):
        unlock(folder, BOS)


def test_who_was_withdrawn_and_puts_the_keys_file_back_is_given_no_new_key(full, folder):
    kept = (folder / KEYS_FILE).read_bytes()
    remove_person(folder, BO)
    (folder / KEYS_FILE).write_bytes(kept)
    change_office_key(folder, PASSPHRASE, [ANNE], on)
    with pytest.raises(WrongPassphraseError):
        unlock(folder, BOS)
    with closing(unlock(folder, PASSPHRASE)) as office:
        check_whole(office, full)


def test_two_ways_in_of_one_person_are_given_nothing(full, folder):
    """One of them is a passphrase that they have no more, and somebody else knows."""
    former = next(it for it in read_keys(folder).wrappings if it.person == BO)
    with closing(unlock(folder, PASSPHRASE)) as office:
        set_passphrase(folder, office.key, BO, "another quiet river")
    keys = read_keys(folder)
    write_keys(folder, replace(keys, wrappings=(*keys.wrappings, former)))
    with pytest.raises(OfficeDamagedError):
        change_office_key(folder, PASSPHRASE, PEOPLE, on)


def test_a_former_key_that_no_version_writes_is_damaged(full, folder):
    change_office_key(folder, PASSPHRASE, PEOPLE, on)
    keys = read_keys(folder)
    write_keys(folder, replace(keys, retired=(replace(keys.retired[0], nonce=b""),)))
    with pytest.raises(OfficeDamagedError):
        unlock(folder, PASSPHRASE)


@pytest.mark.skipif(os.name == "nt", reason="Windows limits no file")
def test_a_disk_that_is_full_in_the_middle_is_said_without_the_key(full, folder):
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, ((folder / DATABASE_FILE).stat().st_size, limits[1]))
    try:
        with pytest.raises(FileNotWrittenError) as caught:
            change_office_key(folder, PASSPHRASE, PEOPLE, on)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "x'" not in "".join(traceback.format_exception(caught.value))
    with closing(unlock(folder, PASSPHRASE)) as office:
        assert office.key.number == 1
        check_whole(office, full)


def test_the_recovery_sheet_of_before_is_worthless(full, folder):
    unlock_by_recovery_code(folder, "code").close()
    change_office_key(folder, PASSPHRASE, PEOPLE, on)
    with pytest.raises(WrongRecoveryCodeError):
        unlock_by_recovery_code(folder, "code")


def test_a_key_slipped_in_from_outside_is_given_nothing(full, folder):
    keys = read_keys(folder)
    forged = wrap("mine", "person", UUID(int=0xC0), CHEAP, keys.office, [(1, bytes(32))])
    write_keys(folder, keys.with_wrapping(forged))
    with pytest.raises(OfficeDamagedError):
        change_office_key(folder, PASSPHRASE, PEOPLE, on)
    with closing(unlock(folder, PASSPHRASE)) as office:
        assert office.key.number == 1
        check_whole(office, full)


def test_an_office_that_somebody_has_open_keeps_its_key(full, folder):
    with closing(unlock(folder, BOS)) as other, other.reading() as unit:
        unit.events.last_seq(CASE)
        with pytest.raises(OfficeInUseError):
            change_office_key(folder, PASSPHRASE, PEOPLE, on)
    with closing(unlock(folder, PASSPHRASE)) as office:
        assert office.key.number == 1
        check_whole(office, full)


@pytest.mark.parametrize("step", range(4))
def test_stopping_on_the_way_leaves_the_office_as_it_was(full, folder, step):
    before = {part: (folder / part).read_bytes() for part in (DATABASE_FILE, KEYS_FILE)}
    steps = iter(range(100))

    def stop(_done, _total):
        if next(steps) == step:
            raise CancelledError

    if step < 3:
        with pytest.raises(CancelledError):
            change_office_key(folder, PASSPHRASE, PEOPLE, stop)
        assert (folder / DATABASE_FILE).read_bytes() == before[DATABASE_FILE]
    else:  # there are three steps to stop at
        change_office_key(folder, PASSPHRASE, PEOPLE, stop)
    assert {it.name for it in folder.iterdir()} == {*before, HEAD_FILE, "evidence"}
    with closing(unlock(folder, BOS)) as office:
        assert office.key.number == (1 if step < 3 else 2)
        check_whole(office, full)


@pytest.mark.parametrize(
    ("module", "name"),
    [(swapping, "sync_file"), (key_change, "offer_key"), (key_change, "swap_in")],
)
def test_a_disk_that_refuses_leaves_the_old_key(full, folder, monkeypatch, module, name):
    def refuse(*_args):
        raise FileNotWrittenError(folder, "No space left on device")

    monkeypatch.setattr(module, name, refuse)
    with pytest.raises(FileNotWrittenError):
        change_office_key(folder, PASSPHRASE, PEOPLE, on)
    monkeypatch.undo()
    for passphrase in (PASSPHRASE, BOS):
        with closing(unlock(folder, passphrase)) as office:
            assert office.key.number == 1
            check_whole(office, full)
    unlock_by_recovery_code(folder, "code").close()


def test_a_copy_that_was_not_encrypted_whole_does_not_take_the_office_s_place(
    full, folder, monkeypatch
):
    rekey = Database.rekey

    def spoil(self, key):
        rekey(self, key)
        raw = bytearray(self._file.read_bytes())
        raw[-1000] ^= 1
        self._file.write_bytes(raw)

    monkeypatch.setattr(Database, "rekey", spoil)
    with pytest.raises(OfficeDamagedError):
        change_office_key(folder, PASSPHRASE, PEOPLE, on)
    with closing(unlock(folder, BOS)) as office:
        assert office.key.number == 1
        check_whole(office, full)


def test_what_the_last_step_left_undone_the_next_opening_does(full, folder, monkeypatch):
    def refuse(where, key):
        if key.number == 2:
            raise FileNotWrittenError(folder, "No space left on device")
        settle_key(where, key)

    monkeypatch.setattr(key_change, "settle_key", refuse)
    change_office_key(folder, PASSPHRASE, PEOPLE, on)
    assert [len(it.keys) for it in read_keys(folder).wrappings] == [2, 2, 1]
    monkeypatch.undo()
    with closing(unlock(folder, BOS)) as office:
        check_whole(office, full)
    assert [[key.key for key in it.keys] for it in read_keys(folder).wrappings] == [[2], [2]]


def test_evidence_follows_where_it_was_left_off(full, folder):
    change_office_key(folder, PASSPHRASE, PEOPLE, on)

    def stop(done, _total):
        if done == 2:
            raise CancelledError

    with closing(unlock(folder, PASSPHRASE)) as office:
        with pytest.raises(CancelledError):
            renew_evidence(folder, office.evidence, stop)
        assert len(office.evidence.former()) == len(FILES) - 2
        added = office.evidence.add(BytesIO(b"meanwhile"))
    change_office_key(folder, BOS, PEOPLE, on)  # even another key may come in between
    with closing(unlock(folder, PASSPHRASE)) as office:
        assert {it.number for it in retired_keys(folder, office.key)} == {1, 2}
        check_whole(office, full)
        renew_evidence(folder, office.evidence, on)
        assert office.evidence.former() == []
    with closing(unlock(folder, PASSPHRASE)) as office:
        check_whole(office, full)
        assert office.evidence.read(added.blob) == b"meanwhile"


def test_damaged_evidence_does_not_hold_the_rest_up(full, folder):
    damaged = folder / "evidence" / full[1]
    damaged.write_bytes(damaged.read_bytes()[:-1])
    before = damaged.read_bytes()
    change_office_key(folder, PASSPHRASE, PEOPLE, on)
    with closing(unlock(folder, PASSPHRASE)) as office:
        renew_evidence(folder, office.evidence, on)
        assert not has_evidence_to_renew(folder, office.key)
        assert office.evidence.former() == [full[1]]
        assert office.evidence.read(full[2]) == FILES[2]
    assert damaged.read_bytes() == before


CHANGING = """
import sys
from pathlib import Path
from uuid import UUID
from amends.storage.key_change import renew_evidence
from amends.storage.office import change_office_key, unlock
folder, on = Path(sys.argv[1]), lambda done, total: None
people = [UUID(int=0xA0), UUID(int=0xB0)]
unlock(folder, sys.argv[2]).close()
print("ready", flush=True)
while True:
    change_office_key(folder, sys.argv[2], people, on)
    office = unlock(folder, sys.argv[2])
    renew_evidence(folder, office.evidence, on)
    office.close()
    print("changed", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.timeout(600)
def test_a_kill_at_any_moment_leaves_the_old_key_or_the_new_one(full, folder, whole):
    """Each process changes the key again and again; it is killed at a moment of no choosing."""
    moments = random.Random(20261121)
    paths = os.pathsep.join(path for path in sys.path if path)
    numbers, undone = [], 0
    kills = KILLS if whole else KILLS_OF_A_SHORT_RUN
    for kill in range(kills):
        with subprocess.Popen(
            [sys.executable, "-c", CHANGING, str(folder), PASSPHRASE],
            env=os.environ | {"PYTHONPATH": paths},
            stdout=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            if not kill:  # a busy computer may not come to any change in so short a time
                assert process.stdout.readline() == b"changed\n"
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(moments.uniform(0, 0.3))
            process.send_signal(signal.SIGKILL)
        undone += len(read_keys(folder).wrappings[0].keys) > 1
        with closing(unlock(folder, (PASSPHRASE, BOS)[kill % 2])) as office:
            check_whole(office, full)
            assert office.warning is None  # the head that was sealed under the old key still counts
            numbers.append(office.key.number)
    assert numbers == sorted(numbers)
    assert numbers[-1] > 1
    print(f"{undone} of {kills} kills came between the two files; the key is number {numbers[-1]}")
    change_office_key(folder, BOS, PEOPLE, on)
    with closing(unlock(folder, PASSPHRASE)) as office:
        renew_evidence(folder, office.evidence, on)
        check_whole(office, full)
        assert office.evidence.former() == []
    remove_left_behind(folder, time.time() + AN_HOUR_S)  # as a start does that comes so much later
    names = {it.name for it in folder.iterdir()}
    assert names == {DATABASE_FILE, HEAD_FILE, KEYS_FILE, "evidence"}
