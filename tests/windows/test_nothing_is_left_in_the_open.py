"""No word of a case is left in the open: not in the office's folder, nor anywhere around it."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import zipfile
import zlib
from base64 import b64encode

import pytest

from amends.storage.office import unlock
from amends.ui.case import forms
from amends.ui.case.forms.form import Form
from tests.conftest import FOLDERS
from tests.windows.casework import PASSPHRASE
from tests.windows.searching import ENCODINGS, files_with

pytestmark = [pytest.mark.window, pytest.mark.timeout(600)]


# Forms that only another policy, a second one, or a second person in the office can need.
NOT_NEEDED = {
    "FactForm",
    "GiveForm",
    "GivePromiseForm",
    "LateForm",
    "MoreTimeForm",
    "MoveForm",
    "SecondPolicyForm",
}


def every_form():
    """Return the name of every form of a case, wherever it is defined."""
    for module in pkgutil.iter_modules(forms.__path__, f"{forms.__name__}."):
        importlib.import_module(module.name)
    return {form.__name__ for form in Form.__subclasses__()}


def environment(disk):
    """Return the variables by which everything that a program writes lies in one folder."""
    home, temporary = disk / "home", disk / "temporary"
    for folder in (home / "run", temporary):
        folder.mkdir(parents=True)
    (home / "run").chmod(0o700)
    places = {variable: home / name for variable, name in FOLDERS.items()}
    places |= dict.fromkeys(("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"), temporary)
    paths = os.pathsep.join(sys.path)
    return os.environ | {name: str(it) for name, it in places.items()} | {"PYTHONPATH": paths}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_marked_words_are_in_no_file_after_a_kill_nor_later(tmp_path):
    disk, outside = tmp_path / "disk", tmp_path / "outside"
    outside.mkdir()
    ran = subprocess.run(
        [*(sys.executable, "-m", "tests.windows.killed_window"), disk / "office", outside],
        env=environment(disk),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == -signal.SIGKILL, ran.stderr[-3000:]
    told = json.loads(ran.stdout.splitlines()[-1])
    assert len(told["words"]) > 90
    assert every_form() - set(told["forms"]) <= NOT_NEEDED
    names = {place.name for place in disk.rglob("*")}
    assert {"office.db", "office.db-wal", "head.json", "keys.json", "crash.log"} <= names
    assert "ValueError" in next(disk.rglob("crash.log")).read_text("utf-8")
    words = [*told["words"], PASSPHRASE]
    assert files_with(words, disk) == []
    unlock(disk / "office", PASSPHRASE).close()
    assert "office.db-wal" not in {place.name for place in (disk / "office").iterdir()}
    assert files_with(words, disk) == []


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("before", ["", "a", "ab", "abc"])
def test_the_search_finds_a_word_however_it_is_written(tmp_path, encoding, before):
    raw = f"{before}zq000leakqz, she said.".encode(encoding)
    shouted = f"{before}ZQ000LEAKQZ".encode(encoding)
    for name, left in {
        "plain": raw,
        "shouted": shouted,
        "mime": b64encode(raw),
        "packed": b"%PDF stream " + zlib.compress(raw) + b" endstream",
    }.items():
        (tmp_path / name).write_bytes(left)
    with zipfile.ZipFile(tmp_path / "bundle.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("letter.txt", raw)
    (tmp_path / "zq000leakqz.tmp").mkdir()
    (tmp_path / "innocent").write_bytes(b"zq001leakqz")
    assert len(files_with(["zq000leakqz"], tmp_path)) == 6
