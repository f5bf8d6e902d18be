"""A full or read-only disk is said in words, and costs nothing that was there before."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.storage.offices import ANNE, CASE, NOW, PASSPHRASE, make_office, note, record

from amends.domain.errors import FileNotWrittenError
from amends.storage.office import unlock

posix = pytest.mark.skipif(os.name == "nt", reason="limits and permissions as POSIX has them")

LIMITED = """
import resource, signal, sys
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from amends.domain.errors import FileNotWrittenError
from amends.storage.office import unlock
from tests.storage.offices import ANNE, CASE, NOW, PASSPHRASE, note

folder = Path(sys.argv[1])
office = unlock(folder, PASSPHRASE)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
_soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
refused = 0
try:
    with office.transaction() as unit:
        unit.drafts.put("small", b"Dear", NOW)
        unit.events.append(CASE, 1, [note("x" * 400_000)], now=NOW, person=ANNE)
except FileNotWrittenError:
    refused += 1
try:
    office.evidence.add(BytesIO(bytes(1_000_000)))
except FileNotWrittenError:
    refused += 1
assert refused == 2, refused
assert list((folder / "evidence").iterdir()) == []
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
with office.transaction() as unit:
    assert unit.drafts.keys() == []
    assert [entry.event for entry in unit.events.read(CASE)] == [note("before")]
    unit.events.append(CASE, 1, [note("after")], now=NOW, person=ANNE)
office.close()
"""

READ_ONLY = """
import os, sys
from pathlib import Path
from amends.domain.errors import FileNotWrittenError
from amends.storage.office import create, unlock
from tests.storage.offices import ANNE, CHEAP, PASSPHRASE
import alembic.command, sqlalchemy.dialects.sqlite

folder = Path(sys.argv[1])
if os.geteuid() == 0:
    os.seteuid(65534)  # root may write anywhere
for attempt in (
    lambda: unlock(folder, PASSPHRASE),
    lambda: create(folder / "evidence", PASSPHRASE, ANNE, CHEAP),
    lambda: create(folder / "new", PASSPHRASE, ANNE, CHEAP),
):
    try:
        attempt()
    except FileNotWrittenError as error:
        print(error.reason)
"""


def run(program, folder):
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@posix
def test_a_file_that_may_not_grow_loses_nothing_that_was_saved(office, folder):
    record(office, "before")
    office.close()
    ran = run(LIMITED, folder)
    assert (ran.returncode, ran.stderr) == (0, "")
    with closing(unlock(folder, PASSPHRASE)) as again, again.reading() as unit:
        assert [entry.event for entry in unit.events.read(CASE)] == [note("before"), note("after")]
        assert unit.events.broken_places() == []


@posix
def test_a_folder_that_cannot_be_written_is_said():
    with TemporaryDirectory() as made:  # tmp_path lies where another user may not look
        folder = Path(made) / "office"
        make_office(folder).close()
        for place in [*folder.rglob("*"), folder, folder.parent]:
            place.chmod(0o555 if place.is_dir() else 0o444)
        try:
            ran = run(READ_ONLY, folder)
        finally:
            for place in (folder.parent, folder, folder / "evidence"):
                place.chmod(0o755)
    assert ran.stderr == ""
    assert len(ran.stdout.splitlines()) == 3


@pytest.fixture
def small_disk(tmp_path):
    """Return a folder on a disk of two megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if not sys.platform.startswith("linux") or os.geteuid():
        pytest.skip("only root on Linux may mount a small disk")
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this container may not mount")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_a_full_disk_is_said_and_costs_nothing_that_was_saved(small_disk):
    folder = small_disk / "office"
    with closing(make_office(folder)) as office:
        record(office, "before")
        with pytest.raises(FileNotWrittenError) as caught:
            office.evidence.add(BytesIO(bytes(3_000_000)))
        assert caught.value.reason == os.strerror(28)
        assert list((folder / "evidence").iterdir()) == []
        with pytest.raises(FileNotWrittenError), office.transaction() as unit:
            unit.events.append(CASE, 1, [note("x" * 3_000_000)], now=NOW, person=ANNE)
        record(office, "after")
    with closing(unlock(folder, PASSPHRASE)) as again, again.reading() as unit:
        assert [entry.event for entry in unit.events.read(CASE)] == [note("before"), note("after")]
        assert unit.events.broken_places() == []


def test_no_office_is_begun_on_a_full_disk(small_disk):
    (small_disk / "film").write_bytes(bytes(2_000_000))
    folder = small_disk / "office"
    with pytest.raises(FileNotWrittenError):
        make_office(folder)
    assert not folder.exists()


@posix
@pytest.mark.parametrize("most_bytes", [4096, 60_000])
def test_a_disk_that_fails_in_the_middle_of_a_copy_is_said(office, tmp_path, most_bytes):
    import resource

    record(office, "She rang.")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, limits[1]))
    try:
        with pytest.raises(FileNotWrittenError):
            office.copy_database(tmp_path / "copy", list)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    office.copy_database(tmp_path / "another", list)
