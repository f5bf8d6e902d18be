"""Runs the tests as if PySide6 were not installed: `pytest -p tests.without_qt -p no:pytest-qt`.

What passes this way can be used without a window: on a server, or by another interface.
"""

from __future__ import annotations

import sys

import pytest

for _name in ("PySide6", "shiboken6"):
    sys.modules[_name] = None  # type: ignore[assignment]  # Python's own way to bar an import


def pytest_collection_modifyitems(items):
    for item in items:
        if item.get_closest_marker("once"):
            item.add_marker(pytest.mark.skip(reason="tried in full by the run with Qt"))


def pytest_addoption(parser):
    why = "a setting of pytest-qt, which is left out here"
    for name in ("qt_api", "qt_log_level_fail"):
        parser.addini(name, why, default="")
    parser.addini("qt_log_ignore", why, type="linelist", default=[])
