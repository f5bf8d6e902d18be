"""The program is killed while somebody types: no more than a second of typing is lost.

A program of its own runs the real window on a real office, types twenty keys a second without a
pause, and tells of each. It is killed in the middle (SIGKILL), and another one opens the same place
again. What is compared: of the keys that were told of when the kill came, all but the last twenty,
a second's typing, stand there, from the first, in their order. Counted so, a computer that stops
the program for a while stops the typist too, and makes no difference.
"""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from amends.ui.front_door import LAST_OFFICE
from tests.desks import PASSPHRASE, log, make_desk

pytestmark = [pytest.mark.window, pytest.mark.timeout(180)]

PROGRAM = Path(__file__).parent / "programs" / "typist.py"
KEYS_A_SECOND = 20
WORDS = "What was said on the phone, as it was said. "


@pytest.fixture
def stream(qapp, tmp_path):
    """An office with one case, which the next start of the program opens."""
    desk = make_desk(tmp_path / "office")
    with closing(desk.store):
        stream = log(desk)
    qapp.setOrganizationName("Amends")
    qapp.setApplicationName("Amends")
    QSettings().setValue(LAST_OFFICE, str(tmp_path / "office"))
    QSettings().sync()
    return stream


def start(doing, where, stream):
    paths = os.pathsep.join(path for path in sys.path if path)
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), doing, where, stream, PASSPHRASE],
        env=os.environ | {"PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        text=True,
    )


def killed_while_typing(where, stream, keys):
    """Return how many keys were told of before the kill, at least `keys`."""
    program = start("type", where, stream)
    with program:
        told = sum(1 for _ in itertools.islice(program.stdout, keys))
        program.kill()
        told += len(program.stdout.readlines())  # on their way already
    assert program.returncode == -9
    assert told >= keys
    return told


@pytest.mark.parametrize(("where", "keys"), [("complaint", 25), ("note", 47), ("letter", 70)])
def test_a_kill_loses_no_more_than_a_second_of_typing(where, keys, stream):
    told = killed_while_typing(where, stream, keys)
    with start("read", where, stream) as program:
        left = json.loads(program.stdout.read())
    assert program.returncode == 0
    typed = " " + "".join(itertools.islice(itertools.cycle(WORDS), told + 1))
    assert typed.startswith(left)
    assert len(left) - 1 >= told - KEYS_A_SECOND
