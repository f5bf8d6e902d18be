"""A new version of a policy, written by a form and as text, and put to use."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from amends.domain.errors import OfficeInUseError
from amends.services.change_office import read_office
from amends.services.procedure_book import read_book
from amends.services.procedure_drafts import kept_draft, kept_drafts
from amends.services.read_case import read_case
from amends.services.shipped import procedure_bytes
from amends.ui.procedures import editor_presenter as presenter_module
from tests.desks import RECEIVED, TODAY, log
from tests.ui.hearing import unnamed

NAME = "active-x-backs"
WITHIN = "stage[1].clock[1].within"
DECEMBER = date(2026, 12, 1)


@pytest.fixture
def view(view):
    view.activateWindow()
    return view


@pytest.fixture
def editor(view, qtbot):
    return edit(view, view.presenter.book().policies[0].versions[0], qtbot)


def edit(view, held, qtbot):
    view.edit(held)
    qtbot.waitUntil(view.editor.adopt.isEnabled)
    return view.editor


def checked(editor, qtbot):
    qtbot.waitUntil(lambda: editor.presenter.is_checked)


def retype(editor, key, words, qtbot):
    control = editor.form.fields[key].control
    control.setFocus()
    control.selectAll()
    qtbot.keyClicks(control, words)


def say(box, words):
    """Type what no key of ours has."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(box, event)


def shown(widget):
    each = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in each if label.isVisibleTo(widget))


def test_a_field_of_the_form_changes_its_place_in_the_text_alone(editor, qtbot):
    before = editor.presenter.text
    retype(editor, WITHIN, "15 working days", qtbot)
    assert editor.presenter.text == before.replace('"20 working days"', '"15 working days"')
    assert editor.text.text() == editor.presenter.text


def test_the_text_changes_the_field_of_the_form(editor, qtbot):
    editor.ways.choose("text")
    box = editor.text.box
    place = box.toPlainText().index("20 working days")
    cursor = box.textCursor()
    cursor.setPosition(place)
    box.setTextCursor(cursor)
    qtbot.keyClick(box, Qt.Key.Key_Delete)
    assert editor.form.fields[WITHIN].control.text() == "0 working days"


def test_a_mistake_is_said_by_its_field_and_below_and_a_click_leads_to_its_line(editor, qtbot):
    retype(editor, WITHIN, "20 work days", qtbot)
    assert not editor.adopt.isEnabled()
    checked(editor, qtbot)
    assert "20 work days" in editor.form.fields[WITHIN].error
    assert editor.mistakes.heading.text() == "1 thing is wrong"
    item = editor.mistakes.list.item(0)
    assert item.text().startswith("Line 102, Stage 2: Response, Within: There is")
    place = editor.mistakes.list.visualItemRect(item).center()
    viewport = editor.mistakes.list.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert editor.text.isVisible()
    assert editor.text.box.textCursor().selectedText() == 'within = "20 work days"'
    assert not editor.adopt.isEnabled()


def test_every_mistake_is_listed(editor, qtbot):
    text = editor.presenter.text.replace('"20 working days"', '"20 work days"')
    editor.presenter.edit(text.replace('until = "acknowledged"', "until = 7"))
    checked(editor, qtbot)
    assert editor.mistakes.heading.text() == "2 things are wrong"
    qtbot.waitUntil(lambda: editor.mistakes.list.count() == 2)


def test_what_is_typed_is_kept_and_found_again(view, editor, session, qtbot):
    retype(editor, WITHIN, "15 working days", qtbot)
    editor.ways.choose("text")
    say(editor.text.box, "# العربية 🙂 ")
    qtbot.waitUntil(lambda: kept_draft(session.desk, NAME) is not None)
    text = editor.presenter.text
    assert [it.text for it in kept_drafts(session.desk)] == [text]
    qtbot.mouseClick(editor.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "last changed on Sat 21 Nov" in shown(view.list))
    assert "Active X Backs: Complaints procedure (active-x-backs), last" in shown(view.list)
    again = edit(view, view.presenter.book().policies[0].versions[0], qtbot)
    assert again.presenter.text == text
    assert "This is your draft, as you left it." in shown(again)


