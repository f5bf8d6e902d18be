"""The checkout's own `.venv`: what is locked, installed once, and known by a marker.

`run` needs the app's packages, `test` the tests' as well. The marker holds a digest of all that
the installation depends on, so a second start compares one hash and goes on.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from system_packages import VENV, Need, NotReadyError

LOCKS = {"run": "requirements.lock", "test": "tests/requirements.lock"}
INCLUDES = {"run": ("run",), "test": ("run", "test")}  # the tests' lock holds the app's too


class Environment:
    """A checkout and its `.venv`; `purpose` is "run" or "test" throughout."""

    def __init__(self, root: Path, uv: str | None = None) -> None:
        self.root = root
        self.folder = root / ".venv"
        self._uv = uv if uv is not None else shutil.which("uv")
        self._marker = self.folder / "installed"

    @property
    def python(self) -> Path:
        return self._program("python")

    @property
    def amends(self) -> Path:
        return self._program("amends")

    def is_ready(self, purpose: str) -> bool:
        """Tell whether everything locked for this purpose is installed."""
        if not (self._marker.is_file() and self.python.is_file()):
            return False
        return self.digest(purpose) in self._marker.read_text("utf-8").split()

    def needs(self, purpose: str) -> tuple[Need, ...]:
        """Return what the system must have so that `prepare` can do its work."""
        return () if self._uv or self.is_ready(purpose) or self._is_usable() else VENV

    def prepare(self, purpose: str) -> None:
        """Make `.venv` and install what is locked, unless that was done before."""
        if self.is_ready(purpose):
            return
        print("Preparing .venv from the locks; the first time takes some minutes.", flush=True)
        self._marker.unlink(missing_ok=True)
        if not self._is_usable():
            self._create()
        self._install("--require-hashes", "-r", LOCKS[purpose])
        self._install("--no-deps", "--no-build-isolation", "-e", ".")
        digests = [self.digest(each) for each in INCLUDES[purpose]]
        self._marker.write_text("\n".join(digests) + "\n", "utf-8")

    def digest(self, purpose: str) -> str:
        """Return what changes when an installation for this purpose is out of date."""
        digest = hashlib.sha256(f"{purpose} {self.root} {_version()}".encode())
        for name in (LOCKS[purpose], "pyproject.toml"):
            digest.update(hashlib.sha256((self.root / name).read_bytes()).digest())
        return digest.hexdigest()

    def _program(self, name: str) -> Path:
        if os.name == "nt":
            return self.folder / "Scripts" / f"{name}.exe"
        return self.folder / "bin" / name

    def _is_usable(self) -> bool:
        """Tell whether what is there runs this same Python, and has pip where pip is needed."""
        modules = "sys" if self._uv else "sys, pip"
        show_version = f"import {modules}; print('%d.%d.%d' % sys.version_info[:3])"
        try:
            shown = subprocess.run(
                [str(self.python), "-c", show_version], capture_output=True, text=True, check=False
            )
        except OSError:
            return False
        return shown.stdout.strip() == _version()

    def _create(self) -> None:
        if self._uv:
            self._call(self._uv, "venv", "--quiet", "--clear", "--python", sys.executable, ".venv")
        else:
            self._call(sys.executable, "-m", "venv", "--clear", ".venv")

    def _install(self, *what: str) -> None:
        if self._uv:
            chosen = ["--quiet", "--python", str(self.python)]
            self._call(self._uv, "pip", "install", *chosen, *what)
        else:
            chosen = ["--quiet", "--disable-pip-version-check", "--no-input"]
            self._call(str(self.python), "-m", "pip", "install", *chosen, *what)

    def _call(self, *command: str) -> None:
        done = subprocess.run(command, cwd=self.root, env=_variables(), check=False)
        if done.returncode:
            raise NotReadyError(f"This failed, and is worth a second try: {' '.join(command)}")


def _version() -> str:
    return "{}.{}.{}".format(*sys.version_info[:3])


def _variables() -> dict[str, str]:
    """Let uv trust the certificates that the system trusts, as pip does where it is told to."""
    return {**os.environ, "UV_SYSTEM_CERTS": "1"}
