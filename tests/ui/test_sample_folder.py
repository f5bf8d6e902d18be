"""The folder of a sample office never outlives its program for long, nor is another's touched."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

import pytest

from amends.ui.sample_folder import SampleFolder

MAKE_AND_DIE = """
import os
from amends.ui.sample_folder import SampleFolder
made = SampleFolder()
(made.path / "office").mkdir()
print(made.path, flush=True)
os._exit(1)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """Give the test a folder for temporary files of its own."""
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left_by_a_killed_program():
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    words = [sys.executable, "-c", MAKE_AND_DIE]
    return subprocess.run(words, env=environment, capture_output=True, text=True, check=False)


def test_a_folder_goes_with_its_office(temporary):
    made = SampleFolder()
    (made.path / "office").mkdir()
    made.remove()
    assert list(temporary.iterdir()) == []


def test_what_a_killed_program_left_goes_with_the_next_office(temporary):
    done = left_by_a_killed_program()
    assert [str(it) for it in temporary.iterdir()] == [done.stdout.strip()]
    made = SampleFolder()
    assert list(temporary.iterdir()) == [made.path]
    made.remove()


def test_the_folder_of_a_program_that_runs_stays(temporary):
    first, second = SampleFolder(), SampleFolder()
    assert sorted(temporary.iterdir()) == sorted([first.path, second.path])
    first.remove()
    second.remove()


def test_what_is_not_surely_ours_stays(temporary):
    (temporary / "amends-sample-without-lock").mkdir()
    (temporary / "another-sample").mkdir()
    (temporary / "amends-sample-file").write_text("x", "utf-8")
    elsewhere = temporary / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "in-use.lock").write_text("", "utf-8")
    (temporary / "amends-sample-link").symlink_to(elsewhere, target_is_directory=True)
    before = set(temporary.iterdir())
    made = SampleFolder()
    assert set(temporary.iterdir()) == before | {made.path}
    made.remove()
