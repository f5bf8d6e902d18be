"""A program that is killed at any moment loses nothing that it said was saved."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

KILLS = 200
KILLS_WHOLE = 2_000
SEED = 20261121

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(os.name == "nt", reason="Windows cannot fork"),
]


@pytest.mark.timeout(3600)
def test_everything_that_was_acknowledged_is_there_and_nothing_half_done(tmp_path, whole):
    kills = KILLS_WHOLE if whole else KILLS
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "tests.durability.killed"),
            *(str(tmp_path), str(kills), str(SEED)),
        ],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    assert int(ran.stdout) > kills  # the children really did something
