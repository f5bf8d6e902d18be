"""A change of the office's days says which dates stay as a letter told them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from amends.domain.events.case_events import Channel
from amends.services.change_office import read_office
from amends.services.read_case import read_case
from amends.services.send_letter import send_letter
from amends.ui.settings.view import SettingsView
from amends.ui.tasks import stop_tasks
from tests.desks import MOMENT, TODAY, log
from tests.services.letters import finish

SHUT = date(2026, 12, 10)


@pytest.fixture
def closures(session, qtbot):
    view = SettingsView(session)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    yield view.closures
    stop_tasks(view)


@pytest.fixture
def told(session):
    """A case whose receipt told Wed 16 Dec as the day of the answer."""
    stream = log(session.desk)
    letter, view = finish(session.desk, stream)
    send_letter(session.desk, view, letter.letter, Channel.EMAIL, TODAY, MOMENT)
    return stream


def test_what_was_told_is_listed_as_staying_and_does_not_count_as_moved(
    told, closures, session, qtbot
):
    closures.first.show_day(SHUT)
    closures.last.show_day(SHUT)
    qtbot.keyClicks(closures.name, "Burst pipe")
    qtbot.mouseClick(closures.add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(closures.proposal.agree.isVisible)
    assert "moves no date of an open case" in closures.proposal.text
    shown = " ".join(it.text() for it in closures.proposal.findChildren(QLabel))
    assert "2026-001: Response Wed 16 Dec stays as told (counted it would be Thu 17 Dec)" in shown
    qtbot.mouseClick(closures.proposal.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(read_office(session.desk).closures))
    assert read_case(session.desk, told, TODAY).clock("stage-2.response").due == date(2026, 12, 16)
