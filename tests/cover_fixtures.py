"""How far an office has come that is passed to Sofia Marsh; a `conftest.py` takes what it needs."""

from __future__ import annotations

import pytest

from tests.covers import Computers


@pytest.fixture
def computers(tmp_path):
    """Return an office of two cases, one with a file, which is closed."""
    made = Computers(tmp_path)
    made.set_up()
    return made


@pytest.fixture
def passed(computers):
    """Return the same once it was passed to Sofia Marsh."""
    computers.pass_out()
    return computers


@pytest.fixture
def given_back(passed):
    """Return the same once she has worked in it, and given it back."""
    passed.take_over().desk.store.close()
    passed.work_at_hers()
    passed.give_back()
    return passed