def test_a_draft_can_be_started_again(view, editor, session, qtbot):
    before = editor.presenter.text
    retype(editor, WITHIN, "15 working days", qtbot)
    view.show_list()
    again = edit(view, view.presenter.book().policies[0].versions[0], qtbot)
    qtbot.mouseClick(again.restart, Qt.MouseButton.LeftButton)
    assert again.presenter.text == before
    assert again.form.fields[WITHIN].control.text() == "20 working days"
    assert kept_drafts(session.desk) == ()


def test_a_new_version_is_put_to_use_from_a_day_on(view, editor, session, qtbot):
    stream = log(session.desk)
    due = read_case(session.desk, stream, TODAY).clock("stage-2.response").due
    retype(editor, WITHIN, "15 working days", qtbot)
    qtbot.waitUntil(editor.adopt.isEnabled)
    qtbot.mouseClick(editor.adopt, Qt.MouseButton.LeftButton)
    page = editor.adopting
    qtbot.waitUntil(lambda: "1 open case stays under the version" in shown(page))
    assert "A new version of Active X Backs" in shown(page)
    assert "1 changed, " in shown(page)
    page.since.show_day(DECEMBER)
    chosen = next(it for it in page.questions.buttons() if it.objectName() == "acknowledged")
    qtbot.mouseClick(chosen, Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.use, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: view.reader is not None)
    assert "To come, for complaints received from 1 December 2026 on" in shown(view.reader)
    version = read_office(session.desk).versions[-1]
    assert version.since == DECEMBER
    assert version.readings is not None
    assert version.readings["stage-2.response"] == "acknowledged"
    assert kept_drafts(session.desk) == ()
    assert read_case(session.desk, stream, TODAY).clock("stage-2.response").due == due


def test_a_day_that_is_none_is_refused_and_nothing_is_recorded(editor, session, qtbot):
    qtbot.mouseClick(editor.adopt, Qt.MouseButton.LeftButton)
    page = editor.adopting
    page.since.selectAll()
    qtbot.keyClicks(page.since, "some day")
    qtbot.mouseClick(page.use, Qt.MouseButton.LeftButton)
    assert "This is no day" in shown(page)
    qtbot.mouseClick(page.go_back, Qt.MouseButton.LeftButton)
    assert editor.form.isVisible()
    assert len(read_office(session.desk).versions) == 1


def test_a_shipped_procedure_is_made_one_of_the_office_s(view, session, qtbot):
    held = next(it for it in view.presenter.book().shipped if it.procedure.name == "jivora")
    view.open(held)
    assert view.reader.edit.text() == "Make it our own..."
    editor = edit(view, held, qtbot)
    retype(editor, "title", "Our way to complain", qtbot)
    qtbot.waitUntil(editor.adopt.isEnabled)
    editor.adopt.click()
    assert "Another policy: Jivora: Our way to complain" in shown(editor.adopting)
    assert "It will stand beside Active X Backs" in shown(editor.adopting)
    editor.adopting.use.click()
    qtbot.waitUntil(lambda: view.editor is None)
    policies = read_book(session.desk).policies
    assert [it.name for it in policies] == [NAME, "jivora"]
    assert policies[1].versions[0].procedure.title == "Our way to complain"


def test_what_could_not_be_recorded_is_said_and_can_be_tried_again(
    view, editor, session, qtbot, monkeypatch
):
    def refuse(*_):
        raise OfficeInUseError(session.desk.store.folder)

    monkeypatch.setattr(presenter_module, "adopt_procedure", refuse)
    editor.adopt.click()
    failures: list[Exception] = []
    editor.failed.disconnect(view._on_failed)
    editor.failed.connect(failures.append)
    editor.adopting.use.click()
    qtbot.waitUntil(lambda: failures != [])
    assert editor.adopting.use.isEnabled()
    assert len(read_office(session.desk).versions) == 1


