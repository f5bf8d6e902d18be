"""An open office: where the keys go when another page comes to the front, and what it says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from amends.domain.letter_kinds import LetterKind
from amends.ui.main_window import MainWindow
from amends.ui.office_window import OfficeWindow
from tests.desks import log
from tests.ui.sessions import open_session


@pytest.fixture
def office(qapp, qtbot, tmp_path):
    with open_session(tmp_path / "office") as session:
        stream = log(session.desk)
        window = MainWindow()
        qtbot.addWidget(window)
        window.resize(1280, 800)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        office = OfficeWindow(window, session.desk, session.clock)
        qtbot.waitUntil(office.view.list.list.isVisible)
        yield office, window, stream
        office.close()
        window.close()


def right_of_status(window):
    return window._right.text()


def write_receipt(office, stream, qtbot):
    office.view.write_letter(stream, LetterKind.RECEIPT)
    letter = office.view._letter
    qtbot.waitUntil(lambda: letter.drafting.is_looked_at)
    qtbot.waitUntil(lambda: letter.isAncestorOf(letter.window().focusWidget()))
    return letter


def test_the_page_of_a_letter_is_said_while_the_letter_is_open_and_no_longer(office, qtbot):
    office, window, stream = office
    letter = write_receipt(office, stream, qtbot)
    qtbot.waitUntil(lambda: "Page 1 of 1" in right_of_status(window))
    letter.state_changed.emit("Saved")  # what is said at the left leaves the page at the right
    assert "Page 1 of 1" in right_of_status(window)
    office.view.show_settings()
    assert right_of_status(window) == "Scottish bank holidays"


def test_from_a_letter_the_keys_go_to_the_page_that_takes_its_place(office, qtbot):
    office, window, stream = office
    write_receipt(office, stream, qtbot)
    office.view.show_settings()
    assert window.focusWidget().accessibleName() == "Name of the office"


def test_a_new_case_has_the_keys_in_the_list(office):
    office, window, stream = office
    office.view.list.search_box.setFocus()
    office.view.show_case(stream)
    assert window.focusWidget() is office.view.list.list


def test_in_a_narrow_window_enter_leads_to_the_case_and_no_further(office, qtbot):
    office, window, _stream = office
    window.resize(900, 700)
    cases, page = office.view.list.list, office.view.page
    qtbot.waitUntil(lambda: not page.isVisible())
    cases.setFocus()
    qtbot.keyClick(cases, Qt.Key.Key_Return)
    assert page.isVisible()
    assert window.focusWidget() is page.header.back
