"""From the start of the program to an inbox that can be used, beside a window with nothing in it.

The way to the inbox holds the whole of it: the first paint, the passphrase's key derivation (which
is slow on purpose), the office's modules, the list and the first case.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from amends.__main__ import main
from tests.benchmarks.ratios import compare

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]

ROUNDS = 5
PASSPHRASE = "seven grey herons"
PROGRAMS = Path(__file__).parent / "programs"
FEW, MANY = 24, 10_000
# What was measured lies well below; more than this would be felt at every start.
MOST_TIMES_A_BARE_WINDOW = 12
MOST_TIMES_A_SMALL_OFFICE = 1.5


def program(name: str, compiled: Path, *arguments: str) -> None:
    """Run a program as on any computer but the first time: with its modules compiled already."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    env |= {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONPYCACHEPREFIX": str(compiled)}
    subprocess.run(
        [sys.executable, str(PROGRAMS / f"{name}.py"), *arguments],
        check=True,
        env=env,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    """Return where the compiled modules are kept; the first run fills it."""
    return tmp_path_factory.mktemp("compiled")


@pytest.fixture(scope="module")
def offices(tmp_path_factory, compiled):
    """Return how to start with an office of few cases, and with one of many."""
    root = tmp_path_factory.mktemp("offices")
    passphrase_file = root / "passphrase"
    passphrase_file.write_text(PASSPHRASE, "utf-8")
    ways = []
    for cases in (FEW, MANY):
        folder = str(root / f"office-{cases}")
        words = ["sample", folder, "--cases", str(cases), "--passphrase-file", str(passphrase_file)]
        assert main(words) == 0
        ways.append(partial(program, "usable_inbox", compiled, folder, PASSPHRASE))
    return ways


def test_an_inbox_is_there_soon_after_a_bare_window_would_be(offices, compiled, capsys):
    bare = partial(program, "bare_window", compiled)
    few, many = offices
    for way in (bare, few, many):
        way()
    small, large = compare(bare, few, ROUNDS), compare(few, many, ROUNDS)
    with capsys.disabled():
        print(f"\nbare window, then an inbox of {FEW} cases: {small}")
        print(f"an inbox of {FEW} cases, then one of {MANY:,}: {large}")
    assert small.ratio < MOST_TIMES_A_BARE_WINDOW
    assert large.ratio < MOST_TIMES_A_SMALL_OFFICE