def test_a_file_is_imported_with_its_mistakes(view, session, qtbot, tmp_path):
    file = tmp_path / "theirs.toml"
    raw = procedure_bytes(session.desk.resources, "jivora")
    file.write_bytes(raw.replace(b'language = "en-GB"', b"langauge = 3"))
    view.import_file(str(file))
    editor = view.editor
    checked(editor, qtbot)
    qtbot.waitUntil(lambda: editor.mistakes.list.count() == 2)
    assert not editor.adopt.isEnabled()
    assert len(read_office(session.desk).versions) == 1
    editor.presenter.edit(editor.presenter.text.replace("langauge = 3", 'language = "en-GB"'))
    qtbot.waitUntil(editor.adopt.isEnabled)
    view.show_list()
    qtbot.waitUntil(lambda: "(theirs.toml), last changed on" in shown(view.list))
    view.import_file(str(file))  # it does not take the place of what was mended
    assert view.editor.presenter.name == "theirs.toml (2)"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe",
        "x = '🙂' ]".encode(),
        b"a" * 200_000,
        b"[" * 2_000,
        b"[[stage]]\n" + b"[[stage.clock]]\n" * 5_000,
    ],
    ids=["empty", "bytes", "broken", "long", "deep", "many"],
)
def test_a_hostile_file_is_shown_as_text_and_can_do_nothing(view, session, qtbot, tmp_path, raw):
    file = tmp_path / "hostile.toml"
    file.write_bytes(raw)
    view.import_file(str(file))
    editor = view.editor
    qtbot.waitUntil(lambda: editor.mistakes.list.count() > 0)
    assert not editor.adopt.isEnabled()
    assert editor.text.box.isVisible() or editor.form.fields
    assert len(read_office(session.desk).versions) == 1


def test_every_control_of_the_editor_is_named(editor, qtbot):
    assert unnamed(editor) == []
    editor.ways.choose("text")
    assert unnamed(editor) == []
    editor.adopt.click()
    assert unnamed(editor) == []


def test_what_was_typed_in_the_form_is_taken_back_in_the_text(editor, qtbot):
    before = editor.presenter.text
    editor.form.fields["title"].control.setFocus()
    qtbot.keyClicks(editor.form.fields["title"].control, "X")
    assert editor.presenter.text != before
    editor.ways.choose("text")
    editor.text.box.setFocus()
    qtbot.keyClick(editor.text.box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.presenter.text == before


def test_a_complaint_received_under_the_new_version_comes_under_it(editor, session, qtbot):
    retype(editor, WITHIN, "15 working days", qtbot)
    qtbot.waitUntil(editor.adopt.isEnabled)
    editor.adopt.click()
    editor.adopting.since.show_day(RECEIVED)
    editor.adopting.use.click()
    qtbot.waitUntil(lambda: len(read_office(session.desk).versions) == 2)
    view = read_case(session.desk, log(session.desk), TODAY)
    assert str(view.clock("stage-2.response").within) == "15 working days"


def test_a_draft_is_kept_while_somebody_types_on_and_on(editor, session, qtbot):
    editor.ways.choose("text")

    def typed_once_more_and_kept():
        qtbot.keyClicks(editor.text.box, "#")
        return kept_drafts(session.desk) != ()

    qtbot.waitUntil(typed_once_more_and_kept)


def test_what_is_begun_can_be_thrown_away_from_the_list(view, editor, session, qtbot):
    retype(editor, WITHIN, "15 working days", qtbot)
    view.show_list()
    qtbot.waitUntil(lambda: "Begun, and not in use yet" in shown(view.list))
    buttons = view.list.findChildren(QPushButton)
    throw = next(it for it in buttons if it.accessibleName() == f"Throw away: {NAME}")
    qtbot.waitUntil(throw.isVisible)
    qtbot.mouseClick(throw, Qt.MouseButton.LeftButton)
    assert kept_drafts(session.desk) == ()
    qtbot.waitUntil(lambda: "Begun, and not in use yet" not in shown(view.list))


def test_lines_that_end_as_on_windows_are_read_and_changed(view, session, qtbot, tmp_path):
    raw = procedure_bytes(session.desk.resources, NAME).replace(b"\n", b"\r\n")
    (tmp_path / "windows.toml").write_bytes(b"\xef\xbb\xbf" + raw)
    view.import_file(str(tmp_path / "windows.toml"))
    qtbot.waitUntil(view.editor.adopt.isEnabled)
    retype(view.editor, WITHIN, "15 working days", qtbot)
    qtbot.waitUntil(view.editor.adopt.isEnabled)
    assert "\r" not in view.editor.presenter.text
