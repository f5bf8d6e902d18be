"""No word of a case is left in the open: not in the office's folder, nor anywhere around it.

Marked words are typed into every place of the window that takes some, by one story or another; then
the app is killed, and all that it has left is searched. What a person brings or lets go out lies in
a folder of its own, which is not: files that are added or imported, a finished letter saved as PDF
or as e-mail, a recovery sheet, the ZIP file of a hand-over. Whatever leaves the office encrypted, a
copy or a sealed file, is searched too.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
import zlib
from base64 import b64encode, encodebytes
from pathlib import Path

import pytest

from amends.storage.office import unlock
from tests.conftest import FOLDERS
from tests.windows import searching
from tests.windows.fields import all_places
from tests.windows.planting import Words
from tests.windows.searching import ENCODINGS, files_with, shared_files_with
from tests.windows.stories.leaking import STANDARD

pytestmark = [pytest.mark.window, pytest.mark.timeout(600)]

# Words that were typed into a form, or quoted by an error.
KEPT = re.compile(r"zq[0-9a-f]{8}\d+(at\d+|error)qz")

ROOT = Path(__file__).parents[2]

# Which story types where, by how the places begin; the first that fits tells.
STORIES = {
    "rules": (
        "case.forms.fact.",
        "case.forms.give.",
        "case.forms.late.",
        "case.forms.more_time.",
        "case.forms.move.",
        "case.forms.second_policy.",
        "complaint.",
    ),
    "complaints": (
        "case.forms.",
        "first_run.office_step.",
        "first_run.policy_step.",
        "letters.",
        "widgets.letterhead_fields.",
        "widgets.place_picker.",
    ),
    "office": ("access.", "first_run.unlock.", "settings.", "widgets.new_passphrase."),
    "procedures": (
        "hand_over.",
        "help.",
        "inbox.",
        "leaving.",
        "procedures.",
        "widgets.file_chooser.",
    ),
    "absence": ("copies.", "cover.", "first_run.new_key.", "first_run.recover."),
}
NOT_TYPED_INTO = {
    "settings.copies_card.CopiesCard.place": "shows a folder, which only a button changes",
    "settings.hours_card.HoursCard.proposal": "hours are never asked a reason for",
    "settings.terms_card.TermsCard.proposal": "terms are never asked a reason for",
}


def story_of(place):
    begins = ((story, begin) for story, each in STORIES.items() for begin in each)
    return next((story for story, begin in begins if place.startswith(begin)), None)


def test_every_place_into_which_a_person_types_belongs_to_a_story():
    assert {place for place in all_places() if story_of(place) is None} == set()
    assert set(NOT_TYPED_INTO) <= all_places()


@pytest.mark.parametrize(
    "found",
    [
        "access.admit_dialog.AdmitDialog.passphrase",  # a part with fields of its own
        "case.forms.give.GiveForm",  # a form without any
        "case.forms.late.LateForm._because",  # a box of text
        "case.forms.rows._Row.day",  # where there is one
        "complaint.form.ComplaintForm.relation",  # a box of choices that takes others
        "cover.seal_dialog.GiveBackDialog.file",  # inherited
        "hand_over.request.Request.why",  # one of two in a line
        "inbox.view.InboxView",  # returned by a function
        "procedures.editor_form.EditorForm",  # as many as there are clauses
        "settings.hours_card.HoursCard.days",  # one for each day
        "widgets.file_chooser.FileChooser",  # Qt's own
    ],
)
def test_the_code_tells_of_a_field_however_it_is_made(found):
    assert found in all_places()


def environment(disk):
    """Return the variables by which everything that a program writes lies in one folder."""
    home, temporary = disk / "home", disk / "temporary"
    for folder in (home / "run", temporary, disk / "here"):
        folder.mkdir(parents=True)
    (home / "run").chmod(0o700)
    places = {variable: home / name for variable, name in FOLDERS.items()}
    places |= dict.fromkeys(("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"), temporary)
    paths = os.pathsep.join([*filter(None, sys.path), str(ROOT)])
    return os.environ | {name: str(it) for name, it in places.items()} | {"PYTHONPATH": paths}


def killed(story, disk):
    """Let a story be told until the app is killed, and return what it says of itself."""
    outside = disk.with_name("outside")
    outside.mkdir()
    ran = subprocess.run(
        [*(sys.executable, "-m", "tests.windows.killed_window"), story, disk, outside],
        env=environment(disk),
        cwd=disk / "here",
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == -signal.SIGKILL, ran.stderr[-3000:]
    return json.loads(ran.stdout.splitlines()[-1])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("story", STORIES)
def test_marked_words_are_in_no_file_after_a_kill_nor_later(story, tmp_path):
    began, disk = time.time(), tmp_path / "disk"
    told = killed(story, disk)
    wanted = {place for place in all_places() if story_of(place) == story}
    assert wanted - set(told["places"]) <= set(NOT_TYPED_INTO)
    names = {place.name for place in disk.rglob("*")}
    assert {"office.db", "office.db-wal", "head.json", "keys.json", "crash.log"} <= names
    assert "ValueError" in next(disk.rglob("crash.log")).read_text("utf-8")
    words = [*told["words"], *told["offices"].values()]
    assert files_with(words, disk) == []
    assert {str(it.parent) for it in disk.glob("*/office.db")} == set(told["offices"])
    for folder, passphrase in told["offices"].items():
        unlock(Path(folder), passphrase).close()
    assert list(disk.rglob("office.db-wal")) == []
    assert files_with(words, disk) == []
    assert shared_files_with(told["words"], began) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_word_that_is_left_on_purpose_is_found_in_every_kind_of_place(tmp_path):
    disk = tmp_path / "disk"
    told = killed("leaking", disk)
    left = [word for word in told["words"] if KEPT.fullmatch(word) is None]
    assert len(left) > len(STANDARD) + 10
    for word in left:
        assert files_with([word], disk), word
    kept = sorted({*told["words"]} - {*left})
    assert kept
    assert files_with(kept, disk) == []


def test_words_of_two_runs_are_never_the_same():
    assert Words()("at1") != Words()("at1")


def test_a_shared_file_that_goes_while_it_is_read_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr(searching, "_SHARED", (str(tmp_path),))
    for name in ("gone", "left"):
        (tmp_path / name).write_text("zq000leakqz", "utf-8")
    read = Path.read_bytes

    def gone(file):
        if file.name == "gone":
            file.unlink()
        return read(file)

    monkeypatch.setattr(Path, "read_bytes", gone)
    (found,) = shared_files_with(["zq000leakqz"], 0)
    assert found.startswith(str(tmp_path / "left"))


def test_a_word_is_found_in_a_folder_that_all_programs_share(tmp_path, monkeypatch):
    monkeypatch.setattr(searching, "_SHARED", (str(tmp_path), str(tmp_path / "none")))
    began = time.time() - 1
    (tmp_path / "new").write_text("zq000leakqz", "utf-8")
    (tmp_path / "old").write_text("zq000leakqz", "utf-8")
    os.utime(tmp_path / "old", (began - 10, began - 10))
    (found,) = shared_files_with(["zq000leakqz"], began)
    assert found.startswith(str(tmp_path / "new"))


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("before", ["", "a", "ab", "abc"])
def test_the_search_finds_a_word_however_it_is_written(tmp_path, encoding, before):
    raw = f"{before}zq000leakqz, she said.".encode(encoding)
    shouted = f"{before}ZQ000LEAKQZ".encode(encoding)
    long = b"." * 45 + raw  # as base64 it ends beyond the first line
    for name, left in {
        "plain": raw,
        "shouted": shouted,
        "mime": b64encode(raw),
        "lines": encodebytes(long),
        "hex": raw.hex().upper().encode(),
        "packed": b"%PDF stream " + zlib.compress(raw) + b" endstream",
        "log.gz": gzip.compress(raw),
    }.items():
        (tmp_path / name).write_bytes(left)
    with zipfile.ZipFile(tmp_path / "bundle.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("letter.txt", raw)
    (tmp_path / "zq000leakqz.tmp").mkdir()
    (tmp_path / "innocent").write_bytes(b"zq001leakqz")
    found = files_with(["zq000leakqz"], tmp_path)
    assert {Path(it.rpartition(": ")[0]).name for it in found} == {
        *("plain", "shouted", "mime", "lines", "hex", "packed", "log.gz"),
        *("bundle.zip", "zq000leakqz.tmp"),
    }
