"""What the tests of services start from."""

from __future__ import annotations

from contextlib import closing

import pytest

from amends.services.read_case import read_case
from tests.cover_fixtures import computers, given_back, passed
from tests.desks import TODAY, log, make_desk

__all__ = ("computers", "given_back", "passed")


@pytest.fixture
def desk(tmp_path):
    desk = make_desk(tmp_path / "office")
    with closing(desk.store):
        yield desk


@pytest.fixture
def office(desk):
    """The folder of that office."""
    return desk.store.folder


@pytest.fixture
def stream(desk):
    """A case, received on Tuesday 17 November 2026."""
    return log(desk)


@pytest.fixture
def view(desk, stream):
    return read_case(desk, stream, TODAY)
