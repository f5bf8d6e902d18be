"""An office of an older version is brought up to date whole, or stays as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import ExitStack, closing
from functools import partial
from io import BytesIO

import pytest
from sqlalchemy import insert
from tests.storage.offices import CASE, NOW, PASSPHRASE, TODAY, inbox_row, make_office, record
from tests.storage.offices import with_the_key_in_hand as opened

from amends.domain.errors import (
    AmendsError,
    FileNotWrittenError,
    OfficeDamagedError,
    OfficeInUseError,
)
from amends.domain.keeping_errors import OfficeTooOldError
from amends.storage import office as office_module
from amends.storage import swapping
from amends.storage import upgrade as upgrade_module
from amends.storage.migrations import migrate
from amends.storage.office import look_into, unlock
from amends.storage.tables import REVISION, inbox

FIRST = "0001"
PARTS = {"office.db", "keys.json", "evidence", "head.json"}


@pytest.fixture
def old(folder, monkeypatch):
    """The folder of an office that the first version made, worked in, and closed."""
    with monkeypatch.context() as patched:
        patched.setattr(office_module, "migrate", partial(migrate, revision=FIRST))
        office = make_office(folder)
    with closing(office):
        record(office, "She rang.", "He wrote.")
        office.evidence.add(BytesIO(b"scan"))
        with office.transaction() as unit:
            put_as_then(unit, inbox_row(CASE))
            put_as_then(unit, inbox_row("case/closed", closed=True, sort_key="9999-12-31"))
            unit.drafts.put("letter", b"Dear", NOW)
    return folder


def put_as_then(unit, row):
    """Add a row of the inbox with the columns that the first version knew."""
    columns = row._asdict() | {"label_key": "", "search_text": ""}
    del columns["due_time"], columns["told_in"]
    unit.inbox._connection.execute(insert(inbox).values(**columns))


def revision(folder):
    with opened(folder, guarded=True) as connection:
        return connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]


def parts(folder):
    return {part.name for part in folder.iterdir()}


def test_it_keeps_everything_that_was_in_it(old):
    with opened(old, guarded=True) as connection:
        before = connection.execute("SELECT * FROM events JOIN bodies USING (id)").fetchall()
    with closing(unlock(old, PASSPHRASE)) as office, office.reading() as unit:
        assert unit.events.broken_places() == []
        assert unit.events.last_seq(CASE) == 2
        assert unit.drafts.get("letter") == b"Dear"
        assert unit.promises.page(None, 9) == []
    with opened(old, guarded=True) as connection:
        after = connection.execute("SELECT * FROM events JOIN bodies USING (id)").fetchall()
    assert len(before) == 2
    assert after == before
    assert revision(old) == REVISION
    assert parts(old) == PARTS


def test_its_open_cases_are_derived_again_and_its_closed_ones_are_not(old):
    with closing(unlock(old, PASSPHRASE)) as office, office.reading() as unit:
        assert unit.inbox.stale(TODAY) == [CASE]


def test_the_record_stays_protected_by_the_database_itself(old):
    unlock(old, PASSPHRASE).close()
    with opened(old, guarded=True) as connection:
        for harm in ("UPDATE events SET kind = 'x'", "DELETE FROM office_chain"):
            with pytest.raises(Exception, match="never changed"):
                connection.execute(harm)


def test_only_the_owner_may_read_it_afterwards(old):
    unlock(old, PASSPHRASE).close()
    assert (old / "office.db").stat().st_mode & 0o077 == 0


def test_a_second_opening_upgrades_nothing(old, monkeypatch):
    unlock(old, PASSPHRASE).close()
    monkeypatch.setattr(upgrade_module, "upgrade", pytest.fail)
    unlock(old, PASSPHRASE).close()


def test_what_an_upgrade_that_was_killed_left_behind_does_no_harm(old):
    for ending in ("", "-wal", "-shm", "-journal"):
        (old / f"office.db.0f.upgrade{ending}").write_bytes(b"half")
    unlock(old, PASSPHRASE).close()
    assert revision(old) == REVISION
    assert parts(old) == PARTS


def test_an_office_that_somebody_works_in_is_left_alone(old):
    before = (old / "office.db").read_bytes()
    with opened(old, guarded=True) as connection:
        connection.execute("SELECT * FROM drafts").fetchall()
        with pytest.raises(OfficeInUseError):
            unlock(old, PASSPHRASE)
    assert (old / "office.db").read_bytes() == before
    unlock(old, PASSPHRASE).close()


def test_what_somebody_writes_meanwhile_is_not_lost(old, monkeypatch):
    real = upgrade_module._upgrade_draft

    def meanwhile(draft, key):
        real(draft, key)
        with opened(old, guarded=True) as connection:
            connection.execute("INSERT INTO drafts VALUES ('note', 'x', '2026-03-02')")

    monkeypatch.setattr(upgrade_module, "_upgrade_draft", meanwhile)
    with pytest.raises(OfficeInUseError):
        unlock(old, PASSPHRASE)
    monkeypatch.undo()
    with closing(unlock(old, PASSPHRASE)) as office, office.reading() as unit:
        assert unit.drafts.keys() == ["letter", "note"]


def test_of_two_who_upgrade_at_once_the_second_to_end_changes_nothing(old, monkeypatch):
    real = upgrade_module._upgrade_draft

    def meanwhile(draft, key):
        real(draft, key)
        monkeypatch.undo()
        unlock(old, PASSPHRASE).close()

    monkeypatch.setattr(upgrade_module, "_upgrade_draft", meanwhile)
    with pytest.raises(OfficeInUseError):
        unlock(old, PASSPHRASE)
    assert revision(old) == REVISION
    assert parts(old) == PARTS


def test_nobody_swaps_in_the_copy_that_somebody_else_has_begun(old, monkeypatch):
    real, file = upgrade_module._upgrade_draft, old / "office.db"
    before = file.read_bytes()

    def meanwhile(draft, key):
        real(draft, key)
        begun.enter_context(swapping.draft_of(file, "upgrade")).write_bytes(b"half")

    monkeypatch.setattr(upgrade_module, "_upgrade_draft", meanwhile)
    with ExitStack() as begun, pytest.raises(FileNotWrittenError):
        unlock(old, PASSPHRASE)
    assert file.read_bytes() == before
    assert parts(old) == PARTS


@pytest.mark.parametrize("fails", ["migrate", "broken_places", "sync_file"])
def test_a_failure_on_the_way_leaves_the_office_as_it_was(old, monkeypatch, fails):
    before = (old / "office.db").read_bytes()

    def fail(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(upgrade_module if fails == "migrate" else swapping, fails, fail)
    with pytest.raises(FileNotWrittenError):
        unlock(old, PASSPHRASE)
    assert (old / "office.db").read_bytes() == before
    assert parts(old) == PARTS


def test_a_record_that_does_not_hold_is_not_upgraded(old):
    with opened(old) as connection:
        connection.execute("UPDATE events SET kind = 'x' WHERE stream_seq = 1")
    with pytest.raises(OfficeDamagedError):
        unlock(old, PASSPHRASE)
    assert revision(old) == FIRST
    assert parts(old) == PARTS


def test_a_changed_page_is_noticed_before_anything_is_upgraded(old):
    file = old / "office.db"
    whole = file.read_bytes()
    place = len(whole) - 2000
    file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
    with pytest.raises(AmendsError):
        unlock(old, PASSPHRASE)
    assert parts(old) == PARTS


KILLED = """
import os
import sys
from pathlib import Path
import amends.storage.swapping as swapping
import amends.storage.upgrade as upgrade
def die(*args, **kwargs):
    os._exit(9)
