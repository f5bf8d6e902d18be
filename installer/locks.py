"""Make both locks anew from pyproject.toml: `python3 installer/locks.py [PACKAGE ...]`, with uv.

Versions that are locked stay, unless packages are named, which are then raised to the newest, or
`--all` is given. The locks name no host and no folder, so they serve behind any mirror.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "requirements.lock": ["checkout"],
    "tests/requirements.lock": ["checkout", "test"],
}


def main(arguments: list[str]) -> int:
    """Return 0, or what uv returned when it failed."""
    upgrades = [
        "--upgrade" if name == "--all" else f"--upgrade-package={name}" for name in arguments
    ]
    environment = {**os.environ, "UV_SYSTEM_CERTS": "1"}
    for lock, extras in LOCKS.items():
        command = compile_command(lock, extras, upgrades)
        done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
        if done.returncode:
            return done.returncode
    return 0


def compile_command(lock: str, extras: list[str], upgrades: list[str]) -> list[str]:
    """Return the command that makes `lock`; the tests' lock follows the versions of the app's."""
    constraints = [] if lock == "requirements.lock" else ["--constraints=requirements.lock"]
    return [
        *("uv", "pip", "compile", "pyproject.toml", "--quiet", "--universal", "--generate-hashes"),
        *("--no-annotate", "--custom-compile-command=python3 installer/locks.py"),
        *(f"--extra={extra}" for extra in extras),
        *constraints,
        *upgrades,
        f"--output-file={lock}",
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
