"""What the app and its tests need from the system itself, and who packages it.

Libraries are looked for by the name that the loader knows, not by asking a package manager: what
counts is whether they load.
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

PYTHON = "python{}.{}".format(*sys.version_info[:2])


class NotReadyError(Exception):
    """Something is missing that the user must see to: why, and the one command, if there is one."""

    def __init__(self, why: str, command: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.command = command


class Need(NamedTuple):
    """Something the system must have. `dnf` is None where only Debian's tests rely on it."""

    what: str
    is_present: Callable[[str], bool]
    apt: str
    dnf: str | None


def has_library(soname: str) -> bool:
    """Tell whether the loader finds a library of our own architecture under this name."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def has_program(name: str) -> bool:
    return shutil.which(name) is not None


def has_file(path: str) -> bool:
    return Path(path).is_file()


def has_module(name: str) -> bool:
    importlib.invalidate_caches()
    return importlib.util.find_spec(name) is not None


IMPORT = (
    Need("libEGL.so.1", has_library, "libegl1", "libglvnd-egl"),
    Need("libGL.so.1", has_library, "libgl1", "libglvnd-glx"),
    Need("libxkbcommon.so.0", has_library, "libxkbcommon0", "libxkbcommon"),
    Need("libdbus-1.so.3", has_library, "libdbus-1-3", "dbus-libs"),
    Need("libfontconfig.so.1", has_library, "libfontconfig1", "fontconfig"),
    Need("libglib-2.0.so.0", has_library, "libglib2.0-0", "glib2"),
)

WINDOW = (
    Need("libxcb-cursor.so.0", has_library, "libxcb-cursor0", "xcb-util-cursor"),
    Need("libxkbcommon-x11.so.0", has_library, "libxkbcommon-x11-0", "libxkbcommon-x11"),
    Need("libxcb-icccm.so.4", has_library, "libxcb-icccm4", "xcb-util-wm"),
    Need("libxcb-keysyms.so.1", has_library, "libxcb-keysyms1", "xcb-util-keysyms"),
    Need("libxcb-shape.so.0", has_library, "libxcb-shape0", "libxcb"),
)

TESTS = (
    Need("xvfb-run", has_program, "xvfb", "xorg-x11-server-Xvfb"),
    Need("xauth", has_program, "xauth", "xorg-x11-xauth"),
    Need("javac", has_program, "default-jdk-headless", "java-devel"),
    Need("/usr/share/java/jaxb-runtime.jar", has_file, "libjaxb-java", None),
    Need("qpdf", has_program, "qpdf", "qpdf"),
    Need("pdftotext", has_program, "poppler-utils", "poppler-utils"),
    Need("zip", has_program, "zip", "zip"),
    Need("git", has_program, "git", "git"),
    Need("dbus-run-session", has_program, "dbus", "dbus-daemon"),
    Need("strace", has_program, "strace", "strace"),
    Need("libpangoft2-1.0.so.0", has_library, "libpangoft2-1.0-0", "pango"),  # for WeasyPrint
    Need("libharfbuzz-subset.so.0", has_library, "libharfbuzz-subset0", "harfbuzz"),
)

VENV = (Need("ensurepip", has_module, f"{PYTHON}-venv", "python3-libs"),)


def require(needs: Iterable[Need]) -> None:
    """Make sure that all is there: as root on Debian or Ubuntu by installing it.

    Raises `NotReadyError` with the line to type where that is the user's to do. Other systems than
    Linux bring what the app needs, so nothing is looked for there.
    """
    if not sys.platform.startswith("linux"):
        return
    installer = next(filter(has_program, ("apt-get", "dnf")), "")
    missing = _missing(need for need in needs if need.dnf or installer == "apt-get")
    if not missing:
        return
    if installer != "apt-get" or os.geteuid() != 0:
        raise NotReadyError(_why(missing), install_line(missing, installer))
    _apt_install(need.apt for need in missing)
    still_missing = _missing(missing)
    if still_missing:
        raise NotReadyError(_why(still_missing))


def install_line(missing: Sequence[Need], installer: str) -> str:
    """Return the one line that a user types to get what is missing, or "" if it is not known."""
    if installer == "apt-get":
        names = _sorted(need.apt for need in missing)
        return f"sudo apt-get install --no-install-recommends {names}"
    if installer == "dnf":
        return f"sudo dnf install {_sorted(need.dnf or '' for need in missing)}"
    return ""


def _missing(needs: Iterable[Need]) -> list[Need]:
    return [need for need in needs if not need.is_present(need.what)]


def _why(missing: Sequence[Need]) -> str:
    return f"This computer lacks {', '.join(need.what for need in missing)}. Install, then retry:"


def _sorted(names: Iterable[str]) -> str:
    return " ".join(sorted(set(names)))


def _apt_install(packages: Iterable[str]) -> None:
    """Install; where the lists of packages are old or absent, fetch them and try once more."""
    names = _sorted(packages)
    print(f"Installing system packages: {names}", flush=True)
    install = ["install", "-y", "--no-install-recommends", *names.split()]
    if _apt_get(install).returncode == 0:
        return
    _apt_get(["update"])
    done = _apt_get(install)
    if done.returncode:
        raise NotReadyError(
            f"{done.stdout}\napt-get could not install them. Retry by hand:",
            f"apt-get update && apt-get install {names}",
        )


def _apt_get(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["apt-get", "-q", *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
