"""What a killed program leaves is removed at the next start, and nothing else ever is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from amends.storage.left_behind import LEAVING_FOLDER, draft_beside, remove_left_behind

KILLED = """
import os, signal, sys
from pathlib import Path
from amends.storage.left_behind import draft_beside

office, folder, back_to = map(Path, sys.argv[1:])
with draft_beside(office, folder, back_to if back_to.name != "-" else None) as draft:
    draft.write_text("Maria Ferreira")
    os.kill(os.getpid(), signal.SIGKILL)
"""
LATER_S = 7200


@pytest.fixture
def office(tmp_path):
    (tmp_path / "office" / "evidence").mkdir(parents=True)
    return tmp_path / "office"


@pytest.fixture
def outside(tmp_path):
    (tmp_path / "documents").mkdir()
    return tmp_path / "documents"


def killed(office, outside, back_to="-"):
    """Let a program be killed while its draft is there; return what it left."""
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, str(office), str(outside), str(back_to)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert ran.returncode == -signal.SIGKILL
    (left,) = outside.iterdir()
    assert left.read_text() == "Maria Ferreira"
    return left


def test_a_draft_goes_at_the_end_and_so_does_its_note(office, outside):
    with draft_beside(office, outside) as draft:
        assert draft.stat().st_mode & 0o777 == 0o600 or os.name == "nt"
        assert len(list((office / LEAVING_FOLDER).iterdir())) == 1
    with pytest.raises(ZeroDivisionError), draft_beside(office, outside):
        raise ZeroDivisionError
    assert list(outside.iterdir()) == list((office / LEAVING_FOLDER).iterdir()) == []


def test_a_draft_that_was_moved_stays_where_it_is(office, outside):
    with draft_beside(office, outside) as draft:
        draft.replace(outside / "case.pdf")
    assert (outside / "case.pdf").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_what_a_killed_program_left_is_removed(office, outside):
    killed(office, outside)
    remove_left_behind(office)
    assert list(outside.iterdir()) == list((office / LEAVING_FOLDER).iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_what_it_kept_of_somebody_s_is_put_back(office, outside):
    killed(office, outside, outside / "mine.pdf")
    remove_left_behind(office)
    assert (outside / "mine.pdf").read_text() == "Maria Ferreira"


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither such a signal nor such a name")
def test_it_does_not_matter_that_a_folder_is_called_by_two_lines(office, tmp_path):
    outside = tmp_path / "two\nlines"
    outside.mkdir()
    killed(office, outside)
    remove_left_behind(office)
    assert list(outside.iterdir()) == []
    killed(office, outside, outside / "mine.pdf")
    remove_left_behind(office)
    assert [it.name for it in outside.iterdir()] == ["mine.pdf"]


@pytest.mark.parametrize("between", ["\0", "\n"])
def test_a_note_of_an_older_version_is_understood(office, outside, between):
    (outside / ".amends-a.part").write_text("mine")
    (office / LEAVING_FOLDER).mkdir()
    told = f"{outside / '.amends-a.part'}{between}{outside / 'mine.pdf'}"
    (office / LEAVING_FOLDER / "note").write_text(told, "utf-8")
    remove_left_behind(office)
    assert [it.name for it in outside.iterdir()] == ["mine.pdf"]


def test_a_draft_that_is_being_written_stays(office, outside):
    with draft_beside(office, outside) as draft:
        remove_left_behind(office)
        assert draft.exists()
        assert len(list((office / LEAVING_FOLDER).iterdir())) == 1


@pytest.mark.parametrize(
    "named", ["{}/mine.pdf", "{}/.amends-mine.txt", "{}/.amends-x.part/a", "", "\udcff"]
)
def test_a_note_that_names_something_else_removes_nothing(office, outside, named):
    for name in ("mine.pdf", ".amends-mine.txt"):
        (outside / name).write_text("mine")
    (office / LEAVING_FOLDER).mkdir()
    note = named.format(outside).encode("utf-8", "surrogateescape")
    (office / LEAVING_FOLDER / "note").write_bytes(note)
    remove_left_behind(office)
    assert {it.name for it in outside.iterdir()} == {"mine.pdf", ".amends-mine.txt"}
    remove_left_behind(office)


def test_a_note_puts_nothing_into_another_folder(office, outside):
    (office / ".amends-a.part").write_text("from a stranger")
    (office / LEAVING_FOLDER).mkdir()
    told = f"{office / '.amends-a.part'}\n{outside / 'start.desktop'}"
    (office / LEAVING_FOLDER / "note").write_text(told, "utf-8")
    remove_left_behind(office)
    assert list(outside.iterdir()) == []
    told = f"{office / '.amends-a.part'}\n{office / '..' / outside.name / 'start.desktop'}"
    (office / LEAVING_FOLDER / "note").write_text(told, "utf-8")
    remove_left_behind(office)
    assert list(outside.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="links take rights of their own on Windows")
@pytest.mark.parametrize("part", ["leaving", "evidence", "backups"])
def test_a_link_in_the_office_leads_to_nothing_that_is_removed(office, outside, part):
    (office / "evidence").rmdir()
    (outside / "film.part").write_bytes(b"mine")
    (outside / "letter.pdf").write_bytes(b"mine")
    (office / part).symlink_to(outside)
    remove_left_behind(office, now_s=time.time() + LATER_S)
    assert {it.name for it in outside.iterdir()} == {"film.part", "letter.pdf"}


def test_the_office_s_own_drafts_go_once_nobody_can_be_writing_them(office):
    drafts = [office / "head.json.a.part", office / "evidence" / "b.part"]
    for draft in drafts:
        draft.write_bytes(b"half")
    (office / "backups" / "c.part").mkdir(parents=True)
    (office / "evidence" / "kept").write_bytes(b"whole")
    remove_left_behind(office)
    assert all(draft.exists() for draft in drafts)
    remove_left_behind(office, now_s=time.time() + LATER_S)
    assert {it.name for it in office.rglob("*")} == {"evidence", "kept", "backups"}


def test_an_office_that_is_not_there_has_nothing_left(tmp_path):
    remove_left_behind(tmp_path / "nowhere")


def test_an_office_that_cannot_be_written_still_lets_a_file_out(tmp_path, outside):
    with draft_beside(tmp_path / "nowhere", outside) as draft:
        draft.write_text("whole")
        draft.replace(outside / "letter.pdf")
    assert [it.name for it in outside.iterdir()] == ["letter.pdf"]
