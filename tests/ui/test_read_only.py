"""Whoever may read an office, not change it: no button that writes, and each command says why."""

from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from amends.domain.access_errors import OfficeReadOnlyError
from amends.domain.events.access_events import OfficeRole
from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Person, Role
from amends.domain.read_only import ReadOnly
from amends.paths import resource
from amends.services.admit_person import admit_person, give_role, read_people_of_office
from amends.services.desk import Changed
from amends.services.name_person import name_person
from amends.services.read_case import read_case
from amends.services.set_up_office import open_office
from amends.ui.actions import ROWS
from amends.ui.case.forms.note import NoteForm
from amends.ui.clock import Clock
from amends.ui.errors import describe
from amends.ui.main_window import MainWindow
from amends.ui.office_window import OfficeWindow
from amends.ui.rail import PROCEDURES, PROMISES, SETTINGS
from amends.ui.read_only_words import read_only_words
from tests.desks import MOMENT, TODAY, log, make_desk
from tests.ui.hearing import name_of
from tests.ui.sessions import Ticking

BOS = "nine blue lanterns"
WHY = "You may read this office, not change it."
READS = {  # what a reader finds on the page of a case, and nothing else
    "Overview",
    "Letters",
    "Evidence",
    "Findings",
    "Actions",
    "History",
    "Explain the dates: Stage timeline",
}


@pytest.fixture
def desk(tmp_path):
    desk = make_desk(tmp_path / "office")
    yield desk
    desk.store.close()


@pytest.fixture
def opened(qapp, qtbot, desk):
    """Return what opens the office for Bo, in a role."""
    offices = []

    def open_as(role):
        admit_person(desk, "Bo Lind", role, BOS, MOMENT)
        window = MainWindow()
        qtbot.addWidget(window)
        window.resize(1280, 800)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        theirs = open_office(desk.store.folder, BOS, resource())
        office = OfficeWindow(window, theirs, Clock(read=Ticking()))
        offices.append((office, window))
        qtbot.waitUntil(office.view.isVisible)
        return office, window

    yield open_as
    for office, window in offices:
        office.close()
        window.close()


def buttons(widget):
    """Return the names of the buttons that can be seen and pressed."""
    found = widget.findChildren(QPushButton)
    return {name_of(it) for it in found if it.isVisible() and it.isEnabled()}


def give_bo(desk, office, role):
    """Give Bo another role, as somebody else at another window does, and let this one hear it."""
    bo = next(it for it in read_people_of_office(desk) if it.name == "Bo Lind")
    give_role(desk, bo.id, role, MOMENT)
    office.session.announce(Changed(frozenset()))


def resting(window):
    return {row.key for row in ROWS if not window.actions_[row.key].isEnabled()}


def test_a_reader_finds_no_button_that_writes_on_any_tab_of_a_case(desk, opened):
    stream = log(desk)
    office, _window = opened(OfficeRole.READER)
    office.view.show_case(stream)
    page = office.view.page
    for tab in page._tabs():
        page.tabs.show_page(page._tabs().index(tab))
        assert buttons(page) <= READS, tab
    assert office.view.rail.why_not.text() == WHY
    assert office.view.rail.new_complaint.isHidden()


def test_a_handler_finds_the_buttons_that_a_reader_does_not(desk, opened):
    stream = log(desk)
    office, _window = opened(OfficeRole.HANDLER)
    office.view.show_case(stream)
    assert {"Add note", "Record a step..."} < buttons(office.view.page)
    assert office.view.rail.why_not.isHidden()


def test_each_command_that_writes_rests_and_says_why(desk, opened):
    stream = log(desk)
    office, window = opened(OfficeRole.READER)
    office.view.show_case(stream)
    reading = {"lock", "quit", "help", "about", "search", "explain-dates"}
    expected = {row.key for row in ROWS if row.menu != "view" and row.key not in reading}
    rare = {row.key for row in ROWS if row.is_rare}  # which a reader does not see at all
    assert resting(window) - rare == expected - rare
    unknown = {"go-on", "set-day", "record-arrival", "move-version", "decide-late"}
    for key in expected - rare:
        action = window.actions_[key]
        assert action.isVisible() or key in unknown
        assert action.statusTip() == WHY
        assert action.toolTip() == WHY