place, name = sys.argv[2].split(".")
setattr({"upgrade": upgrade, "swapping": swapping, "Path": Path}[place], name, die)
from amends.storage.office import unlock
unlock(Path(sys.argv[1]), "seven grey herons")
"""
STEPS = ["swapping.sync_file", "upgrade.migrate", "swapping.broken_places", "Path.replace"]


@pytest.mark.parametrize("step", [*STEPS, "swapping.sync_folder"])
def test_a_kill_in_between_leaves_the_old_office_or_the_new_one(old, tmp_path, step):
    paths = os.pathsep.join(path for path in sys.path if path)
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, str(old), step],
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 9, ran.stderr.decode()
    assert revision(old) == (FIRST if step in STEPS else REVISION)
    copy = shutil.copytree(old, tmp_path / "copy")
    for folder in (old, copy):
        with closing(unlock(folder, PASSPHRASE)) as office, office.reading() as unit:
            assert unit.events.last_seq(CASE) == 2
            assert unit.events.broken_places() == []
        assert revision(folder) == REVISION
        assert parts(folder) == PARTS


def test_an_office_that_is_only_looked_into_is_not_brought_up_to_date(old):
    before = {part: part.read_bytes() for part in old.rglob("*") if part.is_file()}
    with pytest.raises(OfficeTooOldError), look_into(old, PASSPHRASE):
        pass
    assert {part: part.read_bytes() for part in old.rglob("*") if part.is_file()} == before
