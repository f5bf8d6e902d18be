"""After something was recorded, the window offers to undo it: by its button, and by Ctrl+Z."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from amends.domain.happenings import Kind
from amends.domain.letter_kinds import LetterKind
from amends.services.add_files import add_files
from amends.services.add_note import add_note
from amends.services.attachments import File
from amends.services.put_right import last_action
from amends.services.read_case import read_case
from amends.services.record_step import Step, record_step
from amends.ui.case.forms.form import Form
from amends.ui.main_window import MainWindow
from amends.ui.office_window import OfficeWindow
from tests.desks import TODAY, log
from tests.services.upheld import plan
from tests.ui.hearing import name_of, tab_stops
from tests.ui.sessions import open_session

WAIT_MS = 20_000  # where the computer is busy with other tests


class Office:
    """An open office with one case on show, as somebody sits in front of it."""

    def __init__(self, session, window, qtbot):
        self.session, self.window, self._qtbot = session, window, qtbot
        self._is_closed = False
        self.stream = log(session.desk)
        self.office = OfficeWindow(window, session.desk, session.clock)
        self.view = self.office.view
        qtbot.waitUntil(self.view.list.list.isVisible, timeout=WAIT_MS)
        self.view.show_case(self.stream)

    def note(self, words="She rang."):
        self.view.page.commands.add_note()
        form = next(it for it in self.view.findChildren(Form) if it.isVisible())
        field = form.findChild(QPlainTextEdit)
        assert field is not None
        field.setPlainText(words)
        form.submit()

    def close(self):
        if not self._is_closed:
            self._is_closed = True
            self.office.close()

    def record(self, service):
        assert self.view.case.record(service)

    @property
    def log(self):
        return read_case(self.session.desk, self.stream, TODAY).log

    @property
    def offered(self):
        return self.window.undo.text() if self.window.undo.isVisible() else ""

    def press_ctrl_z(self):
        self.window.activateWindow()
        self._qtbot.waitUntil(self.window.isActiveWindow, timeout=WAIT_MS)
        field = self.window.focusWidget() or self.window
        self._qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def office(qapp, qtbot, tmp_path):
    with open_session(tmp_path / "office") as session:
        window = MainWindow()
        qtbot.addWidget(window)
        window.resize(1280, 800)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow, timeout=WAIT_MS)
        office = Office(session, window, qtbot)
        yield office
        office.close()
        window.close()


def test_nothing_is_offered_before_anything_was_recorded(office):
    assert office.offered == ""


def test_what_was_recorded_is_named_and_undone_by_the_button(office, qtbot):
    office.note()
    assert office.offered == "Undo: Note"
    qtbot.mouseClick(office.window.undo, Qt.MouseButton.LeftButton)
    assert office.log[-1].event.kind == "event-withdrawn"
    assert office.offered == ""


def test_files_that_came_together_are_counted_and_undone_together(office, qtbot):
    files = [File(f"{number}.txt", "text/plain", b"") for number in range(3)]
    office.record(lambda desk, view, now: add_files(desk, view, files, now))
    assert office.offered == "Undo: File added (3)"
    qtbot.mouseClick(office.window.undo, Qt.MouseButton.LeftButton)
    assert [it.event.kind for it in office.log[-3:]] == ["event-withdrawn"] * 3


def test_ctrl_z_undoes_it_and_what_was_before_it_as_well(office):
    office.note("First")
    office.note("Second")
    office.press_ctrl_z()
    office.press_ctrl_z()
    assert [it.event.kind for it in office.log[-2:]] == ["event-withdrawn"] * 2
    assert last_action(read_case(office.session.desk, office.stream, TODAY)) == ()


def test_the_button_is_reached_by_tab_and_pressed_by_a_key(office, qtbot):
    office.note()
    stops = [name_of(stop) for stop in tab_stops(office.window)]
    assert "Undo: Note" in stops
    office.window.undo.setFocus()
    qtbot.keyClick(office.window.undo, Qt.Key.Key_Space)
    assert office.log[-1].event.kind == "event-withdrawn"


def test_ctrl_z_in_a_field_undoes_the_typing_and_no_entry(office, qtbot):
    office.note()
    office.view.search()
    field = office.window.focusWidget()
    qtbot.keyClicks(field, "Ferreira")
    office.press_ctrl_z()
    assert field.text() == ""
    assert office.log[-1].event.kind == "note-added"


def test_another_case_has_nothing_of_this_one_to_undo(office):
    office.note()
    other = log(office.session.desk, title="Another")
    office.view.show_case(other)
    assert office.offered == ""
    office.view.show_case(office.stream)
    assert office.offered == ""  # it is old by now, and Ctrl+Z still undoes it
    office.press_ctrl_z()
    assert office.log[-1].event.kind == "event-withdrawn"


def test_a_new_day_offers_nothing_and_takes_nothing_away(office):
    office.session.day_changed.emit()
    assert office.offered == ""
    office.note()
    office.session.day_changed.emit()
    assert office.offered == "Undo: Note"


def test_over_the_list_of_promises_it_is_offered_too(office):
    desk = office.session.desk
    plan(desk, read_case(desk, office.stream, TODAY), "Ring her", TODAY)
    office.view.case.refresh()
    office.view.show_promises()
    promise = office.view.case.view.case.handling.open_promises[0].promise.id
    office.view.page.commands.remedies.keep(promise)
    next(it for it in office.view.findChildren(Form) if it.isVisible()).submit()
    assert office.offered == "Undo: Promise kept"
    office.press_ctrl_z()
    assert office.log[-1].event.kind == "event-withdrawn"


def test_while_a_letter_is_written_its_text_alone_is_undone(office, qtbot):
    office.note()
    office.view.write_letter(office.stream, LetterKind.RECEIPT)
    assert office.offered == ""
    assert not office.window.actions_["undo"].isEnabled()
    letter = office.view._letter
    qtbot.waitUntil(lambda: letter.preview.pages > 0, timeout=WAIT_MS)
    letter.go_back()
    assert office.offered == "Undo: Note"


def test_on_the_page_of_the_office_nothing_of_a_case_is_undone(office):
    office.note()
    office.view.show_settings()
    assert office.offered == ""
    assert not office.window.actions_["undo"].isEnabled()
    office.view.show_inbox()
    assert office.offered == "Undo: Note"


def test_where_nothing_can_be_undone_the_menu_says_why(office):
    action = office.window.actions_["undo"]
    assert not action.isEnabled()
    assert "came with the case" in action.toolTip()
    office.note()
    assert action.isEnabled()
    sent = Step(Kind.ACKNOWLEDGED, TODAY)
    office.record(lambda desk, view, now: record_step(desk, view, sent, now))
    assert office.offered == "Undo: Receipt sent"


def test_a_hostile_step_of_a_policy_is_only_text(office):
    office.record(lambda desk, view, now: add_note(desk, view, "<b>&x</b> سبب 😀", now))
    assert office.offered == "Undo: Note"


def test_a_locked_office_offers_nothing(office):
    office.note()
    office.close()
    assert office.offered == ""
