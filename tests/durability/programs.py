"""Programs of these tests: run beside pytest, so that what they fork is small."""

from __future__ import annotations

import os
import subprocess
import sys


def words_of(name: str, *arguments: object) -> list[str]:
    """Run a program of this package, and return the last line that it prints, word by word."""
    ran = subprocess.run(
        [sys.executable, "-m", f"tests.durability.{name}", *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, f"{name} {arguments}:\n{ran.stderr[-5000:]}"
    return ran.stdout.splitlines()[-1].split()


def counted(words: list[str]) -> dict[str, int]:
    """Return what a program counted, as it prints it: kind=number."""
    pairs = (word.split("=") for word in words)
    return {kind: int(number) for kind, number in pairs}
