"""What the tests of storage start from."""

from __future__ import annotations

from contextlib import closing

import pytest
from tests.storage.offices import make_office


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "office"


@pytest.fixture
def office(folder):
    with closing(make_office(folder)) as opened:
        yield opened


@pytest.fixture
def unit(office):
    with office.transaction() as unit:
        yield unit
