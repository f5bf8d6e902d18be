"""A hand-over that is killed midway leaves nothing that can be read, once the office is opened."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing

import pytest

from amends.storage.office import unlock
from tests.desks import PASSPHRASE, log, make_desk

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")

KILLED = """
import os, signal, sys
from pathlib import Path
from amends.paths import resource
from amends.services.hand_over import HandOver, hand_over
from amends.services.hand_over_steps import kind_of
from amends.services.set_up_office import open_office
from tests.desks import MOMENT, PASSPHRASE

office, stream, target, after = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), int(sys.argv[4])
steps = 0

def progress(done, total):
    global steps
    steps += 1
    if steps == after:
        os.kill(os.getpid(), signal.SIGKILL)

desk = open_office(office, PASSPHRASE, resource())
asked = HandOver("CIMSPA", "It goes on.", target, kind_of(target))
hand_over(desk, stream, asked, MOMENT, progress)
desk.store.close()
"""


@pytest.mark.parametrize("suffix", [".pdf", ".zip"])
def test_a_hand_over_that_was_killed_leaves_nothing(tmp_path, suffix):
    desk = make_desk(tmp_path / "office")
    stream = log(desk)
    desk.store.close()
    (tmp_path / "documents").mkdir()
    target = tmp_path / "documents" / f"case{suffix}"
    codes = [killed(tmp_path / "office", stream, target, after) for after in (2, 4)]
    assert codes == [-signal.SIGKILL] * 2
    left = [it.name for it in target.parent.iterdir()]
    assert left
    assert all(name.startswith(".amends-") for name in left)
    with closing(unlock(tmp_path / "office", PASSPHRASE)) as store, store.reading() as unit:
        assert all(entry.event.kind != "handed-over" for entry in unit.events.read(stream))
    assert list(target.parent.iterdir()) == []


def killed(office, stream, target, after):
    return subprocess.run(
        [sys.executable, "-c", KILLED, str(office), stream, str(target), str(after)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    ).returncode
