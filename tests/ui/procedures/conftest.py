"""What these tests start from."""

from __future__ import annotations

import pytest

from amends.ui.procedures.view import ProceduresView
from amends.ui.tasks import stop_tasks


@pytest.fixture
def view(session, qtbot):
    view = ProceduresView(session)
    qtbot.addWidget(view)
    view.resize(1000, 760)
    with qtbot.waitExposed(view):
        view.show()
    yield view
    view.leave_editor()
    stop_tasks(view)
