"""In and out of an office: recovered, locked when it is left alone, and given a new key."""

from __future__ import annotations

from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QMessageBox, QPlainTextEdit

from amends.domain.errors import OfficeLockedError, WrongPassphraseError
from amends.domain.events.access_events import OfficeRole
from amends.domain.keeping_errors import RecordShortenedError
from amends.paths import resource
from amends.services.admit_person import admit_person
from amends.services.change_passphrase import open_by_code
from amends.services.make_recovery_sheet import make_recovery_sheet, read_recovery_sheet
from amends.services.set_up_office import open_office
from amends.ui.access.sheet_dialog import SheetDialog
from amends.ui.errors import describe
from amends.ui.first_run.new_key import NewKeyView
from amends.ui.first_run.patience import Patience
from amends.ui.first_run.recover import RecoverView
from amends.ui.first_run.unlock import UnlockView
from tests.desks import MOMENT, PASSPHRASE, log, make_desk

NEW, BOS = "quiet green rivers", "nine blue lanterns"
TITLE = "Assessment feedback never arrived"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "office"


@pytest.fixture
def desk(folder):
    return make_desk(folder)


@pytest.fixture
def stream(desk):
    return log(desk)


def page(window, kind, qtbot):
    """Return the page of that kind, once it is on show."""
    qtbot.waitUntil(lambda: isinstance(window._pages.currentWidget(), kind))
    return window._pages.currentWidget()


def dialogs(window):
    return [it for it in window.findChildren(QDialog) if it.isVisible()]


def seen(window):
    labels = (it.text() for it in window.findChildren(QLabel) if it.isVisible())
    return "\n".join([*labels, window.windowTitle()])


def test_an_office_left_alone_is_locked_and_nothing_of_it_is_seen(door, desk, stream, window):
    door.open(desk)
    door.office.access.show_sheet()
    door.office.new_complaint()
    assert len(dialogs(window)) == 2
    assert window._state.text()
    window.offer_undo(f"Note in {TITLE}")
    door._idle.left_alone.emit()
    assert isinstance(window._pages.currentWidget(), UnlockView)
    assert dialogs(window) == []
    assert TITLE not in seen(window)
    assert "Active X Backs" not in seen(window)
    assert (window._state.text(), window._right.text()) == ("", "")
    assert not window.undo.isVisible()
    with pytest.raises(OfficeLockedError), desk.store.reading():
        pass
    assert not door._idle._timer.isActive()


def test_that_an_office_lies_in_a_folder_that_syncs_is_told_on_opening(
    door, window, tmp_path, qtbot
):
    folder = tmp_path / "OneDrive" / "office"
    make_desk(folder).store.close()
    door.ask_passphrase(folder)
    view = page(window, UnlockView, qtbot)
    view.passphrase.setText(PASSPHRASE)
    view.open()
    qtbot.waitUntil(lambda: [type(it) for it in dialogs(window)] == [QMessageBox])
    (box,) = dialogs(window)
    assert "folder that syncs" in box.text()


def test_a_record_that_was_cut_short_is_told_as_soon_as_the_office_is_open(door, desk, window):
    desk.store.warning = RecordShortenedError(desk.store.folder, 12, 7)
    door.open(desk)
    (box,) = dialogs(window)
    assert describe(desk.store.warning).text in box.text()


def test_a_screen_that_is_being_locked_takes_no_picture_of_a_case(
    door, desk, window, monkeypatch, qtbot
):
    painted = []

    def repaint():
        painted.append(type(window._pages.currentWidget()))

    monkeypatch.setattr(window, "repaint", repaint)
    door.open(desk)
    door._idle._screen.locked.emit()
    qtbot.waitUntil(lambda: painted == [UnlockView])


def test_what_was_being_typed_is_kept_when_the_office_is_left_alone(door, desk, stream, folder):
    door.open(desk)
    door.office.view.show_case(stream)
    door.office.view.page.commands.add_note()
    form = door.office.view.page.commands._form
    form.findChild(QPlainTextEdit).setPlainText("She rang, and")
    door._idle.left_alone.emit()
    kept = open_office(folder, PASSPHRASE, resource())
    with closing(kept.store), kept.store.reading() as unit:
        keys = unit.drafts.keys()
        drafts = [unit.drafts.get(key) for key in keys]
    assert "She rang, and" in repr(drafts)