def test_the_keys_of_a_command_that_rests_do_nothing(desk, opened, qtbot):
    stream = log(desk)
    office, window = opened(OfficeRole.READER)
    office.view.show_case(stream)
    for key, modifiers in (
        (Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier),
    ):
        qtbot.keyClick(window.focusWidget(), key, modifiers)
    assert office.view._letter is None
    assert office._complaint is None
    assert office.view.page.commands._form is None


def test_from_the_promises_a_reader_opens_cases_and_does_nothing(desk, opened, qtbot):
    log(desk)
    office, _window = opened(OfficeRole.READER)
    office.view.show_place(PROMISES)
    page = office.view._promises_page()
    assert page.list.current_line().act == ""
    assert page.act.isHidden()
    qtbot.keyClick(page.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert office.view._letter is None
    assert office.view.topic == "promises"


@pytest.mark.parametrize("role", [OfficeRole.READER, OfficeRole.HANDLER])
def test_who_does_not_decide_is_told_so_on_the_pages_of_the_office(desk, opened, role):
    office, _window = opened(role)
    office.view.show_place(SETTINGS)
    page = office.view._settings_page()
    assert page.why_not.isVisible()
    assert page.why_not.text() == read_only_words(office.session.office_read_only)
    office.view.show_place(PROCEDURES)
    procedures = office.view.procedures()
    assert procedures.list.import_button.isHidden()
    procedures.open(procedures.presenter.book().policies[0].versions[0])
    assert procedures.reader.edit.isHidden()
    assert "Compare..." in buttons(procedures)


def test_a_form_that_is_asked_for_all_the_same_is_refused_with_the_reason(desk, opened):
    stream = log(desk)
    office, _window = opened(OfficeRole.READER)
    office.view.show_case(stream)
    office.view.page.commands.open_form(NoteForm(office.view.case, office.view.page))
    office.view.case.write_letter(LetterKind.RECEIPT)
    said = [it.text() for it in office.view.page.findChildren(QMessageBox)]
    assert said == [WHY, WHY]
    assert office.view._letter is None


def test_another_role_holds_at_once_in_an_open_window(desk, opened):
    stream = log(desk)
    office, window = opened(OfficeRole.HANDLER)
    office.view.show_case(stream)
    give_bo(desk, office, OfficeRole.READER)
    assert buttons(office.view.page) <= READS
    assert not window.actions_["add-note"].isEnabled()
    give_bo(desk, office, OfficeRole.HANDLER)
    assert {"Add note", "Record a step..."} < buttons(office.view.page)
    assert window.actions_["add-note"].isEnabled()
    assert window.actions_["add-note"].statusTip() == ""
    assert not window.actions_["reopen"].isEnabled()  # it was not offered before either


def test_a_letter_that_is_being_written_is_left_with_its_draft_once_it_may_not_be(
    desk, opened, qtbot
):
    stream = log(desk)
    office, _window = opened(OfficeRole.HANDLER)
    office.view.show_case(stream)
    office.view.write_letter(stream, LetterKind.RECEIPT)
    give_bo(desk, office, OfficeRole.READER)
    assert office.view._letter is None
    assert office.view.page.isVisible()


def name_subject(desk, stream, name):
    view = read_case(desk, stream, TODAY)
    person = Person(id=desk.store.person, name=name)
    return name_person(desk, view, Role.SUBJECT, person, None, MOMENT)


def test_a_case_that_turns_out_to_concern_whoever_reads_it_is_left_and_they_are_told(desk, opened):
    stream, other = log(desk), log(desk)
    office, window = opened(OfficeRole.HANDLER)
    office.view.show_case(stream)
    office.view.write_letter(stream, LetterKind.RECEIPT)
    office.session.announce(name_subject(office.session.desk, stream, "Bo Lind"))
    (said,) = office.view.page.findChildren(QMessageBox)
    assert "concerns you" in said.text()
    assert office.view._letter is None
    assert office.view.case.view is None or office.view.case.view.stream == other
    office.view.show_case(stream)  # such as from a form that had just logged it
    assert office.view.case.view is None
    assert not window.actions_["add-note"].isEnabled()
    assert office.view.inbox.model.place_of_case(stream) is None


def test_every_reason_has_words_and_so_has_what_it_refuses():
    for kind in ReadOnly.__subclasses__():
        why = kind(*(TODAY for _fact in fields(kind)))
        assert read_only_words.dispatch(kind) is not read_only_words.dispatch(ReadOnly)
        assert describe(OfficeReadOnlyError(why)).text == read_only_words(why)
