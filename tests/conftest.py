"""What every test relies on: a home of its own, steady Hypothesis, and the option --whole."""

from __future__ import annotations

import itertools
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A test that needs a real window says so by its marker and is given the platform from outside.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No deadline and no complaint about slowness: the machine may be busy with other tests.
STEADY = settings(deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", STEADY)
settings.register_profile("whole", STEADY, max_examples=5_000)

FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_RUNTIME_DIR": "run",
    "XDG_STATE_HOME": "state",
}

_numbers = itertools.count()


def pytest_addoption(parser):
    parser.addoption(
        "--whole",
        action="store_true",
        help="run what takes minutes too, and what runs small otherwise at its whole size",
    )


def pytest_configure(config):
    settings.load_profile("whole" if config.getoption("--whole") else "ci")


def pytest_collection_modifyitems(config, items):
    if config.getoption("--whole"):
        return
    for item in items:
        if item.get_closest_marker("whole"):
            item.add_marker(pytest.mark.skip(reason="takes minutes; run it with --whole"))


@pytest.fixture(scope="session")
def whole(request):
    """Tell whether sizes should be those of the real thing instead of small ones."""
    return request.config.getoption("--whole")


@pytest.fixture(autouse=True)
def home(tmp_path_factory, monkeypatch):
    """Give the test a home folder of its own, so that nothing of the user's is read or written."""
    folder: Path = tmp_path_factory.getbasetemp() / f"home-{next(_numbers)}"
    for variable, name in FOLDERS.items():
        monkeypatch.setenv(variable, str(folder / name))
    (folder / FOLDERS["XDG_RUNTIME_DIR"]).mkdir(mode=0o700, parents=True)
    _move_qt_settings(folder / FOLDERS["XDG_CONFIG_HOME"])
    return folder


def _move_qt_settings(folder: Path) -> None:
    """Qt remembers its folders at first use, so the variables alone do not move them."""
    core = sys.modules.get("PySide6.QtCore")
    if core is None:
        return
    for form in (core.QSettings.Format.NativeFormat, core.QSettings.Format.IniFormat):
        core.QSettings.setPath(form, core.QSettings.Scope.UserScope, str(folder))