def test_the_screen_that_is_locked_locks_an_open_office_and_no_other(door, desk, window, qtbot):
    door._idle.on_screen_locked()
    door.open(desk)
    door._idle._screen.locked.emit()
    door._idle._screen.locked.emit()  # some systems tell more than once
    qtbot.waitUntil(lambda: door.office is None)
    assert isinstance(window._pages.currentWidget(), UnlockView)


def test_a_forgotten_passphrase_is_replaced_by_the_code_of_the_sheet(
    door, desk, folder, window, qtbot
):
    code = make_recovery_sheet(desk, MOMENT).code
    desk.store.close()
    door.ask_passphrase(folder)
    page(window, UnlockView, qtbot).forgot.click()
    view = page(window, RecoverView, qtbot)
    view.code.setText(code[:-1])
    view.go_forward()
    qtbot.waitUntil(lambda: "group 7" in view._code_field.error)
    view.code.setText(code.lower().replace("-", ""))
    view.go_forward()
    qtbot.waitUntil(view.passphrase.isVisible)
    view.passphrase.passphrase.setText(NEW)
    view.passphrase.again.setText(NEW)
    qtbot.keyClick(view.passphrase.again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: door.office is not None)
    door.lock()
    open_office(folder, NEW, resource()).store.close()
    with pytest.raises(WrongPassphraseError):
        open_office(folder, PASSPHRASE, resource())


def test_of_several_people_it_is_asked_who_has_forgotten(door, desk, folder, window, qtbot):
    admit_person(desk, "Bo Lind", OfficeRole.HANDLER, BOS, MOMENT)
    code = make_recovery_sheet(desk, MOMENT).code
    desk.store.close()
    door.recover(folder)
    view = page(window, RecoverView, qtbot)
    view.code.setText(code)
    view.go_forward()
    qtbot.waitUntil(view.person.isVisible)
    view.person.setCurrentText("Bo Lind")
    for typed, answer in ((PASSPHRASE, "cannot be used"), ("short", "too short")):
        view.passphrase.passphrase.setText(typed)
        view.passphrase.again.setText(typed)
        view.go_forward()
        qtbot.waitUntil(lambda said=answer: said in view.passphrase.field.error)
    view.passphrase.passphrase.setText(NEW)
    view.passphrase.again.setText(NEW)
    view.go_forward()
    qtbot.waitUntil(lambda: door.office is not None)
    assert door.office.session.role is OfficeRole.HANDLER
    door.lock()
    open_office(folder, PASSPHRASE, resource()).store.close()


def test_going_back_from_recovery_locks_the_office_again(door, desk, folder, window, qtbot):
    code = make_recovery_sheet(desk, MOMENT).code
    desk.store.close()
    door.recover(folder)
    view = page(window, RecoverView, qtbot)
    view.code.setText(code)
    view.go_forward()
    qtbot.waitUntil(view.passphrase.isVisible)
    store = view._desk.store
    view.back.click()
    page(window, UnlockView, qtbot)
    with pytest.raises(OfficeLockedError), store.reading():
        pass


def test_a_new_key_is_asked_for_by_passphrase_and_a_sheet_offered_afterwards(
    door, desk, folder, window, qtbot
):
    door.open(desk)
    door.office.session.key_change_requested.emit()
    view = page(window, NewKeyView, qtbot)
    view.passphrase.setText("wrong words here")
    view.start()
    qtbot.waitUntil(lambda: "does not open" in view.field.error)
    view.passphrase.setText(PASSPHRASE)
    view.change.click()
    qtbot.waitUntil(lambda: door.office is not None, timeout=20_000)
    assert door.office.session.desk.store.key.number == 2
    assert [type(it) for it in dialogs(window)] == [SheetDialog]
    assert door.office.view.list is not None
    door.lock()
    open_office(folder, PASSPHRASE, resource()).store.close()


