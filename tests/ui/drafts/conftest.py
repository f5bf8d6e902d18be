"""What these tests start from: an office whose policy has a rule for everything."""

from __future__ import annotations

import pytest

from amends.ui.clock import Clock
from amends.ui.session import Session
from tests.services.careful import careful_desk
from tests.ui.sessions import Ticking


@pytest.fixture
def careful(qapp, tmp_path):
    session = Session(careful_desk(tmp_path / "careful"), Clock(read=Ticking()))
    yield session
    session.end()
