"""What is kept of a crash is where in the code it was, and no word of what was typed."""

from __future__ import annotations

import os
import subprocess
import sys

from amends.crash_log import LARGEST_BYTES

CRASHING = """
import logging, sys
from pathlib import Path
from amends import crash_log

def tell(error):
    print("told of a", type(error).__name__)

def fail():
    raise ValueError("marmalade")

crash_log.install(Path(sys.argv[1]), tell)
try:
    fail()
except ValueError:
    logging.getLogger("amends.ui.tasks").exception("Background task failed")
fail()
"""


def crash(folder):
    return subprocess.run(
        [sys.executable, "-c", CRASHING, folder],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_crash_is_told_and_kept_without_a_word_of_a_case(tmp_path):
    ran = crash(tmp_path / "data")
    assert ran.stdout == "told of a ValueError\n"
    kept = (tmp_path / "data" / "crash.log").read_text("utf-8")
    assert kept.count("ValueError") == 2
    assert kept.count("in fail") == 2
    assert "marmalade" not in kept + ran.stderr


def test_a_log_that_has_grown_large_begins_anew(tmp_path):
    (tmp_path / "crash.log").write_text("old " * LARGEST_BYTES)
    crash(tmp_path)
    assert "old " not in (tmp_path / "crash.log").read_text("utf-8")
