"""A large file joins a case and leaves it piece by piece, in little memory."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest

from amends.domain.errors import EvidenceMissingError, FileNotReadableError
from amends.domain.keeping_errors import EvidenceTooLargeError, NotEnoughRoomError
from amends.services.attachments import stored
from amends.services.evidence_files import LARGEST_HELD_BYTES, read_file, save_evidence
from amends.storage import evidence
from tests.desks import TODAY, log, make_desk

MILLION = 1_000_000
SIZE, SIZE_WHOLE = 64 * MILLION, 1_000 * MILLION
MOST_MEMORY = 150 * MILLION

IN_AND_OUT = """
import sys
from pathlib import Path
from amends.paths import resource
from amends.services.evidence_files import read_file, save_evidence
from amends.services.add_files import add_files
from amends.services.read_case import read_case
from amends.services.set_up_office import open_office
from tests.benchmarks.programs.memory import most_bytes
from tests.desks import MOMENT, PASSPHRASE, TODAY

office, stream, source, target = sys.argv[1:]
desk = open_office(Path(office), PASSPHRASE, resource())
before = most_bytes()
add_files(desk, read_case(desk, stream, TODAY), [read_file(Path(source))], MOMENT)
(kept,) = read_case(desk, stream, TODAY).case.evidence
save_evidence(desk, kept, Path(target))
desk.store.close()
print(before, most_bytes())
"""


@pytest.fixture
def desk(tmp_path):
    with closing((desk := make_desk(tmp_path / "office")).store):
        yield desk


def film(path: Path, size: int) -> Path:
    piece = os.urandom(MILLION)
    with path.open("wb") as out:
        for number in range(size // MILLION):
            out.write(number.to_bytes(8, "big") + piece[8:])
    return path


def digest(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


@pytest.mark.timeout(900)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is told by Linux")
def test_a_large_file_takes_little_memory_on_its_way_in_and_out(desk, tmp_path, whole):
    stream = log(desk)
    desk.store.close()
    source = film(tmp_path / "film.mp4", SIZE_WHOLE if whole else SIZE)
    target = tmp_path / "copy.mp4"
    ran = subprocess.run(
        [sys.executable, "-c", IN_AND_OUT, desk.store.folder, stream, source, target],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    before, most = map(int, ran.stdout.split())
    assert most < MOST_MEMORY
    assert most - before < 40 * MILLION
    assert digest(source) == digest(target)


def test_a_large_file_is_left_where_it_is_until_it_is_stored(desk, tmp_path):
    file = read_file(film(tmp_path / "film.mp4", LARGEST_HELD_BYTES + MILLION))
    assert (file.data, file.size) == (b"", LARGEST_HELD_BYTES + MILLION)
    assert file.media_type == "video/mp4"
    event = stored(desk, file, TODAY)
    assert event.digest == digest(tmp_path / "film.mp4")
    assert desk.store.evidence.size(event.blob) == file.size
    (tmp_path / "film.mp4").unlink()
    with pytest.raises(FileNotReadableError):
        stored(desk, file, TODAY)


@pytest.mark.parametrize("size", [0, 1, 262_143, 262_144, 262_145, 524_288, 1_000_000])
def test_the_size_of_what_is_kept_is_told_by_its_file(desk, size):
    kept = desk.store.evidence.add(BytesIO(bytes(size)))
    assert desk.store.evidence.size(kept.blob) == kept.size == size


def test_a_disk_without_room_is_said_before_anything_is_written(desk, tmp_path, monkeypatch):
    large = film(tmp_path / "film.mp4", 5 * MILLION)
    usage = shutil._ntuple_diskusage
    monkeypatch.setattr(shutil, "disk_usage", lambda _it: usage(9, 9, 5_000_000))
    with pytest.raises(NotEnoughRoomError) as refused:
        desk.store.evidence.add(BytesIO(bytes(10)), 4_500_000)
    assert refused.value.free == 5_000_000
    assert refused.value.needed > 5_400_000
    assert list((desk.store.folder / "evidence").iterdir()) == []
    desk.store.evidence.add(BytesIO(bytes(10)), 10)
    with pytest.raises(NotEnoughRoomError):
        stored(desk, read_file(large), TODAY)
    assert len(list((desk.store.folder / "evidence").iterdir())) == 1


def test_a_file_above_the_limit_is_refused_and_leaves_nothing(desk, tmp_path, monkeypatch):
    monkeypatch.setattr(evidence, "LARGEST_BYTES", 1000)
    desk.store.evidence.add(BytesIO(bytes(1000)))
    with pytest.raises(EvidenceTooLargeError):
        desk.store.evidence.add(BytesIO(bytes(1001)))
    assert len(list((desk.store.folder / "evidence").iterdir())) == 1


def test_an_item_may_have_two_gigabytes():
    assert evidence.LARGEST_BYTES == 2 * 1024**3


def test_a_file_that_is_far_too_large_is_refused_unread(tmp_path):
    with (tmp_path / "disk.img").open("wb") as out:
        out.truncate(evidence.LARGEST_BYTES + 1)
    with pytest.raises(EvidenceTooLargeError):
        read_file(tmp_path / "disk.img")


def test_what_is_damaged_is_not_saved_in_part(desk, tmp_path):
    event = stored(desk, read_file(film(tmp_path / "scan", 2 * MILLION)), TODAY)
    blob = desk.store.folder / "evidence" / event.blob
    blob.write_bytes(blob.read_bytes()[:-1])
    with pytest.raises(EvidenceMissingError):
        save_evidence(desk, event, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
    assert not list(tmp_path.glob(".amends-*"))
