"""A kill at any moment leaves one office that goes on, and nothing that was recorded is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from amends.domain.cover import Whereabouts
from amends.domain.events.case_events import NoteAdded
from amends.services.check_office import check_folder
from amends.storage.left_behind import remove_left_behind
from tests.covers import Computers, first_case, quiet
from tests.desks import PASSPHRASE, TODAY
from tests.services.killed_cover import go_on, where

KILLS, KILLS_OF_A_SHORT_RUN = 60, 6
AN_HOUR_S = 3_601
LONGEST_WORK_S = 2.5  # about one whole way there and back
STEPS_OF_ONE_WAY = 4


def check_one_office(computers):
    """Assert that there are not two in which something can be recorded."""
    home = where(computers.open_home())
    assert check_folder(computers.home, PASSPHRASE, TODAY, quiet).problems == ()
    if computers.hers.exists():
        hers = where(computers.open_hers())
        assert not (home is Whereabouts.HERE and hers is Whereabouts.HELD)
    elif computers.out.exists():
        assert home is Whereabouts.AWAY


def notes(desk):
    with closing(desk.store):
        case = first_case(desk)
        with desk.store.reading() as unit:
            events = [it.event for it in unit.events.read(case)]
    return [it.text for it in events if isinstance(it, NoteAdded)]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.timeout(900)
def test_a_kill_at_any_moment_leaves_one_office_and_loses_nothing(tmp_path, whole):
    chance = random.Random(20261121)
    computers = Computers(tmp_path)
    computers.set_up()
    paths = os.pathsep.join(path for path in (str(Path.cwd()), *sys.path) if path)
    saved: list[str] = []
    for kill in range(KILLS if whole else KILLS_OF_A_SHORT_RUN):
        with subprocess.Popen(
            [sys.executable, "-m", "tests.services.killed_cover", str(tmp_path), f"kill {kill}"],
            env=os.environ | {"PYTHONPATH": paths},
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            saved.append(process.stdout.readline().strip())
            time.sleep(chance.uniform(0, LONGEST_WORK_S))
            process.send_signal(signal.SIGKILL)
            saved += [line.strip() for line in process.stdout]
        check_one_office(computers)
    for step in range(STEPS_OF_ONE_WAY):
        if where(computers.open_home()) is Whereabouts.HERE:
            break
        saved.append(go_on(computers, f"at last {step}"))
    assert where(computers.open_home()) is Whereabouts.HERE
    kept = notes(computers.open_home())
    assert {it for it in saved if it} <= set(kept)
    assert len(kept) == len(set(kept))
    assert check_folder(computers.home, PASSPHRASE, TODAY, quiet).problems == ()
    remove_left_behind(computers.home, time.time() + AN_HOUR_S)  # as a later start does
    assert not list(computers.home.glob("*.part"))
    print(f"{len(kept)} notes on the way there and back")
