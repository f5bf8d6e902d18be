"""A disk that is full or may not be written: said in words, and nothing that was there is lost."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from contextlib import closing, contextmanager

import pytest

from amends.domain.errors import AmendsError, FileNotWrittenError
from amends.domain.keeping_errors import NotEnoughRoomError
from amends.paths import resource
from amends.services.attachments import File, stored
from amends.services.bring_back import bring_back
from amends.services.check_office import check_folder
from amends.services.copies import choose_place, copy_office, copy_to
from amends.services.desk import Desk
from amends.storage.backup import copies_in
from amends.storage.office import unlock
from tests.desks import MOMENT, PASSPHRASE, TODAY, complaint, log, make_desk
from tests.durability.looking import look
from tests.durability.working import Child, new_office

SMALL = "size=1m"


def quiet(_done, _total):
    pass


@contextmanager
def mounted(folder, *options):
    folder.mkdir(exist_ok=True)
    if not sys.platform.startswith("linux") or os.geteuid():
        pytest.skip("only root on Linux may mount a disk")
    if subprocess.run(
        ["mount", *options, str(folder)], check=False, capture_output=True
    ).returncode:
        pytest.skip("this container may not mount")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def small_disk(tmp_path):
    with mounted(tmp_path / "stick", "-t", "tmpfs", "-o", SMALL, "tmpfs") as disk:
        yield disk


@pytest.fixture
def desk(tmp_path):
    with closing((desk := make_desk(tmp_path / "office")).store):
        yield desk


def test_a_copy_that_does_not_fit_is_said_and_the_one_before_it_stays(desk, tmp_path):
    with mounted(tmp_path / "stick", "-t", "tmpfs", "-o", "size=4m", "tmpfs") as disk:
        choose_place(desk.store.folder, disk)
        first = copy_office(desk, MOMENT, quiet)
        assert first.failed is None
        stored(desk, File("film", "", os.urandom(3_000_000)), TODAY)
        second = copy_office(desk, MOMENT, quiet)
        assert isinstance(second.failed, NotEnoughRoomError)
        (copy,) = copies_in(disk / "office (copies)")
        assert not list(disk.rglob("*.part"))
        restored = bring_back(copy.folder, tmp_path / "back", TODAY, quiet, PASSPHRASE)
        assert restored.verdict is not None
        assert restored.verdict.problems == ()
    assert len(copies_in(desk.store.folder / "backups")) == 2


def test_an_office_is_not_brought_back_onto_a_full_disk(desk, small_disk, tmp_path):
    log(desk)
    copy, _left_out = copy_to(desk.store, tmp_path / "copies", MOMENT, quiet)
    with pytest.raises(NotEnoughRoomError):
        bring_back(copy.folder, small_disk / "back", TODAY, quiet)
    assert list(small_disk.iterdir()) == []


def test_what_no_longer_fits_is_refused_and_what_was_saved_stays(tmp_path):
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=3m", "tmpfs") as disk:
        desk = make_desk(disk / "office")
        saved: list[str] = []
        with closing(desk.store), pytest.raises(AmendsError):
            fill(desk, saved)
        assert saved
        (disk / "office" / "backups").mkdir(exist_ok=True)
        verdict = check_folder(disk / "office", PASSPHRASE, TODAY, quiet)
        assert verdict.problems == ()
        assert verdict.cases == len(saved)


def fill(desk, saved):
    while len(saved) < 1000:
        saved.append(log(desk, complaint=complaint().complaint + "x" * 50_000))


@pytest.mark.parametrize("seed", range(3))
def test_whatever_meets_a_full_disk_loses_nothing_that_was_said_to_be_saved(tmp_path, seed):
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=5m", "tmpfs") as disk:
        office = new_office(disk / "work")
        (disk / "film").write_bytes(bytes(1_000_000))
        with (tmp_path / "said").open("wb") as said:
            child = Child(office, said.fileno(), random.Random(seed))
            with pytest.raises(AmendsError):
                child.work()
            child.desk.store.close()
        (disk / "film").unlink()
        lines = (tmp_path / "said").read_text().splitlines()
        look(office, [line.split("\t") for line in lines], in_full=True)


def test_an_office_that_may_only_be_read_is_checked_and_says_that_it_cannot_be_written(
    desk, tmp_path
):
    log(desk)
    desk.store.close()
    options = ("--bind", "-o", "ro", str(desk.store.folder))
    with mounted(tmp_path / "read only", *options) as folder:
        if os.access(folder, os.W_OK):
            pytest.skip("this container does not mount read-only")
        assert check_folder(folder, PASSPHRASE, TODAY, quiet).problems == ()
        with pytest.raises(FileNotWrittenError):
            unlock(folder, PASSPHRASE)
    with closing(unlock(desk.store.folder, PASSPHRASE)) as store:
        assert log(Desk(store, resource()), title="Cold hall")
