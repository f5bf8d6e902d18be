"""An open office, and the cards about the ways into it."""

from __future__ import annotations

import pytest

from amends.ui.access.cards import AccessCards
from amends.ui.tasks import stop_tasks
from tests.ui.sessions import open_session


@pytest.fixture
def session(qapp, tmp_path):
    with open_session(tmp_path / "office") as session:
        yield session
        stop_tasks(session)


@pytest.fixture
def cards(session, qtbot):
    cards = AccessCards(session)
    qtbot.addWidget(cards)
    cards.resize(760, 500)
    with qtbot.waitExposed(cards):
        cards.show()
    return cards
