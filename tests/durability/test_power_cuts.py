"""When the power is cut, what was said to be saved is on the disk, whatever else got there."""

from __future__ import annotations

import random

import pytest

from tests.durability import straced
from tests.durability.disk import SECTOR_BYTES, Disk
from tests.durability.programs import counted, words_of
from tests.durability.straced import Call

TIMES, CUTS = 2, 40
TIMES_WHOLE, CUTS_WHOLE = 10, 100
EVERYTHING = {"event", "file", "draft", "case", "files", "copy", "office", "key"}


@pytest.mark.once
@pytest.mark.timeout(3600)
def test_what_is_left_of_the_disk_has_all_that_was_acknowledged(tmp_path, whole):
    if reason := straced.why_not():
        pytest.skip(reason)
    size = (TIMES_WHOLE, CUTS_WHOLE) if whole else (TIMES, CUTS)
    done = counted(words_of("power_cuts", tmp_path, *size, random.getrandbits(32)))
    assert EVERYTHING - {"case"} <= set(done) <= EVERYTHING


@pytest.fixture
def disk(tmp_path):
    root = tmp_path / "root"
    (root / "office").mkdir(parents=True)
    (root / "office" / "old").write_bytes(b"before")
    return Disk(root)


@pytest.fixture
def follow(disk, tmp_path):
    """Return what tells the disk of a call, its paths being written from the root on."""

    def told(name, arguments, returned="0"):
        for word in ("office/old", "office/new.part", "office/new", "office"):
            arguments = arguments.replace(f"[{word}]", escaped(tmp_path / "root" / word))
        disk.follow(Call(name, arguments, returned))

    return told


def escaped(words):
    return "".join(f"\\x{byte:02x}" for byte in str(words).encode())


def left(disk, folder, share=0):
    disk.left(folder, random.Random(1), share)
    return {file.name: file.read_bytes() for file in (folder / "office").iterdir()}


def test_what_was_not_synced_may_be_gone(disk, follow, tmp_path):
    follow("openat", 'AT_FDCWD, "[office/old]", O_RDWR', "3")
    follow("pwrite64", f'3<[office/old]>, "{escaped("AFTER")}", 5, 6', "5")
    assert left(disk, tmp_path / "1") == {"old": b"before"}
    assert left(disk, tmp_path / "2", share=1) == {"old": b"beforeAFTER"}
    follow("fsync", "3<[office/old]>")
    assert left(disk, tmp_path / "3") == {"old": b"beforeAFTER"}


def test_a_name_is_safe_once_its_folder_was_synced(disk, follow, tmp_path):
    follow("openat", 'AT_FDCWD, "[office/new.part]", O_WRONLY|O_CREAT|O_EXCL', "3")
    follow("write", f'3<[office/new.part]>, "{escaped("whole")}", 5', "5")
    follow("fsync", "3<[office/new.part]>")
    follow("rename", '"[office/new.part]", "[office/new]"')
    assert left(disk, tmp_path / "1") == {"old": b"before"}
    assert left(disk, tmp_path / "2", share=1) == {"old": b"before", "new": b"whole"}
    follow("fsync", "4<[office]>")
    assert left(disk, tmp_path / "3") == {"old": b"before", "new": b"whole"}


def test_a_file_that_is_not_synced_may_be_torn_between_its_sectors(disk, follow, tmp_path):
    sectors = 40
    follow("openat", 'AT_FDCWD, "[office/old]", O_RDWR|O_TRUNC', "3")
    follow("write", f'3<[office/old]>, "{escaped("x" * SECTOR_BYTES * sectors)}", 9', "20480")
    torn = left(disk, tmp_path / "1", share=0.5)["old"].ljust(SECTOR_BYTES * sectors, b"\0")
    found = {torn[at : at + SECTOR_BYTES] for at in range(SECTOR_BYTES, len(torn), SECTOR_BYTES)}
    assert found == {bytes(SECTOR_BYTES), b"x" * SECTOR_BYTES}


def test_a_call_that_failed_or_went_elsewhere_changes_nothing(disk, follow, tmp_path):
    follow("unlink", '"[office/old]"', "-1")
    follow("unlink", f'"{escaped("/somewhere/else")}"')
    assert left(disk, tmp_path / "1", share=1) == {"old": b"before"}


def test_a_call_of_which_the_disk_knows_nothing_is_not_passed_over(follow):
    with pytest.raises(KeyError):
        follow("fallocate", "3<[office/old]>, 0, 0, 9")
