"""The way to a hand-over from an open office, the help with it, and locking meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from amends.services.hand_over import HandOver
from amends.services.hand_over_steps import FileKind
from amends.ui.help.dialog import HelpDialog
from amends.ui.main_window import MainWindow
from amends.ui.office_window import OfficeWindow
from tests.ui.hand_over.conftest import WHY, HandOvers


@pytest.fixture
def window(qtbot, themed):
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    return window


@pytest.fixture
def office(window, session, stream, qtbot):
    HandOvers(qtbot, session, stream).add_documents(40)
    office = OfficeWindow(window, session.desk, session.clock)
    qtbot.waitUntil(office.view.list.list.isVisible)
    office.view.show_case(stream)
    yield office
    office.close()
    window.close()


def test_the_menu_opens_it_for_the_case_on_show(office, window, stream):
    action = window.actions_["hand-over"]
    assert action.isEnabled()
    assert action.shortcut().toString() == "Ctrl+Shift+H"
    action.trigger()
    dialog = office._hand_over
    assert dialog.isModal()
    assert dialog.presenter.view.stream == stream
    action.trigger()
    assert office._hand_over is dialog


def test_the_page_of_the_case_has_a_button_for_it_where_there_is_room(office, window, qtbot):
    header = office.view.page.header
    (button,) = (it for it in header.findChildren(QPushButton) if it.text() == "Hand over...")
    qtbot.waitUntil(button.isVisible)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert office._hand_over.isVisible()
    office._hand_over.close()
    window.resize(720, 560)
    qtbot.waitUntil(lambda: not button.isVisibleTo(header))


def test_without_a_case_there_is_nothing_to_hand_over(office, window):
    office.view.show_settings()
    assert not window.actions_["hand-over"].isEnabled()
    office.view.case.leave()
    office.hand_over()
    assert office._hand_over is None


def test_f1_opens_its_topic_of_the_help(office, qtbot):
    office.hand_over()
    qtbot.waitUntil(office._hand_over.isActiveWindow)
    qtbot.keyClick(office._hand_over, Qt.Key.Key_F1)
    help_ = office._hand_over.findChild(HelpDialog)
    assert help_.page.toPlainText().startswith("Hand a case over")
    with qtbot.waitSignal(help_.destroyed):
        help_.close()


def test_closed_it_can_be_opened_again(office):
    office.hand_over()
    before = office._hand_over
    before.close()
    office.hand_over()
    assert office._hand_over is not before
    assert office._hand_over.isVisible()


def test_the_case_shows_the_hand_over_at_once(office, out, qtbot):
    office.hand_over()
    before = len(office.view.case.view.log)
    dialog = office._hand_over
    with qtbot.waitSignal(dialog.presenter.handed_over, timeout=30_000):
        dialog.presenter.start(HandOver("CIMSPA", WHY, out / "case.pdf", FileKind.PDF))
    assert len(office.view.case.view.log) == before + 1


def test_locking_the_office_while_it_runs_leaves_no_file_and_no_window(office, out, qtbot):
    office.hand_over()
    dialog = office._hand_over
    with qtbot.waitSignal(dialog.presenter.progressed):
        dialog.presenter.start(HandOver("CIMSPA", WHY, out / "case.pdf", FileKind.PDF))
    office.close()
    assert not dialog.isVisible()
    assert list(out.iterdir()) == []
