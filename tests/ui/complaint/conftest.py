"""What these tests start from."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMainWindow

from amends.ui.complaint.dialog import ComplaintDialog
from amends.ui.tasks import stop_tasks


@pytest.fixture
def window(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    yield window
    stop_tasks(window)


@pytest.fixture
def open_dialog(session, window, qtbot):
    """Return what opens another form over the same office."""

    def opened() -> ComplaintDialog:
        dialog = ComplaintDialog(session, window)
        with qtbot.waitExposed(dialog):
            dialog.open()
        return dialog

    return opened


@pytest.fixture
def dialog(open_dialog):
    return open_dialog()
