"""The first paint waits for nothing heavy: what it shows imports Qt, Python and light modules."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    *("alembic", "cryptography", "holidays", "jinja2", "markdown_it", "msgspec", "pikepdf", "PIL"),
    *("pypdfium2", "reportlab", "sqlalchemy", "sqlcipher3", "amends_reports"),
    *("amends.storage", "amends.readers", "amends.services.set_up_office"),
)


@pytest.mark.parametrize("module", ["welcome", "unlock"])
def test_what_is_shown_first_loads_nothing_heavy(module):
    code = (
        f"import sys, amends.ui.first_run.{module};"
        f"print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout.split() == []
