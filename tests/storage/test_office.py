"""How an office is made, opened and closed, and what is said when it cannot be."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import closing
from io import BytesIO

import pytest
from tests.storage.offices import (
    ANNE,
    CASE,
    NOW,
    PASSPHRASE,
    make_office,
    note,
    record,
    with_the_key_in_hand,
)

from amends.domain.errors import (
    FileNotWrittenError,
    NotAnOfficeError,
    OfficeDamagedError,
    OfficeExistsError,
    OfficeLockedError,
    OfficeTooNewError,
    WrongPassphraseError,
)
from amends.storage import office as office_module
from amends.storage.office import unlock

PAGE_BYTES = 4096
PARTS = {"office.db", "keys.json", "evidence", "head.json"}


def test_what_was_recorded_is_there_after_unlocking(office, folder):
    record(office, "She rang.")
    office.close()
    with closing(unlock(folder, PASSPHRASE)) as again, again.reading() as unit:
        (entry,) = unit.events.read(CASE)
        assert entry.event == note("She rang.")
        assert again.person == ANNE
        assert again.folder == folder


def test_an_empty_folder_may_become_an_office(folder):
    folder.mkdir()
    make_office(folder).close()
    unlock(folder, PASSPHRASE).close()


def test_a_folder_with_something_in_it_is_left_alone(folder):
    folder.mkdir()
    (folder / "letter.txt").write_text("mine")
    with pytest.raises(OfficeExistsError):
        make_office(folder)
    assert [file.name for file in folder.iterdir()] == ["letter.txt"]


def test_an_office_is_not_made_over_another_or_over_a_file(office, folder):
    with pytest.raises(OfficeExistsError):
        make_office(folder)
    with pytest.raises(OfficeExistsError):
        make_office(folder / "keys.json")


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    with pytest.raises(FileNotWrittenError):
        make_office(tmp_path / "not there" / "office")


@pytest.mark.parametrize("is_ours", [True, False])
@pytest.mark.parametrize("fails", ["make_keys", "migrate", "sync_folder"])
def test_a_half_made_office_is_taken_away_again(folder, monkeypatch, is_ours, fails):
    if not is_ours:
        folder.mkdir()

    def fail(*_args):
        raise RuntimeError

    monkeypatch.setattr(office_module, fails, fail)
    with pytest.raises(RuntimeError):
        make_office(folder)
    assert folder.exists() is not is_ours
    assert is_ours or not any(folder.iterdir())
    monkeypatch.undo()
    make_office(folder).close()


def test_another_folder_is_no_office(tmp_path):
    for folder in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(NotAnOfficeError):
            unlock(folder, PASSPHRASE)
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize("part", ["keys.json", "office.db"])
def test_an_office_that_lacks_a_part_is_damaged(office, folder, part):
    office.close()
    (folder / part).unlink()
    with pytest.raises(OfficeDamagedError) as caught:
        unlock(folder, PASSPHRASE)
    assert caught.value.part == part
    assert not (folder / part).exists()


def test_the_wrong_passphrase_opens_nothing(office, folder):
    office.close()
    with pytest.raises(WrongPassphraseError):
        unlock(folder, "seven grey hens")


def test_keys_of_another_office_do_not_fit(office, folder, tmp_path, capfd):
    office.close()
    make_office(tmp_path / "other").close()
    shutil.copy(tmp_path / "other" / "keys.json", folder)
    with pytest.raises(OfficeDamagedError) as caught:
        unlock(folder, PASSPHRASE)
    assert caught.value.part == "office.db"
    assert capfd.readouterr() == ("", "")


def test_a_changed_page_is_said_to_be_damaged_as_soon_as_it_is_read(office, folder):
    record(office, *(f"Note {number} " * 200 for number in range(20)))
    office.close()
    file = folder / "office.db"
    whole = file.read_bytes()
    noticed = 0
    for place in range(99, len(whole), PAGE_BYTES):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        noticed += is_damaged(folder)
    assert noticed > 20  # each note fills a page; what is left are pages that nobody read


def is_damaged(folder):
    try:
        with closing(unlock(folder, PASSPHRASE)) as opened, opened.reading() as unit:
            assert unit.events.broken_places() == []
    except OfficeDamagedError as error:
        return error.part == "office.db"
    return False


@pytest.mark.parametrize("revision", ["9999", "9f3a"])
def test_an_office_of_a_newer_version_is_refused(office, folder, revision):
    office.close()
    with with_the_key_in_hand(folder) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    with pytest.raises(OfficeTooNewError):
        unlock(folder, PASSPHRASE)


@pytest.mark.parametrize("harm", ["DROP TABLE alembic_version", "DELETE FROM alembic_version"])
def test_a_database_without_a_revision_is_damaged(office, folder, harm):
    office.close()
    with with_the_key_in_hand(folder) as connection:
        connection.execute(harm)
    with pytest.raises(OfficeDamagedError):
        unlock(folder, PASSPHRASE)


def test_a_closed_office_gives_nothing_more(office):
    blob = office.evidence.add(BytesIO(b"scan")).blob
    office.close()
    office.close()
    for use in (office.transaction, office.reading):
        with pytest.raises(OfficeLockedError), use():
            pass
    with pytest.raises(OfficeLockedError):
        office.evidence.read(blob)
    with pytest.raises(OfficeLockedError):
        _ = office.key


def test_a_closed_office_leaves_its_parts_and_no_log(office, folder):
    record(office, "She rang.")
    assert (folder / "office.db-wal").exists()
    office.close()
    assert {part.name for part in folder.iterdir()} == PARTS


def test_opening_removes_what_a_killed_program_left_long_ago(office, folder):
    office.close()
    old, new = (folder / "evidence" / f"{name}.part" for name in ("old", "new"))
    for left in (old, new):
        left.write_bytes(b"half a film")
    os.utime(old, (0, 0))
    unlock(folder, PASSPHRASE).close()
    assert (old.exists(), new.exists()) == (False, True)


def test_work_that_outlives_the_office_finishes_and_then_lets_go(office, folder):
    with office.transaction() as unit:
        unit.events.append(CASE, 0, [note()], now=NOW, person=ANNE)
        office.close()
    assert not (folder / "office.db-wal").exists()
    with closing(unlock(folder, PASSPHRASE)) as again, again.reading() as unit:
        assert unit.events.last_seq(CASE) == 1


def test_an_office_may_lie_in_a_folder_with_any_name(tmp_path):
    folder = tmp_path / "Büro 100% #1?"
    make_office(folder).close()
    unlock(folder, PASSPHRASE).close()
    assert (folder / "office.db").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows deletes no file that is open")
def test_nothing_is_called_saved_once_the_folder_is_gone(office, folder):
    shutil.rmtree(folder)
    with pytest.raises(FileNotWrittenError):
        record(office, "She rang.")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows moves no file that is open")
def test_nothing_is_called_saved_in_a_folder_that_was_moved_away(office, folder, tmp_path):
    record(office, "She rang.")
    folder.rename(tmp_path / "elsewhere")
    shutil.copytree(tmp_path / "elsewhere", folder)  # and another is in its place
    with pytest.raises(FileNotWrittenError):
        record(office, "She rang again.")


def test_only_the_owner_may_read_the_files(office, folder):
    modes = {part.name: part.stat().st_mode & 0o077 for part in folder.iterdir() if part.is_file()}
    assert set(modes.values()) == {0}
