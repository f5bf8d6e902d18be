"""What these tests start from."""

from __future__ import annotations

import pytest

from amends.ui.settings.view import SettingsView
from amends.ui.tasks import stop_tasks


@pytest.fixture
def view(session, qtbot):
    view = SettingsView(session)
    qtbot.addWidget(view)
    view.resize(900, 700)
    with qtbot.waitExposed(view):
        view.show()
    yield view
    stop_tasks(view)
