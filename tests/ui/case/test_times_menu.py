"""The rows of the menu Case that change the times of a case, and why they rest."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from amends.domain.happenings import Kind
from amends.ui.case.forms.form import Form
from amends.ui.clock import Clock
from amends.ui.main_window import MainWindow
from amends.ui.office_window import OfficeWindow
from amends.ui.theme import LIGHT, apply_theme, load_theme
from tests.desks import log, make_desk
from tests.services.careful import careful_desk
from tests.services.course import told
from tests.ui.sessions import Ticking


@pytest.fixture
def shown(qtbot, qapp, tmp_path):
    """Return how to show a case of an office in the window."""
    apply_theme(qapp, load_theme(LIGHT))

    @contextmanager
    def opened(make, *, closed=False):
        desk = make(tmp_path / "office")
        stream = log(desk)
        if closed:
            told(desk, stream, Kind.CLOSED)
        window = MainWindow()
        qtbot.addWidget(window)
        window.resize(1280, 800)
        window.show()
        office = OfficeWindow(window, desk, Clock(read=Ticking()))
        qtbot.waitUntil(office.view.isVisible)
        office.view.show_case(stream)
        yield office, window.actions_
        office.close()
        window.close()

    return opened


def test_where_the_policy_has_a_rule_the_menu_opens_its_form(shown):
    with shown(careful_desk) as (office, actions):
        assert not actions["go-on"].isEnabled()
        assert actions["go-on"].toolTip() == "No clock stands still."
        actions["pause"].trigger()
        form = next(it for it in office.view.page.findChildren(Form) if it.isVisible())
        assert form.windowTitle() == "Pause the clocks"
        form.reject()


def test_where_it_has_none_the_menu_says_which_date_stands(shown):
    with shown(make_desk) as (_office, actions):
        pause = actions["pause"]
        assert not pause.isEnabled()
        assert pause.toolTip() == "Your policy has no pause; Tue 24 Nov still stands."
        assert pause.statusTip() == pause.toolTip()
        menu = next(it for it in pause.associatedObjects() if hasattr(it, "setToolTipsVisible"))
        assert menu.toolTipsVisible()
        assert [actions[key].isVisible() for key in ("go-on", "set-day", "decide-late")] == [
            False,
            False,
            False,
        ]


def test_in_a_closed_case_the_menu_offers_to_reopen_it_and_a_note(shown):
    with shown(careful_desk, closed=True) as (_office, actions):
        resting = ("add-file", "edit-points", "edit-person", "record-step", "pause", "more-time")
        assert not any(actions[key].isEnabled() for key in resting)
        assert actions["add-file"].toolTip() == "The case is closed."
        assert all(actions[key].isEnabled() for key in ("reopen", "add-note", "hand-over"))