def test_a_new_key_can_be_called_off(door, desk, folder, window, qtbot):
    door.open(desk)
    door.change_key()
    page(window, NewKeyView, qtbot).cancel.click()
    page(window, UnlockView, qtbot)
    desk = open_office(folder, PASSPHRASE, resource())
    assert desk.store.key.number == 1
    desk.store.close()


def test_the_reminder_stays_until_a_sheet_is_on_paper(door, desk, window, tmp_path, qtbot):
    door.open(desk)
    reminder = door.office.access.reminder
    assert reminder.isVisible()
    reminder.click()
    (sheet,) = dialogs(window)
    sheet.save_button.click()
    qtbot.waitUntil(lambda: sheet._sheet is not None)
    assert reminder.isVisible()  # it was made, but is nowhere yet
    sheet.save_to(str(tmp_path / "nowhere" / "sheet.pdf"))
    assert sheet.error.isVisible()
    sheet.save_to(str(tmp_path / "sheet.pdf"))
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert not reminder.isVisible()
    assert read_recovery_sheet(desk).kept_on is not None
    assert sheet._sheet.code not in seen(window)
    door.lock()
    assert "recovery sheet" not in seen(window)


def test_a_sheet_that_is_put_off_leaves_the_one_before_as_it_is(door, desk, folder, window):
    before = make_recovery_sheet(desk, MOMENT)
    door.open(desk)
    door.office.access.show_sheet()
    (sheet,) = dialogs(window)
    sheet.close_button.click()
    door.lock()
    open_by_code(folder, before.code, resource()).store.close()


def test_a_new_office_is_offered_a_sheet(door, desk, window):
    door._on_office_made(desk)
    assert [type(it) for it in dialogs(window)] == [SheetDialog]
    (sheet,) = dialogs(window)
    assert "no recovery sheet" in sheet.state.text()
    sheet.close_button.click()
    assert door.office.access.reminder.isVisible()


def test_a_reader_is_offered_nothing_that_records(door, desk, stream, folder, window):
    admit_person(desk, "Bo Lind", OfficeRole.READER, BOS, MOMENT)
    desk.store.close()
    door.open(open_office(folder, BOS, resource()))
    actions = window.actions_
    for key in ("new-complaint", "add-note", "next-step", "write-receipt", "undo", "hand-over"):
        actions.allow(key, True)  # whoever allows it
        assert not actions[key].isEnabled()
    assert actions["lock"].isEnabled()
    assert actions["show-settings"].isEnabled()
    assert not door.office.view.rail.new_complaint.isVisible()
    assert not door.office.access.reminder.isVisible()
    door.office.view.show_settings()
    settings = door.office.view._settings
    assert not settings.letterhead.isEnabled()
    assert settings.access.access.change.isEnabled()
    door.office.view.show_case(stream)
    door.office.view.page.commands.add_note()
    (box,) = dialogs(window)
    assert box.text() == "You may read this office, not change it."
    door.lock()
    assert actions["quit"].isEnabled()
    door.open(open_office(folder, PASSPHRASE, resource()))
    assert actions["new-complaint"].isEnabled()


def test_the_second_wrong_passphrase_has_to_wait_on_any_page(qtbot, folder):
    patience = Patience(ms_a_second=1)

    def refuse(_folder, _passphrase):
        raise WrongPassphraseError

    view = UnlockView(folder, refuse, patience=patience)
    qtbot.addWidget(view)
    view.show()
    said = set()
    for _try in range(6):
        view.passphrase.setText("wrong")
        qtbot.waitUntil(view.unlock.isEnabled)
        view.open()
        qtbot.waitUntil(view.passphrase.isEnabled)
        said.add(view.field.error)
    assert len(said) == 1
    slow = Patience(ms_a_second=1_000_000)
    for _try in range(2):
        slow.fail()
    other = UnlockView(folder, refuse, patience=slow)
    qtbot.addWidget(other)
    other.passphrase.setText("right or wrong")
    other.open()
    assert not other.unlock.isEnabled()
    assert other.passphrase.isEnabled()
    slow.forget()
