"""Trusting a computer, all the way: keyring, the Secret Service, and a D-Bus of the test's own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    shutil.which("dbus-run-session") is None, reason="dbus-run-session is not installed"
)

PROVIDER = Path(__file__).parents[1] / "secret_service.py"

# Starts a key store on the bus that it finds itself on, and says what comes of each step.
PROGRAM = """
import json, subprocess, sys
from pathlib import Path
from amends.domain.errors import AmendsError
from amends.paths import resource
from amends.services.list_computers import list_computers
from amends.services.trust_computer import distrust_computer, open_by_computer, trust_computer
from amends.storage.key_store import system_store
from tests.desks import MOMENT, PASSPHRASE, make_desk

provider, manner, folder = sys.argv[1:]
said = {}

def step(name, call):
    try:
        said[name] = call()
    except AmendsError as error:
        said[name] = type(error).__name__

def opened():
    office = open_by_computer(desk.store.folder, entry, resource()).store
    office.close()
    return office.person == desk.store.person

def names():
    listed = list_computers(desk, [desk.store.person])[desk.store.person]
    return [[it.name for it in part] for part in (listed.opening, listed.ended)]

desk = make_desk(Path(folder))
if manner != "none":
    started = subprocess.Popen([sys.executable, provider, manner], stdout=subprocess.PIPE)
    assert started.stdout.readline() == b"ready\\n"
step("trust", lambda: trust_computer(desk, PASSPHRASE, "Front desk", MOMENT).entry)
entry = said["trust"]
said["names"] = names()
step("secret", lambda: len(system_store().read(entry)))
step("open", opened)
step("end", lambda: len(distrust_computer(desk, entry, MOMENT).streams))
step("gone", lambda: system_store().read(entry))
step("closed", opened)
said["names after"] = names()
desk.store.close()
if manner != "none":
    started.kill()
    started.wait()
    started.stdout.close()
print(json.dumps(said))
"""


def story(manner, folder):
    """Return what comes of each step with a key store of that manner."""
    paths = os.pathsep.join(path for path in [str(PROVIDER.parents[1]), *sys.path] if path)
    program = [sys.executable, "-c", PROGRAM, str(PROVIDER), manner, str(folder)]
    ran = subprocess.run(
        ["dbus-run-session", "--", *program],
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout.splitlines()[-1])


@pytest.mark.parametrize("manner", ["open", "shut"])
def test_a_desktops_key_store_keeps_the_secret_opens_the_office_and_forgets_it(manner, tmp_path):
    said = story(manner, tmp_path / "office")
    entry = said.pop("trust")
    assert len(entry) == 36
    assert said == {
        "names": [["Front desk"], []],
        "secret": 43,
        "open": True,
        "end": 1,
        "gone": None,
        "closed": "ComputerNotTrustedError",
        "names after": [[], ["Front desk"]],
    }


@pytest.mark.parametrize(
    ("manner", "error"),
    [
        ("refused", "KeyStoreRefusedError"),  # nobody unlocks the keyring
        ("leaving", "KeyStoreRefusedError"),  # it stops while it is asked
        ("none", "KeyStoreMissingError"),
    ],
)
def test_a_key_store_that_does_not_answer_is_said_and_nothing_is_trusted(manner, error, tmp_path):
    said = story(manner, tmp_path / "office")
    assert said["trust"] == error
    assert said["names"] == said["names after"] == [[], []]
