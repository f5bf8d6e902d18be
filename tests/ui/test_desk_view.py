"""An open office: where the keys go when another page comes to the front, and what it says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from amends.domain.letter_kinds import LetterKind
from amends.services.desk import Changed
from amends.services.procedure_drafts import kept_drafts
from amends.services.put_right import take_back
from amends.services.read_case import read_case
from amends.ui.case.forms.form import Form
from amends.ui.case.forms.kept import KeptForm
from amends.ui.main_window import MainWindow
from amends.ui.office_window import OfficeWindow
from amends.ui.widgets.rail_entry import RailEntry
from tests.desks import MOMENT, RECEIVED, TODAY, log
from tests.services.upheld import plan
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
    qtbot.waitUntil(lambda: letter.preview.pages > 0)
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


def rail(office):
    return {entry.text(): entry for entry in office.view.rail.findChildren(RailEntry)}


def test_the_rail_says_how_much_is_promised_and_how_much_of_it_is_late(office):
    office, _window, _stream = office
    assert rail(office)["Promises"].accessibleName() == "Promises, 2"
    late = log(office.view.session.desk, received_on=RECEIVED - timedelta(days=20))
    office.view.session.announce(Changed(frozenset({late})))
    assert rail(office)["Promises"].accessibleName() == "Promises, 4, 1 overdue"


def test_ctrl_4_goes_to_the_promises_and_enter_on_to_the_case(office, qtbot):
    office, window, stream = office
    command = window.actions_["show-promises"]
    assert command.shortcut().toString() == "Ctrl+4"
    command.trigger()
    promises = office.view._promises
    qtbot.waitUntil(promises.isVisible)
    assert rail(office)["Promises"].isChecked()
    assert office.topic == "promises"
    assert window.focusWidget() is promises.list
    qtbot.keyClick(promises.list, Qt.Key.Key_Return)
    qtbot.waitUntil(office.view.page.isVisible)
    assert office.view.case.view.stream == stream
    assert rail(office)["Inbox"].isChecked()


def test_a_promise_is_marked_as_done_from_the_list(office, qtbot):
    office, window, stream = office
    desk = office.view.session.desk
    plan(desk, read_case(desk, stream, TODAY), "Ring her", TODAY)
    office.view.show_promises()
    promises = office.view._promises
    assert promises.list.current_line().title == "Ring her"
    qtbot.keyClick(promises.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(window.findChildren(KeptForm)))
    (form,) = window.findChildren(KeptForm)
    assert promises.isVisible()
    form.submit()
    assert not read_case(desk, stream, TODAY).case.handling.open_promises
    qtbot.waitUntil(lambda: promises.list.current_line().title == "Send the receipt")


def test_a_promise_that_somebody_else_took_back_asks_for_nothing_and_leaves_the_list(office, qtbot):
    office, window, stream = office
    desk = office.view.session.desk
    plan(desk, read_case(desk, stream, TODAY), "Ring her", TODAY)
    office.view.show_promises()
    promises = office.view._promises
    assert promises.list.current_line().title == "Ring her"
    view = read_case(desk, stream, TODAY)
    take_back(desk, view, view.log[-1].id, "A slip.", MOMENT)
    qtbot.keyClick(promises.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: promises.list.current_line().title == "Send the receipt")
    assert window.findChildren(Form) == []


def test_a_letter_of_the_list_is_written_and_leads_back_to_its_case(office, qtbot):
    office, _window, stream = office
    office.view.show_promises()
    promises = office.view._promises
    qtbot.mouseClick(promises.act, Qt.MouseButton.LeftButton)
    letter = office.view._letter
    assert letter is not None
    qtbot.waitUntil(lambda: letter.preview.pages > 0)
    letter.closed.emit()
    assert office.view.case.view.stream == stream
    assert rail(office)["Inbox"].isChecked()
    assert office.view.page.isVisible()


def test_ctrl_5_goes_to_the_procedures_and_f1_tells_of_them(office, qtbot):
    office, window, _stream = office
    command = window.actions_["show-procedures"]
    assert command.shortcut().toString() == "Ctrl+5"
    command.trigger()
    procedures = office.view.procedures()
    qtbot.waitUntil(procedures.isVisible)
    assert office.topic == "procedures"
    assert window.focusWidget().accessibleName().startswith("Open: Active X Backs")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert procedures.reader.isVisible()
    office.view.show_inbox()
    assert office.topic == "inbox"
    command.trigger()
    assert procedures.reader.isVisible()  # as it was left
    command.trigger()
    assert procedures.reader is None
    assert procedures.list.isVisible()


def test_the_card_of_the_policy_leads_to_the_procedures(office, qtbot):
    office, _window, _stream = office
    office.view.show_settings()
    link = office.view._settings.policy.action
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert office.view.procedures().isVisible()
    assert office.topic == "procedures"


def test_a_text_that_is_being_written_is_kept_when_the_office_is_locked(office, qtbot):
    office, _window, _stream = office
    office.view.show_procedures()
    procedures = office.view.procedures()
    procedures.edit(procedures.presenter.book().policies[0].versions[0])
    procedures.editor.presenter.edit("# half a word")
    desk = office._session.desk
    office.view.leave_procedures()
    assert [it.text for it in kept_drafts(desk)] == ["# half a word"]
