"""What these tests start from."""

from __future__ import annotations

import pytest

from tests.ui.sessions import open_session


@pytest.fixture
def session(qapp, tmp_path):
    with open_session(tmp_path / "office") as session:
        yield session
